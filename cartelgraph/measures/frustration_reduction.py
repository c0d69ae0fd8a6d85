"""What can be settled of a frustration index before any search: parts that stand alone, nodes with few ties.

Nodes are numbers here and bear a side ``s`` of +1 or -1. A tie is a *coupling* J, positive for an
alliance and negative for a rivalry, and what a division into sides satisfies is the sum of J s s over the
ties. With W the sum of all |J|, its frustration is half of W less that sum.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

import networkx as nx

__all__ = ["Couplings", "Settled", "blocks", "couplings_of", "eliminated", "followed", "satisfied"]

Couplings = dict[int, dict[int, Fraction]]
"""The couplings of each node with others, each tie at both of its ends, none of them 0."""

Sides = dict[int, int]
"""The side of each node, 1 or -1."""

#: Up to so many ties, what a node adds at its best is a constant and a coupling for each pair of its
#: neighbours.
FEW_TIES = 3


@dataclass(frozen=True)
class Settled:
    """A node whose best side follows from those of its neighbours.

    Attributes
    ----------
    node
        The node.
    pulls
        Its neighbours when it was settled, each with the coupling.
    """

    node: int
    pulls: tuple[tuple[int, Fraction], ...]


def couplings_of(ties: Iterable[tuple[int, int, Fraction]]) -> Couplings:
    """Return ties as couplings; those of one pair add up, and a sum of 0 is no tie."""
    found: Couplings = {}
    for one, other, strength in ties:
        _couple(found, one, other, strength)
    return found


def satisfied(couplings: Couplings, sides: Mapping[int, int]) -> Fraction:
    """Return the sum of J s s over the ties."""
    return sum(
        (
            strength * sides[one] * sides[other]
            for one, its in couplings.items()
            for other, strength in its.items()
            if one < other
        ),
        Fraction(0),
    )


def blocks(couplings: Couplings) -> list[Couplings]:
    """Return the parts that share no tie and at most one node with each other, smallest first.

    No cycle runs through two of them, so each can be divided at its best without regard to the others. A tie
    whose loss would part the graph is a block of its own.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from((one, other) for one, its in couplings.items() for other in its)
    within = cast("Iterable[set[int]]", nx.biconnected_components(graph))
    parts = [
        {node: {other: couplings[node][other] for other in part if other in couplings[node]} for node in part}
        for part in map(sorted, within)
    ]
    return sorted(parts, key=lambda part: (len(part), sorted(part)))


def eliminated(couplings: Couplings, few: int = FEW_TIES) -> tuple[list[Settled], Fraction, Couplings]:
    """Settle nodes with few ties one after another, until all others have more.

    A node v at its best adds |sum of J s over its neighbours|. For up to three neighbours this is exactly
    a constant and a coupling for each pair of them, which take the place of the node: a chain becomes one
    tie, and a star of three a triangle (the star-triangle relation of the Ising model).

    Returns
    -------
    list
        The nodes in the order in which they were settled.
    Fraction
        The sum of the constants.
    dict
        The couplings of the nodes that are left.
    """
    left = {node: dict(its) for node, its in couplings.items()}
    order: list[Settled] = []
    constant = Fraction(0)
    waiting = sorted((len(its), node) for node, its in left.items())
    while waiting:
        ties, node = heapq.heappop(waiting)
        if ties > few:
            break
        if node not in left or len(left[node]) != ties:
            continue
        pulls = tuple(sorted(left.pop(node).items()))
        for other, _ in pulls:
            del left[other][node]
        order.append(Settled(node, pulls))
        constant += _replace(left, pulls)
        for other, _ in pulls:
            heapq.heappush(waiting, (len(left[other]), other))
    return order, constant, left


def followed(order: Iterable[Settled], starts: Iterable[Sides], most: int) -> tuple[list[Sides], bool]:
    """Return the divisions of all nodes that follow from those of the nodes that were left.

    A node whose neighbours pull equally to both sides may stand on either, and so may one that no tie is left
    to; but the first node of all stands on side 1, as to turn everything is no other division.

    Returns
    -------
    list
        At most so many divisions.
    bool
        Whether these are all.
    """
    found, complete = [dict(start) for start in starts], True
    for settled in reversed(list(order)):
        grown: list[Sides] = []
        for one in found:
            pull = sum((strength * one[other] for other, strength in settled.pulls), Fraction(0))
            if pull == 0 and one:
                grown.append({**one, settled.node: -1})
            one[settled.node] = 1 if pull >= 0 else -1
            grown.append(one)
        complete = complete and len(grown) <= most
        found = grown[:most]
    return found, complete


def _replace(left: Couplings, pulls: tuple[tuple[int, Fraction], ...]) -> Fraction:
    """Couple the neighbours of a node that was taken out; return the constant that it adds."""
    if len(pulls) < 2:
        return abs(pulls[0][1]) if pulls else Fraction(0)
    if len(pulls) == 2:
        (one, first), (other, second) = pulls
        same, apart = abs(first + second), abs(first - second)
        _couple(left, one, other, (same - apart) / 2)
        return (same + apart) / 2
    (one, first), (other, second), (third, last) = pulls
    same = abs(first + second + last)
    without_one = abs(-first + second + last)
    without_other = abs(first - second + last)
    without_third = abs(first + second - last)
    _couple(left, one, other, (same + without_third - without_one - without_other) / 4)
    _couple(left, one, third, (same + without_other - without_one - without_third) / 4)
    _couple(left, other, third, (same + without_one - without_other - without_third) / 4)
    return (same + without_one + without_other + without_third) / 4


def _couple(couplings: Couplings, one: int, other: int, strength: Fraction) -> None:
    total = couplings.setdefault(one, {}).get(other, Fraction(0)) + strength
    couplings.setdefault(other, {})
    if total:
        couplings[one][other] = couplings[other][one] = total
    else:
        couplings[one].pop(other, None)
        couplings[other].pop(one, None)
