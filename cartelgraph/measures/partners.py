"""Allies, rivals and truce partners of each node of a multigraph of signed statements.

Dyads are counted, not statements. A dyad on which an alliance and a rivalry hold at once counts as both:
which of its sources is right is not for a count to decide.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Generic

import networkx as nx

from cartelgraph.measures.signed import Node

__all__ = ["Partners", "partners"]


@dataclass(frozen=True)
class Partners(Generic[Node]):
    """The partners of one node by the sign of what is stated; one partner may stand in several sets."""

    allies: frozenset[Node]
    rivals: frozenset[Node]
    truces: frozenset[Node]

    @property
    def contested(self) -> frozenset[Node]:
        """Partners with statements of more than one sign at once."""
        return self.allies & self.rivals | self.allies & self.truces | self.rivals & self.truces

    @property
    def net(self) -> int:
        """Allies less rivals, from -(n - 1) to n - 1."""
        return len(self.allies) - len(self.rivals)

    @property
    def ratio(self) -> float | None:
        """Net over allies and rivals together, from -1 (rivals only) to 1; None without either."""
        total = len(self.allies) + len(self.rivals)
        return self.net / total if total else None


def partners(layer: nx.Graph[Node]) -> dict[Node, Partners[Node]]:
    """Return the distinct allies, rivals and truce partners of each node (Everett & Borgatti 2014).

    Parameters
    ----------
    layer
        Undirected graph or multigraph whose edges bear ``sign``: 1, -1 or 0.

    Examples
    --------
    >>> layer = nx.MultiGraph()
    >>> layer.add_edges_from([("a", "b", {"sign": 1}), ("a", "b", {"sign": 1}), ("a", "c", {"sign": -1})])
    [0, 1, 0]
    >>> found = partners(layer)["a"]
    >>> len(found.allies), len(found.rivals), found.net, found.ratio
    (1, 1, 0, 0.0)
    """
    by_sign: dict[Node, defaultdict[int, set[Node]]] = {node: defaultdict(set) for node in layer}
    for source, target, data in layer.edges(data=True):
        by_sign[source][data["sign"]].add(target)
        by_sign[target][data["sign"]].add(source)
    return {
        node: Partners(frozenset(signs[1]), frozenset(signs[-1]), frozenset(signs[0]))
        for node, signs in by_sign.items()
    }
