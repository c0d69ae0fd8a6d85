"""Key players: the k nodes whose removal breaks a network up most, and the k that reach most of it.

The best k nodes together are not the k best nodes one by one: two that do the same work are worth little
more than one of them (Borgatti 2006). So sets are compared, not nodes. All of them are, while there are
few enough; beyond that a search is made that may miss the best, and the answer says so.

In the formulas n is the number of nodes, d(u, v) the number of ties on a shortest path, infinite where there
is none, and 1 / infinity is 0.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial
from itertools import combinations
from typing import Any, Generic

import networkx as nx

from cartelgraph.errors import AnalysisError, ParameterError
from cartelgraph.measures.progress import Told, silent
from cartelgraph.measures.signed import Node, in_order
from cartelgraph.measures.simple import require_simple

__all__ = [
    "MOST_SETS",
    "Effort",
    "KeyPlayers",
    "Method",
    "Objective",
    "distance_fragmentation",
    "distance_reach",
    "fragmentation",
    "key_players",
    "reached_within",
]


#: Up to so many sets, every one is examined; a few seconds for a network of 50 nodes.
MOST_SETS = 50_000

#: How often somebody is told: after so many seconds. In a large network one set may take as long.
TOLD_EVERY = 0.2


class Objective(StrEnum):
    """What a set of key players is to achieve.

    * ``fragmentation``: that its removal leaves as many pairs of others as possible without a path.
    * ``distance-fragmentation``: that its removal leaves the others as far from one another as possible.
    * ``reach``: that as many others as possible are within so many steps of it.
    * ``distance-reach``: that the others are as near to it as possible.
    """

    FRAGMENTATION = "fragmentation"
    DISTANCE_FRAGMENTATION = "distance-fragmentation"
    REACH = "reach"
    DISTANCE_REACH = "distance-reach"

    @property
    def removes(self) -> bool:
        """Whether the set is judged by what is left without it."""
        return self in {Objective.FRAGMENTATION, Objective.DISTANCE_FRAGMENTATION}


class Method(StrEnum):
    """How a set was found.

    * ``exact``: every set of that size was examined.
    * ``greedy with swaps``: from several starts, one member was swapped for an outsider as long as that was
      an improvement; there may be better sets.
    """

    EXACT = "exact"
    GREEDY = "greedy with swaps"


@dataclass(frozen=True)
class Effort:
    """How long to search.

    Attributes
    ----------
    most
        Most sets of the best value to return.
    exact_up_to
        Number of sets up to which all are examined. Beyond it, a search begins with the set that grows by
        the best next node, then with random ones, and swaps a member for an outsider, each time the pair that
        improves the value most, until no swap does.
    starts
        Searches made then, each from another start.
    seed
        Of the random starts.

    Raises
    ------
    ParameterError
        On construction, when most or starts are below 1.
    """

    most: int = 10
    exact_up_to: int = MOST_SETS
    starts: int = 20
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse a search that finds nothing."""
        if self.most < 1 or self.starts < 1:
            raise ParameterError(
                f"key players: most is {self.most}, starts {self.starts}: both must be 1 or more"
            )


@dataclass(frozen=True)
class KeyPlayers(Generic[Node]):
    """The best sets that were found.

    Attributes
    ----------
    objective
        By what they are the best.
    sets
        Sets that have the value, as many as were asked for, in order; the nodes of each in order.
    tied
        How many sets have it, of those examined.
    value
        What they achieve: :func:`fragmentation` or :func:`distance_fragmentation` of what is left without
        them, or :func:`reached_within` or :func:`distance_reach` of them.
    before
        The value of the whole graph, for fragmentation; None for reach, which nobody has before.
    method
        How they were found. If not exact, there may be better sets and more of the same value.
    examined
        Distinct sets examined.
    possible
        Sets of that size in all.
    """

    objective: Objective
    sets: tuple[tuple[Node, ...], ...]
    tied: int
    value: float
    before: float | None
    method: Method
    examined: int
    possible: int

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The first of the sets."""
        return self.sets[0]


def fragmentation(graph: nx.Graph[Any]) -> float | None:
    """Return the share of pairs of nodes without a path between them (Borgatti 2006, equation 4).

    With the sizes s of the connected components::

        F = 1 - sum of s (s - 1) / (n (n - 1))

    From 0, connected, to 1, without ties. None for fewer than two nodes.

    Examples
    --------
    >>> fragmentation(nx.Graph([("a", "b"), ("c", "d")]))  # 4 of 6 pairs
    0.6666666666666666
    """
    require_simple(graph, "fragmentation")
    return _Masks(graph).value(Objective.FRAGMENTATION, 0)


def distance_fragmentation(graph: nx.Graph[Any]) -> float | None:
    """Return how far nodes are from one another on average (Borgatti 2006, equation 9).

    ::

        DF = 1 - sum of 1 / d(u, v) over ordered pairs u, v  /  (n (n - 1))

    From 0, everybody tied to everybody, to 1, without ties; never below the fragmentation. None for fewer
    than two nodes. It is 1 less the global efficiency of Latora & Marchiori (2001).

    Examples
    --------
    >>> distance_fragmentation(nx.Graph([("a", "b"), ("b", "c")]))  # 1 - (1 + 1 + 1/2) / 3
    0.16666666666666666
    """
    require_simple(graph, "distance-weighted fragmentation")
    return _Masks(graph).value(Objective.DISTANCE_FRAGMENTATION, 0)


def reached_within(graph: nx.Graph[Node], nodes: Iterable[Node], steps: int) -> int:
    """Return how many others are at most so many steps from a set (Borgatti 2006, equation 12: m-reach).

    From 0 to n less the size of the set, whose members do not count.

    Raises
    ------
    AnalysisError
        When a node is not in the graph.

    Examples
    --------
    >>> reached_within(nx.Graph([("a", "b"), ("b", "c"), ("c", "d")]), ["a"], steps=2)
    2
    """
    require_simple(graph, "reach")
    masks = _Masks(graph)
    return masks.score(Objective.REACH, masks.mask_of(nodes), steps)


def distance_reach(graph: nx.Graph[Node], nodes: Collection[Node]) -> float | None:
    """Return how near a set is to all others on average (Borgatti 2006, equation 14).

    With d(K, v) the distance of v from the nearest member of the set K of k nodes::

        DR = sum of 1 / d(K, v) over v outside K  /  (n - k)

    From 0, no other can be reached, to 1, each is tied to a member. None if there is no other. Programs
    differ in the divisor: R's keyplayer takes n - k as here, Pyntacle n, which never gets to 1. For sets of
    one size the order is the same.

    Raises
    ------
    AnalysisError
        When a node is not in the graph.

    Examples
    --------
    >>> distance_reach(nx.Graph([("a", "b"), ("b", "c")]), ["a"])  # (1 + 1/2) / 2
    0.75
    """
    require_simple(graph, "distance-weighted reach")
    masks = _Masks(graph)
    return masks.value(Objective.DISTANCE_REACH, masks.mask_of(nodes))


def key_players(
    graph: nx.Graph[Node],
    size: int,
    objective: Objective,
    *,
    steps: int = 2,
    effort: Effort = Effort(),
    told: Told = silent,
) -> KeyPlayers[Node]:
    """Return the sets of so many nodes that achieve an objective best (Borgatti 2006).

    Values are compared as whole numbers, so that sets of one value are recognised as such.

    Parameters
    ----------
    graph
        Undirected graph without signs.
    size
        Number of key players.
    objective
        What they are to achieve.
    steps
        Within how many steps others count as reached; of no effect on other objectives.
    effort
        How long to search, and how many sets to return.
    told
        Is told of the sets or starts done.

    Raises
    ------
    ParameterError
        When size or steps are below 1.
    AnalysisError
        When there are too few nodes: without the key players, two must be left for a fragmentation and one
        for a reach. When the graph is directed, signed, or has parallel ties or loops.

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational & Mathematical
    Organization Theory 12, 21-34.

    Examples
    --------
    >>> chain = nx.Graph([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])
    >>> found = key_players(chain, 1, Objective.FRAGMENTATION)
    >>> found.nodes, found.before, round(found.value, 3), found.method.value, found.examined
    (('c',), 0.0, 0.667, 'exact', 5)
    """
    require_simple(graph, f"a set of key players by {objective}")
    if size < 1 or steps < 1:
        raise ParameterError(f"key players: size is {size}, steps {steps}: both must be 1 or more")
    if len(graph) < size + (needed := 2 if objective.removes else 1):
        raise AnalysisError(
            f"{size} key players by {objective} need {size + needed} nodes or more: there are {len(graph)}"
        )
    masks = _Masks(graph)
    possible = math.comb(len(graph), size)
    search = _Search(masks, objective, steps)
    if possible <= effort.exact_up_to:
        _every_set(search, size, possible, told)
    else:
        _swapping(search, size, effort, told)
    best = max(search.scores.values())
    tied = [members for members, score in search.scores.items() if score == best]
    ordered = sorted(map(masks.places_in, tied))
    value = masks.value(objective, masks.mask(ordered[0]), steps)
    if value is None:
        raise AssertionError("the number of nodes was checked above")
    return KeyPlayers(
        objective=objective,
        sets=tuple(tuple(masks.nodes[place] for place in places) for places in ordered[: effort.most]),
        tied=len(tied),
        value=value,
        before=masks.value(objective, 0, steps) if objective.removes else None,
        method=Method.EXACT if possible <= effort.exact_up_to else Method.GREEDY,
        examined=len(search.scores),
        possible=possible,
    )


class _Masks:
    """A graph whose sets of nodes are whole numbers: bit i stands for the node at place i."""

    def __init__(self, graph: nx.Graph[Any]) -> None:
        """Number the nodes in order."""
        self.nodes: list[Any] = in_order(graph)
        self.places = {node: place for place, node in enumerate(self.nodes)}
        self.beside = [[self.places[other] for other in graph[node]] for node in self.nodes]
        self.whole = (1 << len(self.nodes)) - 1
        #: Divisible by every distance, so that sums of 1 / distance are whole numbers and compare exactly.
        self.unit = math.lcm(*range(1, max(2, len(self.nodes))))

    def mask(self, places: Iterable[int]) -> int:
        """Return the set of the nodes at these places."""
        return sum(1 << place for place in places)

    def mask_of(self, nodes: Iterable[Any]) -> int:
        """Return the set of these nodes.

        Raises
        ------
        AnalysisError
            When one is not in the graph.
        """
        members = set(nodes)
        if missing := in_order(members - self.places.keys()):
            raise AnalysisError(f"not in the graph: {', '.join(map(str, missing))}")
        return self.mask(self.places[node] for node in members)

    def places_in(self, mask: int) -> list[int]:
        """Return the places of a set's nodes."""
        return [place for place in range(len(self.nodes)) if mask >> place & 1]

    def score(self, objective: Objective, mask: int, steps: int) -> int:
        """Return what a set achieves as a whole number: the greater, the better."""
        match objective:
            case Objective.FRAGMENTATION:
                return -sum(size * (size - 1) for size in self._component_sizes(mask))
            case Objective.DISTANCE_FRAGMENTATION:
                pairs = self._pairs_by_distance(mask)
                return -sum(count * (self.unit // distance) for distance, count in enumerate(pairs, start=1))
            case Objective.REACH:
                return sum(self._reached_by_distance(mask)[:steps])
            case Objective.DISTANCE_REACH:
                reached = self._reached_by_distance(mask)
                return sum(count * (self.unit // distance) for distance, count in enumerate(reached, start=1))

    def value(self, objective: Objective, mask: int, steps: int = 1) -> float | None:
        """Return what a set achieves as the measure that it is named for; None where that is undefined."""
        score, others = self.score(objective, mask, steps), len(self.nodes) - mask.bit_count()
        match objective:
            case Objective.FRAGMENTATION:
                pairs = others * (others - 1)
                return (pairs + score) / pairs if pairs > 0 else None
            case Objective.DISTANCE_FRAGMENTATION:
                pairs = self.unit * others * (others - 1)
                return (pairs + score) / pairs if pairs > 0 else None
            case Objective.REACH:
                return score
            case Objective.DISTANCE_REACH:
                return score / (self.unit * others) if others else None

    def _component_sizes(self, removed: int) -> Iterator[int]:
        left = self.whole & ~removed
        while left:
            waiting = left & -left
            left ^= waiting
            size = 0
            while waiting:
                place = waiting.bit_length() - 1
                waiting ^= 1 << place
                size += 1
                found = self._ties[place] & left
                left ^= found
                waiting |= found
            yield size

    def _pairs_by_distance(self, removed: int) -> list[int]:
        """Return how many ordered pairs of those left are 1, 2, 3 ... steps from each other."""
        left = self.places_in(self.whole & ~removed)
        beside = {
            place: [other for other in self.beside[place] if not removed >> other & 1] for place in left
        }
        within = [1 << place for place in range(len(self.nodes))]
        counts: list[int] = []
        before = len(left)
        while True:
            wider = within.copy()
            for place, others in beside.items():
                for other in others:
                    wider[place] |= within[other]
            within = wider
            now = sum(within[place].bit_count() for place in left)
            if now == before:
                return counts
            counts.append(now - before)
            before = now

    def _reached_by_distance(self, members: int) -> list[int]:
        """Return how many others are 1, 2, 3 ... steps from the nearest member."""
        counts: list[int] = []
        seen, rim = members, members
        while rim:
            wider = 0
            for place in self.places_in(rim):
                wider |= self._ties[place]
            rim = wider & ~seen
            seen |= rim
            counts.append(rim.bit_count())
        return counts

    @cached_property
    def _ties(self) -> list[int]:
        return [self.mask(others) for others in self.beside]


class _Search:
    """The sets that were examined, each once.

    Attributes
    ----------
    tell
        Called every now and then.
    """

    def __init__(self, masks: _Masks, objective: Objective, steps: int) -> None:
        self.masks, self.objective, self.steps = masks, objective, steps
        self.scores: dict[int, int] = {}
        self.tell: Callable[[], None] = lambda: None
        self._told = time.monotonic()

    def score(self, mask: int) -> int:
        """Return what a set achieves."""
        if mask not in self.scores:
            self.scores[mask] = self.examine(mask)
        return self.scores[mask]

    def examine(self, mask: int) -> int:
        """Return what a set achieves, and forget it: it is no answer."""
        if (now := time.monotonic()) - self._told >= TOLD_EVERY:
            self._told = now
            self.tell()
        return self.masks.score(self.objective, mask, self.steps)


def _every_set(search: _Search, size: int, possible: int, told: Told) -> None:
    search.tell = lambda: told(len(search.scores), possible, "sets")
    search.tell()
    for chosen in combinations(range(len(search.masks.nodes)), size):
        search.score(search.masks.mask(chosen))
    told(possible, possible, "sets")


def _swapping(search: _Search, size: int, effort: Effort, told: Told) -> None:
    rng = random.Random(effort.seed)  # noqa: S311 -- a search, no secret
    places = range(len(search.masks.nodes))
    for start in range(effort.starts):
        search.tell = partial(_tell, search, start, effort, told)
        search.tell()
        chosen = _grown(search, size) if start == 0 else search.masks.mask(rng.sample(places, size))
        while (better := _best_swap(search, chosen)) is not None:
            chosen = better
    told(effort.starts, effort.starts, "starts")


def _tell(search: _Search, start: int, effort: Effort, told: Told) -> None:
    told(start, effort.starts, f"starts; {len(search.scores):,} sets examined")


def _grown(search: _Search, size: int) -> int:
    """Return the set that grows by the best next node; smaller sets are no answers and are not kept."""
    masks, chosen = search.masks, 0
    for _ in range(size):
        wider = [chosen | 1 << place for place in masks.places_in(masks.whole & ~chosen)]
        chosen = max(wider, key=search.examine)
    return chosen


def _best_swap(search: _Search, chosen: int) -> int | None:
    """Return the best set that differs in one member, if it is better."""
    masks = search.masks
    swaps = (
        chosen ^ (1 << member) | 1 << outsider
        for member in masks.places_in(chosen)
        for outsider in masks.places_in(masks.whole & ~chosen)
    )
    best = max(swaps, key=search.score)
    return best if search.score(best) > search.score(chosen) else None
