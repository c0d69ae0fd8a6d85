"""A map of where organizations are stated to be present, and of where assistance programs work.

Two panels, as there is more to say of Mexico than fits on a map of the hemisphere: the countries of the
Americas, and the states of Mexico with what lies around them. Places elsewhere are listed under the maps.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from cartelgraph.figures import style
from cartelgraph.figures.figure import Figure
from cartelgraph.figures.geometry import LambertAzimuthal, Outline, Panel, Point, Ring, outlines, room
from cartelgraph.figures.presence_counts import Counts, count
from cartelgraph.figures.template import draw
from cartelgraph.model.entities import PlaceKind
from cartelgraph.network import Snapshot

__all__ = ["presence_map"]

NAME = "presence-map"

WIDTH, HEIGHT = 960, 680
COUNTRIES = Panel(16, 84, 364, 546, LambertAzimuthal(-79, 0.5), kilometres=21.6)
PARTS = Panel(396, 84, 548, 392, LambertAzimuthal(-101.6, 24.4), kilometres=6.4)

# Sizes of type, and the mean width of a letter of DejaVu Sans as a share of its size.
NUMBER, TYPE, LETTER = 11, 9, 0.6

# A place nearer to the edge of a panel has no room for its label, so it is listed under the maps.
MARGIN = 16

# How many letters a line of a name has that stands beside its place.
ASIDE = 14

SEA = "#e6edf3"

# How many letters of that type fit into a line under the maps, and beneath the panel of parts.
LONG_LINE, SHORT_LINE = 158, 92


@dataclass(frozen=True)
class Shade:
    """A class of numbers of organizations: its least, how the key names it, its fill and the type on it."""

    least: int
    name: str
    fill: str
    ink: str


#: From light to dark in colour, to whoever does not tell red from green, and in grey print.
SHADES = (
    Shade(0, "none stated", "#fbfaf7", style.SOFT),
    Shade(1, "1", "#cfe8bf", style.INK),
    Shade(2, "2 or 3", "#57b8c4", style.INK),
    Shade(4, "4 to 6", "#2560a8", style.PAPER),
    Shade(7, "7 or more", "#0a1f56", style.PAPER),
)


@dataclass(frozen=True)
class Label:
    """A name, a number, or both: where they stand, line by line, and what the type lies on.

    Attributes
    ----------
    leader
        The point that a thin line joins to a label that stands apart. None: it stands where it belongs.
    """

    x: float
    y: float
    lines: tuple[str, ...]
    number: int
    anchor: str
    ink: str
    halo: str
    leader: Point | None = None


@dataclass(frozen=True)
class Area:
    """Land of one shade; ``path`` is as SVG takes it."""

    path: str
    shade: Shade
    assisted: bool = False


@dataclass(frozen=True)
class Dot:
    """A place without an outline, at its own coordinates."""

    x: float
    y: float
    shade: Shade
    assisted: bool = False


@dataclass
class Drawn:
    """What one panel holds, in the order of drawing; ``blank`` is land, and ``borders`` lie on the areas."""

    name: str
    title: str
    panel: Panel
    blank: list[str]
    areas: list[Area] = field(default_factory=list)
    borders: list[str] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


@dataclass(frozen=True)
class Located:
    """A place of the dataset with what is to be drawn of it; outline or point may be missing."""

    name: str
    number: int
    outline: Outline | None
    point: Point | None
    assisted: bool = False


def presence_map(snapshot: Snapshot) -> Figure:
    """Return a map of the organizations that are stated to be present at the moment of a snapshot.

    Countries, and states where sources name them, are shaded by the number of named organizations that
    are stated to be there; cities are dots. Countries in which an assistance program works are hatched.
    """
    counts = count(snapshot)
    countries, parts = _panels()
    missing = [
        *_draw(countries, _countries(snapshot, counts)),
        *_draw(parts, _parts(snapshot, counts)),
    ]
    title = f"Where organizations are stated to be present, {snapshot.moment.on}"
    text = _words(snapshot, counts, missing)
    svg = draw(
        "map.svg.j2",
        name=NAME,
        title=title,
        text=text,
        panels=(countries, parts),
        shades=SHADES,
        notes=textwrap.wrap(" ".join(_notes(counts, missing)), SHORT_LINE),
        source=textwrap.wrap(snapshot.describe(), LONG_LINE),
        key=(PARTS.left, PARTS.top + PARTS.height + 22),
        size=(WIDTH, HEIGHT),
        type=TYPE,
        number=NUMBER,
        sea=SEA,
    )
    return Figure(name=NAME, title=title, text=text, svg=svg)


def _countries(snapshot: Snapshot, counts: Counts) -> Iterator[Located]:
    for node, data in _places(snapshot, PlaceKind.COUNTRY):
        outline = outlines().countries.get(data.get("iso_alpha3", ""))
        number = counts.countries.get(node, 0)
        yield Located(data["name"], number, outline, _point(data), node in counts.assisted)


def _parts(snapshot: Snapshot, counts: Counts) -> Iterator[Located]:
    for node, data in _places(snapshot, PlaceKind.SUBDIVISION):
        outline = outlines().subdivisions.get(data.get("iso_subdivision", ""))
        number = counts.subdivisions.get(node, 0)
        if outline or number:
            yield Located(data["name"], number, outline, _point(data))
    for node, data in _places(snapshot, PlaceKind.CITY):
        if number := counts.cities.get(node, 0):
            yield Located(data["name"], number, None, _point(data))


def _places(snapshot: Snapshot, kind: PlaceKind) -> Iterator[tuple[str, dict[str, Any]]]:
    return (
        (node, data)
        for node, data in snapshot.graph.nodes(data=True)
        if data["type"] == "Place" and data["kind"] is kind
    )


def _point(data: dict[str, Any]) -> Point | None:
    if "latitude" not in data or "longitude" not in data:
        return None
    return data["longitude"], data["latitude"]


def _panels() -> tuple[Drawn, Drawn]:
    """Return the panel of countries and that of their parts, with the land and nothing on it."""
    known = outlines()
    countries = [country.rings for country in known.countries.values()]
    parts = [part.rings for part in known.subdivisions.values()]
    land = [known.land, *countries]
    return (
        Drawn("countries", "Countries of the Americas", COUNTRIES, _paths(COUNTRIES, land)),
        Drawn(
            "parts",
            "States of Mexico and of its neighbours",
            PARTS,
            blank=_paths(PARTS, land + parts),
            borders=_paths(PARTS, countries),
        ),
    )


def _paths(panel: Panel, shapes: Iterable[Iterable[Ring]]) -> list[str]:
    """Return the shapes of which something can be within a panel."""
    return [path for rings in shapes if (path := _path(panel.drawn(rings)))]


def _draw(drawn: Drawn, places: Iterable[Located]) -> list[Located]:
    """Draw the places, the blank ones first, and return those with a number that the panel cannot show."""
    return [place for place in sorted(places, key=_rank) if not _put(place, drawn) and place.number]


def _rank(place: Located) -> tuple[int, str]:
    """Return what puts places with more organizations, whose edges should be whole, after others."""
    return place.number, place.name


def _put(place: Located, drawn: Drawn) -> bool:
    """Draw a place, and return whether the panel shows where it is."""
    panel, shade = drawn.panel, _shade(place.number)
    rings = panel.drawn(place.outline.rings) if place.outline else []
    if rings:
        drawn.areas.append(Area(_path(rings), shade, place.assisted))
    at = place.outline.middle if place.outline else place.point
    if at is None or not panel.shows(pixel := panel.pixel(at), MARGIN):
        return False
    if place.outline is None:
        drawn.dots.append(Dot(*pixel, shade, place.assisted))
    if label := _label(place, panel, pixel, rings):
        drawn.labels.append(label)
    return True


def _shade(number: int) -> Shade:
    return next(shade for shade in reversed(SHADES) if number >= shade.least)


def _path(rings: Iterable[Ring]) -> str:
    return "".join(f"M{' '.join(f'{x:g},{y:g}' for x, y in dict.fromkeys(ring))}Z" for ring in rings)


def _label(place: Located, panel: Panel, pixel: Point, rings: list[Ring]) -> Label | None:
    """Return the label of a place: within it where there is room, else beside it."""
    shade, (x, y) = _shade(place.number), pixel
    if place.outline is None:
        return _aside(place, (x + 6, y + 3), "start") if place.number else None
    if callout := place.outline.callout:
        apart = panel.pixel(callout)
        side = "end" if apart[0] < x and panel.shows((apart[0] - _width(place), apart[1])) else "start"
        return _aside(place, apart, side, pixel) if place.number else None
    lines = _fitting(place.name, room(rings, (x, y - NUMBER / 2 if place.number else y)))
    if not lines and not place.number:
        return None
    height = TYPE * 1.1 * len(lines) + (NUMBER if place.number else 0)
    return Label(x, round(y - height / 2, 1), lines, place.number, "middle", shade.ink, shade.fill)


def _aside(place: Located, at: Point, anchor: str, leader: Point | None = None) -> Label:
    halo = SEA if leader else style.PAPER
    return Label(*at, _lines(place), place.number, anchor, style.INK, halo, leader)


def _lines(place: Located) -> tuple[str, ...]:
    """Return the name as it stands beside its place; the number goes behind the last line."""
    return tuple(textwrap.wrap(place.name, ASIDE))


def _width(place: Located) -> float:
    """Return how wide a name with its number is beside its place, in pixels."""
    *lines, last = _lines(place)
    return max(map(len, [*lines, f"{last} {place.number}"])) * TYPE * LETTER


def _fitting(name: str, width: float) -> tuple[str, ...]:
    """Return the name in one line or, word by word, in several; in none when there is no room."""
    for lines in ((name,), tuple(name.split())):
        if max(map(len, lines)) * TYPE * LETTER <= width:
            return lines
    return ()


def _words(snapshot: Snapshot, counts: Counts, missing: list[Located]) -> str:
    """Return what the map says, for those who do not see it, and what it cannot say."""
    names = snapshot.graph.nodes
    unassisted = sorted(names[place]["name"] for place in counts.countries.keys() - counts.assisted)
    countries = _number(len(counts.countries), "country", "countries")
    parts = _number(len(counts.subdivisions), "state or department", "states or departments")
    assisted = _number(len(counts.assisted), "country", "countries")
    return (
        f"On {snapshot.moment.on}, sources place named criminal organizations in {countries}"
        f"{_ranked(snapshot, counts.countries)}. "
        f"Below countries, in {parts}{_ranked(snapshot, counts.subdivisions)}. "
        f"Assistance programs work in {assisted}; presence without assistance is stated of "
        f"{', '.join(unassisted) or 'none'}. {' '.join(_notes(counts, missing))}"
    )


def _ranked(snapshot: Snapshot, numbers: dict[str, int]) -> str:
    """Return the places with most organizations, most first; every one of a few."""
    most = sorted(numbers.items(), key=lambda each: (-each[1], each[0]))[:10]
    named = ", ".join(f"{snapshot.graph.nodes[place]['name']} {number}" for place, number in most)
    return f"{': ' if len(most) == len(numbers) else ', most in '}{named}" if named else ""


def _notes(counts: Counts, missing: list[Located]) -> list[str]:
    notes = [
        "A blank means that no source states a presence at that time, not that nobody is there.",
        "Boundaries are those of Natural Earth, as they are in fact, and no judgement.",
    ]
    if counts.of_several_countries:
        stated = _number(counts.of_several_countries, "presence is", "presences are")
        notes.insert(1, f"{stated} stated only of a region of several countries and not drawn.")
    if missing:
        listed = ", ".join(sorted(f"{place.name} {place.number}" for place in missing))
        notes.append(f"Not on these maps, or at their edge: {listed}.")
    return notes


def _number(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
