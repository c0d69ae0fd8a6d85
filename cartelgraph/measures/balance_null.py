"""Whether a network is more in balance than its ties and the mere number of its rivalries make it.

The null model keeps every tie and deals the signs out anew, so that as many are negative as there are.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import networkx as nx

from cartelgraph.errors import ParameterError
from cartelgraph.measures.progress import Told, silent
from cartelgraph.measures.signed import Node, in_order, require_signed, signed_ties

__all__ = ["Null", "against_shuffled_signs", "shuffled_signs"]

Statistic = Callable[["nx.Graph[Node]"], float | None]


#: The middle share of the draws that the interval holds.
INTERVAL = 0.95


@dataclass(frozen=True)
class Null:
    """An observed value among those of the null model.

    Attributes
    ----------
    observed
        The value of the graph itself.
    low, high
        The interval that holds the middle 95 % of the draws.
    at_least
        One-sided p-value of values as high as the observed one: (1 + draws that reach it) / (1 + draws).
    at_most
        The same of values as low.
    draws
        Number of draws.
    """

    observed: float
    low: float
    high: float
    at_least: float
    at_most: float
    draws: int


def shuffled_signs(graph: nx.Graph[Node], draws: int, seed: int) -> Iterator[nx.Graph[Node]]:
    """Yield the same graph with its signs dealt out anew over its ties, so many times; truces are left out.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_edge("a", "b", sign=1)
    >>> graph.add_edge("b", "c", sign=-1)
    >>> {graph.edges["a", "b"]["sign"] for graph in shuffled_signs(graph, 20, seed=0)} == {1, -1}
    True
    """
    ties = signed_ties(graph)
    signs = [sign for _, _, sign in ties]
    chance = random.Random(seed)  # noqa: S311 - nothing here is secret
    for _ in range(draws):
        chance.shuffle(signs)
        drawn: nx.Graph[Node] = nx.Graph()
        drawn.add_nodes_from(in_order(graph))
        drawn.add_edges_from(
            (one, other, {"sign": sign}) for (one, other, _), sign in zip(ties, signs, strict=True)
        )
        yield drawn


def against_shuffled_signs(
    graph: nx.Graph[Node],
    statistics: Sequence[Statistic[Node]],
    *,
    draws: int = 199,
    seed: int = 0,
    told: Told = silent,
) -> tuple[Null | None, ...]:
    """Return where statistics of a signed graph stand among those of the same ties with shuffled signs.

    The observed value counts as one of the draws, so a p-value is never 0 (Davison & Hinkley 1997,
    section 4.2; Phipson & Smyth 2010). All statistics are taken of the same draws.

    Parameters
    ----------
    graph
        Signed graph.
    statistics
        Functions of a signed graph.
    draws
        Number of draws, 1 or more.
    seed
        Of the draws.
    told
        Is told how many draws are made.

    Returns
    -------
    tuple
        One answer for each statistic; None where it is undefined on the graph itself, or on a draw.

    Raises
    ------
    AnalysisError
        When the graph is no signed graph.
    ParameterError
        When there is no draw.

    References
    ----------
    Davison, A. C. & Hinkley, D. V. (1997). Bootstrap Methods and their Application. Cambridge UP.
    Phipson, B. & Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical Applications
    in Genetics and Molecular Biology 9, article 39.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_edges_from([("a", "b"), ("b", "c"), ("a", "c")], sign=1)
    >>> (null,) = against_shuffled_signs(graph, [lambda one: one.size(weight="sign")])
    >>> null.observed, null.low, null.at_least
    (3.0, 3.0, 1.0)
    """
    require_signed(graph, "a null model of shuffled signs")
    if draws < 1:
        raise ParameterError(f"a null model of {draws} draws: it needs 1 or more")
    observed = [statistic(graph) for statistic in statistics]
    drawn: list[list[float | None]] = [[] for _ in statistics]
    for done, shuffled in enumerate(shuffled_signs(graph, draws, seed)):
        told(done, draws, "draws of shuffled signs")
        for statistic, values in zip(statistics, drawn, strict=True):
            values.append(statistic(shuffled))
    told(draws, draws, "draws of shuffled signs")
    return tuple(
        _null(value, [one for one in values if one is not None], draws)
        for value, values in zip(observed, drawn, strict=True)
    )


def _null(observed: float | None, values: list[float], draws: int) -> Null | None:
    if observed is None or len(values) < draws:
        return None
    ordered = sorted(values)
    cut = int(draws * (1 - INTERVAL) / 2)
    # Equal values may differ in their last digit, which must not decide.
    near = 1e-12 * max(1.0, abs(observed))
    return Null(
        observed=observed,
        low=ordered[cut],
        high=ordered[-1 - cut],
        at_least=(1 + sum(value >= observed - near for value in values)) / (1 + draws),
        at_most=(1 + sum(value <= observed + near for value in values)) / (1 + draws),
        draws=draws,
    )
