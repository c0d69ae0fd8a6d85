"""A graph database of transnational criminal networks that you can argue from.

>>> import cartelgraph as cg
>>> data = cg.read_dataset()
>>> network = cg.snapshot(data, "2011-03")
>>> cg.analyze("centrality", network).to_dataframe()["organization"][0]
'Sinaloa Federation'

What is offered here is described in :mod:`cartelgraph.api`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cartelgraph.api import (
        Dataset,
        Figure,
        Snapshot,
        Store,
        Table,
        analyses,
        analyze,
        answer_brief,
        connect,
        diff,
        draw_alliances,
        draw_map,
        draw_network,
        draw_timeline,
        explain,
        queries,
        query,
        read_dataset,
        read_ties,
        series,
        show,
        snapshot,
        stability,
        survival,
        timeline,
        write_report,
    )

__all__ = [
    "Dataset",
    "Figure",
    "Snapshot",
    "Store",
    "Table",
    "analyses",
    "analyze",
    "answer_brief",
    "connect",
    "diff",
    "draw_alliances",
    "draw_map",
    "draw_network",
    "draw_timeline",
    "explain",
    "queries",
    "query",
    "read_dataset",
    "read_ties",
    "series",
    "show",
    "snapshot",
    "stability",
    "survival",
    "timeline",
    "write_report",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - it hands on whatever bears the name
    # Loaded when first asked for: the command line imports this package too, and its help must stay quick.
    if name in __all__:
        return getattr(import_module("cartelgraph.api"), name)
    raise AttributeError(f"module 'cartelgraph' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
