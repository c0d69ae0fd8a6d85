"""A map of where organizations are stated to be present, and of where assistance programs work.

Two panels, as there is more to say of Mexico than fits on a map of the hemisphere: the countries of the
Americas, and the states of Mexico with what lies around them. Places elsewhere are listed under the maps.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from cartelgraph.figures import style
from cartelgraph.figures.figure import Figure
from cartelgraph.figures.geometry import LambertAzimuthal, Outline, Panel, Point, Ring, outlines
from cartelgraph.figures.land import Land
from cartelgraph.figures.map_labels import NUMBER, SEA, TYPE, Label, Place, place_names
from cartelgraph.figures.presence_counts import Counts, count
from cartelgraph.figures.template import draw
from cartelgraph.model.entities import PlaceKind
from cartelgraph.network import Snapshot

__all__ = ["presence_map", "presence_maps"]

NAME = "presence-map"

WIDTH, HEIGHT = 960, 680
COUNTRIES = Panel(16, 84, 364, 546, LambertAzimuthal(-79, 0.5), kilometres=21.6)
PARTS = Panel(396, 84, 548, 392, LambertAzimuthal(-101.6, 24.4), kilometres=6.4)

# A place nearer to the edge of a panel has no room for its label, so it is listed under the maps.
MARGIN = 16

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
    land: Land
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


def presence_map(snapshot: Snapshot, name: str = NAME) -> Figure:
    """Return a map of the organizations that are stated to be present at the moment of a snapshot.

    Countries, and states where sources name them, are shaded by the number of named organizations that
    are stated to be there; cities are dots. Countries in which an assistance program works are hatched.

    Figures that stand together each need a ``name`` of their own.
    """
    counts = count(snapshot)
    countries, parts = _panels()
    left_out = [
        _draw(countries, _countries(snapshot, counts)),
        _draw(parts, _parts(snapshot, counts)),
    ]
    notes = _notes(counts, *(list(chain(*kind)) for kind in zip(*left_out, strict=True)))
    title = f"Where organizations are stated to be present, {snapshot.moment.on}"
    text = _words(snapshot, counts, notes)
    svg = draw(
        "map.svg.j2",
        name=name,
        title=title,
        text=text,
        panels=(countries, parts),
        shades=SHADES,
        notes=textwrap.wrap(" ".join(notes), SHORT_LINE),
        source=textwrap.wrap(snapshot.describe(), LONG_LINE),
        key=(PARTS.left, PARTS.top + PARTS.height + 22),
        size=(WIDTH, HEIGHT),
        type=TYPE,
        number=NUMBER,
        sea=SEA,
    )
    return Figure(name=name, title=title, text=text, svg=svg)


def presence_maps(snapshots: Iterable[Snapshot]) -> tuple[Figure, ...]:
    """Return the map of each of some snapshots, with its date in its name."""
    return tuple(presence_map(one, f"{NAME}-{one.moment.on}") for one in snapshots)


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
        Drawn(
            "countries",
            "Countries of the Americas",
            COUNTRIES,
            Land.on(COUNTRIES, land),
            blank=_paths(COUNTRIES, land),
        ),
        Drawn(
            "parts",
            "States of Mexico and of its neighbours",
            PARTS,
            Land.on(PARTS, land),
            blank=_paths(PARTS, land + parts),
            borders=_paths(PARTS, countries),
        ),
    )


def _paths(panel: Panel, shapes: Iterable[Iterable[Ring]]) -> list[str]:
    """Return the shapes of which something can be within a panel."""
    return [path for rings in shapes if (path := _path(panel.drawn(rings)))]


def _draw(drawn: Drawn, places: Iterable[Located]) -> tuple[list[Located], list[Place]]:
    """Draw the places, the blank ones first, so that the edges of the others are whole.

    Returns those with a number that the panel does not show, and those that it has no room to name.
    """
    named: list[Place] = []
    missing: list[Located] = []
    for place in sorted(places, key=lambda each: (each.number, each.name)):
        if found := _put(place, drawn):
            named.append(found)
        elif place.number:
            missing.append(place)
    drawn.labels, crowded = place_names(named, drawn.panel, drawn.land)
    return missing, crowded


def _put(located: Located, drawn: Drawn) -> Place | None:
    """Draw a place, and return what is to be named; None when the panel does not show where it is."""
    panel, shade = drawn.panel, _shade(located.number)
    rings = panel.drawn(located.outline.rings) if located.outline else []
    if rings:
        drawn.areas.append(Area(_path(rings), shade, located.assisted))
    at = located.outline.middle if located.outline else located.point
    if at is None or not panel.shows(pixel := panel.pixel(at), MARGIN):
        return None
    if located.outline is None:
        drawn.dots.append(Dot(*pixel, shade, located.assisted))
    return Place(located.name, located.number, pixel, tuple(rings), shade.fill, shade.ink)


def _shade(number: int) -> Shade:
    return next(shade for shade in reversed(SHADES) if number >= shade.least)


def _path(rings: Iterable[Ring]) -> str:
    return "".join(f"M{' '.join(f'{x:g},{y:g}' for x, y in dict.fromkeys(ring))}Z" for ring in rings)


def _words(snapshot: Snapshot, counts: Counts, notes: list[str]) -> str:
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
        f"{', '.join(unassisted) or 'none'}. {' '.join(notes)}"
    )


def _ranked(snapshot: Snapshot, numbers: dict[str, int]) -> str:
    """Return the places with most organizations, most first; every one of a few."""
    most = sorted(numbers.items(), key=lambda each: (-each[1], each[0]))[:10]
    named = ", ".join(f"{snapshot.graph.nodes[place]['name']} {number}" for place, number in most)
    return f"{': ' if len(most) == len(numbers) else ', most in '}{named}" if named else ""


def _notes(counts: Counts, missing: list[Located], crowded: list[Place]) -> list[str]:
    """Return what the map leaves out, and what the picture has no room to name."""
    notes = [
        "A blank means that no source states a presence at that time, not that nobody is there.",
        "A presence without a date counts in the possible view only.",
        "Boundaries are those of Natural Earth, as they are in fact, and no judgement.",
    ]
    if counts.of_several_countries:
        stated = _number(counts.of_several_countries, "presence is", "presences are")
        notes.insert(1, f"{stated} stated only of a region of several countries and not drawn.")
    if missing:
        notes.append(f"Not on these maps, or at their edge: {_listed(missing)}.")
    if crowded:
        notes.append(f"Shaded without room for a name: {_listed(crowded)}.")
    return notes


def _listed(places: Iterable[Located | Place]) -> str:
    return ", ".join(sorted(f"{place.name} {place.number}" for place in places))


def _number(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
