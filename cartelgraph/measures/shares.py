"""How far off a share may be that was counted on a few cases."""

from __future__ import annotations

import math

__all__ = ["NORMAL_95", "wilson"]

#: Half the width of the interval of 95 % of the standard normal distribution.
NORMAL_95 = 1.959964


def wilson(count: float, runs: int) -> tuple[float, float]:
    """Return the interval of 95 % around a share (Wilson 1927, Journal of the ASA 22, 209-212).

    Parameters
    ----------
    count
        How often something happened; where ties were settled in expectation, no whole number.
    runs
        How often it could have happened.

    Raises
    ------
    ZeroDivisionError
        When there is no run.

    Examples
    --------
    >>> [round(bound, 3) for bound in wilson(8, 10)]
    [0.49, 0.943]
    """
    z = NORMAL_95
    share, weight = count / runs, z * z / runs
    middle = (share + weight / 2) / (1 + weight)
    half = z / (1 + weight) * math.sqrt(share * (1 - share) / runs + weight / (4 * runs))
    return max(0.0, middle - half), min(1.0, middle + half)
