"""What a node's neighbours are to one another: Burt's constraint and effective size.

Both are of unweighted ties: a number of statements is no strength of a tie.
"""

from __future__ import annotations

import math

import networkx as nx

from cartelgraph.measures.signed import Node, in_order
from cartelgraph.measures.simple import require_simple

__all__ = ["constraint", "effective_size"]


def constraint(graph: nx.Graph[Node]) -> dict[Node, float | None]:
    """Return how far each node's neighbours are tied to one another, so that it bridges no gap (Burt 1992).

    With p(v, u) = 1 / degree(v) for each neighbour u of v, else 0::

        c(v) = sum over neighbours u of (p(v, u) + sum over w of p(v, w) p(w, u)) ^ 2

    From 1 / degree(v), where no two neighbours are tied, to 9/8 in a triangle. None for a node without ties.

    References
    ----------
    Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard UP, chapter 2.

    Examples
    --------
    >>> constraint(nx.Graph([("a", "b"), ("b", "c"), ("c", "a")]))["a"]
    1.125
    """
    require_simple(graph, "constraint")
    values = nx.constraint(_ordered(graph)) if graph else {}
    return {node: None if math.isnan(value) else float(value) for node, value in values.items()}


def effective_size(graph: nx.Graph[Node]) -> dict[Node, float | None]:
    """Return how many of each node's neighbours are not redundant (Burt 1992, in the form of Borgatti 1997).

    With d neighbours that have t ties among themselves::

        e(v) = d - 2 t / d

    From 1, all neighbours tied to one another, to d, none of them. None for a node without ties.

    References
    ----------
    Borgatti, S. P. (1997). Structural holes: Unpacking Burt's redundancy measures. Connections 20, 35-38.

    Examples
    --------
    >>> effective_size(nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("a", "d")]))["a"]  # 3 - 2/3
    2.3333333333333335
    """
    require_simple(graph, "effective size")
    sizes: dict[Node, float | None] = {}
    for node in graph:
        among = graph.subgraph(graph[node]).number_of_edges()
        count = len(graph[node])
        sizes[node] = (count * count - 2 * among) / count if count else None
    return sizes


def _ordered(graph: nx.Graph[Node]) -> nx.Graph[Node]:
    """Return the ties alone, in the order of names: the library's sums end in digits that depend on it."""
    place = {node: number for number, node in enumerate(in_order(graph))}
    ordered: nx.Graph[Node] = nx.Graph()
    ordered.add_nodes_from(place)
    ordered.add_edges_from(
        (one, other) for one in place for other in sorted(graph[one], key=place.__getitem__)
    )
    return ordered
