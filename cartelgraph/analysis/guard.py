"""The refusal of graphs on which a measure would return a number without a meaning."""

from __future__ import annotations

import networkx as nx

from cartelgraph.errors import AnalysisError

__all__ = ["require_simple"]


def require_simple(graph: nx.Graph[str], measure: str) -> None:
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


def _fault(graph: nx.Graph[str]) -> str | None:
    if graph.is_directed():
        return "directed ties"
    if graph.is_multigraph():
        return "parallel ties"
    for source, target, data in graph.edges(data=True):
        if source == target:
            return f"a tie of {source} with itself"
        if data.get("sign", 1) <= 0:
            return f"ties that are not positive, such as {source} and {target}"
    return None
