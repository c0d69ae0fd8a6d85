"""A dataset as one multigraph, in which no statement hides another."""

from __future__ import annotations

import networkx as nx

from cartelgraph.dataset import Dataset
from cartelgraph.model import Likelihood, Period
from cartelgraph.model.entities import OrganizationKind, Source
from cartelgraph.network import build
from tests.make import alliance, country, dataset, organization, presence, rivalry, truce

WORLD = dataset(
    organization("a"),
    organization("b", "gang", summary="A gang."),
    country("mexico", "MX"),
    alliance("b", "a", 1, period="2008/2010"),
    alliance("a", "b", 2, form="federation", citations=[{"source": "late"}, {"source": "early"}]),
    rivalry("a", "b", citations=[{"source": "late"}, {"source": "early", "stance": "disputes"}]),
    truce("a", "b"),
    presence("a", "mexico", activities=["retail"]),
)


def test_nodes_are_the_entities_but_the_sources() -> None:
    graph = build(WORLD)
    assert set(graph) == {"a", "b", "mexico"}
    assert graph.nodes["b"] == {
        "type": "Organization",
        "labels": ("Organization", "Gang"),
        "name": "B",
        "kind": OrganizationKind.GANG,
        "aliases": (),
        "summary": "A gang.",
        "ucdp_ids": (),
        "ofac_ids": (),
        "opensanctions_ids": (),
        "wikidata_ids": (),
        "distinct_from": (),
    }
    assert graph.graph == {"name": "tiny", "version": "1.0.0"}


def test_parallel_statements_stay_apart() -> None:
    graph = build(WORLD)
    assert isinstance(graph, nx.MultiDiGraph)
    assert set(graph["a"]["b"]) == {"alliance-a-b-2", "alliance-b-a-1", "rivalry-a-b-1", "truce-a-b-1"}
    assert not graph.has_edge("b", "a"), "an undirected statement is one edge, from the first end"
    signs = {key: data["sign"] for key, data in graph["a"]["b"].items()}
    assert signs == {"alliance-b-a-1": 1, "alliance-a-b-2": 1, "rivalry-a-b-1": -1, "truce-a-b-1": 0}


def test_an_edge_holds_the_records_own_fields() -> None:
    assert build(WORLD)["a"]["b"]["alliance-a-b-2"] == {
        "type": "ALLIED_WITH",
        "directed": False,
        "sign": 1,
        "sources": ("early", "late"),
        "likelihood": Likelihood.CONFIRMED,
        "period": Period("/"),
        "observed": (),
        "form": "federation",
    }
    there = build(WORLD)["a"]["mexico"]["presence-a-mexico-1"]
    assert there["directed"]
    assert there["activities"] == ("retail",)
    assert "sign" not in there


def test_a_source_that_denies_it_stands_behind_no_edge() -> None:
    assert build(WORLD)["a"]["b"]["rivalry-a-b-1"]["sources"] == ("late",)


def test_only_the_relationships_that_are_given_are_edges() -> None:
    graph = build(WORLD, [record for record in WORLD.relationships if record.label == "RIVAL_OF"])
    assert set(graph) == {"a", "b", "mexico"}
    assert list(graph.edges(keys=True)) == [("a", "b", "rivalry-a-b-1")]


def test_all_of_the_seeds_are_in_their_graph(seeds: Dataset) -> None:
    graph = build(seeds)
    assert graph.number_of_edges() == len(seeds.relationships)
    assert graph.number_of_nodes() == len(seeds) - len(seeds.relationships) - len(seeds.of(Source))
    assert {key for _, _, key in graph.edges(keys=True)} == {record.id for record in seeds.relationships}
