"""Scores of dyads: by hand, by other programs, and what holds of every graph."""

from __future__ import annotations

import math
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.errors import AnalysisError
from cartelgraph.measures.link_prediction import (
    adamic_adar,
    balance_score,
    common_neighbours,
    preferential_attachment,
    resource_allocation,
    ties_of_sign,
)
from cartelgraph.measures.signed import simple_signed
from tests.analysis.worlds import NAMES, graph_of, graphs
from tests.measures.checked import Checked
from tests.measures.signed_graphs import signed_graph, signed_graphs

# b and c stand between a and d; e hangs on d.
SQUARE = graph_of("a-b", "a-c", "b-d", "c-d", "d-e")
DYADS = [("a", "d"), ("b", "c"), ("b", "e"), ("a", "e"), ("a", "b")]
CLUB = nx.karate_club_graph()
MEMBERS = [(0, 33), (8, 33), (2, 33), (0, 32), (1, 3)]
CAMPS = signed_graph("a+b", "b+c", "a-d", "c-d", "d+e", "e0f", "a+f")

VALIDATION = [
    Checked(
        "common neighbours",
        "square with a tail: opposite ends, the two between, over the tail, its far end, neighbours",
        "by hand: b and c; a and d; d; nobody; nobody",
        (2, 2, 1, 0, 0),
        lambda: tuple(common_neighbours(SQUARE, DYADS)),
    ),
    Checked(
        "Adamic-Adar",
        "the same",
        "by hand: 2 / ln 2; 1 / ln 2 + 1 / ln 3; 1 / ln 3",
        (2 / math.log(2), 1 / math.log(2) + 1 / math.log(3), 1 / math.log(3), 0, 0),
        lambda: tuple(adamic_adar(SQUARE, DYADS)),
    ),
    Checked(
        "Adamic-Adar",
        "karate club: 1 and 34, 9 and 34, 3 and 34, 1 and 33, 2 and 4",
        "R package igraph 1.3.5 under R 4.2.2, `similarity`, inverse log-weighted",
        (2.7110197, 1.1237771, 4.7193813, 1.6137400, 2.1376507),
        lambda: tuple(adamic_adar(CLUB, MEMBERS)),
        5e-8,
    ),
    Checked(
        "resource allocation",
        "the same square",
        "by hand: 1/2 + 1/2; 1/2 + 1/3; 1/3",
        (1, 5 / 6, 1 / 3, 0, 0),
        lambda: tuple(resource_allocation(SQUARE, DYADS)),
    ),
    Checked(
        "preferential attachment",
        "the same square",
        "by hand: 2 x 3, 2 x 2, 2 x 1, 2 x 1, 2 x 2",
        (6, 4, 2, 2, 4),
        lambda: tuple(preferential_attachment(SQUARE, DYADS)),
    ),
    Checked(
        "balance of a dyad",
        "a and c with a common ally and a common rival; b and d; a and e; b and e; c and a; a and f",
        "by hand: 1 + 1; -1 by a and -1 by c; a rival's ally, and no truce; nobody; 1 + 1; nobody",
        (2, -2, -1, 0, 2, 0),
        lambda: tuple(
            balance_score(CAMPS, [("a", "c"), ("b", "d"), ("a", "e"), ("b", "e"), ("c", "a"), ("a", "f")])
        ),
    ),
]


@pytest.mark.parametrize("checked", VALIDATION, ids=lambda checked: f"{checked.measure}, {checked.case}")
def test_it_has_the_value_of_the_source(checked: Checked) -> None:
    assert checked.ours() == pytest.approx(checked.expected, abs=checked.tolerance)


@given(graphs())
def test_the_scores_are_those_of_networkx(graph: nx.Graph[str]) -> None:
    dyads = list(combinations(sorted(graph), 2))

    def theirs(scored: list[tuple[str, str, float]]) -> list[float]:
        return [score for _, _, score in scored]

    assert common_neighbours(graph, dyads) == [
        len(list(nx.common_neighbors(graph, one, other))) for one, other in dyads
    ]
    assert adamic_adar(graph, dyads) == pytest.approx(theirs(list(nx.adamic_adar_index(graph, dyads))))
    assert resource_allocation(graph, dyads) == pytest.approx(
        theirs(list(nx.resource_allocation_index(graph, dyads)))
    )
    assert preferential_attachment(graph, dyads) == theirs(list(nx.preferential_attachment(graph, dyads)))


@given(signed_graphs(signs=(-1, 0, 1)))
def test_balance_is_how_many_triangles_more_an_alliance_would_bring_into_balance(
    graph: nx.Graph[int],
) -> None:
    dyads = list(combinations(sorted(graph), 2))
    for (one, other), score in zip(dyads, balance_score(graph, dyads), strict=True):
        gained = 0
        for sign in (1, -1):
            closed = graph.copy()
            closed.add_edge(one, other, sign=sign)
            triangles = [
                closed.edges[one, via]["sign"] * closed.edges[other, via]["sign"] * sign
                for via in nx.common_neighbors(closed, one, other)
            ]
            gained += sign * triangles.count(1)
        assert score == gained


@given(signed_graphs(), st.permutations(NAMES))
def test_scores_follow_a_change_of_names_and_of_the_order_of_both_ends(
    graph: nx.Graph[int], names: list[str]
) -> None:
    dyads = list(combinations(sorted(graph), 2))
    renamed = nx.relabel_nodes(graph, dict(enumerate(names)))
    turned = [(names[other], names[one]) for one, other in dyads]
    assert balance_score(renamed, turned) == balance_score(graph, dyads)
    for sign in (1, -1):
        layer, other_layer = ties_of_sign(graph, sign), ties_of_sign(renamed, sign)
        for score in (common_neighbours, adamic_adar, resource_allocation, preferential_attachment):
            assert score(other_layer, turned) == pytest.approx(score(layer, dyads))


@given(signed_graphs(signs=(-1, 0, 1)))
def test_the_layers_of_both_signs_share_the_nodes_and_part_the_ties(graph: nx.Graph[int]) -> None:
    allied, rival = ties_of_sign(graph, 1), ties_of_sign(graph, -1)
    assert set(allied) == set(rival) == set(graph)
    truces = sum(not data["sign"] for _, _, data in graph.edges(data=True))
    assert len(allied.edges) + len(rival.edges) + truces == len(graph.edges)


def test_a_contested_dyad_speaks_for_nothing() -> None:
    statements: nx.MultiGraph[str] = nx.MultiGraph()
    statements.add_edges_from([("a", "b", {"sign": 1}), ("a", "b", {"sign": -1}), ("b", "c", {"sign": 1})])
    graph, _ = simple_signed(statements)
    assert balance_score(graph, [("a", "c")]) == [0]


@pytest.mark.parametrize(
    "score", [common_neighbours, adamic_adar, resource_allocation, preferential_attachment, balance_score]
)
def test_what_is_no_dyad_of_the_graph_is_refused(score: object) -> None:
    assert callable(score)
    graph = signed_graph("a+b")
    with pytest.raises(AnalysisError, match="a node with itself, such as a"):
        score(graph, [("a", "a")])
    with pytest.raises(AnalysisError, match="undefined for z, which is not in the graph"):
        score(graph, [("a", "z")])
    with pytest.raises(AnalysisError, match="directed ties"):
        score(graph.to_directed(), [("a", "b")])


def test_rivalries_are_no_ties_for_scores_of_one_kind_of_tie() -> None:
    with pytest.raises(AnalysisError, match="not positive"):
        common_neighbours(signed_graph("a-b"), [("a", "b")])
