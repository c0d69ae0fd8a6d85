"""The quickest that we know: a row for each source node, in it a list for each property; the collector off.

No key travels with a value, so the names of the properties are written down here.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence

import networkx as nx

from benchmarks.ways.read_back import STATEMENTS, Server, count_graph, main, opened

#: What records say.
SAID = (
    "id",
    "note",
    "likelihood",
    "period",
    "observed",
    "form",
    "activities",
    "strength",
    "role",
)
#: What a load with cartelgraph has derived from it.
DERIVED = (
    "valid_from",
    "valid_to",
    "start_status",
    "end_status",
    "certain_from",
    "certain_to",
    "working_from",
    "working_to",
    "known_from",
    "start_known_from",
    "end_known_from",
    "sign",
    "record_digest",
)


def read(server: Server, names: Sequence[str] = SAID + DERIVED) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    columns = ", ".join(f"[r IN ties | r.{name}]" for name in names)
    text = (
        f"MATCH {STATEMENTS} WITH a, collect(r) AS ties "
        f"RETURN a.id, [r IN ties | endNode(r).id], [r IN ties | type(r)], {columns}"
    )
    gc.disable()
    try:
        with opened(server) as session:
            for source, targets, types, *values in session.run(text):
                for target, kind, *row in zip(targets, types, *values, strict=True):
                    pairs = zip(names, row, strict=True)
                    fields = {name: value for name, value in pairs if value is not None}
                    graph.add_edge(source, target, key=fields["id"], type=kind, **fields)
    finally:
        gc.enable()
    return graph


if __name__ == "__main__":
    main(read, count_graph)
