"""Structural balance by triangles: how many are in balance, in the strict and in the weak sense."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from cartelgraph.measures.signed import Node, in_order, require_signed, signed_ties, signed_triangles

__all__ = ["Census", "camps_if_balanced", "census", "census_by_node", "clusters_if_weakly_balanced"]


@dataclass(frozen=True)
class Census:
    """How many triangles there are of each type.

    Attributes
    ----------
    all_positive
        Three alliances (+++): balanced.
    one_negative
        Two alliances and a rivalry (++-): the only type that is out of balance in both senses.
    two_negative
        One alliance and two rivalries (+--): balanced.
    all_negative
        Three rivalries (---): out of balance, but not in the weak sense.
    """

    all_positive: int = 0
    one_negative: int = 0
    two_negative: int = 0
    all_negative: int = 0

    @property
    def total(self) -> int:
        """All triangles."""
        return self.all_positive + self.one_negative + self.two_negative + self.all_negative

    @property
    def balanced(self) -> float | None:
        """Share of triangles in balance (+++ and +--), 0 to 1; None without triangles.

        The product of the three signs is positive (Cartwright & Harary 1956).
        """
        return (self.all_positive + self.two_negative) / self.total if self.total else None

    @property
    def weakly_balanced(self) -> float | None:
        """Share of triangles in weak balance (all but ++-), 0 to 1; None without triangles.

        Three mutual enemies may be three camps, so only two allies at odds over a third are out of balance
        (Davis 1967).
        """
        return 1 - self.one_negative / self.total if self.total else None


def census(graph: nx.Graph[Node]) -> Census:
    """Return how many triangles of a signed graph are of each type.

    A truce closes no triangle.

    Raises
    ------
    AnalysisError
        When the graph is no signed graph.

    References
    ----------
    Cartwright, D. & Harary, F. (1956). Structural balance: a generalization of Heider's theory. Psychological
    Review 63, 277-293. Davis, J. A. (1967). Clustering and structural balance in graphs. Human Relations 20,
    181-187.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_edges_from([("a", "b"), ("b", "c"), ("a", "c")], sign=-1)
    >>> found = census(graph)
    >>> found.all_negative, found.balanced, found.weakly_balanced
    (1, 0.0, 1.0)
    """
    require_signed(graph, "a triangle census")
    counts = [0, 0, 0, 0]
    for _, negative in signed_triangles(graph):
        counts[negative] += 1
    return Census(*counts)


def census_by_node(graph: nx.Graph[Node]) -> dict[Node, Census]:
    """Return how many triangles of each type each node is part of; a triangle counts at all its three nodes.

    Raises
    ------
    AnalysisError
        When the graph is no signed graph.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_edges_from([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")], sign=1)
    >>> {node: found.total for node, found in census_by_node(graph).items()}
    {'a': 1, 'b': 1, 'c': 1, 'd': 0}
    """
    require_signed(graph, "a triangle census")
    counts = {node: [0, 0, 0, 0] for node in graph}
    for nodes, negative in signed_triangles(graph):
        for node in nodes:
            counts[node][negative] += 1
    return {node: Census(*found) for node, found in counts.items()}


def camps_if_balanced(graph: nx.Graph[Node]) -> tuple[frozenset[Node], frozenset[Node]] | None:
    """Return the two camps of a signed graph in balance; None when it is out of balance.

    A graph is in balance exactly if its nodes fall into two camps with alliances within and rivalries between
    them (Cartwright & Harary 1956); one camp may be empty. In each connected component the first node by name
    is in the first camp; between components, sides mean nothing.

    Raises
    ------
    AnalysisError
        When the graph is no signed graph.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_edge("a", "b", sign=1)
    >>> graph.add_edge("b", "c", sign=-1)
    >>> camps = camps_if_balanced(graph)
    >>> sorted(camps[0]), sorted(camps[1])
    (['a', 'b'], ['c'])
    """
    require_signed(graph, "balance")
    side: dict[Node, int] = {}
    for start in in_order(graph):
        if start in side:
            continue
        side[start] = 1
        waiting = [start]
        while waiting:
            here = waiting.pop()
            for other, data in graph[here].items():
                wanted = side[here] * data["sign"]
                if wanted and other not in side:
                    side[other] = wanted
                    waiting.append(other)
                elif wanted and side[other] != wanted:
                    return None
    return (
        frozenset(node for node, its in side.items() if its > 0),
        frozenset(node for node, its in side.items() if its < 0),
    )


def clusters_if_weakly_balanced(graph: nx.Graph[Node]) -> tuple[frozenset[Node], ...] | None:
    """Return the camps of a signed graph in weak balance, however many; None when it is out of weak balance.

    A graph is in weak balance exactly if no cycle has a single rivalry, which is so if no rivalry joins two
    nodes that alliances connect (Davis 1967). The camps are the parts that alliances connect, the largest
    first, then by name; two camps without a tie between them might as well be one.

    Raises
    ------
    AnalysisError
        When the graph is no signed graph.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_edges_from([("a", "b"), ("b", "c"), ("a", "c")], sign=-1)
    >>> len(clusters_if_weakly_balanced(graph))
    3
    """
    require_signed(graph, "weak balance")
    allied: nx.Graph[Node] = nx.Graph()
    allied.add_nodes_from(in_order(graph))
    allied.add_edges_from((one, other) for one, other, sign in signed_ties(graph) if sign > 0)
    camps = [frozenset(part) for part in nx.connected_components(allied)]
    camp_of = {node: number for number, camp in enumerate(camps) for node in camp}
    if any(sign < 0 and camp_of[one] == camp_of[other] for one, other, sign in signed_ties(graph)):
        return None
    return tuple(sorted(camps, key=lambda camp: (-len(camp), str(in_order(camp)[0]))))
