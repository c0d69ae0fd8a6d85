"""Which graphs the measures of unsigned ties take, and what no measure here is defined on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx

from cartelgraph.errors import AnalysisError

__all__ = ["fault_of", "require_simple", "tie_fault"]

OfTie = Callable[[Any, Any, dict[str, Any]], "str | None"]
"""Takes both ends of a tie and what it bears; returns what is wrong with that."""


def require_simple(graph: nx.Graph[Any], measure: str) -> None:
    """Refuse all but an undirected graph with one unsigned tie for each pair and none from a node to itself.

    Raises
    ------
    AnalysisError
        When the graph is directed, has parallel ties or loops, or bears a sign that is not positive.

    Examples
    --------
    >>> rivals = nx.Graph()
    >>> rivals.add_edge("a", "b", sign=-1)
    >>> require_simple(rivals, "betweenness")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    cartelgraph.errors.AnalysisError: betweenness is undefined for ties that are not positive, ...
    """
    if found := fault_of(graph, _unless_positive):
        raise AnalysisError(
            f"{measure} is undefined for {found}: reduce the graph first, for instance by "
            f"cartelgraph.network.ally_layer"
        )


def fault_of(graph: nx.Graph[Any], of_tie: OfTie) -> str | None:
    """Return why a graph is not undirected with one good tie for each pair, none from a node to itself."""
    if graph.is_directed():
        return "directed ties"
    if graph.is_multigraph():
        return "parallel ties"
    faults = (tie_fault(one, other, data, of_tie) for one, other, data in graph.edges(data=True))
    return next(filter(None, faults), None)


def tie_fault(one: Any, other: Any, data: dict[str, Any], of_tie: OfTie) -> str | None:  # noqa: ANN401
    """Return what is wrong with a tie: that it leads from a node to itself, or what it bears."""
    return f"a tie of {one} with itself" if one == other else of_tie(one, other, data)


def _unless_positive(one: Any, other: Any, data: dict[str, Any]) -> str | None:  # noqa: ANN401
    return f"ties that are not positive, such as {one} and {other}" if data.get("sign", 1) <= 0 else None
