"""The layers that measures stand on, each on a few records worked by hand."""

from __future__ import annotations

import pytest

from cartelgraph.model import Record
from cartelgraph.network import (
    ally_layer,
    border_layer,
    build,
    contested_dyads,
    country_of,
    presence_layer,
    signed_layer,
    subdivision_of,
)
from cartelgraph.network.layers import Master
from tests.make import (
    alliance,
    border,
    containment,
    country,
    dataset,
    organization,
    place,
    presence,
    rivalry,
    truce,
)

PEOPLE = [organization(key) for key in "abcdef"]


def master(*records: Record) -> Master:
    return build(dataset(*PEOPLE, *records))


TIES = master(
    alliance("a", "b", 1),
    alliance("a", "b", 2, citations=[{"source": "late"}, {"source": "early"}]),
    rivalry("a", "b"),
    rivalry("c", "d"),
    truce("d", "e"),
    alliance("b", "c", citations=[{"source": "late"}]),
)


def test_the_signed_layer_keeps_every_statement() -> None:
    layer = signed_layer(TIES)
    assert set(layer) == {"a", "b", "c", "d", "e"}, "f has no signed tie"
    assert {key: data["sign"] for _, _, key, data in layer.edges(keys=True, data=True)} == {
        "alliance-a-b-1": 1,
        "alliance-a-b-2": 1,
        "alliance-b-c-1": 1,
        "rivalry-a-b-1": -1,
        "rivalry-c-d-1": -1,
        "truce-d-e-1": 0,
    }
    assert layer.nodes["a"]["name"] == "A"


def test_hostility_is_no_closeness() -> None:
    layer = ally_layer(TIES)
    assert {tuple(sorted(dyad)) for dyad in layer.edges} == {("a", "b"), ("b", "c")}


def test_who_has_rivals_only_is_there_alone() -> None:
    layer = ally_layer(TIES)
    assert set(layer) == {"a", "b", "c", "d", "e"}
    assert layer.degree("d") == layer.degree("e") == 0


def test_a_merged_tie_names_every_record_and_source() -> None:
    assert ally_layer(TIES).edges["a", "b"] == {
        "records": ("alliance-a-b-1", "alliance-a-b-2"),
        "sources": ("early", "late"),
    }
    assert ally_layer(TIES).edges["b", "c"] == {"records": ("alliance-b-c-1",), "sources": ("late",)}


def test_contested_dyads_are_those_with_several_signs() -> None:
    assert contested_dyads(TIES) == [("a", "b")]
    both = master(rivalry("d", "c"), truce("c", "d"), alliance("a", "b", 1), alliance("b", "a", 2))
    assert contested_dyads(both) == [("c", "d")]
    assert contested_dyads(master()) == []


@pytest.mark.parametrize("kind", ["collective", "agency", "security-force", "government"])
def test_who_is_no_criminal_organization_never_enters(kind: str) -> None:
    graph = master(
        organization("x", kind),
        country("mexico", "MX"),
        alliance("a", "x"),
        rivalry("b", "x"),
        presence("x", "mexico"),
    )
    assert set(signed_layer(graph)) == set(ally_layer(graph)) == set(presence_layer(graph)) == set()
    assert contested_dyads(graph) == []


@pytest.mark.parametrize("kind", ["cartel", "faction", "armed-wing", "gang", "syndicate"])
def test_every_criminal_organization_enters(kind: str) -> None:
    graph = master(
        organization("x", kind), country("mexico", "MX"), alliance("a", "x"), presence("x", "mexico")
    )
    assert set(ally_layer(graph)) == {"a", "x"}
    assert set(presence_layer(graph)) == {"x", "mexico"}


PLACES: list[Record] = [
    country("mexico", "MX"),
    country("guatemala", "GT"),
    country("belize", "BZ"),
    place("sonora", "subdivision", iso_subdivision="MX-SON"),
    place("hermosillo"),
    place("cancun"),
    place("bajio", "region"),
    place("central-america", "region"),
    place("twin-city"),
    place("nowhere"),
    containment("hermosillo", "sonora"),
    containment("sonora", "mexico"),
    containment("cancun", "mexico"),
    containment("bajio", "mexico"),
    containment("guatemala", "central-america"),
    containment("belize", "central-america"),
    containment("twin-city", "mexico"),
    containment("twin-city", "guatemala"),
]


@pytest.mark.parametrize(
    ("where", "nation", "part"),
    [
        ("mexico", "mexico", None),
        ("sonora", "mexico", "sonora"),
        ("hermosillo", "mexico", "sonora"),
        ("cancun", "mexico", None),
        ("bajio", "mexico", None),
        # A region of several countries names none of them, and a country in it stays itself.
        ("central-america", None, None),
        ("guatemala", "guatemala", None),
        ("twin-city", None, None),
        ("nowhere", None, None),
    ],
)
def test_a_place_is_in_its_country_and_subdivision(where: str, nation: str | None, part: str | None) -> None:
    graph = master(*PLACES)
    assert country_of(graph, where) == nation
    assert subdivision_of(graph, where) == part


def test_places_that_contain_each_other_are_in_no_country_and_do_not_hang() -> None:
    ring = [containment("x", "y"), containment("y", "z"), containment("z", "x")]
    places = [place("x"), place("y", "region"), place("z", "region"), country("mexico", "MX")]
    assert country_of(master(*places, *ring), "x") is None
    assert country_of(master(*places, *ring, containment("z", "mexico")), "x") == "mexico"


def test_presences_are_folded_to_countries() -> None:
    layer = presence_layer(
        master(
            *PLACES,
            presence("a", "hermosillo"),
            presence("a", "cancun", citations=[{"source": "late"}]),
            presence("a", "mexico"),
            presence("b", "bajio"),
            presence("b", "guatemala"),
            presence("c", "central-america"),
            presence("d", "nowhere"),
        )
    )
    assert {tuple(sorted(edge)) for edge in layer.edges} == {
        ("a", "mexico"),
        ("b", "mexico"),
        ("b", "guatemala"),
    }
    assert layer.edges["a", "mexico"] == {
        "records": ("presence-a-cancun-1", "presence-a-hermosillo-1", "presence-a-mexico-1"),
        "sources": ("early", "late"),
    }
    assert {node: data["bipartite"] for node, data in layer.nodes(data=True)} == {
        "a": 0,
        "b": 0,
        "mexico": 1,
        "guatemala": 1,
    }


def test_only_presences_fold() -> None:
    assert not presence_layer(master(*PLACES, alliance("a", "b"))).nodes


def test_borders_join_countries_and_every_country_is_there() -> None:
    layer = border_layer(
        master(
            *PLACES,
            border("mexico", "guatemala"),
            border("belize", "guatemala", 1),
            border("belize", "guatemala", 2, citations=[{"source": "late"}]),
            # Countries only: a border of a state is not one between countries.
            border("sonora", "guatemala"),
        )
    )
    assert set(layer) == {"mexico", "guatemala", "belize"}
    assert {tuple(sorted(edge)) for edge in layer.edges} == {("guatemala", "mexico"), ("belize", "guatemala")}
    assert layer.edges["belize", "guatemala"] == {
        "records": ("border-belize-guatemala-1", "border-belize-guatemala-2"),
        "sources": ("early", "late"),
    }


def test_a_layer_is_a_graph_of_its_own() -> None:
    graph = master(*PLACES, alliance("a", "b"), presence("a", "mexico"))
    before = graph.number_of_nodes(), graph.number_of_edges()
    for make in (signed_layer, ally_layer, presence_layer, border_layer):
        make(graph).clear()
    assert (graph.number_of_nodes(), graph.number_of_edges()) == before
