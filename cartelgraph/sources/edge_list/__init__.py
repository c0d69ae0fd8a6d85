"""Signed ties between any nodes, from an edge list or an adjacency matrix as CSV."""

from cartelgraph.sources.edge_list.ties import Tie, Ties, read_ties
from cartelgraph.sources.edge_list.world import read_edges

__all__ = ["Tie", "Ties", "read_edges", "read_ties"]
