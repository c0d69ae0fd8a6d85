"""Who changed camp between two divisions of a network at different times.

Which of two camps is called the first means nothing, and between connected components even less. Two
divisions can only be compared among nodes that are connected before and connected after: those who stood
together may be parted, and those who were parted may stand together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic

import networkx as nx

from cartelgraph.measures.frustration import Camps
from cartelgraph.measures.signed import Node, in_order, signed_ties

__all__ = ["Change", "changes", "nearest"]


@dataclass(frozen=True)
class Change(Generic[Node]):
    """Nodes that can be compared with one another, and who of them changed camp.

    Attributes
    ----------
    moved
        Those who changed camp.
    stayed
        Those who did not.
    decided
        Whether fewer moved than stayed. Where they are equally many, either might be said to have moved.
    """

    moved: frozenset[Node]
    stayed: frozenset[Node]
    decided: bool


def changes(
    before: nx.Graph[Node], camps_before: Camps[Node], after: nx.Graph[Node], camps_after: Camps[Node]
) -> tuple[Change[Node], ...]:
    """Return who changed camp, the camps before and after being matched by the greatest overlap.

    Nodes are compared if they are in one connected component before and in one after. Among them the
    camps are matched such that as many as possible stay; the others moved. Nodes that are in one graph
    only, and those with nobody to compare with, did not move.

    Parameters
    ----------
    before, after
        Signed graphs; a truce connects nobody.
    camps_before, camps_after
        A division of each.

    Returns
    -------
    tuple
        Each group in which somebody moved, by the name of its first node.

    Examples
    --------
    >>> before = nx.Graph()
    >>> before.add_edges_from([("a", "b"), ("b", "c")], sign=1)
    >>> after = nx.Graph()
    >>> after.add_edge("a", "b", sign=1)
    >>> after.add_edge("b", "c", sign=-1)
    >>> (change,) = changes(before, (frozenset("abc"), frozenset()), after, (frozenset("ab"), frozenset("c")))
    >>> sorted(change.moved), sorted(change.stayed), change.decided
    (['c'], ['a', 'b'], True)
    """
    part_before, part_after = _parts(before), _parts(after)
    groups: dict[tuple[int, int], list[Node]] = {}
    for node in in_order(part_before.keys() & part_after.keys()):
        groups.setdefault((part_before[node], part_after[node]), []).append(node)
    return tuple(
        _change(turned, kept)
        for turned, kept in _sides(groups.values(), camps_before, camps_after)
        if turned and kept
    )


def nearest(
    before: nx.Graph[Node], camps: Camps[Node], after: nx.Graph[Node], choices: Sequence[Camps[Node]]
) -> Camps[Node]:
    """Return the division among equally good ones under which fewest nodes have moved; the first of several.

    Raises
    ------
    ValueError
        When there is none to choose from.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_edges_from([("a", "b"), ("b", "c"), ("a", "c")], sign=-1)
    >>> one, other = (frozenset("ab"), frozenset("c")), (frozenset("a"), frozenset("bc"))
    >>> nearest(graph, other, graph, [one, other]) == other
    True
    """
    return min(
        choices,
        key=lambda choice: sum(len(change.moved) for change in changes(before, camps, after, choice)),
    )


def _parts(graph: nx.Graph[Node]) -> dict[Node, int]:
    """Return the number of the connected component of each node; truces connect nobody."""
    tied: nx.Graph[Node] = nx.Graph()
    tied.add_nodes_from(in_order(graph))
    tied.add_edges_from((one, other) for one, other, _ in signed_ties(graph))
    return {node: number for number, part in enumerate(nx.connected_components(tied)) for node in part}


def _sides(
    groups: Iterable[list[Node]], before: Camps[Node], after: Camps[Node]
) -> Iterator[tuple[frozenset[Node], frozenset[Node]]]:
    """Yield for each group those on the other side than before and those on the same, by the camps' names."""
    for group in groups:
        turned = frozenset(node for node in group if (node in before[0]) != (node in after[0]))
        yield turned, frozenset(group) - turned


def _change(one: frozenset[Node], other: frozenset[Node]) -> Change[Node]:
    moved, stayed = sorted((one, other), key=lambda side: (len(side), str(in_order(side)[0])))
    return Change(moved, stayed, decided=len(moved) < len(stayed))
