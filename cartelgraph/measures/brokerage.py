"""Brokerage between groups: the roles of Gould & Fernandez, the E-I index, and the spread over groups.

A grouping is a mapping from nodes to their groups. A node that it does not hold, or holds as None, has no
known group: what involves it is counted apart, as no group of its own should be invented for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from cartelgraph.measures.signed import Node, in_order
from cartelgraph.measures.simple import require_simple

__all__ = ["EIIndex", "Roles", "brokerage", "ei_index", "participation"]

Grouping = Mapping[Node, Hashable | None]
"""The group of each node; None, or no entry, where it is not known."""


@dataclass(frozen=True)
class Roles:
    """How often one node is the broker of two others, by the groups of all three (Gould & Fernandez 1989).

    Attributes
    ----------
    coordinator
        All three are of one group.
    consultant
        The two are of one group, the broker of another; also called itinerant broker.
    gatekeeper
        One of the two is of the broker's group. On directed ties this is a gatekeeper or a representative,
        as the tie enters the group or leaves it; without a direction the two are the same, counted once.
    liaison
        All three are of different groups.
    ungrouped
        The group of one of the three is not known.
    """

    coordinator: int
    consultant: int
    gatekeeper: int
    liaison: int
    ungrouped: int

    @property
    def representative(self) -> int:
        """The same as the gatekeeper, as ties have no direction."""
        return self.gatekeeper

    @property
    def total(self) -> int:
        """Pairs of others that the node stands between, each counted once."""
        return self.coordinator + self.consultant + self.gatekeeper + self.liaison + self.ungrouped


@dataclass(frozen=True)
class EIIndex:
    """How far ties lead out of a group rather than stay within it (Krackhardt & Stern 1988).

    Attributes
    ----------
    external
        Ties between groups.
    internal
        Ties within a group.
    """

    external: int
    internal: int

    @property
    def value(self) -> float | None:
        """External less internal, over both: from -1, all within, to 1, all between; None without ties."""
        total = self.external + self.internal
        return (self.external - self.internal) / total if total else None


def brokerage(graph: nx.Graph[Node], groups: Grouping[Node]) -> dict[Node, Roles]:
    """Return the roles in which each node stands between two others.

    A node is the broker of two of its neighbours that are not tied to each other. Each such pair counts
    once, in one role, so that the roles add up to d (d - 1) / 2 less the ties among the d neighbours. Gould &
    Fernandez (1989), and ``brokerage`` in R's sna, count a mutual tie once each way: on the same ties they
    have twice the coordinator, consultant and liaison here, and the gatekeeper here as each of b_IO and b_OI.

    References
    ----------
    Gould, R. V. & Fernandez, R. M. (1989). Structures of mediation: A formal approach to brokerage in
    transaction networks. Sociological Methodology 19, 89-126.

    Examples
    --------
    >>> star = nx.Graph([("hub", "a"), ("hub", "b"), ("hub", "c")])
    >>> brokerage(star, {"hub": 1, "a": 1, "b": 1, "c": 2})["hub"]
    Roles(coordinator=1, consultant=0, gatekeeper=2, liaison=0, ungrouped=0)
    """
    require_simple(graph, "brokerage")
    return {node: _roles(graph, groups, node) for node in graph}


def _roles(graph: nx.Graph[Node], groups: Grouping[Node], broker: Node) -> Roles:
    own = groups.get(broker)
    counted: Counter[str] = Counter()
    for one, other in combinations(graph[broker], 2):
        if not graph.has_edge(one, other):
            counted[_role(own, groups.get(one), groups.get(other))] += 1
    return Roles(**{name: counted[name] for name in Roles.__dataclass_fields__})


def _role(own: Hashable | None, one: Hashable | None, other: Hashable | None) -> str:
    if own is None or one is None or other is None:
        return "ungrouped"
    if one == other:
        return "coordinator" if own == one else "consultant"
    return "gatekeeper" if own in (one, other) else "liaison"


def ei_index(
    graph: nx.Graph[Node], groups: Grouping[Node]
) -> tuple[EIIndex, dict[Hashable, EIIndex], dict[Node, EIIndex]]:
    """Return the E-I index of a graph, of each group, and of each node.

    A tie with an end of unknown group counts nowhere. A tie between groups counts in both, so that the
    groups' external ties add up to twice those of the graph. A group is there once it holds a node of the
    graph, and a node of unknown group has no ties that count.

    References
    ----------
    Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises: An experimental
    simulation. Social Psychology Quarterly 51, 123-140.

    Examples
    --------
    >>> whole, by_group, by_node = ei_index(nx.Graph([("a", "b"), ("b", "c")]), {"a": 1, "b": 1, "c": 2})
    >>> whole.value, by_group[2].value, by_node["a"].value
    (0.0, 1.0, -1.0)
    """
    require_simple(graph, "the E-I index")
    external: Counter[Hashable] = Counter()
    internal: Counter[Hashable] = Counter()
    between: Counter[Node] = Counter()
    within: Counter[Node] = Counter()
    for one, other in graph.edges:
        group, others = groups.get(one), groups.get(other)
        if group is None or others is None:
            continue
        if group == others:
            internal[group] += 1
            within.update((one, other))
        else:
            external.update((group, others))
            between.update((one, other))
    known = {group: None for node in in_order(graph) if (group := groups.get(node)) is not None}
    return (
        EIIndex(external.total() // 2, internal.total()),
        {group: EIIndex(external[group], internal[group]) for group in known},
        {node: EIIndex(between[node], within[node]) for node in graph},
    )


def participation(graph: nx.Graph[Node], groups: Grouping[Node]) -> dict[Node, float | None]:
    """Return how evenly each node's ties are spread over groups: the participation coefficient.

    With k(v, s) of the k(v) ties of v to group s (Guimera & Amaral 2005)::

        P(v) = 1 - sum over groups s of (k(v, s) / k(v)) ^ 2

    From 0, all ties lead to one group, whether its own or another, to 1 - 1/m, spread evenly over m groups.
    Ties to nodes of unknown group are left out of both counts. None without any other tie.

    References
    ----------
    Guimera, R. & Amaral, L. A. N. (2005). Cartography of complex networks: modules and universal roles.
    Journal of Statistical Mechanics P02001.

    Examples
    --------
    >>> star = nx.Graph([("hub", "a"), ("hub", "b"), ("hub", "c")])
    >>> participation(star, {"a": 1, "b": 1, "c": 2, "hub": 2})["hub"]  # 1 - 4/9 - 1/9
    0.4444444444444444
    """
    require_simple(graph, "the participation coefficient")
    found: dict[Node, float | None] = {}
    for node in graph:
        counts = Counter(group for other in graph[node] if (group := groups.get(other)) is not None)
        total = counts.total()
        squares = sum(count * count for count in counts.values())
        found[node] = (total * total - squares) / (total * total) if total else None
    return found
