"""cartelgraph, as a notebook does it: the dataset, then the graph of its snapshot on the focus."""

from __future__ import annotations

import networkx as nx

from benchmarks.ways import cartelgraph_read
from benchmarks.ways.read_back import Server, count_graph, main
from cartelgraph.api import snapshot


def read(server: Server) -> nx.MultiDiGraph[str]:
    return snapshot(cartelgraph_read.read(server)).graph


if __name__ == "__main__":
    main(read, count_graph)
