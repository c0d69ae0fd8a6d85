"""What boxes of text and straight lines have in common on a picture, in pixels."""

from __future__ import annotations

import math
from typing import TypeAlias

__all__ = ["Box", "Segment", "crosses", "length_within", "shared"]

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Segment: TypeAlias = tuple[float, float, float, float]
"""A straight line: x and y of one end, x and y of the other."""


def shared(one: Box, other: Box) -> float:
    """Return the area that two boxes share."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0.0


def length_within(line: Segment, box: Box) -> float:
    """Return the length of the part of a line that lies within a box (Liang and Barsky 1984)."""
    x, y, end_x, end_y = line
    enters, leaves = 0.0, 1.0
    for start, step, low, high in ((x, end_x - x, box[0], box[2]), (y, end_y - y, box[1], box[3])):
        if step:
            near, far = sorted(((low - start) / step, (high - start) / step))
            enters, leaves = max(enters, near), min(leaves, far)
        elif not low <= start <= high:
            return 0.0
    return math.hypot(end_x - x, end_y - y) * max(0.0, leaves - enters)


def crosses(one: Segment, other: Segment) -> bool:
    """Return whether two lines cross; those that only touch do not."""
    return _apart(one, other) and _apart(other, one)


def _apart(line: Segment, other: Segment) -> bool:
    """Return whether the ends of another line are on different sides of a line."""
    x, y, end_x, end_y = line
    sides = [(end_x - x) * (down - y) - (end_y - y) * (across - x) for across, down in (other[:2], other[2:])]
    return sides[0] * sides[1] < 0
