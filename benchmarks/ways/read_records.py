"""What one writes first: a record for each relationship, and an edge for each record."""

from __future__ import annotations

import networkx as nx

from benchmarks.ways.read_back import STATEMENTS, Server, count_graph, main, opened

TEXT = f"MATCH {STATEMENTS} RETURN a.id, r, b.id"


def read(server: Server) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    with opened(server) as session:
        for source, tie, target in session.run(TEXT):
            graph.add_edge(source, target, key=tie["id"], type=tie.type, **tie)
    return graph


if __name__ == "__main__":
    main(read, count_graph)
