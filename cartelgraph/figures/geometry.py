"""Outlines of countries and their parts, and how they get onto paper."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

__all__ = ["LambertAzimuthal", "Outline", "Outlines", "Panel", "Ring", "outlines", "room"]

OUTLINES = Path(__file__).parent / "outlines" / "outlines.json"

# Kilometres: radius of the sphere that has the area of the WGS 84 ellipsoid.
EARTH = 6371.0072

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees, or pixels across and down."""

Ring: TypeAlias = Sequence[Point]
"""A closed line; the last point is joined to the first."""


@dataclass(frozen=True)
class Outline:
    """The land of a country or subdivision, in degrees east and north.

    Attributes
    ----------
    rings
        Its edges, of islands and lakes too; what lies within an odd number of them is land.
    middle
        The point of its largest part that is farthest from the edge.
    """

    rings: tuple[Ring, ...]
    middle: Point


@dataclass(frozen=True)
class Outlines:
    """What there is: countries by ISO 3166-1 alpha-3 code, subdivisions by ISO 3166-2 code, other land."""

    countries: dict[str, Outline]
    subdivisions: dict[str, Outline]
    land: tuple[Ring, ...]


@cache
def outlines() -> Outlines:
    """Return the outlines that come with the package; ``scripts/outlines.py`` says how they were made."""
    stored = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return Outlines(
        countries={code: _outline(each) for code, each in stored["countries"].items()},
        subdivisions={code: _outline(each) for code, each in stored["subdivisions"].items()},
        land=tuple(_ring(flat) for flat in stored["land"]),
    )


def _outline(stored: dict[str, Any]) -> Outline:
    return Outline(
        rings=tuple(_ring(flat) for flat in stored["rings"]),
        middle=(stored["middle"][0], stored["middle"][1]),
    )


def _ring(flat: list[float]) -> Ring:
    return list(zip(flat[::2], flat[1::2], strict=True))


@dataclass(frozen=True)
class LambertAzimuthal:
    """Lambert's azimuthal equal-area projection of the sphere, so that areas may be compared.

    Attributes
    ----------
    longitude
        Of the centre, in degrees east.
    latitude
        Of the centre, in degrees north.

    References
    ----------
    Snyder, J. P. (1987). Map projections: a working manual. U.S. Geological Survey Professional Paper
    1395, pp. 182-190, equations 22-4, 22-5 and 24-2.
    """

    longitude: float
    latitude: float

    def __call__(self, point: Point) -> Point:
        """Return kilometres east and north of the centre; the antipode has no place and falls far away."""
        turn = math.radians(point[0] - self.longitude)
        north, centre = math.radians(point[1]), math.radians(self.latitude)
        east = math.cos(north) * math.sin(turn)
        up = math.cos(centre) * math.sin(north) - math.sin(centre) * math.cos(north) * math.cos(turn)
        near = math.sin(centre) * math.sin(north) + math.cos(centre) * math.cos(north) * math.cos(turn)
        stretch = EARTH * math.sqrt(2 / max(1 + near, 1e-9))
        return stretch * east, stretch * up


@dataclass(frozen=True)
class Panel:
    """A window onto the projected earth; sizes and places are in pixels of the picture.

    Attributes
    ----------
    projection
        Its centre is the panel's centre.
    kilometres
        Kilometres to a pixel, true at the centre and, over an area, everywhere.
    """

    left: float
    top: float
    width: float
    height: float
    projection: LambertAzimuthal
    kilometres: float

    def pixel(self, point: Point) -> Point:
        """Return where a point given in degrees lies, rounded to a tenth of a pixel."""
        east, up = self.projection(point)
        return (
            round(self.left + self.width / 2 + east / self.kilometres, 1),
            round(self.top + self.height / 2 - up / self.kilometres, 1),
        )

    def shows(self, pixel: Point, margin: float = 0) -> bool:
        """Return whether a place in pixels is within the panel, and that far from its edge."""
        across, down = pixel[0] - self.left, pixel[1] - self.top
        return margin <= across <= self.width - margin and margin <= down <= self.height - margin

    def drawn(self, rings: Iterable[Ring]) -> list[Ring]:
        """Return, in pixels, the rings of which a corner is within the panel.

        A ring that only passes through on its way round the earth, as islands at the date line do, is not
        drawn; land without a corner in a panel would have to be larger than it.
        """
        projected = ([self.pixel(point) for point in ring] for ring in rings)
        return [ring for ring in projected if any(map(self.shows, ring))]


def room(rings: Iterable[Ring], place: Point) -> float:
    """Return how wide the land is at a place: the level stretch through it from edge to edge, in pixels.

    Zero for a place that is not on the land.
    """
    x, y = place
    edges = sorted(cut for ring in rings for cut in _cuts(ring, y))
    return next(
        (end - start for start, end in zip(edges[::2], edges[1::2], strict=True) if start <= x <= end), 0.0
    )


def _cuts(ring: Ring, y: float) -> Iterable[float]:
    """Yield where a ring crosses a level line."""
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        # Half open, so that a corner on the line counts once.
        if (y1 <= y) != (y2 <= y):
            yield x1 + (y - y1) * (x2 - x1) / (y2 - y1)
