"""Walk balance: closed walks of every length, the short ones counting most, in all and at each node."""

from __future__ import annotations

import networkx as nx
import numpy as np
import numpy.typing as npt

from cartelgraph.measures.apart import apart
from cartelgraph.measures.signed import Node, in_order, require_signed, signed_ties

__all__ = ["walk_balance", "walk_balance_by_node"]


def walk_balance(graph: nx.Graph[Node]) -> float | None:
    """Return the walk balance of a signed graph (Estrada & Benzi 2014).

    With A the signed adjacency matrix and |A| that of the same ties without their signs::

        K = trace(exp(A)) / trace(exp(|A|))

    A closed walk counts as balanced when it runs over an even number of rivalries; one of length k weighs
    1 / k!. From above 0 to 1, which it reaches exactly if the graph is in balance; also without ties, where
    nothing is out of balance. None for a graph without nodes. A truce is no tie.

    Raises
    ------
    AnalysisError
        When the graph is no signed graph.

    References
    ----------
    Estrada, E. & Benzi, M. (2014). Walk-based measure of balance in signed networks: Detecting lack of
    balance in social networks. Physical Review E 90, 042802.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_edges_from([("a", "b"), ("b", "c")], sign=1)
    >>> graph.add_edge("a", "c", sign=-1)
    >>> round(walk_balance(graph), 4)
    0.6858
    """
    matrix = _adjacency(graph)
    if not len(matrix):
        return None
    # The largest eigenvalue of |A| is at least that of A: taken out of both exponents, none overflows.
    values, plain = apart(lambda: (np.linalg.eigvalsh(matrix), np.linalg.eigvalsh(np.abs(matrix))))
    share = float(np.exp(values - plain[-1]).sum() / np.exp(plain - plain[-1]).sum())
    return min(share, 1.0)  # which rounding could exceed in the last digit


def walk_balance_by_node(graph: nx.Graph[Node]) -> dict[Node, float]:
    """Return the walk balance of each node: that of the closed walks that start there (Estrada & Benzi 2014).

    ``K(v) = exp(A)[v, v] / exp(|A|)[v, v]``, from above 0 to 1; 1 exactly if every cycle of the node's
    component is in balance, and for a node without ties.

    Raises
    ------
    AnalysisError
        When the graph is no signed graph.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_edge("a", "b", sign=-1)
    >>> {node: round(value, 6) for node, value in walk_balance_by_node(graph).items()}
    {'a': 1.0, 'b': 1.0}
    """
    matrix = _adjacency(graph)
    if not len(matrix):
        return {}
    (values, vectors), (plain, plain_vectors) = apart(
        lambda: (np.linalg.eigh(matrix), np.linalg.eigh(np.abs(matrix)))
    )
    signed = vectors**2 @ np.exp(values - plain[-1])
    unsigned = plain_vectors**2 @ np.exp(plain - plain[-1])
    return dict(zip(in_order(graph), np.minimum(signed / unsigned, 1.0).tolist(), strict=True))


def _adjacency(graph: nx.Graph[Node]) -> npt.NDArray[np.float64]:
    """Return the signed adjacency matrix, nodes in order."""
    require_signed(graph, "walk balance")
    place = {node: number for number, node in enumerate(in_order(graph))}
    matrix = np.zeros((len(place), len(place)))
    for one, other, sign in signed_ties(graph):
        matrix[place[one], place[other]] = matrix[place[other], place[one]] = sign
    return matrix
