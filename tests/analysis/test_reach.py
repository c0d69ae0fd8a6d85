from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.analysis.reach import REACH, allies_within, countries_within, territory
from cartelgraph.model import Record
from cartelgraph.table import Table
from tests.analysis.worlds import NAMES, graph_of, graphs, snapshot_of
from tests.make import alliance, border, containment, country, organization, place, presence, rivalry

# Borders: usa - mexico - guatemala; peru and spain adjoin none of them.
# alpha is in usa, in the city of mexico's northern subdivision, and in peru; its ally beta is in guatemala
# and mexico; beta's ally gamma is in spain; delta, a rival of alpha, only in usa.
WORLD: tuple[Record, ...] = (
    country("usa", "US"),
    country("mexico", "MX"),
    country("guatemala", "GT"),
    country("peru", "PE"),
    country("spain", "ES"),
    place("north", "subdivision", iso_subdivision="MX-NOR"),
    place("town"),
    place("isthmus", "region"),
    containment("town", "north"),
    containment("north", "mexico"),
    border("usa", "mexico"),
    border("mexico", "guatemala"),
    *(organization(name) for name in ("alpha", "beta", "gamma", "delta", "epsilon")),
    alliance("alpha", "beta"),
    alliance("beta", "gamma"),
    alliance("delta", "epsilon"),
    rivalry("alpha", "delta"),
    presence("alpha", "usa"),
    presence("alpha", "town"),
    presence("alpha", "north"),
    presence("alpha", "peru"),
    presence("beta", "guatemala"),
    presence("beta", "mexico", citations=[{"source": "late", "locator": "p. 3"}]),
    presence("gamma", "spain"),
    presence("delta", "usa"),
    presence("delta", "isthmus"),
    presence("gamma", "isthmus"),
)


def reach_of(steps: int) -> Table:
    return REACH.run(snapshot_of(*WORLD), steps=steps)


def test_table_by_hand() -> None:
    rows = {row["id"]: row for row in reach_of(1).records()}
    # alpha: usa, mexico, peru; one border (usa - mexico); blocks {usa, mexico}, {peru}; beta adds guatemala.
    assert rows["alpha"] == {
        "id": "alpha",
        "organization": "Alpha",
        "countries": 3,
        "subdivisions": 1,
        "borders_crossed": 1,
        "blocks": 2,
        "reach": 4,
        "added": 1,
        "present_in": "Mexico; Peru; Usa",
        "through_allies": "Guatemala",
        "sources": 2,
    }
    # beta: guatemala, mexico; its allies add usa and peru (alpha) and spain (gamma).
    assert (rows["beta"]["reach"], rows["beta"]["through_allies"]) == (5, "Peru; Spain; Usa")
    # delta: its rival alpha adds nothing, nor does its ally without a stated country.
    assert (rows["delta"]["reach"], rows["delta"]["added"]) == (1, 0)


def test_organizations_in_more_countries_come_first_then_names() -> None:
    assert reach_of(1).column("id") == ("alpha", "beta", "delta", "gamma")


@pytest.mark.parametrize(("steps", "expected"), [(0, (3, 2, 1, 1)), (1, (4, 5, 1, 3)), (2, (5, 5, 1, 5))])
def test_each_step_adds_the_countries_of_allies_of_allies(steps: int, expected: tuple[int, ...]) -> None:
    # gamma: spain; with beta guatemala and mexico; with alpha usa and peru.
    assert reach_of(steps).column("reach") == expected


def test_a_row_rests_on_presences_borders_and_the_alliances_that_lead_on() -> None:
    assert reach_of(0).rows[3].records == ("presence-gamma-spain-1",)
    assert reach_of(1).rows[3].records == (
        "alliance-beta-gamma-1",
        "presence-beta-guatemala-1",
        "presence-beta-mexico-1",
        "presence-gamma-spain-1",
    )
    assert reach_of(0).rows[0].records == (
        "border-usa-mexico-1",
        "presence-alpha-north-1",
        "presence-alpha-peru-1",
        "presence-alpha-town-1",
        "presence-alpha-usa-1",
    )


def test_notes_say_what_is_missing() -> None:
    text = "\n".join(reach_of(1).notes)
    assert "so they have no row and add no country to the reach of their allies: Epsilon." in text
    assert "on places in no one country: Isthmus." in text
    assert "effective number of countries (1/HHI) is not given" in text
    assert "in a chain of allies: 1." in text


def test_a_region_of_several_countries_names_none() -> None:
    table = REACH.run(
        snapshot_of(
            country("usa", "US"),
            country("mexico", "MX"),
            place("frontier", "region"),
            containment("frontier", "usa"),
            containment("frontier", "mexico"),
            organization("alpha"),
            presence("alpha", "frontier"),
        )
    )
    assert table.rows == ()
    assert "No presence of a criminal organization in a country holds." in table.notes


def test_collective_organizations_have_no_reach() -> None:
    table = REACH.run(
        snapshot_of(country("usa", "US"), organization("many", "collective"), presence("many", "usa"))
    )
    assert table.rows == ()
    assert "unnamed: Many" in "\n".join(table.notes)


def test_a_country_that_the_border_graph_lacks_is_a_block_of_its_own() -> None:
    assert nx.number_connected_components(territory(["us", "atlantis"], graph_of("us-mx"))) == 2


@given(graphs(), st.sampled_from(NAMES), st.integers(0, 9))
def test_reach_grows_with_steps_up_to_the_component(graph: nx.Graph[str], start: str, steps: int) -> None:
    near, far = allies_within(graph, start, steps), allies_within(graph, start, steps + 1)
    assert near.items() <= far.items()
    assert all(distance <= steps for distance in near.values())
    component = nx.node_connected_component(graph, start) if start in graph else {start}
    assert set(allies_within(graph, start, len(NAMES))) == component


@given(graphs())
def test_territory_of_everything_is_the_border_graph(borders: nx.Graph[str]) -> None:
    assert nx.utils.graphs_equal(territory(borders, borders), borders)


def test_countries_of_organizations_without_a_presence_are_none() -> None:
    assert countries_within(graph_of("a-mx"), ["b"]) == set()
