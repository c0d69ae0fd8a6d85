"""The driver's own graph of a result, `result.graph()`, then the same as a NetworkX graph."""

from __future__ import annotations

import networkx as nx

from benchmarks.ways.read_back import STATEMENTS, Server, count_graph, main, opened

# Without the nodes in full, the driver's graph would not know their ids.
TEXT = f"MATCH {STATEMENTS} RETURN a, r, b"


def read(server: Server) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    with opened(server) as session:
        found = session.run(TEXT).graph()
    for node in found.nodes:
        graph.add_node(node["id"], **node)
    for tie in found.relationships:
        source, target = tie.nodes
        if source is not None and target is not None:
            graph.add_edge(source["id"], target["id"], key=tie["id"], type=tie.type, **tie)
    return graph


if __name__ == "__main__":
    main(read, count_graph)
