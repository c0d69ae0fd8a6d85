"""Signed graphs for tests of measures: from a few words, at random, and one from the literature."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import networkx as nx
from hypothesis import strategies as st


def signed_graph(*ties: str) -> nx.Graph[str]:
    """Return a signed graph from ties such as `"a+b"`, `"a-b"`, `"a0b"`, and nodes such as `"c"`."""
    graph: nx.Graph[str] = nx.Graph()
    for tie in ties:
        if len(tie) == 1:
            graph.add_node(tie)
        else:
            graph.add_edge(tie[0], tie[2], sign={"+": 1, "-": -1, "0": 0}[tie[1]])
    return graph


def gahuku_gama() -> nx.Graph[str]:
    """Return the alliances and enmities of sixteen tribes of the New Guinea highlands (Read 1954)."""
    graph: nx.Graph[str] = nx.Graph()
    path = Path(__file__).with_name("gahuku_gama.csv")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            graph.add_edge(row["source"], row["target"], sign=int(row["sign"]))
    return graph


@st.composite
def signed_graphs(draw: st.DrawFn, most: int = 8, signs: tuple[int, ...] = (-1, 1)) -> nx.Graph[int]:
    """Draw a signed graph of up to so many nodes, sparse or dense, often disconnected."""
    size = draw(st.integers(1, most))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    for one, other in combinations(range(size), 2):
        sign = draw(st.sampled_from((*signs, None)))
        if sign is not None:
            graph.add_edge(one, other, sign=sign)
    return graph
