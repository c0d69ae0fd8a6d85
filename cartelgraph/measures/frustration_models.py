"""The frustration index as a mixed-integer linear program, in three formulations (Aref, Mason & Wilson 2020).

In all of them x is 1 or 0 for each node, its camp, and the one with the most ties is held at 1, as to
turn all camps is no other division. What differs is how a tie's frustration f is said:

- ``and``: ``f = x + y - 2 z`` for an alliance and ``1 - x - y + 2 z`` for a rivalry, with z = x and y.
- ``xor``: ``f >= x - y`` and ``f >= y - x`` for an alliance, ``f >= x + y - 1`` and ``f >= 1 - x - y``
  for a rivalry.
- ``abs``: ``f = e + h`` with ``e - h = x - y`` for an alliance and ``e - h = x + y - 1`` for a rivalry.

To each of them cycles out of balance may be added as demands that the sum of their f is 1 or more: they
exclude no division, and tighten the linear program behind the search.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from cartelgraph.measures.frustration_cycles import Cycle, Floats, Kernel, incidence

__all__ = ["Formulation", "Sides", "Solved", "solve"]

Sides = npt.NDArray[np.int64]
"""The side of each node, 1 or -1."""

#: What the solver says when it has come to its end.
OPTIMAL, INFEASIBLE = 0, 2

Formulated = tuple[Any, Floats, Any, Floats]
"""Rows of constraints, what each is at least, and a tie's frustration as variables and a constant."""


class Formulation(StrEnum):
    """How a tie's frustration is said."""

    AND = "and"
    XOR = "xor"
    ABS = "abs"


@dataclass(frozen=True)
class Solved:
    """What the solver found.

    Attributes
    ----------
    sides
        The side of each node, 1 or -1; None when no division was found in time.
    bound
        No division has less frustration, as far as is proven.
    ended
        Whether the search came to its end, with or without a division, and not to its time limit.
    """

    sides: Sides | None
    bound: float
    ended: bool


def solve(  # noqa: PLR0913 - each of them is a question of its own
    kernel: Kernel,
    formulation: Formulation,
    cycles: Sequence[Cycle] = (),
    *,
    seconds: float,
    relative_gap: float = 0.0,
    others_than: Sequence[Sides] = (),
    at_most: float = math.inf,
) -> Solved:
    """Return the division of least frustration that the solver finds in a time, and what it proves.

    Parameters
    ----------
    kernel
        The ties.
    formulation
        How a tie's frustration is said.
    cycles
        Cycles out of balance whose demands are added.
    seconds
        Time limit.
    relative_gap
        Share of the value by which the bound may fall short for the search to end.
    others_than
        Divisions that are known and not wanted again.
    at_most
        Only divisions of at most so much frustration are wanted.
    """
    from scipy import optimize, sparse  # noqa: PLC0415 - they take a while to import

    rows, low, of_tie, fixed = _FORMULATED[formulation](kernel)
    demands = incidence(list(cycles), len(kernel.weights))
    # The last variable is 1 and carries the constant, so that the solver's gap is one of the whole value.
    cost = np.append(kernel.weights @ of_tie, kernel.weights @ fixed)
    root = int(np.argmax(np.bincount(kernel.ends.ravel(), minlength=kernel.size)))
    known, known_low = _unlike(others_than, kernel.size, root)
    above = len(cost) - known.shape[1]
    nothing = sparse.csr_array((len(low) + len(cycles), 1))
    matrix = sparse.vstack(
        [
            sparse.hstack([sparse.vstack([rows, demands @ of_tie]), nothing]),
            sparse.hstack([sparse.csr_array(known), sparse.csr_array((len(known), above))]),
            sparse.csr_array(cost[None, :]),
        ]
    )
    lowest = np.concatenate([low, 1 - demands @ fixed, known_low, [-np.inf]])
    highest = np.full(len(lowest), np.inf)
    highest[-1] = at_most
    if formulation is Formulation.ABS:
        highest[: len(low)] = low
    lower, upper = np.zeros(len(cost)), np.ones(len(cost))
    lower[[root, -1]] = 1
    answer = optimize.milp(
        cost,
        constraints=optimize.LinearConstraint(matrix, lowest, highest),
        bounds=optimize.Bounds(lower, upper),
        integrality=(np.arange(len(cost)) < kernel.size).astype(int),
        options={"time_limit": seconds, "mip_rel_gap": relative_gap},
    )
    sides = None if answer.x is None else np.where(answer.x[: kernel.size] > 0.5, 1, -1)
    bound = -math.inf if answer.mip_dual_bound is None else float(answer.mip_dual_bound)
    return Solved(sides, bound, ended=answer.status in {OPTIMAL, INFEASIBLE})


def _unlike(known: Sequence[Sides], size: int, root: int) -> tuple[Floats, Floats]:
    """Return rows that ask of a division to differ from each known one by more than a turn of all."""
    if not known:
        return np.zeros((0, size)), np.zeros(0)
    turned = np.array([sides * sides[root] for sides in known], dtype=float)
    return -turned, 1 - (turned > 0).sum(axis=1).astype(float)


def _and(kernel: Kernel) -> Formulated:
    from scipy import sparse  # noqa: PLC0415

    first, second = _ends(kernel)
    both = sparse.eye_array(len(kernel.signs), format="csr")
    allied, rival = kernel.signs > 0, kernel.signs < 0
    rows = sparse.vstack(
        [
            sparse.hstack([first[allied], -both[allied]]),
            sparse.hstack([second[allied], -both[allied]]),
            sparse.hstack([-(first + second)[rival], both[rival]]),
        ]
    )
    low = np.concatenate([np.zeros(2 * int(allied.sum())), -np.ones(int(rival.sum()))])
    signs = sparse.diags_array(kernel.signs.astype(float))
    of_tie = sparse.hstack([signs @ (first + second), -2 * signs @ both])
    return rows, low, of_tie.tocsr(), rival.astype(float)


def _xor(kernel: Kernel) -> Formulated:
    from scipy import sparse  # noqa: PLC0415

    first, second = _ends(kernel)
    tie = sparse.eye_array(len(kernel.signs), format="csr")
    difference = first - sparse.diags_array(kernel.signs.astype(float)) @ second
    rival = (kernel.signs < 0).astype(float)
    rows = sparse.vstack([sparse.hstack([-difference, tie]), sparse.hstack([difference, tie])])
    of_tie = sparse.hstack([sparse.csr_array(first.shape), tie])
    return rows, np.concatenate([-rival, rival]), of_tie.tocsr(), np.zeros(len(rival))


def _abs(kernel: Kernel) -> Formulated:
    from scipy import sparse  # noqa: PLC0415

    first, second = _ends(kernel)
    tie = sparse.eye_array(len(kernel.signs), format="csr")
    difference = first - sparse.diags_array(kernel.signs.astype(float)) @ second
    rival = (kernel.signs < 0).astype(float)
    of_tie = sparse.hstack([sparse.csr_array(first.shape), tie, tie])
    return sparse.hstack([difference, -tie, tie]), rival, of_tie.tocsr(), np.zeros(len(rival))


def _ends(kernel: Kernel) -> tuple[Any, Any]:
    """Return which node each tie begins with and which it ends with, a row for each tie."""
    from scipy import sparse  # noqa: PLC0415

    ties = np.arange(len(kernel.ends))
    shape, ones = (len(ties), kernel.size), np.ones(len(ties))
    first, second = (sparse.csr_array((ones, (ties, end)), shape=shape) for end in kernel.ends.T)
    return first, second


_FORMULATED: dict[Formulation, Callable[[Kernel], Formulated]] = {
    Formulation.AND: _and,
    Formulation.XOR: _xor,
    Formulation.ABS: _abs,
}
