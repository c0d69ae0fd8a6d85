"""The frustration index against a count of every division, published values, and what must always hold."""

from __future__ import annotations

import random
import threading
from concurrent.futures import Future
from itertools import combinations, product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cartelgraph.errors import AnalysisError, ParameterError
from cartelgraph.measures import frustration_blocks, frustration_models
from cartelgraph.measures.balance import camps_if_balanced
from cartelgraph.measures.frustration import Camps, ambiguous, frustrated_ties, frustration
from cartelgraph.measures.frustration_models import Formulation
from cartelgraph.measures.signed import Node
from tests.measures.checked import Checked
from tests.measures.signed_graphs import gahuku_gama, signed_graph, signed_graphs

Division = frozenset[frozenset[frozenset[int]]]
"""The two sides of each connected component, whichever is named first."""


def enemies(size: int) -> nx.Graph[int]:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(combinations(range(size), 2), sign=-1)
    return graph


def petersen() -> nx.Graph[int]:
    graph: nx.Graph[int] = nx.petersen_graph()
    for _, _, data in graph.edges(data=True):
        data["sign"] = -1
    return graph


VALIDATION = [
    Checked(
        "frustration index",
        "Gahuku-Gama, 16 tribes (Read 1954)",
        "R package signnet, paper in JOSS 8(81) 4987, printed output of `frustration_exact(tribes)`",
        (7, 7),
        lambda: proven(gahuku_gama()),
    ),
    Checked(
        "frustration index",
        "Gahuku-Gama: share of ties, 1 - 2 L / m",
        "R package signnet (D. Schoch), README of version 1.0.6, printed output",
        0.7586207,
        lambda: frustration(gahuku_gama()).balance,
        5e-8,
    ),
    # All enemies: the best division halves them, and the rivalries within the halves remain.
    *(
        Checked(
            "frustration index",
            f"{size} mutual enemies",
            "by hand: two halves, so C(ceil(n/2), 2) + C(floor(n/2), 2)",
            (value, value),
            lambda size=size: proven(enemies(size)),  # type: ignore[misc]
        )
        for size, value in ((3, 1), (4, 2), (5, 4), (6, 6), (9, 16), (12, 30))
    ),
    Checked(
        "frustration index",
        "Petersen graph, all rivalries",
        "by hand: 12 pentagons, each tie in 4 of them, so 3 or more; four nodes without a tie cut 12 of 15",
        (3, 3),
        lambda: proven(petersen()),
    ),
]


def proven(graph: nx.Graph[Node]) -> tuple[int, int]:
    found = frustration(graph)
    return found.value, found.bound


def by_counting(graph: nx.Graph[int]) -> tuple[int, set[Division]]:
    """Try every division: the least number of frustrated ties, and all divisions with it."""
    ties = [(one, other, data["sign"]) for one, other, data in graph.edges(data=True) if data["sign"]]
    signed: nx.Graph[int] = nx.Graph()
    signed.add_nodes_from(graph)
    signed.add_edges_from((one, other) for one, other, _ in ties)
    by_value: dict[int, set[Division]] = {}
    for sides in product((1, -1), repeat=len(graph)):
        side = dict(zip(graph, sides, strict=True))
        value = sum(side[one] * side[other] != sign for one, other, sign in ties)
        first = frozenset(node for node in graph if side[node] > 0)
        by_value.setdefault(value, set()).add(as_division(signed, (first, frozenset(graph) - first)))
    least = min(by_value)
    return least, by_value[least]


def as_division(graph: nx.Graph[int], camps: Camps[int]) -> Division:
    parts = [frozenset(part) for part in nx.connected_components(graph)]
    return frozenset(frozenset((part & camps[0], part & camps[1])) for part in parts)


def random_graph(size: int, ties: int, seed: int) -> nx.Graph[int]:
    chance = random.Random(seed)  # noqa: S311
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    for one, other in chance.sample(list(combinations(range(size), 2)), ties):
        graph.add_edge(one, other, sign=chance.choice((-1, 1)))
    return graph


@pytest.mark.parametrize("checked", VALIDATION, ids=lambda checked: checked.case)
def test_it_has_the_value_of_the_source(checked: Checked) -> None:
    assert checked.ours() == pytest.approx(checked.expected, abs=checked.tolerance)


def test_the_tribes_fall_into_the_published_camps() -> None:
    # signnet, `frustration_exact(tribes)`: the first two and the last two of sixteen, against all others.
    found = frustration(gahuku_gama(), most=20)
    assert found.complete
    assert {"Gavev", "Kotun", "Nagad", "Gama"} in [min(camps, key=len) for camps in found.divisions]
    assert all(len(frustrated_ties(gahuku_gama(), camps)) == 7 for camps in found.divisions)


@settings(max_examples=40)
@given(signed_graphs(9, signs=(-1, 0, 1)))
def test_it_is_the_least_of_all_divisions_and_all_best_are_found(graph: nx.Graph[int]) -> None:
    least, best = by_counting(graph)
    found = frustration(graph, most=600)
    assert (found.value, found.bound, found.gap) == (least, least, 0)
    assert found.complete
    signed = nx.Graph(graph)
    signed.remove_edges_from(
        [(one, other) for one, other, data in graph.edges(data=True) if not data["sign"]]
    )
    assert {as_division(signed, camps) for camps in found.divisions} == best
    assert len(found.divisions) == len(best)
    for camps in found.divisions:
        assert camps[0] | camps[1] == set(graph)
        assert len(frustrated_ties(graph, camps)) == least


@settings(max_examples=50)
@given(signed_graphs(12))
def test_up_to_twelve_nodes_it_is_the_least_of_all_divisions(graph: nx.Graph[int]) -> None:
    sides = np.array(list(product((1, -1), repeat=len(graph))))
    frustrated = sum(
        (sides[:, one] * sides[:, other] != data["sign"] for one, other, data in graph.edges(data=True)),
        start=np.zeros(len(sides), dtype=int),
    )
    found = frustration(graph)
    assert (found.value, found.bound) == (frustrated.min(), frustrated.min())


@pytest.mark.parametrize("formulation", Formulation)
@pytest.mark.parametrize(("size", "ties", "seed"), [(12, 40, 1), (12, 50, 2), (12, 60, 3), (11, 55, 4)])
def test_every_formulation_is_exact_where_nothing_can_be_settled_before(
    formulation: Formulation, size: int, ties: int, seed: int
) -> None:
    graph = random_graph(size, ties, seed)
    least, best = by_counting(graph)
    found = frustration(graph, most=2000, formulation=formulation)
    assert (found.value, found.bound) == (least, least)
    assert found.complete
    assert {as_division(graph, camps) for camps in found.divisions} == best


def test_the_search_proves_what_the_cycles_alone_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    # Seven mutual enemies: by triangles a third of the 21 ties, 7; by division 3 + 6.
    solved = []
    solve = frustration_models.solve

    def watched(*given: object, **named: object) -> object:
        solved.append(solve(*given, **named))  # type: ignore[arg-type]
        return solved[-1]

    monkeypatch.setattr(frustration_blocks, "solve", watched)
    assert proven(enemies(7)) == (9, 9)
    assert len(solved) == 1


def test_at_most_so_many_divisions_are_returned_and_it_says_so() -> None:
    # A ring of five with one rivalry: any of its ties may be the frustrated one.
    ring = signed_graph("a+b", "b+c", "c+d", "d+e", "a-e")
    assert [len(frustration(ring, most=most).divisions) for most in (1, 3, 5, 9)] == [1, 3, 5, 5]
    assert [frustration(ring, most=most).complete for most in (1, 4, 5)] == [False, False, True]
    # Six mutual enemies in halves: ten ways.
    assert [len(frustration(enemies(6), most=most).divisions) for most in (9, 10)] == [9, 10]
    assert [frustration(enemies(6), most=most).complete for most in (1, 9, 10)] == [False, False, True]


def test_very_many_divisions_are_cut_off_without_being_made() -> None:
    # Forty triangles of enemies, three ways each.
    graph: nx.Graph[int] = nx.Graph()
    for first in range(0, 120, 3):
        graph.add_edges_from(combinations(range(first, first + 3), 2), sign=-1)
    found = frustration(graph, most=50)
    assert (found.value, found.bound, len(found.divisions), found.complete) == (40, 40, 50, False)
    assert len(set(found.divisions)) == 50


def test_components_and_blocks_are_told_apart_and_put_together() -> None:
    # Two triangles out of balance that share c, one apart, a chain on one, and somebody alone.
    graph = signed_graph("a+b", "b+c", "a-c", "c-d", "d-e", "c-e", "e+f", "f-g", "x-y", "y-z", "x-z", "q")
    found = frustration(graph, most=100)
    assert (found.value, found.bound, found.ties) == (3, 3, 11)
    assert (len(found.divisions), found.complete) == (27, True)
    # c and x, with the most ties of theirs, stay; f and g follow e.
    assert ambiguous(found) == set("abdefgyz")


def test_the_node_with_the_most_ties_is_in_the_first_camp() -> None:
    graph = signed_graph("b-a", "b-c", "b+d", "x-y")
    assert frustration(graph).camps == (frozenset("bdx"), frozenset("acy"))


def test_a_graph_without_ties_is_in_balance() -> None:
    found = frustration(signed_graph("a", "b0c"))
    assert (found.value, found.bound, found.balance, found.complete) == (0, 0, None, True)
    assert frustration(nx.Graph()).divisions == ((frozenset(), frozenset()),)


def test_what_it_cannot_take_is_refused() -> None:
    with pytest.raises(AnalysisError, match="the frustration index is undefined for a tie without a sign"):
        frustration(nx.Graph([("a", "b")]))
    with pytest.raises(ParameterError, match="most is 0"):
        frustration(signed_graph("a+b"), most=0)
    with pytest.raises(ParameterError, match="seconds 0"):
        frustration(signed_graph("a+b"), seconds=0)


@settings(max_examples=25)
@given(signed_graphs(10), st.sets(st.integers(0, 9)), st.randoms())
def test_names_order_and_turned_nodes_change_nothing(
    graph: nx.Graph[int], turned: set[int], chance: random.Random
) -> None:
    ties = [
        (one, other, data["sign"] * (-1) ** ((one in turned) + (other in turned)))
        for one, other, data in graph.edges(data=True)
    ]
    chance.shuffle(ties)
    names = list(graph)
    chance.shuffle(names)
    switched: nx.Graph[str] = nx.Graph()
    switched.add_nodes_from(map(str, names))
    switched.add_edges_from((str(names[one]), str(names[other]), {"sign": sign}) for one, other, sign in ties)
    ours, other = frustration(graph), frustration(switched)
    assert (other.value, other.bound) == (ours.value, ours.bound)
    assert (ours.value == 0) == (camps_if_balanced(graph) is not None)


def test_without_the_time_to_prove_it_value_and_bound_stand_apart() -> None:
    graph = random_graph(60, 400, 5)
    found = frustration(graph, seconds=0.02)
    assert 0 <= found.bound < found.value <= 200
    assert len(frustrated_ties(graph, found.camps)) == found.value
    assert found.complete is False
    assert found.gap == found.value - found.bound


def test_it_tells_how_far_it_is() -> None:
    told: list[tuple[int, int, str]] = []
    frustration(
        signed_graph("a+b", "b+c", "a-c", "c-d", "d-e", "c-e", "e+f"), told=lambda *what: told.append(what)
    )
    assert [(done, total) for done, total, _ in told] == [(1, 7), (4, 7), (7, 7)]


def test_whoever_interrupts_the_solver_does_not_wait_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ended, go_on = [], threading.Event()

    def slow(*_: object, **__: object) -> None:
        go_on.wait(60)
        ended.append(True)

    def interrupted(_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(frustration_blocks, "solve", slow)
    monkeypatch.setattr(Future, "result", interrupted)
    with pytest.raises(KeyboardInterrupt):
        frustration(enemies(7))
    assert not ended
    go_on.set()
