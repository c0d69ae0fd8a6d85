"""Pressure triads by hand, and that each flip does what it says."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given

from cartelgraph.errors import AnalysisError
from cartelgraph.measures.balance import census
from cartelgraph.measures.pressure import pressure_triads
from tests.measures.checked import Checked
from tests.measures.signed_graphs import gahuku_gama, signed_graph, signed_graphs

VALIDATION = [
    Checked(
        "pressure triads",
        "Gahuku-Gama, 16 tribes: triangles out of balance",
        "R package signnet: 0.8676471 of the triangles are balanced, and 59/68 is that share",
        9,
        lambda: len(pressure_triads(gahuku_gama())),
    ),
    Checked(
        "pressure triads",
        "a, b, c, d all allied but a and c: relief of each flip, the two triads together",
        "by hand: a-c lies in both triads and in no other; each other tie in one of them and one in balance",
        (2, 0, 0, 2, 0, 0),
        lambda: tuple(
            flip.relief
            for triad in pressure_triads(signed_graph("a+b", "b+c", "c+d", "a+d", "b+d", "a-c"))
            for flip in triad.flips
        ),
    ),
]


@pytest.mark.parametrize("checked", VALIDATION, ids=lambda checked: checked.case)
def test_it_has_the_value_of_the_source(checked: Checked) -> None:
    assert checked.ours() == checked.expected


def test_three_enemies_may_be_resolved_by_any_peace() -> None:
    (triad,) = pressure_triads(signed_graph("a-b", "b-c", "a-c"))
    assert (triad.nodes, triad.negative) == (("a", "b", "c"), 3)
    assert [(flip.tie, flip.sign) for flip in triad.flips] == [
        (("a", "b"), 1),
        (("a", "c"), 1),
        (("b", "c"), 1),
    ]


def test_the_triad_with_the_best_flip_comes_first() -> None:
    # The rivalry of x and y lies in two triads out of balance, so its end resolves both.
    graph = signed_graph("a+b", "b+c", "a-c", "x-y", "x+p", "y+p", "x+q", "y+q")
    assert [triad.nodes for triad in pressure_triads(graph)] == [
        ("p", "x", "y"),
        ("q", "x", "y"),
        ("a", "b", "c"),
    ]
    assert pressure_triads(graph)[0].flips[0].tie == ("x", "y")


def test_a_balanced_graph_has_none_and_a_faulty_one_is_refused() -> None:
    assert pressure_triads(signed_graph("a+b", "b-c", "a-c", "c0d")) == ()
    with pytest.raises(AnalysisError, match="a pressure triad is undefined"):
        pressure_triads(nx.Graph([("a", "b")]))


@given(signed_graphs(7, signs=(-1, 0, 1)))
def test_a_flip_changes_the_census_as_it_says(graph: nx.Graph[int]) -> None:
    before = census(graph)
    out_before = before.one_negative + before.all_negative
    triads = pressure_triads(graph)
    assert len(triads) == out_before
    for triad in triads:
        assert {flip.tie for flip in triad.flips} == set(combinations(triad.nodes, 2))
        for flip in triad.flips:
            turned = graph.copy()
            turned.edges[flip.tie]["sign"] = flip.sign
            after = census(turned)
            assert out_before - after.one_negative - after.all_negative == flip.relief
            assert flip.resolves >= 1
