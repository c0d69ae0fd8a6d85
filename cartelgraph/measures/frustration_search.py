"""A division into two camps of little frustration by tabu search: soon found, and proof of nothing."""

from __future__ import annotations

import math
import time

import numpy as np
import numpy.typing as npt

from cartelgraph.measures.frustration_cycles import Floats, Kernel

__all__ = ["division_along", "good_division"]

#: Times, at most, that the search starts from the best division so far, a part of it turned at random; no
#: more often than there are nodes.
ROUNDS = 30

#: Turns in each round, for each node.
TURNS = 6

#: Turns for which a node that was just turned stays as it is: this many, and up to as many more at random.
TABU = 10


def good_division(kernel: Kernel, seed: int, deadline: float = math.inf) -> npt.NDArray[np.int64]:
    """Return a side, 1 or -1, for each node, such that few ties are frustrated.

    Parameters
    ----------
    kernel
        The ties.
    seed
        Of the random numbers.
    deadline
        Second of the monotonic clock after which the search does not start again.

    References
    ----------
    Glover, F. (1989). Tabu search, part I. ORSA Journal on Computing 1, 190-206.
    """
    random = np.random.default_rng(seed)
    couplings = _couplings(kernel)
    best, satisfied = _improved(couplings, random.choice([-1.0, 1.0], kernel.size), random)
    for _ in range(min(ROUNDS, kernel.size) - 1):
        if time.monotonic() > deadline:
            break
        shaken = best.copy()
        turned = random.integers(1, max(2, kernel.size // 4))
        shaken[random.choice(kernel.size, turned, replace=False)] *= -1
        found, value = _improved(couplings, shaken, random)
        if value > satisfied:
            best, satisfied = found, value
    return np.where(best > 0, 1, -1)


def division_along(kernel: Kernel, frustrated: Floats, seed: int) -> npt.NDArray[np.int64]:
    """Return a division that satisfies the ties that a linear program frustrates least, then improved.

    The ties of a spanning tree of least frustration can all be satisfied, and leave no choice (Barahona,
    Grötschel, Jünger & Reinelt 1988).

    Parameters
    ----------
    kernel
        The ties, which connect all nodes.
    frustrated
        How far each tie is frustrated, 0 to 1.
    seed
        Of the improvement.

    References
    ----------
    Barahona, F., Grötschel, M., Jünger, M. & Reinelt, G. (1988). An application of combinatorial
    optimization to statistical physics and circuit layout design. Operations Research 36, 493-513.
    """
    from scipy import sparse  # noqa: PLC0415 - it takes a while to import
    from scipy.sparse import csgraph  # noqa: PLC0415

    shape = (kernel.size, kernel.size)
    # A length of 0 would be no tie.
    lengths = sparse.csr_array((1 + np.maximum(frustrated, 0), tuple(kernel.ends.T)), shape=shape)
    order, before = csgraph.breadth_first_order(csgraph.minimum_spanning_tree(lengths), 0, directed=False)
    couplings = _couplings(kernel)
    sides = np.ones(kernel.size)
    for node in order[1:]:
        sides[node] = sides[before[node]] * np.sign(couplings[before[node], node])
    best, _ = _improved(couplings, sides, np.random.default_rng(seed))
    return np.where(best > 0, 1, -1)


def _couplings(kernel: Kernel) -> Floats:
    couplings = np.zeros((kernel.size, kernel.size))
    for (one, other), sign, weight in zip(kernel.ends, kernel.signs, kernel.weights, strict=True):
        couplings[one, other] = couplings[other, one] = sign * weight
    return couplings


def _improved(couplings: Floats, sides: Floats, random: np.random.Generator) -> tuple[Floats, float]:
    """Turn one node after another, always the one that gains most and was not just turned."""
    fields = couplings @ sides
    value = float(fields @ sides) / 2
    best, satisfied = sides.copy(), value
    free_from = np.zeros(len(sides), dtype=int)
    for turn in range(TURNS * len(sides)):
        gains = -2 * fields * sides
        allowed = (free_from <= turn) | (value + gains > satisfied)
        node = int(np.argmax(np.where(allowed, gains, -np.inf)))
        value += float(gains[node])
        sides[node] *= -1
        fields += 2 * sides[node] * couplings[node]
        free_from[node] = turn + TABU + int(random.integers(TABU))
        if value > satisfied:
            best, satisfied = sides.copy(), value
    return best, satisfied
