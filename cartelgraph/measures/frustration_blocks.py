"""The best divisions of one connected component, put together from those of its blocks."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice

import numpy as np
import numpy.typing as npt

from cartelgraph.measures.apart import apart
from cartelgraph.measures.frustration_cycles import Cycle, CycleBound, Kernel, cycle_bound
from cartelgraph.measures.frustration_models import Formulation, solve
from cartelgraph.measures.frustration_reduction import (
    Couplings,
    Settled,
    blocks,
    eliminated,
    followed,
    satisfied,
)
from cartelgraph.measures.frustration_search import division_along, good_division

__all__ = ["Best", "Effort", "as_kernel", "best_of_component"]

Sides = dict[int, int]

#: Share of the time left that goes to the bound by cycles before the exact search begins.
FOR_CYCLES = 0.25

#: With so few ties the exact search is over sooner than the bound by cycles would be.
SMALL = 40

#: Two divisions of a kernel differ by whole ties, so nearer than this is equal.
NEAR = 1e-4

#: Fewer seconds than these are none.
LEAST_SECONDS = 0.01


@dataclass
class Effort:
    """How much is asked for, and how long it may take.

    Attributes
    ----------
    most
        Most divisions to return.
    seconds
        Time limit from now on.
    seed
        Of the quick search.
    formulation
        Of the linear program.
    told
        Is told how many ties are settled, of how many.
    ties
        Ties in all.
    """

    most: int
    seconds: float
    seed: int
    formulation: Formulation
    told: Callable[[int, int, str], None]
    ties: int
    settled: int = 0
    deadline: float = field(init=False)

    def __post_init__(self) -> None:
        """Start the clock."""
        self.deadline = time.monotonic() + self.seconds

    @property
    def left(self) -> float:
        """Seconds left."""
        return max(self.deadline - time.monotonic(), LEAST_SECONDS)

    def advance(self, ties: int) -> None:
        """Tell that so many more ties are settled."""
        self.settled += ties
        self.told(self.settled, self.ties, "ties divided into camps")

    def waiting(self) -> None:
        """Tell, while a search goes on, how long it may still take."""
        self.told(self.settled, self.ties, f"ties divided into camps; {self.left:.0f} s left to search")


@dataclass(frozen=True)
class Best:
    """The best divisions of a part of the graph.

    Attributes
    ----------
    satisfied
        Sum of J s s that they have.
    at_most
        No division has more, as far as is proven.
    divisions
        A side for each node, up to a turn of all.
    complete
        Whether these are all.
    """

    satisfied: Fraction
    at_most: Fraction
    divisions: list[Sides]
    complete: bool


def best_of_component(nodes: list[int], couplings: Couplings, effort: Effort) -> Best:
    """Return the best divisions of a connected component, up to a turn of all of it.

    Nodes that hang on by a single tie are settled first, then each block is divided by itself.
    """
    if len(nodes) == 1:
        return Best(Fraction(0), Fraction(0), [{nodes[0]: 1}], complete=True)
    hanging, constant, rest = eliminated(couplings, few=1)
    effort.advance(_ties(couplings) - _ties(rest))
    found = []
    for block in blocks(rest):
        found.append(_best_of_block(block, effort))
        effort.advance(_ties(block))
    return _put_together(found, hanging, constant, effort.most)


def _ties(couplings: Couplings) -> int:
    return sum(map(len, couplings.values())) // 2


def _best_of_block(block: Couplings, effort: Effort) -> Best:
    if (sides := _sides_in_balance(block)) is not None:
        total = satisfied(block, sides)
        return Best(total, total, [sides], complete=True)
    settled, constant, rest = eliminated(block)
    parts = blocks(rest)
    if not settled and len(parts) == 1:
        return _best_of_kernel(block, effort)
    return _put_together([_best_of_block(part, effort) for part in parts], settled, constant, effort.most)


def _put_together(parts: list[Best], settled: list[Settled], constant: Fraction, most: int) -> Best:
    starts, all_starts = _glued([part.divisions for part in parts], most)
    divisions, all_followed = followed(settled, starts, most)
    return Best(
        satisfied=sum((part.satisfied for part in parts), constant),
        at_most=sum((part.at_most for part in parts), constant),
        divisions=divisions,
        complete=all_starts and all_followed and all(part.complete for part in parts),
    )


def _glued(parts: list[list[Sides]], most: int) -> tuple[list[Sides], bool]:
    """Return the divisions of several parts together, at most so many, and whether these are all.

    Two parts that share a node agree on it. One that touches none before it may stand either way.
    """
    found: list[Sides] = [{}]
    complete = True
    for ways in _in_touch(parts):
        shared = next((node for node in ways[0] if node in found[0]), None)
        joined = (
            {**one, **{node: turn * side for node, side in way.items()}}
            for one in found
            for way in ways
            for turn in _turns(one, way, shared)
        )
        # One more than is wanted tells whether there are more; to make them all might take all memory.
        grown = list(islice(joined, most + 1))
        complete = complete and len(grown) <= most
        found = grown[:most]
    return found, complete


def _turns(one: Sides, way: Sides, shared: int | None) -> tuple[int, ...]:
    """Return how a division may be turned to fit to another: as the node that they share says, or freely."""
    if shared is not None:
        return (one[shared] * way[shared],)
    return (1, -1) if one else (1,)


def _in_touch(parts: list[list[Sides]]) -> Iterator[list[Sides]]:
    """Yield the parts such that each shares a node with one before it, if it does with any."""
    at: dict[int, list[int]] = {}
    for number, ways in enumerate(parts):
        for node in ways[0]:
            at.setdefault(node, []).append(number)
    seen: set[int] = set()
    for start in range(len(parts)):
        waiting = [start]
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                yield parts[number]
                waiting.extend(other for node in parts[number][0] for other in at[node] if other not in seen)


def _sides_in_balance(block: Couplings) -> Sides | None:
    """Return the sides that satisfy every tie of a connected part; None where there are none."""
    first = min(block)
    sides = {first: 1}
    waiting = [first]
    while waiting:
        node = waiting.pop()
        for other, strength in block[node].items():
            wanted = sides[node] if strength > 0 else -sides[node]
            if other not in sides:
                sides[other] = wanted
                waiting.append(other)
            elif sides[other] != wanted:
                return None
    return sides


def _best_of_kernel(block: Couplings, effort: Effort) -> Best:
    """Search what nothing simpler settles: bounds from both sides, then branch and bound between them."""
    nodes, kernel = as_kernel(block)
    total = sum((abs(strength) for its in block.values() for strength in its.values()), Fraction(0)) / 2

    def frustrated(sides: npt.NDArray[np.int64]) -> Fraction:
        return (total - satisfied(block, dict(zip(nodes, sides.tolist(), strict=True)))) / 2

    if len(kernel.weights) > SMALL:
        until = time.monotonic() + FOR_CYCLES * effort.left
        tight = apart(lambda: cycle_bound(kernel, until), effort.waiting)
    else:
        tight = CycleBound(0.0, np.zeros(len(kernel.weights)), ())
    bound = tight.value
    along = division_along(kernel, tight.frustrated, effort.seed)
    best = min(along, good_division(kernel, effort.seed, effort.deadline), key=frustrated)
    value = frustrated(best)
    if value - bound > 1 - NEAR:
        gap = (1 - NEAR) / float(value)
        solved = apart(
            lambda: solve(kernel, effort.formulation, tight.cycles, seconds=effort.left, relative_gap=gap),
            effort.waiting,
        )
        bound = max(bound, solved.bound)
        if solved.sides is not None and (its := frustrated(solved.sides)) < value:
            best, value = solved.sides, its
    # Any two divisions of the whole differ by whole ties, and so do those of its parts.
    short = max(math.floor(float(value) - bound + NEAR), 0)
    known, complete = [best], False
    if not short and effort.most > 1:
        known, complete = _all_best(kernel, best, float(value), tight.cycles, effort)
    return Best(
        satisfied=total - 2 * value,
        at_most=total - 2 * (value - short),
        divisions=[dict(zip(nodes, sides.tolist(), strict=True)) for sides in known[: effort.most]],
        complete=complete,
    )


def _all_best(
    kernel: Kernel, best: npt.NDArray[np.int64], value: float, cycles: tuple[Cycle, ...], effort: Effort
) -> tuple[list[npt.NDArray[np.int64]], bool]:
    """Search for one more division until there is none, time is up, or one too many is found."""
    known = [best]
    while len(known) <= effort.most:
        solved = apart(
            lambda: solve(
                kernel,
                effort.formulation,
                cycles,
                seconds=effort.left,
                others_than=known,
                at_most=value + 0.5,
            ),
            effort.waiting,
        )
        if solved.sides is None:
            return known, solved.ended
        known.append(solved.sides)
    return known, False


def as_kernel(block: Couplings) -> tuple[list[int], Kernel]:
    """Return the nodes of a part in order, and its ties in arrays over their places in that order."""
    nodes = sorted(block)
    place = {node: number for number, node in enumerate(nodes)}
    ties = [
        (place[one], place[other], strength)
        for one in nodes
        for other, strength in sorted(block[one].items())
        if one < other
    ]
    return nodes, Kernel(
        size=len(nodes),
        ends=np.array([tie[:2] for tie in ties], dtype=np.int64),
        signs=np.array([1 if strength > 0 else -1 for _, _, strength in ties], dtype=np.int64),
        weights=np.array([float(abs(strength)) for _, _, strength in ties]),
    )
