"""The map of presence: projections by another program, and a small world counted by hand."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from cartelgraph.dataset import Dataset
from cartelgraph.figures import presence_map
from cartelgraph.figures.geometry import LambertAzimuthal, Panel, outlines, room
from cartelgraph.figures.presence_counts import count
from cartelgraph.figures.presence_map import SHADES
from cartelgraph.model import EdtfDate
from cartelgraph.model.entities import Place, PlaceKind
from cartelgraph.network import Moment, Snapshot, snapshot
from tests.make import (
    assistance,
    containment,
    country,
    dataset,
    organization,
    place,
    presence,
    program,
)

MOMENT = Moment(EdtfDate("2011-03"))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("centre", "point", "kilometres"),
    # pyproj 3.7.2 (PROJ 9.5.1): +proj=laea +lon_0 +lat_0 +R=6371007.2
    [
        ((-79, 0.5), (-99.13, 19.43), (-2127.991, 2130.379)),
        ((-79, 0.5), (-58.4, -34.6), (1963.838, -3895.933)),
        ((-101.6, 23.6), (-117.0, 32.5), (-1441.309, 1073.631)),
        ((-101.6, 23.6), (-90.5, 14.6), (1195.622, -957.413)),
    ],
)
def test_the_projection_agrees_with_another_program(
    centre: tuple[float, float], point: tuple[float, float], kilometres: tuple[float, float]
) -> None:
    assert LambertAzimuthal(*centre)(point) == pytest.approx(kilometres, abs=0.002)


def test_the_centre_of_a_panel_is_the_centre_of_its_projection() -> None:
    panel = Panel(10, 20, 100, 60, LambertAzimuthal(-79, 0.5), kilometres=20)
    assert panel.pixel((-79, 0.5)) == (60, 50)
    assert panel.shows((10, 20))
    assert not panel.shows((9.9, 20))


def test_a_ring_that_only_passes_by_is_not_drawn() -> None:
    panel = Panel(0, 0, 100, 60, LambertAzimuthal(0, 0), kilometres=20)
    passing = [(-40.0, 0.0), (40.0, 0.0), (40.0, 0.1), (-40.0, 0.1)]
    within = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]
    assert [len(ring) for ring in panel.drawn([passing, within])] == [3]


def test_room_is_the_width_of_the_land_at_a_place() -> None:
    square = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    hole = [(4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0)]
    assert room([square], (3, 5)) == 10
    assert room([square, hole], (3, 5)) == 4
    assert room([square], (11, 5)) == 0


# A is in Mexico by its state Sinaloa and by Tijuana; B is in Mexico as a whole and in Guatemala. C, a
# collective, counts nowhere. B is also in a region of several countries. Mexico is assisted by itself and
# Guatemala with that region.
WORLD = dataset(
    organization("a"),
    organization("b"),
    organization("c", "collective"),
    country("mexico", "ME").model_copy(update={"iso_alpha3": "MEX"}),
    country("guatemala", "GT").model_copy(update={"iso_alpha3": "GTM"}),
    country("honduras", "HN").model_copy(update={"iso_alpha3": "HND"}),
    place("sinaloa", "subdivision", iso_subdivision="MX-SIN"),
    place("tijuana", "city", latitude=32.5, longitude=-117.0),
    place("isthmus", "region"),
    containment("sinaloa", "mexico"),
    containment("tijuana", "mexico"),
    containment("guatemala", "isthmus"),
    containment("honduras", "isthmus"),
    presence("a", "sinaloa", period="2011"),
    presence("a", "tijuana", period="2011"),
    presence("b", "mexico", period="2011"),
    presence("b", "guatemala", period="2011"),
    presence("b", "isthmus", period="2011"),
    presence("b", "honduras", period="2005/2006"),
    presence("c", "honduras", period="2011"),
    program("aid"),
    program("more"),
    assistance("aid", "mexico", period="2011"),
    assistance("more", "isthmus", period="2011"),
)


@pytest.fixture(scope="module")
def small() -> Snapshot:
    return snapshot(WORLD, MOMENT)


def test_organizations_are_counted_once_in_each_place(small: Snapshot) -> None:
    counts = count(small)
    assert counts.countries == {"mexico": 2, "guatemala": 1}
    assert counts.subdivisions == {"sinaloa": 1}
    assert counts.cities == {"tijuana": 1}
    assert counts.assisted == {"mexico", "guatemala", "honduras"}
    assert counts.of_several_countries == 1


def test_the_words_say_what_the_map_shows_and_what_it_leaves_out(small: Snapshot) -> None:
    text = presence_map(small).text
    assert "sources place named criminal organizations in 2 countries: Mexico 2, Guatemala 1." in text
    assert "in 1 state or department: Sinaloa 1." in text
    assert "Assistance programs work in 3 countries; presence without assistance is stated of none." in text
    assert "1 presence is stated only of a region of several countries and not drawn." in text
    assert "not that nobody is there" in text


def test_a_city_is_a_dot_where_it_is(small: Snapshot) -> None:
    # pyproj puts it 1440.488 km west and 986.688 km north of 101.6 W, 24.4 N, the centre of the panel of
    # states; that is at 396 + 548 / 2 across and 84 + 392 / 2 down, and 6.4 km are a pixel.
    assert '<circle cx="444.9" cy="125.8"' in presence_map(small).svg


def test_shades_are_by_number_and_a_blank_stays_blank(small: Snapshot) -> None:
    fills = re.findall(r'<path d="[^"]+" fill="(#\w+)"', presence_map(small).svg)
    # Mexico has two; Guatemala and Sinaloa have one; Honduras has none that is named, so it is blank.
    assert {shade.least: fills.count(shade.fill) for shade in SHADES} == {0: 1, 1: 2, 2: 1, 4: 0, 7: 0}


def test_assisted_countries_are_hatched(small: Snapshot) -> None:
    assert len(re.findall(r'<path d="[^"]+" fill="url\(#presence-map-hatch\)"', presence_map(small).svg)) == 3


def test_numbers_stand_with_names(small: Snapshot) -> None:
    root = ET.fromstring(presence_map(small).svg)  # noqa: S314 - our own text
    shown = [" ".join("".join(text.itertext()).split()) for text in root.iter(f"{SVG}text")]
    assert {"Guatemala 1", "Sinaloa 1", "Tijuana 1"} <= set(shown)
    # A name within its country has a line of its own; the number comes next.
    assert shown[shown.index("Mexico") + 1] == "2"
    assert not [text for text in shown if "Honduras" in text]


def test_what_is_not_on_the_maps_is_listed_and_a_small_country_is_a_dot() -> None:
    figure = presence_map(
        snapshot(
            dataset(
                organization("a"),
                place("spain", "country", iso_alpha2="ES", iso_alpha3="ESP", latitude=40.4, longitude=-3.7),
                place("zulia", "subdivision", iso_subdivision="VE-V"),
                place(
                    "barbados", "country", iso_alpha2="BB", iso_alpha3="BRB", latitude=13.1, longitude=-59.6
                ),
                presence("a", "spain", period="2011"),
                presence("a", "zulia", period="2011"),
                presence("a", "barbados", period="2011"),
            ),
            MOMENT,
        )
    )
    assert "Not on these maps, or at their edge: Spain 1, Zulia 1." in figure.text
    # pyproj puts it 2103.292 km east and 1421.359 km north of 79 W, 0.5 N, the centre of the panel of
    # countries; that is at 16 + 364 / 2 across and 84 + 546 / 2 down, and 21.6 km are a pixel.
    assert '<circle cx="295.4" cy="291.2"' in figure.svg


@pytest.mark.parametrize("number", range(12))
def test_the_classes_of_the_key_hold_every_number_once(number: int) -> None:
    held = [
        shade.name
        for shade, after in zip(SHADES, [*SHADES[1:], None], strict=True)
        if shade.least <= number and (after is None or number < after.least)
    ]
    names = {0: "none stated", 1: "1", 2: "2 or 3", 3: "2 or 3", 4: "4 to 6", 5: "4 to 6", 6: "4 to 6"}
    assert held == [names.get(number, "7 or more")]


def test_the_picture_is_sound_and_stands_alone(seeds: Dataset) -> None:
    figure = presence_map(snapshot(seeds, MOMENT))
    root = ET.fromstring(figure.svg)  # noqa: S314 - our own text
    assert root.attrib["role"] == "img"
    assert "http" not in figure.svg.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert seeds.info.version in figure.svg
    assert len(figure.svg) < 400_000


def test_every_country_and_state_of_the_seeds_is_drawn_or_is_a_dot(seeds: Dataset) -> None:
    known = outlines()
    without = [
        found.id
        for found in seeds.of(Place)
        if (found.kind is PlaceKind.COUNTRY and found.iso_alpha3 not in known.countries)
        and (found.latitude is None or found.longitude is None)
    ]
    assert without == []
    states = [found for found in seeds.of(Place) if (found.iso_subdivision or "").startswith("MX-")]
    assert len(states) == 32
    assert all(state.iso_subdivision in known.subdivisions for state in states)
