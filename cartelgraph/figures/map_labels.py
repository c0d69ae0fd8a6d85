"""Where the names and numbers of places stand on a map: within a place, beside it, or at sea with a line.

No text lies on another, no line crosses another or runs through a text, and a number never stands without
its name: a place for which there is no such room is returned, to be listed under the map.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from cartelgraph.figures import style
from cartelgraph.figures.boxes import Box, Segment, length_within, shared
from cartelgraph.figures.callouts import Callout, choose
from cartelgraph.figures.geometry import Panel, Point, Ring, room
from cartelgraph.figures.land import Land

__all__ = ["NUMBER", "SEA", "TYPE", "Label", "Place", "place_names"]

# Sizes of type, and the mean width of a letter of DejaVu Sans as a share of its size.
NUMBER, TYPE, LETTER = 11, 9, 0.6

# Pixels from line to line within a place, where it is tight, and elsewhere.
TIGHT, LINE = TYPE * 1.1, TYPE * 1.15

SEA = "#e6edf3"

# How many letters a line of a name has that stands beside its place.
ASIDE = 16

# Pixels that texts keep from each other and from the land, and half the size of a dot and of the end of a
# line.
APART, DOT, END = 2.0, 4.5, 3.0

# Spots at sea that are tried for a name: pixels from one to the next, across and down, and the most of them.
ACROSS, DOWN, MOST = 6, 4, 60


@dataclass(frozen=True)
class Place:
    """What is to be named, on the panel.

    Attributes
    ----------
    pixel
        Its middle, or where its dot is.
    rings
        Its edges; none: it is a dot.
    fill, ink
        Its colour, and that of type on it.
    """

    name: str
    number: int
    pixel: Point
    rings: tuple[Ring, ...]
    fill: str
    ink: str


@dataclass(frozen=True)
class Label:
    """A name, with its number unless that is zero.

    Attributes
    ----------
    x, y, anchor
        Where the first baseline starts or ends, as SVG takes it; for ``middle``, the middle of the top.
    lines
        The name.
    number
        Behind the last line; below it when the text is centred.
    ink, halo
        Colour of the type, and of what it lies on.
    leader
        The line that joins it to its place, which it ends in. None: it stands where it belongs.
    """

    x: float
    y: float
    lines: tuple[str, ...]
    number: int
    anchor: str
    ink: str
    halo: str
    leader: Segment | None = None

    @property
    def box(self) -> Box:
        """What the text covers."""
        if self.anchor == "middle":
            half = max(map(len, self.lines)) * TYPE * LETTER / 2
            height = TIGHT * len(self.lines) + (NUMBER if self.number else 0)
            return self.x - half, self.y, self.x + half, self.y + height + APART
        *lines, last = self.lines
        width = max(map(len, [*lines, f"{last} {self.number}"])) * TYPE * LETTER
        left = self.x - (width if self.anchor == "end" else 0)
        return left, self.y - TYPE, left + width, self.y + LINE * len(lines) + APART


@dataclass
class _Sheet:
    """A panel with the dots and texts that are on it so far."""

    panel: Panel
    dots: list[Box]
    texts: list[Box] = field(default_factory=list)

    def free(self, box: Box) -> bool:
        """Return whether a text can stand there: within the panel and on nothing else."""
        box = _wider(box)
        return (
            self.panel.shows(box[:2])
            and self.panel.shows(box[2:])
            and not any(shared(box, other) for other in (*self.dots, *self.texts))
        )

    def takes(self, callout: Callout, ends: list[Box]) -> bool:
        """Return whether its text can stand there, and its line runs through no text and no other's end."""
        return self.free(callout.box) and not any(
            length_within(callout.leader, box) for box in (*self.texts, *ends)
        )


def place_names(places: Iterable[Place], panel: Panel, land: Land) -> tuple[list[Label], list[Place]]:
    """Return the labels of places, and the places with a number for which there is no room.

    Names stand within their places first, or beside their dots, those with the highest numbers before
    others; then the rest stand at sea, as near as can be. A name without a number is left out instead.
    """
    ranked = sorted(places, key=lambda place: (-place.number, place.name))
    sheet = _Sheet(panel, [_around(place.pixel, DOT) for place in ranked if not place.rings])
    labels: list[Label] = []
    apart: list[Place] = []
    for place in ranked:
        near = _within(place) if place.rings else _beside(place)
        if label := next((each for each in near if sheet.free(each.box)), None):
            sheet.texts.append(label.box)
            labels.append(label)
        elif place.number:
            apart.append(place)
    chosen = choose(_spots(apart, sheet, land))
    at_sea = list(zip(apart, chosen, strict=True))
    labels += [_at_sea(place, callout.leader) for place, callout in at_sea if callout]
    return labels, [place for place, callout in at_sea if not callout]


def _around(pixel: Point, half: float) -> Box:
    return pixel[0] - half, pixel[1] - half, pixel[0] + half, pixel[1] + half


def _wider(box: Box) -> Box:
    return box[0] - APART, box[1] - APART, box[2] + APART, box[3] + APART


def _within(place: Place) -> Iterator[Label]:
    """Yield the label in one line or, word by word, in several, if there is room."""
    x, y = place.pixel
    for lines in dict.fromkeys(((place.name,), tuple(place.name.split()))):
        height = TIGHT * len(lines) + (NUMBER if place.number else 0)
        label = Label(x, round(y - height / 2, 1), lines, place.number, "middle", place.ink, place.fill)
        width = label.box[2] - label.box[0]
        if width <= room(place.rings, (x, y - NUMBER / 2 if place.number else y)):
            yield label


def _beside(place: Place) -> Iterator[Label]:
    """Yield the label of a dot to its right and to its left; none without a number."""
    if place.number:
        x, y = place.pixel
        yield _aside(place, (x + 7, y + 3), "start", style.PAPER)
        yield _aside(place, (x - 7, y + 3), "end", style.PAPER)


def _aside(place: Place, at: Point, anchor: str, halo: str, leader: Segment | None = None) -> Label:
    return Label(*at, _lines(place), place.number, anchor, style.INK, halo, leader)


def _lines(place: Place) -> tuple[str, ...]:
    return tuple(textwrap.wrap(place.name, ASIDE))


def _at_sea(place: Place, leader: Segment) -> Label:
    """Return the label that stands where a line to the place starts, on the side away from the place."""
    x, y, end_x, _ = leader
    anchor, out = ("start", 3.0) if x > end_x else ("end", -3.0)
    raised = LINE * (len(_lines(place)) - 1) / 2
    return _aside(place, (x + out, round(y + TYPE * 0.35 - raised, 1)), anchor, SEA, leader)


def _spots(places: list[Place], sheet: _Sheet, land: Land) -> list[list[Callout]]:
    """Return for each place the nearest spots at sea where its name can stand, nearest first."""
    sea = [at for at in _grid(sheet.panel) if not land.touches(_wider((*at, *at)))]
    spots = []
    for place in places:
        ends = [_around(other.pixel, END) for other in places if other is not place]
        near = sorted(sea, key=lambda at: math.dist(at, place.pixel))
        callouts = (_callout(place, at) for at in near)
        free = (each for each in callouts if not land.touches(_wider(each.box)) and sheet.takes(each, ends))
        spots.append(list(islice(free, MOST)))
    return spots


def _callout(place: Place, at: Point) -> Callout:
    leader = (*at, *place.pixel)
    return Callout(_at_sea(place, leader).box, leader)


def _grid(panel: Panel) -> Iterator[Point]:
    for x in range(round(panel.left), round(panel.left + panel.width), ACROSS):
        for y in range(round(panel.top), round(panel.top + panel.height), DOWN):
            yield float(x), float(y)
