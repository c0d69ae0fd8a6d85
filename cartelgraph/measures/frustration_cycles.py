"""A lower bound of the frustration index from its cycles, and the cycles that give it.

A cycle with an odd number of rivalries cannot be satisfied whole: of its ties at least one is frustrated.
The least weight of ties that meets this demand of every such cycle, a linear program, is a bound from
below, and nearly always a good one on sparse graphs. The demands are too many to write down; those that
the solution so far does not meet are found as shortest paths in a graph with two copies of each node, of
which a rivalry leads from one to the other (Barahona & Mahjoub 1986), and added until none is left.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["CycleBound", "Kernel", "cycle_bound"]

Floats = npt.NDArray[np.float64]
Cycle = frozenset[int]
"""The numbers of the ties that a cycle runs over."""

#: What the solver says when it has come to its end.
OPTIMAL = 0

#: What a demand must be short of to count as not met; the solver's own tolerance is 1e-7.
SHORT = 1e-4

#: A cycle that is met to within so much is kept for the exact search.
TIGHT = 1e-3

#: A tie that is not frustrated at all still has some length, so that short cycles are found before long ones.
LENGTH = 1e-6

#: How far towards a point that meets all cycles those that are not met are looked for (Ben-Ameur & Neto
#: 2007).
INWARD = 0.3

#: Nodes from which walks are looked for at once: the memory that it takes is so many times that of a row.
AT_ONCE = 256


@dataclass(frozen=True)
class Kernel:
    """Ties in arrays: what linear programs are made of.

    Attributes
    ----------
    size
        Number of nodes, which are 0 to size - 1.
    ends
        Both ends of each tie, one row for each.
    signs
        1 or -1 for each tie.
    weights
        What it costs to frustrate each tie, above 0.
    """

    size: int
    ends: npt.NDArray[np.int64]
    signs: npt.NDArray[np.int64]
    weights: Floats


@dataclass(frozen=True)
class CycleBound:
    """A bound from below, and what it rests on.

    Attributes
    ----------
    value
        The bound.
    frustrated
        How far each tie is frustrated in the solution of the linear program, 0 to 1.
    cycles
        The cycles whose demand the solution meets by nothing to spare.
    """

    value: float
    frustrated: Floats
    cycles: tuple[Cycle, ...]


def cycle_bound(kernel: Kernel, deadline: float = math.inf) -> CycleBound:
    """Return the least total weight that frustrates a tie in every cycle out of balance, by parts of ties.

    Parameters
    ----------
    kernel
        The ties.
    deadline
        Second of the monotonic clock after which no cycle is looked for and no linear program is worked on;
        the bound holds all the same, if less well.

    References
    ----------
    Barahona, F. & Mahjoub, A. R. (1986). On the cut polytope. Mathematical Programming 36, 157-173.
    Ben-Ameur, W. & Neto, J. (2007). Acceleration of cutting-plane and column generation algorithms.
    Networks 49, 3-17.
    """
    cycles: dict[Cycle, None] = {}
    frustrated, value = np.zeros(len(kernel.weights)), 0.0
    # A third of every tie meets every cycle. Cycles are looked for on the way from the solution to a
    # point that meets all: those found there cut deeper, and far fewer do.
    inside, inward = np.full(len(kernel.weights), 1 / 3), INWARD
    while time.monotonic() < deadline:
        between = frustrated + inward * (inside - frustrated)
        found = [cycle for cycle in _unmet(kernel, between, deadline) if cycle not in cycles]
        if found:
            cycles.update(dict.fromkeys(found))
            frustrated, value = _least(kernel, list(cycles), deadline) or (frustrated, value)
        elif inward:
            inside = between
            inward = INWARD if kernel.weights @ inside - value > SHORT else 0.0
        else:
            break
    met = {cycle: sum(frustrated[tie] for tie in sorted(cycle)) for cycle in cycles}
    return CycleBound(value, frustrated, tuple(cycle for cycle in cycles if met[cycle] < 1 + TIGHT))


def _least(kernel: Kernel, cycles: list[Cycle], deadline: float) -> tuple[Floats, float] | None:
    """Return how far each tie is frustrated, and the total weight; None if the time is up before."""
    from scipy import optimize  # noqa: PLC0415 - it takes a while to import

    solved = optimize.linprog(
        kernel.weights,
        A_ub=-incidence(cycles, len(kernel.weights)),
        b_ub=-np.ones(len(cycles)),
        bounds=(0, 1),
        method="highs",
        options={"time_limit": max(deadline - time.monotonic(), 0.0)},
    )
    if solved.status != OPTIMAL:
        return None
    frustrated = np.asarray(solved.x, dtype=float)
    return frustrated, float(kernel.weights @ frustrated)


def incidence(cycles: list[Cycle], ties: int) -> Any:  # noqa: ANN401 - a sparse array, loaded when needed
    """Return a sparse array with a row for each cycle and a column for each tie: 1 where it runs over it."""
    from scipy import sparse  # noqa: PLC0415 - it takes a while to import

    rows = np.repeat(np.arange(len(cycles)), [len(cycle) for cycle in cycles])
    columns = np.array([tie for cycle in cycles for tie in sorted(cycle)], dtype=int)
    return sparse.csr_array((np.ones(len(columns)), (rows, columns)), shape=(len(cycles), ties))


def _unmet(kernel: Kernel, frustrated: Floats, deadline: float) -> list[Cycle]:
    """Return for each node, while there is time, the shortest walk that comes back turned, if too short."""
    from scipy import sparse  # noqa: PLC0415 - it takes a while to import
    from scipy.sparse import csgraph  # noqa: PLC0415

    size, (ones, others) = kernel.size, kernel.ends.T
    turned = (kernel.signs < 0) * size
    rows = np.concatenate([ones, ones + size])
    columns = np.concatenate([others + turned, others + size - turned])
    lengths = np.tile(np.maximum(frustrated, 0) + LENGTH, 2)
    doubled = sparse.csr_array((lengths, (rows, columns)), shape=(2 * size, 2 * size))
    tie_of = {
        (min(pair), max(pair)): tie
        for pair, tie in zip(kernel.ends.tolist(), range(len(kernel.ends)), strict=True)
    }
    found: dict[Cycle, None] = {}
    for first in range(0, size, AT_ONCE):
        if time.monotonic() > deadline:
            break
        starts = range(first, min(first + AT_ONCE, size))
        walks = csgraph.dijkstra(doubled, directed=False, indices=starts, return_predecessors=True)
        for start, distances, before in zip(starts, *walks, strict=True):
            if distances[start + size] > 1 - SHORT:
                continue
            here, ties = start + size, set()
            while here != start:
                last = int(before[here])
                ties.add(tie_of[min(last % size, here % size), max(last % size, here % size)])
                here = last
            found[frozenset(ties)] = None
    return list(found)
