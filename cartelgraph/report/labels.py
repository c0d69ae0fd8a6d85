"""Where names stand beside dots, so that as few as can be lie on one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Dot", "Label", "place_labels"]

# Mean width of a letter and height of a line of the 13 pixel type that the drawing is set in, in pixels.
LETTER, LINE = 7.4, 15.0
GAP = 5.0


@dataclass(frozen=True)
class Dot:
    """A dot to be named: centre and radius in pixels, and the name."""

    name: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Label:
    """Where the name of a dot starts, ends or is centred, as SVG takes it."""

    x: float
    y: float
    anchor: str


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def place_labels(dots: Iterable[Dot]) -> list[Label]:
    """Return a place for the name of each dot: above, below, right or left, where it meets least."""
    waiting = list(dots)
    taken = [
        (dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius) for dot in waiting
    ]
    labels = []
    for dot in waiting:
        choices = _choices(dot)
        # `min` keeps the first of equals, so a name goes above its dot unless something is there.
        label, box = min(choices, key=lambda choice: sum(_shared(choice[1], other) for other in taken))
        taken.append(box)
        labels.append(label)
    return labels


def _choices(dot: Dot) -> list[tuple[Label, Box]]:
    width, off = LETTER * len(dot.name), dot.radius + GAP
    above, below = dot.y - off, dot.y + off + LINE * 0.7
    level = dot.y + LINE * 0.3
    return [
        (_label(dot.x, above, "middle"), (dot.x - width / 2, above - LINE, dot.x + width / 2, above)),
        (_label(dot.x, below, "middle"), (dot.x - width / 2, below - LINE, dot.x + width / 2, below)),
        (_label(dot.x + off, level, "start"), (dot.x + off, level - LINE, dot.x + off + width, level)),
        (_label(dot.x - off, level, "end"), (dot.x - off - width, level - LINE, dot.x - off, level)),
    ]


def _label(x: float, y: float, anchor: str) -> Label:
    return Label(round(x, 1), round(y, 1), anchor)


def _shared(one: Box, other: Box) -> float:
    """Return the area that two boxes share."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0.0
