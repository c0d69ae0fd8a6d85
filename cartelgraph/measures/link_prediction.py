"""How likely two nodes are to be tied next, by who is tied to both of them now.

Each function takes a graph and some dyads and returns a score for each of them. A score says which dyad comes
before which, and is no probability. The first four take ties of one kind; the last takes a signed graph.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

import networkx as nx

from cartelgraph.errors import AnalysisError
from cartelgraph.measures.signed import Dyad, Node, require_signed
from cartelgraph.measures.simple import require_simple

__all__ = [
    "adamic_adar",
    "balance_score",
    "common_neighbours",
    "preferential_attachment",
    "resource_allocation",
    "ties_of_sign",
]


def common_neighbours(graph: nx.Graph[Node], dyads: Sequence[Dyad[Node]]) -> list[float]:
    """Return for each dyad how many nodes are tied to both of its ends.

    Returns
    -------
    list of float
        In the order of the dyads; 0 to n - 2. A tie of the two with each other neither counts nor matters.

    Raises
    ------
    AnalysisError
        When the graph is not undirected with one unsigned tie for each pair, or a dyad is no pair of its
        nodes.

    References
    ----------
    Liben-Nowell, D. & Kleinberg, J. (2007). The link-prediction problem for social networks. Journal of the
    American Society for Information Science and Technology 58, 1019-1031.

    Examples
    --------
    >>> common_neighbours(nx.Graph(["ab", "ac", "bd", "cd", "ad"]), [("b", "c"), ("a", "d"), ("a", "b")])
    [2.0, 2.0, 1.0]
    """
    return _over_shared(graph, dyads, "a count of common neighbours", lambda _: 1.0)


def adamic_adar(graph: nx.Graph[Node], dyads: Sequence[Dyad[Node]]) -> list[float]:
    """Return for each dyad the sum of 1 / ln k over the nodes tied to both ends, k being their ties.

    A node that is tied to both ends has two ties or more, so that the logarithm is never that of 1, which
    would be undefined.

    Returns
    -------
    list of float
        In the order of the dyads; 0 without a common neighbour, else above it.

    Raises
    ------
    AnalysisError
        When the graph is not undirected with one unsigned tie for each pair, or a dyad is no pair of its
        nodes.

    References
    ----------
    Adamic, L. A. & Adar, E. (2003). Friends and neighbors on the Web. Social Networks 25, 211-230; as a
    predictor of ties Liben-Nowell & Kleinberg (2007), section 3.1.

    Examples
    --------
    >>> [round(score, 3) for score in adamic_adar(nx.Graph(["ab", "ac", "ad"]), [("b", "c"), ("a", "b")])]
    [0.91, 0.0]
    """
    return _over_shared(graph, dyads, "the score of Adamic and Adar", lambda ties: 1 / math.log(ties))


def resource_allocation(graph: nx.Graph[Node], dyads: Sequence[Dyad[Node]]) -> list[float]:
    """Return for each dyad the sum of 1 / k over the nodes tied to both ends, k being their ties.

    It is what one end receives if the other sends a unit through their common neighbours, each of whom deals
    out alike to all of its own.

    Returns
    -------
    list of float
        In the order of the dyads; 0 without a common neighbour, and at most (n - 2) / 2.

    Raises
    ------
    AnalysisError
        When the graph is not undirected with one unsigned tie for each pair, or a dyad is no pair of its
        nodes.

    References
    ----------
    Zhou, T., Lü, L. & Zhang, Y.-C. (2009). Predicting missing links via local information. European Physical
    Journal B 71, 623-630.

    Examples
    --------
    >>> resource_allocation(nx.Graph(["ab", "bc", "ad", "cd", "de", "df"]), [("a", "c"), ("a", "e")])
    [0.75, 0.25]
    """
    return _over_shared(graph, dyads, "resource allocation", lambda ties: 1 / ties)


def preferential_attachment(graph: nx.Graph[Node], dyads: Sequence[Dyad[Node]]) -> list[float]:
    """Return for each dyad the product of the numbers of ties of its ends.

    Returns
    -------
    list of float
        In the order of the dyads; 0 to (n - 1) squared. A tie of the two with each other counts at both.

    Raises
    ------
    AnalysisError
        When the graph is not undirected with one unsigned tie for each pair, or a dyad is no pair of its
        nodes.

    References
    ----------
    Liben-Nowell & Kleinberg (2007), section 3.1, after Newman and Barabási et al.

    Examples
    --------
    >>> preferential_attachment(nx.Graph(["ab", "ac", "de"]), [("a", "d"), ("b", "c")])
    [2.0, 1.0]
    """
    measure = "preferential attachment"
    require_simple(graph, measure)
    _require_dyads(graph, dyads, measure)
    ties = dict(graph.degree())
    return [float(ties[one] * ties[other]) for one, other in dyads]


def balance_score(graph: nx.Graph[Node], dyads: Sequence[Dyad[Node]]) -> list[float]:
    """Return for each dyad of a signed graph how many common neighbours speak for an alliance, net.

    Over the nodes tied to both ends, the sum of the products of the two signs: a common ally or a common
    enemy speaks for an alliance, the enemy of an ally for a rivalry. Whichever sign the dyad would have, as
    many triangles more are in balance with an alliance than with a rivalry.

    Returns
    -------
    list of float
        In the order of the dyads; from -(n - 2), a rivalry is expected, to n - 2, an alliance is. 0 without a
        common neighbour, and where they speak for both alike.

    Raises
    ------
    AnalysisError
        When the graph is no signed graph, or a dyad is no pair of its nodes.

    References
    ----------
    Cartwright, D. & Harary, F. (1956). Structural balance: a generalization of Heider's theory. Psychological
    Review 63, 277-293; as a predictor of signs Leskovec, J., Huttenlocher, D. & Kleinberg, J. (2010).
    Predicting positive and negative links in online social networks. Proceedings of WWW 2010, 641-650.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_edges_from(["ab", "bc"], sign=1)
    >>> graph.add_edges_from(["bd", "ae", "ce"], sign=-1)
    >>> balance_score(graph, [("a", "c"), ("a", "d"), ("a", "b")])
    [2.0, -1.0, 0.0]
    """
    measure = "the balance of a dyad"
    require_signed(graph, measure)
    _require_dyads(graph, dyads, measure)
    signs = {
        node: {other: data["sign"] for other, data in graph[node].items() if data["sign"]} for node in graph
    }
    return [
        float(sum(sign * signs[other][via] for via, sign in signs[one].items() if via in signs[other]))
        for one, other in dyads
    ]


def ties_of_sign(graph: nx.Graph[Node], sign: int) -> nx.Graph[Node]:
    """Return the ties of one sign of a signed graph as a graph without signs, on all of its nodes.

    Raises
    ------
    AnalysisError
        When the graph is no signed graph.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_edge("a", "b", sign=1)
    >>> graph.add_edge("b", "c", sign=-1)
    >>> list(ties_of_sign(graph, -1).edges), len(ties_of_sign(graph, -1))
    ([('b', 'c')], 3)
    """
    require_signed(graph, "a layer of one sign")
    layer: nx.Graph[Node] = nx.Graph()
    layer.add_nodes_from(graph)
    layer.add_edges_from((one, other) for one, other, data in graph.edges(data=True) if data["sign"] == sign)
    return layer


def _over_shared(
    graph: nx.Graph[Node], dyads: Sequence[Dyad[Node]], measure: str, weight: Callable[[int], float]
) -> list[float]:
    """Return for each dyad the sum of a weight over its common neighbours, given the number of their ties.

    Every node adds to the pairs of its own neighbours, so that the work grows with the ties and not with the
    square of the nodes.
    """
    require_simple(graph, measure)
    _require_dyads(graph, dyads, measure)
    scores: dict[frozenset[Node], float] = {}
    for node in graph:
        around = graph[node]
        if len(around) > 1:
            added = weight(len(around))
            for pair in map(frozenset, combinations(around, 2)):
                scores[pair] = scores.get(pair, 0.0) + added
    return [scores.get(frozenset(dyad), 0.0) for dyad in dyads]


def _require_dyads(graph: nx.Graph[Node], dyads: Iterable[Dyad[Node]], measure: str) -> None:
    for one, other in dyads:
        if one == other:
            raise AnalysisError(f"{measure} is undefined for a node with itself, such as {one}")
        for end in (one, other):
            if end not in graph:
                raise AnalysisError(f"{measure} is undefined for {end}, which is not in the graph")
