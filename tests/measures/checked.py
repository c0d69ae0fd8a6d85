"""A measure held against a value that did not come from our own code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Number = float | int | None


@dataclass(frozen=True)
class Checked:
    """One value of one measure.

    Attributes
    ----------
    measure
        What is measured.
    case
        On what.
    source
        Paper and table; program and version that printed it; or "by hand:" and how.
    expected
        The value there.
    ours
        Computes ours.
    tolerance
        Greatest absolute difference allowed; that of a printed value is half its last digit.
    """

    measure: str
    case: str
    source: str
    expected: Number | tuple[Number, ...]
    ours: Callable[[], Number | tuple[Number, ...]]
    tolerance: float = 1e-9
