"""The null model of shuffled signs: what it keeps, and that its shares come near those of a full count."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings

from cartelgraph.errors import AnalysisError, ParameterError
from cartelgraph.measures.balance import census
from cartelgraph.measures.balance_null import against_shuffled_signs, shuffled_signs
from cartelgraph.measures.walk_balance import walk_balance
from tests.measures.checked import Checked
from tests.measures.signed_graphs import signed_graph, signed_graphs

# Two triangles that share no tie and one rivalry pair in the first: both are in balance only if the two
# rivalries lie in one triangle, 6 of the 15 ways to deal two rivalries over six ties.
BLOCS = signed_graph("a+b", "b-c", "a-c", "d+e", "e+f", "d+f")


def balanced(graph: nx.Graph[str]) -> float | None:
    return census(graph).balanced


VALIDATION = [
    Checked(
        "null model of shuffled signs",
        "two triangles, two rivalries: share of draws in full balance",
        "by hand: 6 of 15 ways to deal the rivalries; 1999 draws, so within 0.04",
        6 / 15,
        lambda: _p(BLOCS),
        0.04,
    ),
]


def _p(graph: nx.Graph[str]) -> float | None:
    (null,) = against_shuffled_signs(graph, [balanced], draws=1999)
    return null.at_least if null else None


@pytest.mark.parametrize("checked", VALIDATION, ids=lambda checked: checked.case)
def test_it_has_the_value_of_the_source(checked: Checked) -> None:
    assert checked.ours() == pytest.approx(checked.expected, abs=checked.tolerance)


def test_the_observed_value_is_one_of_the_draws() -> None:
    # No draw can be as high as an index that only the graph itself has: 1 / (1 + 19).
    ties = set(BLOCS.edges)
    graph = signed_graph("a-b", "b+c", "c+d", "d+e", "e+f", "f+g")
    (null,) = against_shuffled_signs(graph, [lambda one: float(one is graph)], draws=19)
    assert null is not None
    assert (null.observed, null.low, null.high) == (1.0, 0.0, 0.0)
    assert (null.at_least, null.at_most) == (1 / 20, 1.0)
    assert all(set(drawn.edges) == ties for drawn in shuffled_signs(BLOCS, 3, seed=1))


def test_the_interval_leaves_out_as_many_at_either_end() -> None:
    values = iter([50.0, *range(1, 101)])
    (null,) = against_shuffled_signs(BLOCS, [lambda _: float(next(values))], draws=100)
    assert null is not None
    # Of 100 draws two at each end are without.
    assert (null.low, null.high) == (3.0, 98.0)
    assert (null.at_least, null.at_most) == (52 / 101, 51 / 101)


def test_where_all_signs_are_equal_nothing_can_be_remarkable() -> None:
    enemies: nx.Graph[int] = nx.Graph()
    enemies.add_edges_from(combinations(range(5), 2), sign=-1)
    (null,) = against_shuffled_signs(enemies, [walk_balance], draws=39)
    assert null is not None
    assert (null.at_least, null.at_most) == (1.0, 1.0)
    assert null.low == pytest.approx(null.observed)


def test_an_undefined_statistic_has_no_null() -> None:
    assert against_shuffled_signs(signed_graph("a+b", "b-c"), [balanced], draws=5) == (None,)


def test_what_it_cannot_take_is_refused() -> None:
    with pytest.raises(ParameterError, match="0 draws"):
        against_shuffled_signs(BLOCS, [balanced], draws=0)
    with pytest.raises(AnalysisError, match="shuffled signs is undefined"):
        against_shuffled_signs(nx.Graph([("a", "b")]), [balanced])


@settings(max_examples=30)
@given(signed_graphs(6, signs=(-1, 0, 1)))
def test_a_draw_has_the_same_ties_and_as_many_rivalries(graph: nx.Graph[int]) -> None:
    ties = {frozenset(tie[:2]): tie[2]["sign"] for tie in graph.edges(data=True) if tie[2]["sign"]}
    draws = list(shuffled_signs(graph, 3, seed=7))
    for drawn in draws:
        assert {frozenset(tie) for tie in drawn.edges} == set(ties)
        assert sorted(data["sign"] for _, _, data in drawn.edges(data=True)) == sorted(ties.values())
    again = list(shuffled_signs(graph, 3, seed=7))
    assert [dict(drawn.edges) for drawn in draws] == [dict(drawn.edges) for drawn in again]
