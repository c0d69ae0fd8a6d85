"""The same as read_columns, without the properties that a load with cartelgraph derives."""

from __future__ import annotations

import networkx as nx

from benchmarks.ways.read_back import Server, count_graph, main
from benchmarks.ways.read_columns import SAID
from benchmarks.ways.read_columns import read as read_columns


def read(server: Server) -> nx.MultiDiGraph[str]:
    return read_columns(server, SAID)


if __name__ == "__main__":
    main(read, count_graph)
