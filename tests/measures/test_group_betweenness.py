"""Group betweenness: values that another program printed, values by hand, and every path followed."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.errors import AnalysisError
from cartelgraph.measures.group_betweenness import group_betweenness
from tests.analysis.worlds import NAMES, graph_of, graphs
from tests.measures.checked import Checked
from tests.measures.published_graphs import FIGURE_8, KITE

PYNTACLE = "Pyntacle (mazzalab/pyntacle, commit 7d1d89c), expected output of its tests, {}"


def as_pyntacle(value: float | None) -> float:
    """Return the share as Pyntacle has it: each pair is counted once, but the divisor counts it twice."""
    assert value is not None
    return value / 2


VALIDATION = [
    Checked(
        "group betweenness",
        "figure_8: HS, HA, GM (half of it, as Pyntacle divides by ordered pairs)",
        PYNTACLE.format("figure8_grinfo.txt"),
        0.24713,
        lambda: as_pyntacle(group_betweenness(FIGURE_8, ["HS", "HA", "GM"])),
        5e-6,
    ),
    Checked(
        "group betweenness",
        "figure_8: HA, HB (half of it, as Pyntacle divides by ordered pairs)",
        PYNTACLE.format("figure8_grfinder_bruteforce.txt"),
        0.36398,
        lambda: as_pyntacle(group_betweenness(FIGURE_8, ["HA", "HB"])),
        5e-6,
    ),
    Checked(
        "group betweenness",
        "kite: Heather alone, whose betweenness is 14 of 36 pairs",
        "by hand: Ike and Jane reach each of the seven others through Heather only, 14 of 36 pairs",
        14 / 36,
        lambda: group_betweenness(KITE, ["Heather"]),
    ),
    Checked(
        "group betweenness",
        "six nodes, three of them the set, two of these tied to each other",
        "by hand: of 0, 3, 4 the pairs 0-4 (by 5) and 3-4 (by 0, 5) go through the set, 0-3 is tied; "
        "NetworkX 3.6.1 has 2.125 pairs instead of 2",
        2 / 3,
        lambda: group_betweenness(graph_of("0-2", "0-3", "0-5", "1-2", "1-4", "1-5", "4-5"), ["1", "2", "5"]),
    ),
]


@pytest.mark.parametrize("checked", VALIDATION, ids=lambda checked: f"{checked.measure}, {checked.case}")
def test_it_has_the_value_of_the_source(checked: Checked) -> None:
    assert checked.ours() == pytest.approx(checked.expected, abs=checked.tolerance)


def test_no_pair_of_figure_8_stands_on_more_paths() -> None:
    # So Pyntacle found by trying all.
    values = {pair: group_betweenness(FIGURE_8, pair) or 0 for pair in combinations(sorted(FIGURE_8), 2)}
    assert max(values, key=lambda pair: values[pair]) == ("HA", "HB")


def test_of_two_paths_one_may_avoid_the_set() -> None:
    # The ring a - b - c - d: b holds one of the two paths from a to c, b and d hold both.
    ring = graph_of("a-b-c-d-a")
    assert group_betweenness(ring, ["b"]) == pytest.approx(0.5 / 3)
    assert group_betweenness(ring, ["b", "d"]) == 1.0
    assert group_betweenness(ring, []) == 0.0


def test_a_pair_without_a_path_adds_nothing() -> None:
    assert group_betweenness(graph_of("a-b-c", "x-y"), ["b"]) == pytest.approx(1 / 6)


def test_fewer_than_two_others_leave_it_undefined() -> None:
    assert group_betweenness(graph_of("a-b-c"), ["a", "b"]) is None
    assert group_betweenness(nx.Graph(), []) is None


def test_it_refuses_what_it_is_not_defined_for() -> None:
    with pytest.raises(AnalysisError, match="not in the graph: x"):
        group_betweenness(graph_of("a-b"), ["a", "x"])
    with pytest.raises(AnalysisError, match="undefined for directed ties"):
        group_betweenness(nx.DiGraph([("a", "b")]), ["a"])


@given(graphs(), st.sets(st.sampled_from(NAMES), max_size=4))
def test_it_is_the_share_of_paths_that_meet_the_set(graph: nx.Graph[str], chosen: set[str]) -> None:
    members = chosen & set(graph)
    others = sorted(set(graph) - members)
    shares = []
    for one, other in combinations(others, 2):
        if nx.has_path(graph, one, other):
            paths = list(nx.all_shortest_paths(graph, one, other))
            shares.append(sum(bool(members & set(path)) for path in paths) / len(paths))
    pairs = len(others) * (len(others) - 1) / 2
    assert group_betweenness(graph, members) == (pytest.approx(sum(shares) / pairs) if pairs else None)


@given(graphs())
def test_of_one_node_it_is_its_betweenness(graph: nx.Graph[str]) -> None:
    if len(graph) > 2:
        for node, value in nx.betweenness_centrality(graph).items():
            assert group_betweenness(graph, [node]) == pytest.approx(value)
