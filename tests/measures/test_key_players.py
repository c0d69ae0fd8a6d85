"""Key players: values that other programs printed, values by hand, and every set tried."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.errors import AnalysisError, ParameterError
from cartelgraph.measures.key_players import (
    Effort,
    KeyPlayers,
    Method,
    Objective,
    distance_fragmentation,
    distance_reach,
    fragmentation,
    key_players,
    reached_within,
)
from tests.analysis.worlds import NAMES, graph_of, graphs
from tests.measures.checked import Checked
from tests.measures.published_graphs import FIGURE_1, FIGURE_8, FLORENCE, KITE

PYNTACLE = "Pyntacle (mazzalab/pyntacle, commit 7d1d89c), expected output of its tests, {}"
KEYPLAYER = "R package keyplayer 1.0.4 with sna 2.7-1 and igraph 1.3.5 under R 4.2.2, {}"

STEPS = 2


def without(graph: nx.Graph[str], *nodes: str) -> nx.Graph[str]:
    return nx.Graph(graph.subgraph(set(graph) - set(nodes)))


def best(graph: nx.Graph[str], size: int, objective: Objective) -> KeyPlayers[str]:
    return key_players(graph, size, objective, steps=STEPS)


def value_and_before(found: KeyPlayers[str]) -> tuple[float, float | None]:
    return found.value, found.before


def as_pyntacle(graph: nx.Graph[str], value: float | None, size: int) -> float:
    """Return a distance-weighted reach with n as its divisor, where ours has n - k."""
    assert value is not None
    return value * (len(graph) - size) / len(graph)


VALIDATION = [
    Checked(
        "fragmentation",
        "figure_8, whole and without HS, HA, GM",
        PYNTACLE.format("figure8_kpinfo.txt"),
        (0, 0.44335),
        lambda: (fragmentation(FIGURE_8), fragmentation(without(FIGURE_8, "HS", "HA", "GM"))),
        5e-6,
    ),
    Checked(
        "distance-weighted fragmentation",
        "figure_8, whole and without HS, HA, GM",
        PYNTACLE.format("figure8_kpinfo.txt"),
        (0.64755, 0.74676),
        lambda: (
            distance_fragmentation(FIGURE_8),
            distance_fragmentation(without(FIGURE_8, "HS", "HA", "GM")),
        ),
        5e-6,
    ),
    Checked(
        "distance-weighted reach",
        "figure_8, HS, HA, GM (times 29/32, as Pyntacle divides by n)",
        PYNTACLE.format("figure8_kpinfo.txt"),
        0.50417,
        lambda: as_pyntacle(FIGURE_8, distance_reach(FIGURE_8, ["HS", "HA", "GM"]), 3),
        5e-6,
    ),
    Checked(
        "reach within 2 steps",
        "figure_8, HS, HA, GM",
        PYNTACLE.format("figure8_kpinfo.txt"),
        18,
        lambda: reached_within(FIGURE_8, ["HS", "HA", "GM"], 2),
    ),
    Checked(
        "key players: fragmentation",
        "figure_8, 2 of 32: value, and value before",
        PYNTACLE.format("figure8_kpfinder_bruteforce.txt"),
        (0.70575, 0),
        lambda: value_and_before(best(FIGURE_8, 2, Objective.FRAGMENTATION)),
        5e-6,
    ),
    Checked(
        "key players: distance-weighted fragmentation",
        "figure_8, 2 of 32: value, and value before",
        PYNTACLE.format("figure8_kpfinder_bruteforce.txt"),
        (0.81506, 0.64755),
        lambda: value_and_before(best(FIGURE_8, 2, Objective.DISTANCE_FRAGMENTATION)),
        5e-6,
    ),
    Checked(
        "key players: distance-weighted reach",
        "figure_8, 2 of 32 (times 30/32, as Pyntacle divides by n)",
        PYNTACLE.format("figure8_kpfinder_bruteforce.txt"),
        0.64062,
        lambda: as_pyntacle(FIGURE_8, best(FIGURE_8, 2, Objective.DISTANCE_REACH).value, 2),
        6e-6,
    ),
    Checked(
        "key players: reach within 2 steps",
        "figure_8, 2 of 32",
        PYNTACLE.format("figure8_kpfinder_bruteforce.txt"),
        25,
        lambda: best(FIGURE_8, 2, Objective.REACH).value,
    ),
    Checked(
        "distance-weighted fragmentation",
        "figure_1, whole",
        PYNTACLE.format("figure1_kpinfo_stochasticgradientdescent.txt"),
        0.39286,
        lambda: distance_fragmentation(FIGURE_1),
        5e-6,
    ),
    Checked(
        "distance-weighted fragmentation",
        "kite without Heather; Fernando, Garth; Diane, Heather",
        KEYPLAYER.format("`fragment`"),
        (0.4861111111, 0.6071428571, 0.5595238095),
        lambda: (
            distance_fragmentation(without(KITE, "Heather")),
            distance_fragmentation(without(KITE, "Fernando", "Garth")),
            distance_fragmentation(without(KITE, "Diane", "Heather")),
        ),
        5e-11,
    ),
    Checked(
        "distance-weighted fragmentation",
        "Florentine families without Medici; Medici, Strozzi; Guadagni, Medici",
        KEYPLAYER.format("`fragment`"),
        (0.717301587, 0.755494505, 0.830586081),
        lambda: (
            distance_fragmentation(without(FLORENCE, "Medici")),
            distance_fragmentation(without(FLORENCE, "Medici", "Strozzi")),
            distance_fragmentation(without(FLORENCE, "Guadagni", "Medici")),
        ),
        5e-10,
    ),
    Checked(
        "distance-weighted reach",
        "Florentine families: Medici; Medici, Strozzi; Guadagni, Medici",
        KEYPLAYER.format("`group.mreach.closeness`"),
        (0.633333333, 0.773809524, 0.75),
        lambda: (
            distance_reach(FLORENCE, ["Medici"]),
            distance_reach(FLORENCE, ["Medici", "Strozzi"]),
            distance_reach(FLORENCE, ["Guadagni", "Medici"]),
        ),
        5e-10,
    ),
    Checked(
        "reach within 2 steps",
        "Florentine families: Medici; Medici, Strozzi; Guadagni, Medici",
        KEYPLAYER.format("`group.mreach.degree`"),
        (11, 12, 13),
        lambda: (
            reached_within(FLORENCE, ["Medici"], 2),
            reached_within(FLORENCE, ["Medici", "Strozzi"], 2),
            reached_within(FLORENCE, ["Guadagni", "Medici"], 2),
        ),
    ),
    # a - b - c - d - e: without c, two dyads of 4 nodes: 2 of 6 pairs are connected, all at distance 1.
    Checked(
        "key players: fragmentation",
        "chain of 5, 1 of 5, both kinds",
        "by hand: without the middle, 2 of 6 pairs have a path, of length 1",
        (2 / 3, 2 / 3),
        lambda: (
            best(graph_of("a-b-c-d-e"), 1, Objective.FRAGMENTATION).value,
            best(graph_of("a-b-c-d-e"), 1, Objective.DISTANCE_FRAGMENTATION).value,
        ),
    ),
]


@pytest.mark.parametrize("checked", VALIDATION, ids=lambda checked: f"{checked.measure}, {checked.case}")
def test_it_has_the_value_of_the_source(checked: Checked) -> None:
    assert checked.ours() == pytest.approx(checked.expected, abs=checked.tolerance)


def test_all_sets_of_the_best_value_are_those_that_pyntacle_found() -> None:
    found = {objective: best(FIGURE_8, 2, objective) for objective in Objective}
    assert found[Objective.FRAGMENTATION].sets == (("HA", "HB"), ("HB", "WD"))
    assert found[Objective.DISTANCE_FRAGMENTATION].sets == (("HB", "WD"),)
    assert found[Objective.DISTANCE_REACH].sets == (("BS3", "HB"), ("HB", "KR"))
    assert found[Objective.REACH].sets == (("HA", "NP"),)
    assert {(its.method, its.examined, its.possible) for its in found.values()} == {(Method.EXACT, 496, 496)}


def test_without_the_hubs_of_two_stars_nobody_is_connected() -> None:
    graph = graph_of("h-1", "h-2", "h-3", "h-b-k", "k-4", "k-5", "k-6")
    assert best(graph, 2, Objective.FRAGMENTATION).sets == (("h", "k"),)
    assert best(graph, 2, Objective.FRAGMENTATION).value == 1.0


def test_more_equal_sets_than_asked_for_are_counted() -> None:
    # A ring of 6: each of its nodes alone leaves a chain of 5.
    ring = graph_of("a-b-c-d-e-f-a")
    found = key_players(ring, 1, Objective.FRAGMENTATION, effort=Effort(most=2))
    assert (found.sets, found.tied) == ((("a",), ("b",)), 6)
    # Two opposite nodes leave two chains of 2, others less apart: 3 pairs of opposites.
    assert best(ring, 2, Objective.FRAGMENTATION).sets == (("a", "d"), ("b", "e"), ("c", "f"))


def test_beyond_the_bound_it_searches_and_says_so() -> None:
    told: list[tuple[int, int, str]] = []
    found = key_players(
        FIGURE_8,
        2,
        Objective.DISTANCE_FRAGMENTATION,
        effort=Effort(exact_up_to=495),
        told=lambda *what: told.append(what),
    )
    assert (found.method, found.sets, found.possible) == (Method.GREEDY, (("HB", "WD"),), 496)
    assert found.examined < 496
    assert told[0] == (0, 20, "starts; 0 sets examined")
    assert told[-1] == (20, 20, "starts")


def test_a_long_search_from_one_start_tells_that_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cartelgraph.measures.key_players.TOLD_EVERY", 0.0)
    told: list[tuple[int, int, str]] = []
    effort = Effort(exact_up_to=0, starts=1)
    key_players(FIGURE_8, 2, Objective.REACH, effort=effort, told=lambda *what: told.append(what))
    assert len(told) > 50
    assert {done for done, _, _ in told[:-1]} == {0}
    examined = [what for _, _, what in told]
    assert examined.index("starts; 0 sets examined") < examined.index("starts; 50 sets examined")


def test_the_search_is_the_same_every_time() -> None:
    def searched() -> KeyPlayers[str]:
        return key_players(FIGURE_8, 5, Objective.REACH, steps=1, effort=Effort(exact_up_to=0, starts=3))

    assert searched() == searched()


def test_a_removal_may_bring_the_rest_nearer_together() -> None:
    # The only tie is a - b: without c, 2 of 2 nodes are connected. The best removes an end of the tie.
    graph = graph_of("a-b", "c")
    assert best(graph, 1, Objective.FRAGMENTATION).sets == (("a",), ("b",))
    assert fragmentation(without(graph, "c")) == 0.0
    assert fragmentation(graph) == pytest.approx(2 / 3)


def test_measures_of_fewer_nodes_than_they_need_are_undefined() -> None:
    assert fragmentation(graph_of("a")) is None
    assert distance_fragmentation(nx.Graph()) is None
    assert distance_reach(graph_of("a-b"), ["a", "b"]) is None
    assert distance_reach(graph_of("a-b"), []) == 0.0
    assert reached_within(graph_of("a-b"), [], 3) == 0


def test_it_refuses_what_has_no_answer() -> None:
    with pytest.raises(
        AnalysisError, match="2 key players by fragmentation need 4 nodes or more: there are 3"
    ):
        best(graph_of("a-b-c"), 2, Objective.FRAGMENTATION)
    with pytest.raises(AnalysisError, match="need 4 nodes or more"):
        best(graph_of("a-b-c"), 3, Objective.REACH)
    with pytest.raises(AnalysisError, match="not in the graph: x, y"):
        distance_reach(graph_of("a-b"), ["y", "a", "x"])
    with pytest.raises(ParameterError, match="size is 0, steps 2"):
        best(graph_of("a-b-c"), 0, Objective.REACH)
    with pytest.raises(ParameterError, match="most is 0"):
        Effort(most=0)
    with pytest.raises(AnalysisError, match="undefined for directed ties"):
        fragmentation(nx.DiGraph([("a", "b")]))


def tried(graph: nx.Graph[str], nodes: tuple[str, ...], objective: Objective) -> Fraction:
    """Return the value of a set straight from its definition."""
    others = [node for node in graph if node not in nodes]
    if objective.removes:
        lengths = dict(nx.all_pairs_shortest_path_length(graph.subgraph(others)))
        pairs = list(combinations(others, 2))
        near = [Fraction(1, lengths[one][other]) for one, other in pairs if other in lengths[one]]
        if objective is Objective.FRAGMENTATION:
            return 1 - Fraction(len(near), len(pairs))
        return 1 - sum(near, Fraction(0)) / len(pairs)
    lengths = dict(nx.all_pairs_shortest_path_length(graph))
    nearest = [
        min(found)
        for other in others
        if (found := [lengths[it][other] for it in nodes if other in lengths[it]])
    ]
    if objective is Objective.REACH:
        return Fraction(sum(length <= STEPS for length in nearest))
    return sum((Fraction(1, length) for length in nearest), Fraction(0)) / len(others)


@given(graphs(), st.integers(1, 3), st.sampled_from(Objective))
def test_no_set_is_better_and_all_equal_ones_are_found(
    graph: nx.Graph[str], size: int, objective: Objective
) -> None:
    if len(graph) < size + 2:
        return
    values = {nodes: tried(graph, nodes, objective) for nodes in combinations(sorted(graph), size)}
    highest = max(values.values())
    found = key_players(graph, size, objective, steps=STEPS, effort=Effort(most=100))
    assert found.value == pytest.approx(float(highest), abs=1e-12)
    assert list(found.sets) == [nodes for nodes, value in values.items() if value == highest]
    assert found.tied == len(found.sets)
    assert found.before == (
        pytest.approx(float(tried(graph, (), objective)), abs=1e-12) if objective.removes else None
    )


@given(graphs(), st.integers(1, 3), st.sampled_from(Objective))
def test_the_search_tells_the_value_of_what_it_found(
    graph: nx.Graph[str], size: int, objective: Objective
) -> None:
    if len(graph) < size + 2:
        return
    found = key_players(graph, size, objective, steps=STEPS, effort=Effort(exact_up_to=0, starts=2))
    assert found.method is Method.GREEDY
    assert found.value <= best(graph, size, objective).value
    for nodes in found.sets:
        assert found.value == pytest.approx(float(tried(graph, nodes, objective)), abs=1e-12)


@given(graphs(), st.permutations(NAMES), st.sampled_from(Objective))
def test_values_do_not_depend_on_names(graph: nx.Graph[str], names: list[str], objective: Objective) -> None:
    if len(graph) < 4:
        return
    renamed = nx.relabel_nodes(graph, dict(zip(NAMES, names, strict=True)))
    before, after = best(graph, 2, objective), best(renamed, 2, objective)
    assert (before.value, before.tied) == (after.value, after.tied)


@given(graphs())
def test_distances_only_add_to_fragmentation(graph: nx.Graph[str]) -> None:
    if len(graph) > 1:
        whole, weighted = fragmentation(graph), distance_fragmentation(graph)
        assert whole is not None
        assert weighted is not None
        assert 0 <= whole <= weighted <= 1
