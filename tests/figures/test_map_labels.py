"""Names on the maps: every number has one, no two texts meet, and a line can be followed to its place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from cartelgraph.dataset import Dataset
from cartelgraph.figures import presence_map
from cartelgraph.figures.boxes import Box, Segment, crosses, length_within, shared
from cartelgraph.figures.geometry import LambertAzimuthal, Panel
from cartelgraph.figures.land import Land
from cartelgraph.figures.map_labels import Place, place_names
from cartelgraph.figures.presence_counts import count
from cartelgraph.figures.presence_map import COUNTRIES, PARTS
from cartelgraph.model import Certainty, EdtfDate
from cartelgraph.network import Moment, Snapshot, snapshot

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(
    scope="module",
    params=[("2011-03", Certainty.WORKING), ("2011-03", Certainty.POSSIBLE), ("2008-06", Certainty.WORKING)],
    ids=" ".join,
)
def now(request: pytest.FixtureRequest, seeds: Dataset) -> Snapshot:
    on, certainty = request.param
    return snapshot(seeds, Moment(EdtfDate(on), certainty=certainty))


@pytest.fixture(scope="module")
def maps(now: Snapshot) -> list[ET.Element]:
    root = ET.fromstring(presence_map(now).svg)  # noqa: S314 - our own text
    return [group for group in root.iter(f"{SVG}g") if "clip-path" in group.attrib]


def words(text: ET.Element) -> str:
    return " ".join(" ".join(text.itertext()).split())


def box(text: ET.Element) -> Box:
    """Return what a text covers, as DejaVu Sans has it on the average: letters are 0.6 of its size wide."""
    rows = [words(row) for row in text if row.get("x")] or [words(text)]
    size = float(text.get("font-size", 9))
    x, y, width = float(text.get("x", 0)), float(text.get("y", 0)), 0.6 * size * max(map(len, rows))
    left = x - {"start": 0, "middle": width / 2, "end": width}[text.get("text-anchor", "start")]
    return left, y - 0.75 * size, left + width, y + 1.15 * size * (len(rows) - 1) + 0.2 * size


def names(panel: ET.Element) -> Iterator[str]:
    """Yield the texts of a map, those of lines that are centred on one another put together."""

    def column(text: ET.Element) -> tuple[str | None, str | None]:
        return text.get("x"), None if text.get("text-anchor") == "middle" else text.get("y")

    for _, lines in itertools.groupby(panel.iter(f"{SVG}text"), column):
        yield " ".join(map(words, lines))


def leaders(panel: ET.Element) -> list[Segment]:
    found = [
        re.fullmatch(r"M([\d.]+),([\d.]+) ([\d.]+),([\d.]+)", path.get("d", "")) for path in panel.iter()
    ]
    lines = {tuple(map(float, each.groups())) for each in found if each}
    return [(x, y, end_x, end_y) for x, y, end_x, end_y in sorted(lines)]


def test_every_number_on_the_maps_has_the_name_of_its_place(now: Snapshot, maps: list[ET.Element]) -> None:
    counts, texts = count(now), [text for panel in maps for text in names(panel)]
    figure = presence_map(now)
    listed, crowded = (
        figure.text.partition(words)[2] for words in ("at their edge: ", "without room for a name: ")
    )
    stated = counts.countries | counts.subdivisions | counts.cities
    for place, number in stated.items():
        named = f"{now.graph.nodes[place]['name']} {number}"
        assert named in texts or named in listed or named in crowded
    assert not [text for text in texts if re.fullmatch(r"[\d ]+", text)]
    # Where sources name many small states side by side there may be room for all but few of them.
    assert crowded.count(",") < 4


def test_no_two_texts_of_a_map_meet(maps: list[ET.Element]) -> None:
    for panel in maps:
        for one, other in itertools.combinations(panel.iter(f"{SVG}text"), 2):
            assert shared(box(one), box(other)) == 0, (words(one), words(other))


def test_a_label_is_on_the_paper(maps: list[ET.Element]) -> None:
    for panel, drawn in zip((COUNTRIES, PARTS), maps, strict=True):
        for left, top, right, bottom in map(box, drawn.iter(f"{SVG}text")):
            assert panel.shows((left, top))
            assert panel.shows((right, bottom))


def test_lines_end_in_dots_and_cross_neither_each_other_nor_a_text(maps: list[ET.Element]) -> None:
    assert any(map(leaders, maps))
    for panel in maps:
        dots = {(float(dot.get("cx", 0)), float(dot.get("cy", 0))) for dot in panel.iter(f"{SVG}circle")}
        lines = leaders(panel)
        assert all(line[2:] in dots for line in lines)
        assert not [pair for pair in itertools.combinations(lines, 2) if crosses(*pair)]
        for line, text in itertools.product(lines, panel.iter(f"{SVG}text")):
            assert length_within(line, box(text)) == 0, words(text)


#: A hundred by sixty kilometres around the origin; a kilometre is a pixel.
PANEL = Panel(0, 0, 100, 60, LambertAzimuthal(0, 0), kilometres=1)


def square(left: float, top: float, size: float) -> tuple[list[tuple[float, float]], ...]:
    right, bottom = left + size, top + size
    return ([(left, top), (right, top), (right, bottom), (left, bottom)],)


def on_the_panel(name: str, number: int, left: float, top: float, size: float) -> Place:
    middle = (left + size / 2, top + size / 2)
    return Place(name, number, middle, square(left, top, size), "#000000", "#ffffff")


def test_a_name_stands_within_its_place_when_there_is_room_and_else_at_sea() -> None:
    # Four letters of nine pixels are 4 * 9 * 0.6 = 21.6 wide.
    wide, narrow = on_the_panel("Wide", 1, 60, 10, 22), on_the_panel("Thin", 2, 60, 40, 15)
    labels, crowded = place_names([wide, narrow], PANEL, Land({}))
    assert crowded == []
    assert {label.lines[0]: label.leader is None for label in labels} == {"Wide": True, "Thin": False}


def test_a_place_without_room_anywhere_is_given_back_and_a_name_without_number_is_dropped() -> None:
    # Land from edge to edge: row n is two pixels times n down.
    land = Land({row: [(0.0, 100.0)] for row in range(31)})
    places = [on_the_panel("Thin", 2, 60, 40, 15), on_the_panel("Blank", 0, 20, 40, 15)]
    labels, crowded = place_names(places, PANEL, land)
    assert labels == []
    assert [place.name for place in crowded] == ["Thin"]


def test_land_is_where_the_outlines_are() -> None:
    # On a sphere of 6371.0072 km a degree is 111.19 km, so 0.09 degrees are 10.007 pixels: the square runs
    # from 50 to 60 across and from 20 to 30 down, and its hole from 54 to 56 and from 24 to 26.
    def ring(low: float, high: float) -> list[tuple[float, float]]:
        return [(low, low), (high, low), (high, high), (low, high)]

    land = Land.on(PANEL, [[ring(0, 0.09), ring(0.036, 0.054)]])
    assert land.touches((51, 21, 53, 23))
    assert land.touches((40, 21, 51, 23))
    assert not land.touches((40, 21, 49, 29))
    assert not land.touches((51, 31, 59, 39))
    assert not land.touches((54.5, 24.5, 55.5, 25.5))
