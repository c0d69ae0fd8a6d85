"""The reference of the analyses: question, parameters, columns, literature, functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartelgraph.analysis import ANALYSES, Analysis
from cartelgraph.dataset import read_dataset
from cartelgraph.network import Moment, Snapshot, snapshot
from docs.extension.markdown import cell, table

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["analyses"]


def analyses() -> str:
    """Return a section for each analysis."""
    seeds = read_dataset()
    asked = snapshot(seeds, Moment(seeds.info.focus))
    shown: set[str] = set()
    return "\n".join(part for analysis in ANALYSES for part in _section(analysis, asked, shown))


def _section(analysis: Analysis, asked: Snapshot, shown: set[str]) -> Iterator[str]:
    yield f"## {analysis.name}\n\n{analysis.question}\n"
    if analysis.parameters:
        yield table(
            ("parameter", "default", "range", "meaning"),
            (
                (
                    f"`{one.name}`",
                    str(one.default),
                    f"{one.minimum} to {one.maximum}",
                    cell(one.description),
                )
                for one in analysis.parameters
            ),
        )
    # What columns a table has is known by the table alone.
    columns = analysis.run(asked).columns
    yield table(
        ("column", "unit", "meaning"),
        ((f"`{one.name}`", one.unit, cell(one.description)) for one in columns),
    )
    yield "Literature:\n"
    yield "\n".join(f"- {reference}" for reference in analysis.references) + "\n"
    # Two analyses may share a module; its functions stand under the first.
    if (module := analysis.compute.__module__) not in shown:
        shown.add(module)
        yield f"```{{eval-rst}}\n.. automodule:: {module}\n   :members:\n```\n"
