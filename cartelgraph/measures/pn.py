"""PN centrality: a status that friends raise and foes lower."""

from __future__ import annotations

import networkx as nx
import numpy as np

from cartelgraph.measures.apart import apart
from cartelgraph.measures.partners import partners
from cartelgraph.measures.signed import Node

__all__ = ["pn_centrality"]


def pn_centrality(layer: nx.Graph[Node]) -> dict[Node, float | None]:
    """Return the PN centrality of each node (Everett & Borgatti 2014).

    With P the adjacency matrix of alliances, N that of rivalries and 1 a vector of ones::

        PN = (I - (P - 2 N) / (2 n - 2)) ^ -1  1

    Allies raise it, the more so the higher their own value; rivals lower it; a node with neither has 1.
    A truce adds nothing; a dyad that is both allied and rival counts as both. None for one node alone,
    and for two that are rivals and all there is: there the matrix has no inverse.

    Parameters
    ----------
    layer
        Undirected graph or multigraph whose edges bear ``sign``: 1, -1 or 0.

    References
    ----------
    Everett, M. G. & Borgatti, S. P. (2014). Networks containing negative ties. Social Networks 38, 111-120.

    Examples
    --------
    >>> layer = nx.MultiGraph()
    >>> layer.add_edge("a", "b", sign=1)
    0
    >>> pn_centrality(layer)
    {'a': 2.0, 'b': 2.0}
    """
    nodes, found = list(layer), partners(layer)
    if len(nodes) < 2:
        return dict.fromkeys(nodes)
    index = {node: position for position, node in enumerate(nodes)}
    balance = np.zeros((len(nodes), len(nodes)))
    for node in nodes:
        balance[index[node], [index[ally] for ally in found[node].allies]] += 1
        balance[index[node], [index[rival] for rival in found[node].rivals]] -= 2
    matrix = np.eye(len(nodes)) - balance / (2 * len(nodes) - 2)
    try:
        values = apart(lambda: np.linalg.solve(matrix, np.ones(len(nodes))))
    except np.linalg.LinAlgError:
        return dict.fromkeys(nodes)
    return dict(zip(nodes, values.tolist(), strict=True))
