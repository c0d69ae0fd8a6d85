"""Signed graphs: which graphs the measures of balance take, and how a multigraph becomes one.

A *signed graph* here is an undirected simple graph whose edges bear ``sign``: +1 for an alliance, -1 for a
rivalry. An edge of sign 0, a truce, is allowed and says nothing about balance: every measure takes the graph
as if it were not there.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Any, TypeVar

import networkx as nx

from cartelgraph.errors import AnalysisError
from cartelgraph.measures.simple import fault_of, tie_fault

__all__ = ["Dyad", "Node", "in_order", "require_signed", "signed_ties", "signed_triangles", "simple_signed"]

Node = TypeVar("Node", bound=Hashable)

Dyad = tuple[Node, Node]
"""Two nodes in order of their names."""


def require_signed(graph: nx.Graph[Any], measure: str) -> None:
    """Refuse all but an undirected graph with one tie for each pair, none from a node to itself, each signed.

    Raises
    ------
    AnalysisError
        When the graph is directed, has parallel ties or loops, or a tie without a sign of -1, 0 or 1.

    Examples
    --------
    >>> require_signed(nx.Graph([("a", "b")]), "balance")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    cartelgraph.errors.AnalysisError: balance is undefined for a tie without a sign, such as a and b: ...
    """
    _refuse(fault_of(graph, _unless_signed), measure)


def _refuse(fault: str | None, measure: str) -> None:
    if fault:
        raise AnalysisError(
            f"{measure} is undefined for {fault}: it takes an undirected graph with one tie for each pair, "
            f"whose `sign` is 1, -1 or 0. cartelgraph.measures.signed.simple_signed makes one of a multigraph"
        )


def _unless_signed(one: Any, other: Any, data: dict[str, Any]) -> str | None:  # noqa: ANN401
    if "sign" not in data:
        return f"a tie without a sign, such as {one} and {other}"
    if isinstance(data["sign"], bool) or data["sign"] not in {-1, 0, 1}:
        return f"a tie of sign {data['sign']!r}, such as {one} and {other}"
    return None


def in_order(nodes: Iterable[Node]) -> list[Node]:
    """Return nodes in an order that is the same in every run: by their text, then by their type.

    >>> in_order({"b", "a"})
    ['a', 'b']
    """
    return sorted(nodes, key=lambda node: (str(node), type(node).__name__))


def signed_ties(graph: nx.Graph[Node]) -> list[tuple[Node, Node, int]]:
    """Return the ties of a signed graph in order, without truces: both ends and the sign.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_edge("b", "a", sign=-1)
    >>> graph.add_edge("b", "c", sign=0)
    >>> signed_ties(graph)
    [('a', 'b', -1)]
    """
    place = {node: number for number, node in enumerate(in_order(graph))}
    ties = [
        (one, other, int(data["sign"])) if place[one] < place[other] else (other, one, int(data["sign"]))
        for one, other, data in graph.edges(data=True)
        if data["sign"]
    ]
    return [
        (one, other, sign)
        for one, other, sign in sorted(ties, key=lambda tie: (place[tie[0]], place[tie[1]]))
    ]


def signed_triangles(graph: nx.Graph[Node]) -> Iterator[tuple[tuple[Node, Node, Node], int]]:
    """Yield each triangle in order: its nodes, and how many of its three ties are negative, 0 to 3.

    A truce closes no triangle.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_edges_from([("a", "b"), ("b", "c")], sign=1)
    >>> graph.add_edge("a", "c", sign=-1)
    >>> list(signed_triangles(graph))
    [(('a', 'b', 'c'), 1)]
    """
    nodes = in_order(graph)
    place = {node: number for number, node in enumerate(nodes)}
    later: dict[int, dict[int, int]] = {number: {} for number in range(len(nodes))}
    for one, other, sign in signed_ties(graph):
        later[place[one]][place[other]] = sign
    for first, its in later.items():
        for second in sorted(its):
            for third in sorted(its.keys() & later[second].keys()):
                negative = [its[second], its[third], later[second][third]].count(-1)
                yield (nodes[first], nodes[second], nodes[third]), negative


def simple_signed(multigraph: nx.MultiGraph[Node]) -> tuple[nx.Graph[Node], tuple[Dyad[Node], ...]]:
    """Return a multigraph of signed statements as a signed graph, and the dyads that it cannot sign.

    Statements of equal sign on a dyad become one tie. A dyad with an alliance and a rivalry at once is
    *contested*: it becomes no tie, as no measure should decide which of its sources is right, and is returned
    by name. Truces are dropped, also beside an alliance or a rivalry. Every node stays.

    Returns
    -------
    networkx.Graph
        Edges carry ``sign``, 1 or -1.
    tuple
        The contested dyads, each in order, in order.

    Raises
    ------
    AnalysisError
        When the multigraph is directed, has a loop, or a statement without a sign of -1, 0 or 1.

    Examples
    --------
    >>> statements = nx.MultiGraph()
    >>> statements.add_edges_from([("a", "b", {"sign": 1}), ("a", "b", {"sign": 1}), ("b", "c", {"sign": 1})])
    [0, 1, 0]
    >>> statements.add_edge("c", "b", sign=-1)
    1
    >>> graph, contested = simple_signed(statements)
    >>> list(graph.edges(data="sign")), contested
    ([('a', 'b', 1)], (('b', 'c'),))
    """
    signs: dict[frozenset[Node], set[int]] = {}
    for one, other, data in multigraph.edges(data=True):
        fault = "directed ties" if multigraph.is_directed() else tie_fault(one, other, data, _unless_signed)
        _refuse(fault, "a signed graph")
        signs.setdefault(frozenset((one, other)), set()).add(data["sign"])
    graph: nx.Graph[Node] = nx.Graph()
    graph.add_nodes_from(in_order(multigraph))
    contested = []
    for dyad, found in signs.items():
        one, other = in_order(dyad)
        if {1, -1} <= found:
            contested.append((one, other))
        elif clear := found - {0}:
            graph.add_edge(one, other, sign=clear.pop())
    return graph, tuple(sorted(contested, key=lambda dyad: (str(dyad[0]), str(dyad[1]))))
