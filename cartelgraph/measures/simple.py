"""Which graphs the measures of unsigned ties take."""

from __future__ import annotations

from typing import Any

import networkx as nx

from cartelgraph.errors import AnalysisError

__all__ = ["require_simple"]


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
    if found := _fault(graph):
        raise AnalysisError(
            f"{measure} is undefined for {found}: reduce the graph first, for instance by "
            f"cartelgraph.network.ally_layer"
        )


def _fault(graph: nx.Graph[Any]) -> str | None:
    if graph.is_directed():
        return "directed ties"
    if graph.is_multigraph():
        return "parallel ties"
    for one, other, data in graph.edges(data=True):
        if one == other:
            return f"a tie of {one} with itself"
        if data.get("sign", 1) <= 0:
            return f"ties that are not positive, such as {one} and {other}"
    return None
