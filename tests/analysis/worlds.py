"""Snapshots of a few records, and random graphs, for tests of analyses."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
from hypothesis import strategies as st

from cartelgraph.model import Certainty, EdtfDate, Record
from cartelgraph.network import Snapshot, snapshot
from cartelgraph.network.snapshot import Moment
from tests.make import dataset

NAMES = "abcdefgh"
PAIRS = list(combinations(NAMES, 2))


def snapshot_of(*records: Record) -> Snapshot:
    """Return the snapshot in which every record holds: none of them needs a date."""
    return snapshot(dataset(*records), Moment(EdtfDate("2011-03"), certainty=Certainty.POSSIBLE))


def graph_of(*ties: str) -> nx.Graph[str]:
    """Return a graph from ties such as `"a-b"`, and nodes such as `"c"`."""
    graph: nx.Graph[str] = nx.Graph()
    for tie in ties:
        nx.add_path(graph, tie.split("-"))
    return graph


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph[str]:
    """Draw an undirected graph of up to eight nodes, often disconnected."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(draw(st.sets(st.sampled_from(NAMES), min_size=1)))
    graph.add_edges_from(draw(st.sets(st.sampled_from(PAIRS))))
    return graph
