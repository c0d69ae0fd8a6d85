"""Which graphs the measures of balance take, and how statements become one."""

from __future__ import annotations

import networkx as nx
import pytest

from cartelgraph.errors import AnalysisError
from cartelgraph.measures.signed import require_signed, signed_ties, signed_triangles, simple_signed
from tests.measures.signed_graphs import signed_graph


@pytest.mark.parametrize(
    ("graph", "fault"),
    [
        (nx.DiGraph([("a", "b", {"sign": 1})]), "directed ties"),
        (nx.MultiGraph([("a", "b", {"sign": 1})]), "parallel ties"),
        (nx.Graph([("a", "a", {"sign": 1})]), "a tie of a with itself"),
        (nx.Graph([("a", "b")]), "a tie without a sign, such as a and b"),
        (nx.Graph([("a", "b", {"sign": 2})]), "a tie of sign 2, such as a and b"),
        (nx.Graph([("a", "b", {"sign": "+"})]), r"a tie of sign '\+'"),
        (nx.Graph([("a", "b", {"sign": True})]), "a tie of sign True"),
    ],
)
def test_what_is_no_signed_graph_is_refused_by_name(graph: nx.Graph[str], fault: str) -> None:
    with pytest.raises(AnalysisError, match=f"walk balance is undefined for {fault}"):
        require_signed(graph, "walk balance")


def test_truces_and_nodes_without_ties_are_taken() -> None:
    graph = signed_graph("a+b", "b0c", "d")
    require_signed(graph, "balance")
    assert signed_ties(graph) == [("a", "b", 1)]


def test_ties_come_in_one_order_whatever_the_order_of_the_graph() -> None:
    assert signed_ties(signed_graph("c-b", "b+a")) == signed_ties(signed_graph("a+b", "b-c"))


def test_triangles_with_their_negative_ties_and_none_over_a_truce() -> None:
    graph = signed_graph("a+b", "b+c", "a-c", "c-d", "b-d", "d0a")
    assert list(signed_triangles(graph)) == [(("a", "b", "c"), 1), (("b", "c", "d"), 2)]


def test_statements_merge_truces_drop_and_contested_dyads_are_named() -> None:
    statements: nx.MultiGraph[str] = nx.MultiGraph()
    for one, other, sign in (
        ("a", "b", 1),
        ("b", "a", 1),
        ("b", "c", 0),
        ("c", "d", -1),
        ("d", "c", 0),
        ("e", "a", -1),
        ("a", "e", 1),
    ):
        statements.add_edge(one, other, sign=sign)
    graph, contested = simple_signed(statements)
    assert signed_ties(graph) == [("a", "b", 1), ("c", "d", -1)]
    assert list(graph) == ["a", "b", "c", "d", "e"]
    assert contested == (("a", "e"),)


def test_a_faulty_multigraph_is_refused() -> None:
    with pytest.raises(AnalysisError, match="a tie of a with itself"):
        simple_signed(nx.MultiGraph([("a", "a", {"sign": 1})]))
    with pytest.raises(AnalysisError, match="directed ties"):
        simple_signed(nx.MultiDiGraph([("a", "b", {"sign": 1})]))
