"""Group betweenness: how much of the traffic between all others a set of nodes could hold up together."""

from __future__ import annotations

import math
from collections.abc import Iterable

import networkx as nx

from cartelgraph.errors import AnalysisError
from cartelgraph.measures.progress import Told, silent
from cartelgraph.measures.signed import Node, in_order
from cartelgraph.measures.simple import require_simple

__all__ = ["group_betweenness"]


def group_betweenness(graph: nx.Graph[Node], nodes: Iterable[Node], *, told: Told = silent) -> float | None:
    """Return the share of shortest paths between others that lead through a set (Everett & Borgatti 1999).

    With s(i, j) shortest paths between i and j, of which s(i, j | C) lead through a member of the set C of k
    nodes or more than one::

        b(C) = sum of s(i, j | C) / s(i, j) over pairs i < j outside C  /  ((n - k) (n - k - 1) / 2)

    From 0 to 1; a pair without a path adds 0. For a single node it is its betweenness. None where fewer
    than two others exist. Members that stand on the same paths add nothing to one another.

    Parameters
    ----------
    graph
        Undirected graph without signs.
    nodes
        The set.
    told
        Is told of how many others the paths are counted. That takes the time of two searches through all ties
        for each of them.

    Notes
    -----
    Counted by the paths that are lost: of a pair's shortest paths, those that avoid the set are what is
    left of the same length without it. ``group_betweenness_centrality`` of NetworkX is not used: its version
    3.6.1 gives 2.125 where the tests count 2 by hand, with two members tied to each other.

    Raises
    ------
    AnalysisError
        When a node is not in the graph; when it is directed, signed, or has parallel ties or loops.

    References
    ----------
    Everett, M. G. & Borgatti, S. P. (1999). The centrality of groups and classes. Journal of Mathematical
    Sociology 23, 181-201.

    Examples
    --------
    >>> chain = nx.Graph([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])
    >>> group_betweenness(chain, ["b", "d"])  # each pair of a, c, e
    1.0
    """
    require_simple(graph, "group betweenness")
    members = set(nodes)
    if missing := in_order(members - set(graph)):
        raise AnalysisError(f"not in the graph: {', '.join(map(str, missing))}")
    others = [node for node in in_order(graph) if node not in members]
    if len(others) < 2:
        return None
    left = graph.subgraph(others)
    shares = []
    for place, source in enumerate(others):
        told(place, len(others), "nodes whose shortest paths are counted")
        through, around = _shortest_paths(graph, source), _shortest_paths(left, source)
        for target in others[place + 1 :]:
            if target in through:
                length, paths = through[target]
                kept = around.get(target, (math.inf, 0))
                shares.append((paths - kept[1]) / paths if kept[0] == length else 1.0)
    told(len(others), len(others), "nodes whose shortest paths are counted")
    return math.fsum(shares) / (len(others) * (len(others) - 1) / 2)


def _shortest_paths(graph: nx.Graph[Node], source: Node) -> dict[Node, tuple[float, int]]:
    """Return the length and the number of the shortest paths to every node that can be reached."""
    found: dict[Node, tuple[float, int]] = {source: (0, 1)}
    rim, length = {source: 1}, 0
    while rim:
        length += 1
        wider: dict[Node, int] = {}
        for node, paths in rim.items():
            for other in graph[node]:
                if other not in found:
                    wider[other] = wider.get(other, 0) + paths
        found |= {node: (length, paths) for node, paths in wider.items()}
        rim = wider
    return found
