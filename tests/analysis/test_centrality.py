from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.analysis.centrality import (
    CENTRALITY,
    betweenness,
    components,
    constraint,
    core,
    degree,
    eigenvector,
    harmonic_closeness,
    pagerank,
)
from cartelgraph.errors import AnalysisError
from tests.analysis.worlds import NAMES, PAIRS, graph_of, graphs, snapshot_of
from tests.make import alliance, organization, rivalry, truce
from tests.measures.published_graphs import FLORENCE, KITE

MEASURES = (betweenness, components, constraint, core, degree, eigenvector, harmonic_closeness, pagerank)

# A triangle with a tail, a dyad and a node alone: three components, as ally graphs usually have.
APART = graph_of("a-b-c-a", "c-d", "x-y", "z")


def approximately(values: Mapping[str, float | None]) -> object:
    return pytest.approx(dict(values), abs=1e-6)


def test_kite_has_the_published_betweenness() -> None:
    # Counts of pairs as published by Krackhardt; there are 9 * 8 / 2 = 36 pairs of others.
    published = {"Heather": 14, "Fernando": 8 + 1 / 3, "Garth": 8 + 1 / 3, "Ike": 8, "Diane": 3 + 2 / 3}
    published |= {"Andre": 5 / 6, "Beverly": 5 / 6, "Carol": 0, "Ed": 0, "Jane": 0}
    assert betweenness(KITE) == approximately({name: count / 36 for name, count in published.items()})


def test_kite_has_the_values_of_igraph() -> None:
    # python-igraph 0.11.9: harmonic_centrality(normalized=True), eigenvector_centrality(), pagerank(),
    # coreness(), constraint().
    assert harmonic_closeness(KITE)["Diane"] == pytest.approx(0.787037, abs=1e-6)
    assert harmonic_closeness(KITE)["Jane"] == pytest.approx(0.37963, abs=1e-6)
    assert eigenvector(KITE)["Diane"] == 1.0
    assert eigenvector(KITE)["Heather"] == pytest.approx(0.407177, abs=1e-6)
    assert eigenvector(KITE)["Jane"] == pytest.approx(0.023207, abs=1e-6)
    assert pagerank(KITE)["Diane"] == pytest.approx(0.147148, abs=1e-6)
    assert pagerank(KITE)["Jane"] == pytest.approx(0.05142, abs=1e-6)
    assert [core(KITE)[name] for name in ("Diane", "Heather", "Ike", "Jane")] == [3, 2, 1, 1]
    assert constraint(KITE)["Heather"] == pytest.approx(0.431111, abs=1e-6)
    assert constraint(KITE)["Carol"] == pytest.approx(0.664136, abs=1e-6)


def test_florentine_families_have_the_values_of_igraph() -> None:
    # python-igraph 0.11.9; betweenness in pairs is 47.5 for Medici of 15 * 14 / 2 = 105.
    assert betweenness(FLORENCE)["Medici"] == pytest.approx(47.5 / 105)
    assert betweenness(FLORENCE)["Guadagni"] == pytest.approx(23.166667 / 105, abs=1e-6)
    assert harmonic_closeness(FLORENCE)["Medici"] == pytest.approx(0.633333, abs=1e-6)
    assert eigenvector(FLORENCE)["Strozzi"] == pytest.approx(0.827269, abs=1e-6)
    assert pagerank(FLORENCE)["Medici"] == pytest.approx(0.144373, abs=1e-6)
    assert pagerank(FLORENCE)["Pucci"] == pytest.approx(0.009901, abs=1e-6)
    assert constraint(FLORENCE)["Medici"] == pytest.approx(0.209877, abs=1e-6)


def test_disconnected_graph_by_hand() -> None:
    # Betweenness: c alone lies between others, on a-d and b-d: 2 of 6 * 5 / 2 = 15 pairs.
    assert betweenness(APART) == approximately(dict.fromkeys("abdxyz", 0.0) | {"c": 2 / 15})
    # Harmonic closeness, over 6 others: c 1 + 1 + 1; a and b 1 + 1 + 1/2; d 1 + 1/2 + 1/2; x and y 1.
    closeness = {"c": 3 / 6, "a": 2.5 / 6, "b": 2.5 / 6, "d": 2 / 6, "x": 1 / 6, "y": 1 / 6, "z": 0.0}
    assert harmonic_closeness(APART) == approximately(closeness)
    assert components(APART) == dict.fromkeys("abcd", (1, 4)) | {"x": (2, 2), "y": (2, 2), "z": (3, 1)}
    assert core(APART) == {"a": 2, "b": 2, "c": 2, "d": 1, "x": 1, "y": 1, "z": 0}
    # Constraint of c: neighbours a, b, d with p = 1/3; a and b also through each other, p(a, b) = 1/2:
    # 2 (1/3 + 1/6)^2 + (1/3)^2 = 11/18. Of a: b (1/2 + 1/2 * 1/3)^2, c (1/2 + 1/2 * 1/2)^2 = 145/144.
    assert constraint(APART)["c"] == pytest.approx(11 / 18)
    assert constraint(APART)["a"] == pytest.approx(145 / 144)
    assert constraint(APART)["z"] is None


def test_eigenvector_is_taken_within_each_component() -> None:
    # Triangle with a tail: l^3 - l^2 - 3 l + 1 = 0 has the root l = 2.170086; with c = 1, d = 1/l and
    # a = b = 1/(l - 1).
    root = 2.170086487
    expected = {
        "c": 1.0,
        "a": 1 / (root - 1),
        "b": 1 / (root - 1),
        "d": 1 / root,
        "x": 1.0,
        "y": 1.0,
        "z": None,
    }
    found = eigenvector(APART)
    assert found.pop("z") is expected.pop("z")
    assert found == approximately(expected)


def test_eigenvector_of_a_star() -> None:
    # l = sqrt(3); each leaf has 1/l of the hub. Power iteration would swing between hub and leaves.
    assert eigenvector(graph_of("a-hub-b", "hub-c")) == approximately(
        {"hub": 1.0, "a": 3**-0.5, "b": 3**-0.5, "c": 3**-0.5}
    )


def test_eigenvector_is_undefined_where_rounding_decides() -> None:
    # Two cliques of six at the ends of a chain of sixty: their eigenvalues differ by about 5^-60.
    chain = nx.relabel_nodes(nx.barbell_graph(6, 60), str)
    assert set(eigenvector(chain).values()) == {None}


def test_pagerank_of_a_path_by_hand() -> None:
    # Ends e and middle m of a path of three: e = 0.05 + 0.85 m / 2, m = 0.05 + 0.85 * 2 e, 2 e + m = 1.
    middle = (0.05 + 0.85) / 1.85
    assert pagerank(graph_of("a-b-c")) == approximately(
        {"a": (1 - middle) / 2, "b": middle, "c": (1 - middle) / 2}
    )


def test_measures_are_undefined_without_others() -> None:
    alone = graph_of("a")
    assert betweenness(alone) == harmonic_closeness(alone) == eigenvector(alone) == {"a": None}
    assert betweenness(graph_of("a-b")) == {"a": None, "b": None}
    assert pagerank(alone) == {"a": 1.0}


@pytest.mark.parametrize("measure", MEASURES)
def test_an_empty_graph_has_no_values(measure: Callable[[nx.Graph[str]], dict[str, Any]]) -> None:
    assert measure(nx.Graph()) == {}


@pytest.mark.parametrize("measure", MEASURES)
def test_weights_of_ties_are_not_read(measure: Callable[[nx.Graph[str]], dict[str, Any]]) -> None:
    weighted = KITE.copy()
    nx.set_edge_attributes(weighted, {edge: position for position, edge in enumerate(KITE.edges)}, "weight")
    assert measure(weighted) == measure(KITE)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    ("graph", "fault"),
    [
        (nx.DiGraph([("a", "b")]), "directed ties"),
        (nx.MultiGraph([("a", "b"), ("a", "b")]), "parallel ties"),
        (nx.Graph([("a", "a")]), "a tie of a with itself"),
        (nx.Graph([("a", "b", {"sign": -1})]), "ties that are not positive, such as a and b"),
    ],
)
def test_graphs_without_a_meaning_are_refused(
    measure: Callable[[nx.Graph[str]], dict[str, Any]], graph: nx.Graph[str], fault: str
) -> None:
    with pytest.raises(AnalysisError, match=f"is undefined for {fault}: .*ally_layer"):
        measure(graph)


@given(graphs(), st.permutations(NAMES))
def test_measures_follow_a_change_of_names(graph: nx.Graph[str], new_names: list[str]) -> None:
    renamed = dict(zip(NAMES, new_names, strict=True))
    for measure in (betweenness, harmonic_closeness, eigenvector, pagerank, core, constraint, degree):
        before = {renamed[node]: value for node, value in measure(graph).items()}
        assert measure(nx.relabel_nodes(graph, renamed)) == approximately(before)


@given(graphs())
def test_measures_stay_in_their_ranges(graph: nx.Graph[str]) -> None:
    assert math.fsum(pagerank(graph).values()) == pytest.approx(1)
    for measure in (betweenness, harmonic_closeness, eigenvector, pagerank):
        assert all(value is None or 0 <= value <= 1 + 1e-9 for value in measure(graph).values())
    for node, value in constraint(graph).items():
        assert (value is None) == (graph.degree(node) == 0)
        assert value is None or 1 / graph.degree(node) - 1e-9 <= value <= 9 / 8 + 1e-9
    assert {value for value in eigenvector(graph).values() if value is not None} >= (
        {1.0} if graph.number_of_edges() else set()
    )


def test_the_best_documented_hub_is_the_most_central() -> None:
    # Read as lengths, three statements would put the hub's ties out of every shortest path.
    ties = [alliance("hub", leaf, number) for leaf in ("north", "south", "east") for number in (1, 2, 3)]
    ties += [alliance("north", "south"), alliance("south", "east")]
    organizations = [organization(name) for name in ("hub", "north", "south", "east")]
    hub = CENTRALITY.run(snapshot_of(*organizations, *ties)).records()[0]
    # The hub lies on one of two shortest paths from north to east: 1/2 of 3 pairs. So does south.
    assert (hub["id"], hub["degree"], hub["statements"]) == ("hub", 3, 9)
    assert hub["betweenness"] == pytest.approx(1 / 6)


def test_table_orders_by_degree_then_betweenness_then_name() -> None:
    table = CENTRALITY.run(
        snapshot_of(
            *(organization(name) for name in ("alpha", "beta", "delta", "hub", "omega", "zeta")),
            alliance("alpha", "beta"),
            alliance("alpha", "hub"),
            alliance("beta", "hub"),
            alliance("hub", "zeta"),
            alliance("omega", "zeta"),
            rivalry("delta", "zeta"),
        )
    )
    # Of 5 * 4 / 2 = 10 pairs the hub parts alpha and beta from zeta and omega (4), zeta parts omega from
    # the other three. alpha, beta and zeta have two allies each.
    assert table.column("id") == ("hub", "zeta", "alpha", "beta", "omega", "delta")
    assert table.column("betweenness") == pytest.approx((0.4, 0.3, 0, 0, 0, 0))
    assert table.column("component_size") == (5, 5, 5, 5, 5, 1)


def test_an_organization_with_rivals_only_has_no_ally_and_no_eigenvector() -> None:
    table = CENTRALITY.run(
        snapshot_of(
            organization("alpha"),
            organization("beta"),
            organization("gamma"),
            alliance("alpha", "beta"),
            rivalry("beta", "gamma"),
            truce("alpha", "gamma"),
        )
    )
    lone = table.rows[-1]
    assert table.records()[-1] == {
        "id": "gamma",
        "organization": "Gamma",
        "degree": 0,
        "statements": 0,
        "betweenness": 0.0,
        "closeness": 0.0,
        "eigenvector": None,
        # Half of the jumps end at the two others, so g = 0.15/3 + 0.85 g / 3: g = 0.05 / (1 - 0.85 / 3).
        "pagerank": pytest.approx(0.05 / (1 - 0.85 / 3)),
        "core": 0,
        "constraint": None,
        "component": 2,
        "component_size": 1,
        "sources": 1,
    }
    assert lone.records == ("rivalry-beta-gamma-1", "truce-alpha-gamma-1")
    assert table.notes[-1] == "Undefined: eigenvector in 1 of 3 rows, constraint in 1 of 3 rows."


def test_parallel_statements_are_one_tie_and_none_is_lost() -> None:
    table = CENTRALITY.run(
        snapshot_of(
            organization("alpha"),
            organization("beta"),
            alliance("alpha", "beta", 1),
            alliance("alpha", "beta", 2, citations=[{"source": "late", "locator": "p. 2"}]),
        )
    )
    assert table.column("degree") == (1, 1)
    assert table.column("statements") == (2, 2)
    assert table.column("sources") == (2, 2)
    assert table.rows[0].records == ("alliance-alpha-beta-1", "alliance-alpha-beta-2")


@given(st.sets(st.sampled_from(PAIRS), min_size=1), st.sets(st.sampled_from(PAIRS)))
def test_rivalries_between_known_organizations_change_no_measure(
    allied: set[tuple[str, str]], hostile: set[tuple[str, str]]
) -> None:
    known = {node for dyad in allied for node in dyad}
    alliances = [alliance(*dyad) for dyad in sorted(allied)]
    rivalries = [rivalry(*dyad) for dyad in sorted(hostile) if known.issuperset(dyad)]
    organizations = [organization(node) for node in NAMES]
    peace = CENTRALITY.run(snapshot_of(*organizations, *alliances))
    war = CENTRALITY.run(snapshot_of(*organizations, *alliances, *rivalries))
    assert war.column("id") == peace.column("id")
    for column in peace.columns[2:]:
        assert war.column(column.name) == pytest.approx(peace.column(column.name))
    assert [row.records for row in war.rows] == [row.records for row in peace.rows]


def test_contested_dyads_and_doubts_are_in_the_notes() -> None:
    notes = CENTRALITY.run(
        snapshot_of(
            organization("alpha"),
            organization("beta"),
            organization("many", kind="collective"),
            alliance("alpha", "beta", likelihood="possible"),
            alliance("alpha", "beta", 2, likelihood="doubtful"),
            alliance("alpha", "many"),
            rivalry("alpha", "beta"),
        )
    ).notes
    text = "\n".join(notes)
    assert "possible snapshot on 2011-03" in notes[0]
    assert "Organizations: 2, of which 0 have no ally; allied dyads: 1, from 2 statements" in text
    assert "2 statements (1 of them possible, 1 doubtful)" in text
    assert "different signs hold at once: Alpha and Beta. A contested dyad with an alliance counts" in text
    assert (
        "Left out: 1 statement (0 of them possible, 0 doubtful) on what sources leave unnamed: Many." in text
    )


def test_without_ties_the_table_is_empty_and_says_so() -> None:
    table = CENTRALITY.run(snapshot_of(organization("alpha")))
    assert table.rows == ()
    assert "No alliance, rivalry or truce between criminal organizations holds." in table.notes
