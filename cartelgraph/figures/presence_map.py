"""A map of where organizations are stated to be present, and of where assistance programs work.

Two panels, as there is more to say of Mexico than fits on a map of the hemisphere: the countries of the
Americas, and the states of Mexico with what lies around them. Places elsewhere are listed under the maps.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from cartelgraph.figures import style
from cartelgraph.figures.figure import Figure
from cartelgraph.figures.geometry import LambertAzimuthal, Outline, Panel, Point, Ring, outlines, room
from cartelgraph.figures.presence_counts import Counts, count
from cartelgraph.model.entities import PlaceKind
from cartelgraph.network import Snapshot

__all__ = ["presence_map"]

NAME = "presence-map"

WIDTH, HEIGHT = 960, 680
COUNTRIES = Panel(16, 84, 364, 546, LambertAzimuthal(-79, 0.5), kilometres=21.6)
PARTS = Panel(396, 84, 548, 392, LambertAzimuthal(-101.6, 24.2), kilometres=6.4)

# Sizes of type, and the mean width of a letter of DejaVu Sans as a share of its size.
NUMBER, TYPE, LETTER = 11, 9, 0.6

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
    """What one panel holds, in the order of drawing; ``base`` lies under the areas, without a number."""

    name: str
    title: str
    panel: Panel
    base: list[Area]
    areas: list[Area]
    dots: list[Dot]
    labels: list[Label]


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
    located = list(_countries(snapshot, counts)), list(_parts(snapshot, counts))
    panels = (
        Drawn("countries", "Countries of the Americas", COUNTRIES, _land(COUNTRIES), [], [], []),
        Drawn("parts", "States of Mexico and what lies around", PARTS, _around(PARTS), [], [], []),
    )
    missing = [
        place
        for places, drawn in zip(located, panels, strict=True)
        for place in places
        if not _put(place, drawn) and place.number
    ]
    title = f"Where organizations are stated to be present, {snapshot.moment.on}"
    text = _words(snapshot, counts, missing)
    svg = _svg(title=title, text=text, panels=panels, notes=_notes(counts, missing), source=_source(snapshot))
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


def _land(panel: Panel) -> list[Area]:
    """Return all land of a panel, blank."""
    known = outlines()
    shapes = [known.land, *(country.rings for country in known.countries.values())]
    return [Area(path, SHADES[0]) for rings in shapes if (path := _path(panel.drawn(rings)))]


def _around(panel: Panel) -> list[Area]:
    """Return all land of the panel of parts, with the parts of countries, blank."""
    parts = [part.rings for part in outlines().subdivisions.values()]
    return _land(panel) + [Area(path, SHADES[0]) for rings in parts if (path := _path(panel.drawn(rings)))]


def _put(place: Located, drawn: Drawn) -> bool:
    """Draw a place, and return whether the panel shows where it is."""
    panel, shade = drawn.panel, _shade(place.number)
    rings = panel.drawn(place.outline.rings) if place.outline else []
    if rings:
        drawn.areas.append(Area(_path(rings), shade, place.assisted))
    at = place.outline.middle if place.outline else place.point
    if at is None or not panel.shows(pixel := panel.pixel(at)):
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
    return Label(at[0], at[1], (place.name,), place.number, anchor, style.INK, style.PAPER, leader)


def _width(place: Located) -> float:
    """Return how wide a name with its number is, in pixels."""
    return (len(f"{place.name} {place.number}") + 1) * TYPE * LETTER


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
        listed = ", ".join(f"{place.name} {place.number}" for place in missing)
        notes.append(f"Not on these maps: {listed}.")
    return notes


def _number(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _source(snapshot: Snapshot) -> list[str]:
    return textwrap.wrap(snapshot.describe(), LONG_LINE)


def _svg(*, notes: list[str], **shown: Any) -> str:  # noqa: ANN401 - what the template names
    environment = Environment(
        loader=PackageLoader("cartelgraph.figures", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("map.svg.j2").render(
        notes=textwrap.wrap(" ".join(notes), SHORT_LINE),
        name=NAME,
        width=WIDTH,
        height=HEIGHT,
        number=NUMBER,
        type=TYPE,
        shades=SHADES,
        style=style,
        key=(PARTS.left, PARTS.top + PARTS.height + 22),
        **shown,
    )
