"""Constraint and effective size: published values, values of another program, values by hand."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given

from cartelgraph.errors import AnalysisError
from cartelgraph.measures.ego_networks import constraint, effective_size
from tests.analysis.worlds import graph_of, graphs
from tests.measures.checked import Checked
from tests.measures.published_graphs import FLORENCE, KITE, REDUNDANCY

IGRAPH = "R package igraph 1.3.5 under R 4.2.2, `constraint`"

VALIDATION = [
    Checked(
        "effective size",
        "Borgatti's example: G, A, C",
        "tests of NetworkX 3.6.1, which take the example from Borgatti (1997); by hand: G has 6 neighbours "
        "with 4 ties, 6 - 8/6; A has 4 with 3, 4 - 6/4",
        (4.67, 2.50, 1),
        lambda: tuple(effective_size(REDUNDANCY)[node] for node in "GAC"),
        5e-3,
    ),
    Checked(
        "constraint",
        "Borgatti's example: G, A, C",
        "tests of NetworkX 3.6.1, which have them from UCINET and igraph",
        (0.400, 0.595, 1),
        lambda: tuple(constraint(REDUNDANCY)[node] for node in "GAC"),
        5e-4,
    ),
    Checked(
        "constraint",
        "kite, all nodes by name",
        IGRAPH,
        (
            0.5411979, 0.5411979, 0.6641358, 0.4701698, 0.6641358, 0.4450889, 0.4450889, 0.4311111, 0.5, 1,
        ),
        lambda: tuple(constraint(KITE)[node] for node in sorted(KITE)),
        5e-8,
    ),
    Checked(
        "constraint",
        "Florentine families: Medici, Guadagni, Bischeri, Peruzzi, Ridolfi",
        IGRAPH,
        (0.2098765, 0.25, 0.4822531, 0.6558642, 0.4598765),
        lambda: tuple(
            constraint(FLORENCE)[node] for node in ("Medici", "Guadagni", "Bischeri", "Peruzzi", "Ridolfi")
        ),
        5e-8,
    ),
    Checked(
        "constraint, effective size",
        "triangle",
        "by hand: 2 (1/2 + 1/4)^2, and 2 - 2/2",
        (9 / 8, 1),
        lambda: (constraint(graph_of("a-b-c-a"))["a"], effective_size(graph_of("a-b-c-a"))["a"]),
    ),
]  # fmt: skip


@pytest.mark.parametrize("checked", VALIDATION, ids=lambda checked: f"{checked.measure}, {checked.case}")
def test_it_has_the_value_of_the_source(checked: Checked) -> None:
    assert checked.ours() == pytest.approx(checked.expected, abs=checked.tolerance)


def test_a_node_without_ties_has_no_value_and_no_nan() -> None:
    # R's igraph has NaN for Pucci, and so has NetworkX.
    for measure in (constraint, effective_size):
        assert measure(FLORENCE)["Pucci"] is None
        assert measure(graph_of("a")) == {"a": None}
        assert measure(nx.Graph()) == {}


def test_an_attribute_of_a_tie_is_no_strength() -> None:
    graph = graph_of("a-b-c-a", "a-d")
    weighted = graph.copy()
    nx.set_edge_attributes(weighted, {("a", "b"): 9}, "weight")
    assert constraint(weighted) == constraint(graph)
    assert effective_size(weighted) == effective_size(graph)


def test_they_refuse_what_they_are_not_defined_for() -> None:
    for measure in (constraint, effective_size):
        with pytest.raises(AnalysisError, match="undefined for directed ties"):
            measure(nx.DiGraph([("a", "b")]))


@given(graphs())
def test_effective_size_follows_from_the_ties_among_neighbours(graph: nx.Graph[str]) -> None:
    for node, value in effective_size(graph).items():
        count, ties = len(graph[node]), graph.subgraph(graph[node]).number_of_edges()
        assert value == (pytest.approx(count - 2 * ties / count) if count else None)
    for node, value in nx.effective_size(graph).items():
        assert effective_size(graph)[node] == (pytest.approx(value) if graph[node] else None)


@given(graphs())
def test_constraint_follows_from_its_definition(graph: nx.Graph[str]) -> None:
    for node, value in constraint(graph).items():
        shares = {other: 1 / len(graph[node]) for other in graph[node]}
        total = 0.0
        for other in graph[node]:
            through = sum(shares[it] / len(graph[it]) for it in graph[node] if graph.has_edge(it, other))
            total += (shares[other] + through) ** 2
        assert value == (pytest.approx(total) if shares else None)
