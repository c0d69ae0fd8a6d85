"""Triangles, weak balance and walk balance: printed values, values by hand, and what the theorems say."""

from __future__ import annotations

import math
from itertools import combinations, pairwise, product

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.errors import AnalysisError
from cartelgraph.measures.balance import (
    Census,
    camps_if_balanced,
    census,
    census_by_node,
    clusters_if_weakly_balanced,
)
from cartelgraph.measures.walk_balance import walk_balance, walk_balance_by_node
from tests.measures.checked import Checked
from tests.measures.signed_graphs import gahuku_gama, signed_graph, signed_graphs

SIGNNET = "R package signnet (D. Schoch), README of version 1.0.6, printed output"
TRIBES = "Gahuku-Gama, 16 tribes (Read 1954)"

# Eigenvalues of a triangle: 2, -1, -1; switching a node's signs leaves them, and ++- is --- switched, whose
# matrix is that of +++ times -1.
OUT_OF_BALANCE = (math.exp(-2) + 2 * math.e) / (math.exp(2) + 2 / math.e)

VALIDATION = [
    Checked(
        "triangle balance",
        TRIBES,
        SIGNNET,
        0.8676471,
        lambda: census(gahuku_gama()).balanced,
        5e-8,
    ),
    Checked(
        "walk balance",
        TRIBES,
        SIGNNET,
        0.3575761,
        lambda: walk_balance(gahuku_gama()),
        5e-8,
    ),
    Checked(
        "walk balance",
        "triangle of two alliances and a rivalry",
        "by hand: eigenvalues 1, 1, -2 with signs and 2, -1, -1 without",
        OUT_OF_BALANCE,
        lambda: walk_balance(signed_graph("a+b", "b+c", "a-c")),
    ),
    Checked(
        "triangle census",
        "four nodes, all pairs tied, one rivalry",
        "by hand: the rivalry lies in two of the four triangles",
        (2, 2, 0, 0),
        lambda: counts(census(signed_graph("a-b", "a+c", "a+d", "b+c", "b+d", "c+d"))),
    ),
    Checked(
        "weak balance",
        "four mutual enemies, one pair of whom makes peace",
        "by hand: two triangles ---, two +--, none ++-",
        (0.5, 1.0),
        lambda: shares(census(signed_graph("a+b", "a-c", "a-d", "b-c", "b-d", "c-d"))),
    ),
]


def counts(found: Census) -> tuple[int, int, int, int]:
    return found.all_positive, found.one_negative, found.two_negative, found.all_negative


def shares(found: Census) -> tuple[float | None, float | None]:
    return found.balanced, found.weakly_balanced


@pytest.mark.parametrize("checked", VALIDATION, ids=lambda checked: f"{checked.measure}, {checked.case}")
def test_it_has_the_value_of_the_source(checked: Checked) -> None:
    assert checked.ours() == pytest.approx(checked.expected, abs=checked.tolerance)


def test_the_tribes_are_sixteen_with_as_many_friends_as_foes() -> None:
    graph = gahuku_gama()
    signs = [data["sign"] for _, _, data in graph.edges(data=True)]
    assert (len(graph), signs.count(1), signs.count(-1)) == (16, 29, 29)


def test_without_triangles_there_is_no_share_and_without_nodes_no_walk() -> None:
    path = signed_graph("a+b", "b-c", "c0a")
    assert shares(census(path)) == (None, None)
    assert walk_balance(path) == pytest.approx(1)
    assert walk_balance(nx.Graph()) is None
    assert walk_balance(signed_graph("a")) == 1
    assert walk_balance_by_node(nx.Graph()) == {}


def test_walk_balance_is_no_overflow_on_a_dense_graph() -> None:
    # All of 750 mutual enemies: eigenvalues 1 (749 times) and -749, against -1 and 749.
    enemies: nx.Graph[int] = nx.Graph()
    enemies.add_edges_from(combinations(range(750), 2), sign=-1)
    assert walk_balance(enemies) == pytest.approx(0, abs=1e-300)


def test_only_nodes_near_the_tension_feel_it() -> None:
    found = walk_balance_by_node(signed_graph("a+b", "b+c", "a-c", "c+d", "x+y"))
    assert found["x"] == pytest.approx(1)
    assert found["a"] == pytest.approx(found["b"])
    assert found["c"] < found["d"] < 1


@pytest.mark.parametrize("measure", [census, census_by_node, walk_balance, walk_balance_by_node])
def test_a_graph_without_signs_is_refused(measure: object) -> None:
    assert callable(measure)
    with pytest.raises(AnalysisError, match="a tie without a sign"):
        measure(nx.Graph([("a", "b")]))


@given(signed_graphs(signs=(-1, 0, 1)))
def test_a_triangle_counts_once_in_all_and_at_each_of_its_nodes(graph: nx.Graph[int]) -> None:
    by_type = [0, 0, 0, 0]
    for nodes in combinations(graph, 3):
        ties = [graph.get_edge_data(*dyad, {"sign": 0})["sign"] for dyad in combinations(nodes, 2)]
        if all(ties):
            by_type[ties.count(-1)] += 1
    assert counts(census(graph)) == tuple(by_type)
    assert sum(its.total for its in census_by_node(graph).values()) == 3 * sum(by_type)


@given(signed_graphs(7, signs=(-1, 0, 1)))
def test_camps_are_found_exactly_if_there_are_any(graph: nx.Graph[int]) -> None:
    ties = [(one, other, data["sign"]) for one, other, data in graph.edges(data=True) if data["sign"]]
    exists = any(
        all(side[one] * side[other] == sign for one, other, sign in ties)
        for side in product((1, -1), repeat=len(graph))
    )
    camps = camps_if_balanced(graph)
    assert (camps is not None) == exists
    assert (walk_balance(graph) == pytest.approx(1)) == exists
    if camps is not None:
        assert camps[0] | camps[1] == set(graph)
        assert all((sign > 0) == ((one in camps[0]) == (other in camps[0])) for one, other, sign in ties)


@given(signed_graphs(6))
def test_clusters_are_found_exactly_if_no_cycle_has_a_single_rivalry(graph: nx.Graph[int]) -> None:
    cycles = [[*cycle, cycle[0]] for cycle in nx.simple_cycles(graph)]
    rivalries = [
        sum(graph.edges[one, other]["sign"] < 0 for one, other in pairwise(cycle)) for cycle in cycles
    ]
    clusters = clusters_if_weakly_balanced(graph)
    assert (clusters is not None) == (1 not in rivalries)
    if clusters is not None:
        assert sorted(node for cluster in clusters for node in cluster) == sorted(graph)
        assert shares(census(graph))[1] in {None, 1.0}


@given(signed_graphs(8), st.sets(st.integers(0, 7)))
def test_to_turn_all_ties_of_some_nodes_changes_no_balance(graph: nx.Graph[int], turned: set[int]) -> None:
    switched = graph.copy()
    for one, other, data in switched.edges(data=True):
        data["sign"] *= (-1) ** ((one in turned) + (other in turned))
    assert census(switched).balanced == census(graph).balanced
    assert walk_balance(switched) == pytest.approx(walk_balance(graph))
    assert walk_balance_by_node(switched) == pytest.approx(walk_balance_by_node(graph))
