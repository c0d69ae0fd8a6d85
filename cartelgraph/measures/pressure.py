"""Pressure triads: triangles out of balance, and which tie would have to turn to bring each into balance."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Generic

import networkx as nx

from cartelgraph.measures.signed import Dyad, Node, in_order, require_signed, signed_triangles

__all__ = ["Flip", "PressureTriad", "pressure_triads"]


@dataclass(frozen=True)
class Flip(Generic[Node]):
    """The turn of one tie into its opposite, and what it does to the triangles that the tie is part of.

    Attributes
    ----------
    tie
        Both ends, in order.
    sign
        Sign after the turn, 1 or -1.
    resolves
        Triangles out of balance that it brings into balance.
    upsets
        Triangles in balance that it brings out of balance.
    """

    tie: Dyad[Node]
    sign: int
    resolves: int
    upsets: int

    @property
    def relief(self) -> int:
        """Triangles resolved less those upset; negative where the turn costs more than it mends."""
        return self.resolves - self.upsets


@dataclass(frozen=True)
class PressureTriad(Generic[Node]):
    """A triangle out of balance.

    Attributes
    ----------
    nodes
        Its three nodes, in order.
    negative
        How many of its ties are rivalries: 1 (++-), or 3 (---), which is in balance in the weak sense.
    flips
        The turn of each of its ties, any of which resolves it; that of most relief first, then by name.
    """

    nodes: tuple[Node, Node, Node]
    negative: int
    flips: tuple[Flip[Node], ...]

    @property
    def relief(self) -> int:
        """Relief of its best flip."""
        return self.flips[0].relief


def pressure_triads(graph: nx.Graph[Node]) -> tuple[PressureTriad[Node], ...]:
    """Return the triangles of a signed graph that are out of balance, each with the flips that resolve it.

    By balance theory such a triangle is under pressure to change: an actor with two allies who are
    enemies, or three mutual enemies of whom two gain by standing together (Heider 1946; Cartwright &
    Harary 1956). The turn of any of its ties resolves it; the turn also changes every other triangle that
    the tie is part of, which `resolves` and `upsets` count.

    Returns
    -------
    tuple
        The triangle whose best flip gives most relief first, then by name.

    Raises
    ------
    AnalysisError
        When the graph is no signed graph.

    References
    ----------
    Heider, F. (1946). Attitudes and cognitive organization. Journal of Psychology 21, 107-112.
    Cartwright, D. & Harary, F. (1956). Structural balance: a generalization of Heider's theory.
    Psychological Review 63, 277-293.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_edges_from([("a", "b"), ("b", "c"), ("b", "d"), ("c", "d")], sign=1)
    >>> graph.add_edge("a", "c", sign=-1)
    >>> (triad,) = pressure_triads(graph)
    >>> [(flip.tie, flip.sign, flip.resolves, flip.upsets) for flip in triad.flips]
    [(('a', 'b'), -1, 1, 0), (('a', 'c'), 1, 1, 0), (('b', 'c'), -1, 1, 1)]
    """
    require_signed(graph, "a pressure triad")
    triangles = list(signed_triangles(graph))
    out: dict[Dyad[Node], int] = {}
    within: dict[Dyad[Node], int] = {}
    for nodes, negative in triangles:
        for tie in combinations(nodes, 2):
            counted = out if negative % 2 else within
            counted[tie] = counted.get(tie, 0) + 1
    place = {node: number for number, node in enumerate(in_order(graph))}

    def flip(tie: Dyad[Node]) -> Flip[Node]:
        return Flip(tie, -graph.edges[tie]["sign"], out.get(tie, 0), within.get(tie, 0))

    triads = [
        PressureTriad(
            nodes, negative, tuple(sorted(map(flip, combinations(nodes, 2)), key=lambda one: -one.relief))
        )
        for nodes, negative in triangles
        if negative % 2
    ]
    return tuple(sorted(triads, key=lambda triad: (-triad.relief, [place[node] for node in triad.nodes])))
