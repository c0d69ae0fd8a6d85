"""Borders of the states of Mexico in the seeds are those of an atlas, typed here, and of the outlines."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from cartelgraph.dataset import Dataset
from cartelgraph.figures.geometry import Ring, outlines
from cartelgraph.model.entities import Place
from cartelgraph.model.record import Likelihood
from cartelgraph.model.relationships import Border

#: Neighbours within Mexico, codes of ISO 3166-2 without the country.
WITHIN = {
    "AGU": "JAL ZAC", "BCN": "BCS SON", "BCS": "BCN", "CAM": "ROO TAB YUC", "CHH": "COA DUR SIN SON",
    "CHP": "OAX TAB VER", "CMX": "MEX MOR", "COA": "CHH DUR NLE ZAC", "COL": "JAL MIC",
    "DUR": "CHH COA NAY SIN ZAC", "GRO": "MEX MIC MOR OAX PUE", "GUA": "JAL MIC QUE SLP",
    "HID": "MEX PUE QUE SLP TLA VER", "JAL": "AGU COL GUA MIC NAY ZAC",
    "MEX": "CMX GRO HID MIC MOR PUE QUE TLA", "MIC": "COL GRO GUA JAL MEX QUE", "MOR": "CMX GRO MEX PUE",
    "NAY": "DUR JAL SIN ZAC", "NLE": "COA SLP TAM", "OAX": "CHP GRO PUE VER",
    "PUE": "GRO HID MEX MOR OAX TLA VER", "QUE": "GUA HID MEX MIC SLP", "ROO": "CAM YUC",
    "SIN": "CHH DUR NAY SON", "SLP": "GUA HID NLE QUE TAM VER ZAC", "SON": "BCN CHH SIN",
    "TAB": "CAM CHP VER", "TAM": "NLE SLP VER", "TLA": "HID MEX PUE", "VER": "CHP HID OAX PUE SLP TAB TAM",
    "YUC": "CAM ROO", "ZAC": "AGU COA DUR JAL NAY SLP",
}  # fmt: skip

#: What lies beyond the border of the country, as far as it is in the dataset: Guatemala's Quiché is not.
BEYOND = {
    "BCN": "US US-CA US-AZ", "SON": "US US-AZ US-NM", "CHH": "US US-NM US-TX", "COA": "US US-TX",
    "NLE": "US US-TX", "TAM": "US US-TX", "CHP": "GT GT-12 GT-13 GT-17", "TAB": "GT GT-17",
    "CAM": "GT GT-17 BZ", "ROO": "BZ",
}  # fmt: skip


@pytest.fixture(scope="module")
def borders(seeds: Dataset) -> dict[frozenset[str], Border]:
    codes = {place.id: place.iso_subdivision or place.iso_alpha2 or "" for place in seeds.of(Place)}
    found = {frozenset((codes[one.source], codes[one.target])): one for one in seeds.of(Border)}
    return {ends: one for ends, one in found.items() if any(code.startswith("MX-") for code in ends)}


def mexican(pairs: dict[str, str]) -> set[frozenset[str]]:
    return {
        frozenset((f"MX-{one}", other if other.startswith(("US", "GT", "BZ")) else f"MX-{other}"))
        for one, others in pairs.items()
        for other in others.split()
    }


def test_borders_of_states_are_those_of_an_atlas(borders: dict[frozenset[str], Border]) -> None:
    assert set(borders) == mexican(WITHIN) | mexican(BEYOND)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Four states meet in a point, in the source at least; sources differ on which two of them adjoin.
        ("MX-COA", "MX-SLP"),
        ("MX-NLE", "MX-ZAC"),
        ("MX-GUA", "MX-ZAC"),
        ("MX-JAL", "MX-SLP"),
        # Near, and parted by a strip of a third.
        ("MX-AGU", "MX-GUA"),
        ("MX-CAM", "MX-CHP"),
        ("MX-COA", "MX-TAM"),
        ("MX-DUR", "MX-JAL"),
        ("MX-CMX", "MX-TLA"),
        ("MX-SON", "US-CA"),
        ("MX-CHP", "GT-16"),
        ("MX-ROO", "GT"),
    ],
)
def test_what_meets_in_a_point_or_not_at_all_shares_no_border(
    borders: dict[frozenset[str], Border], one: str, other: str
) -> None:
    assert frozenset((one, other)) not in borders


def test_lines_shorter_than_a_map_shows_are_probable(borders: dict[frozenset[str], Border]) -> None:
    probable = {ends for ends, one in borders.items() if one.likelihood is not Likelihood.CONFIRMED}
    assert probable == {frozenset(("MX-NAY", "MX-ZAC")), frozenset(("MX-SON", "US-NM"))}
    assert all(borders[ends].note for ends in probable)


def edges(rings: tuple[Ring, ...]) -> set[frozenset[tuple[float, float]]]:
    return {frozenset(edge) for ring in rings for edge in pairwise([*ring, ring[0]])}


def test_states_adjoin_whose_outlines_share_an_edge(borders: dict[frozenset[str], Border]) -> None:
    """The outlines were simplified by another program, with what two states share kept shared."""
    drawn = {key: edges(one.rings) for key, one in outlines().subdivisions.items() if key.startswith("MX-")}
    sharing = {frozenset(pair) for pair in combinations(drawn, 2) if drawn[pair[0]] & drawn[pair[1]]}
    assert sharing == {ends for ends in borders if all(code.startswith("MX-") for code in ends)}
