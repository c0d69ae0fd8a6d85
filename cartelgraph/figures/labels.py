"""Where names stand beside dots, so that as few as can be lie on one another or on a line."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from cartelgraph.figures.boxes import Box, Segment, length_within, shared

__all__ = ["Dot", "Label", "place_labels"]

# Mean width of a letter and height of a line of DejaVu Sans at 13 pixels, in which names are set, in pixels.
LETTER, LINE = 7.0, 15.0
GAP = 4.0

# How wide a strip of a name a line makes hard to read, in pixels.
STROKE = 6.0

# A name that leaves the picture is cut off: worse, for each square pixel, than one that lies on another.
CUT_OFF = 50.0

# How much wider than letters of the mean width a name may be, in pixels: it keeps so far from the edge.
SPARE = 10.0


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


def place_labels(dots: Iterable[Dot], lines: Iterable[Segment] = (), width: float = math.inf) -> list[Label]:
    """Return a place for the name of each dot, in the order of the dots.

    The largest dots, in the thick of the lines, choose first among eight places around them; each takes
    the one where its name covers least of other names, of dots and of lines, and stays within the width.
    """
    named, drawn = list(dots), list(lines)
    taken = [
        (dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius) for dot in named
    ]
    labels: dict[int, Label] = {}
    for place in sorted(range(len(named)), key=lambda place: -named[place].radius):
        # `min` keeps the first of equals, so a name goes above its dot unless something is there.
        label, box = min(_choices(named[place]), key=lambda choice: _covered(choice[1], taken, drawn, width))
        taken.append(box)
        labels[place] = label
    return [labels[place] for place in range(len(named))]


def _choices(dot: Dot) -> list[tuple[Label, Box]]:
    off = dot.radius + GAP
    above, level, below = dot.y - off, dot.y + LINE * 0.3, dot.y + off + LINE * 0.7
    slant = off * 0.7
    return [
        _choice(dot, 0, above, "middle"),
        _choice(dot, 0, below, "middle"),
        _choice(dot, off, level, "start"),
        _choice(dot, -off, level, "end"),
        _choice(dot, slant, dot.y - slant, "start"),
        _choice(dot, -slant, dot.y - slant, "end"),
        _choice(dot, slant, dot.y + slant + LINE * 0.7, "start"),
        _choice(dot, -slant, dot.y + slant + LINE * 0.7, "end"),
    ]


def _choice(dot: Dot, across: float, baseline: float, anchor: str) -> tuple[Label, Box]:
    width = LETTER * len(dot.name)
    x = dot.x + across
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    box = (left, baseline - LINE * 0.8, left + width, baseline + LINE * 0.2)
    return Label(round(x, 1), round(baseline, 1), anchor), box


def _covered(box: Box, taken: list[Box], lines: list[Segment], width: float) -> float:
    outside = max(0.0, SPARE - box[0]) + max(0.0, box[2] + SPARE - width)
    return (
        sum(shared(box, other) for other in taken)
        + STROKE * sum(length_within(line, box) for line in lines)
        + CUT_OFF * LINE * outside
    )
