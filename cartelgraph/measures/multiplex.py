"""Several kinds of tie between the same nodes: how far they overlap, and who has ties of how many kinds.

Each kind of tie is a *layer*, an undirected graph of its own; a node need not be in all of them. What a tie
means is not asked here, so that a layer of rivals stands beside a layer of allies and neither counts as
closeness.

In the formulas M is the number of layers, k(v, a) the degree of v in layer a, 0 where it is not in it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import Any

import networkx as nx

from cartelgraph.errors import AnalysisError
from cartelgraph.measures.signed import Node, in_order
from cartelgraph.measures.simple import fault_of

__all__ = ["Layers", "Multiplexity", "Overlap", "Spread", "dyads_by_layers", "multiplexity", "overlaps"]

Layers = Mapping[str, "nx.Graph[Node]"]
"""The graph of each layer, by its name."""

THIRD = Fraction(1, 3)


class Spread(StrEnum):
    """Over how many layers the ties of a node are spread, by thirds of its participation coefficient.

    * ``focused``: up to 1/3; most of its ties are of one layer.
    * ``mixed``: above that, up to 2/3.
    * ``multiplex``: above 2/3; its ties are spread evenly over the layers.
    """

    FOCUSED = "focused"
    MIXED = "mixed"
    MULTIPLEX = "multiplex"


@dataclass(frozen=True)
class Multiplexity:
    """The ties of a node by layers.

    Attributes
    ----------
    degrees
        Its degree in each layer, 0 in one that it is not in.
    """

    degrees: Mapping[str, int]

    @property
    def overlapping_degree(self) -> int:
        """Sum of its degrees: ``o(v) = sum over a of k(v, a)``; who is tied in two layers counts twice."""
        return sum(self.degrees.values())

    @property
    def participation(self) -> float | None:
        """How evenly its ties are spread over the layers: the multiplex participation coefficient.

        ::

            P(v) = M/(M - 1) (1 - sum over a of (k(v, a) / o(v))^2)

        From 0, all of one layer, to 1, as many of each. None without ties, and for fewer than two layers.
        """
        return None if self._participation is None else float(self._participation)

    @property
    def spread(self) -> Spread | None:
        """The third that its participation coefficient is in; None where that is."""
        # By whole numbers: a float of 1/3 may fall on either side.
        if self._participation is None:
            return None
        if self._participation <= THIRD:
            return Spread.FOCUSED
        return Spread.MIXED if self._participation <= 2 * THIRD else Spread.MULTIPLEX

    @cached_property
    def _participation(self) -> Fraction | None:
        layers, total = len(self.degrees), self.overlapping_degree
        if layers < 2 or not total:
            return None
        squares = sum(degree * degree for degree in self.degrees.values())
        return Fraction(layers, layers - 1) * (1 - Fraction(squares, total * total))


@dataclass(frozen=True)
class Overlap:
    """The dyads that are tied in two layers.

    Attributes
    ----------
    layer, other
        Names of the layers.
    dyads, dyads_other
        Dyads that are tied in each.
    shared
        Dyads that are tied in both.
    nodes
        Nodes that dyads could be drawn among.
    """

    layer: str
    other: str
    dyads: int
    dyads_other: int
    shared: int
    nodes: int

    @property
    def jaccard(self) -> float | None:
        """Share of the dyads of either that are tied in both, 0 to 1; None if neither has any."""
        either = self.dyads + self.dyads_other - self.shared
        return self.shared / either if either else None

    @property
    def share(self) -> float | None:
        """Share of the first layer's dyads that are tied in the other too, 0 to 1; None if it has none.

        Battiston, Nicosia & Latora call it the conditional probability of a tie in the other layer.
        """
        return self.shared / self.dyads if self.dyads else None

    @property
    def share_other(self) -> float | None:
        """Share of the other layer's dyads that are tied in the first too, 0 to 1; None if it has none."""
        return self.shared / self.dyads_other if self.dyads_other else None

    @property
    def expected(self) -> float | None:
        """Shared dyads to expect if both layers drew theirs independently, all dyads being as likely.

        ::

            E = A B / D,  D = n (n - 1) / 2

        A and B being the dyads of the two, and n the nodes: the mean of a hypergeometric distribution. None
        for fewer than two nodes.
        """
        possible = math.comb(self.nodes, 2)
        return self.dyads * self.dyads_other / possible if possible else None

    @property
    def lift(self) -> float | None:
        """How many times as many are shared as expected; 1 is independence. None if a layer has no dyad."""
        both = self.dyads * self.dyads_other
        return self.shared * math.comb(self.nodes, 2) / both if both else None


def multiplexity(layers: Layers[Node]) -> dict[Node, Multiplexity]:
    """Return the degree of each node in each layer, with what follows from it (Battiston et al. 2014).

    Nodes are those of any layer, in order.

    Raises
    ------
    AnalysisError
        When a layer is directed, or has parallel ties or loops.

    References
    ----------
    Battiston, F., Nicosia, V. & Latora, V. (2014). Structural measures for multiplex networks. Physical
    Review E 89, 032804.

    Examples
    --------
    >>> found = multiplexity({"ally": nx.Graph([("a", "b"), ("b", "c")]), "kin": nx.Graph([("a", "b")])})
    >>> found["a"].overlapping_degree, found["a"].participation, found["c"].spread.value
    (2, 1.0, 'focused')
    >>> round(found["b"].participation, 4)  # 2 (1 - 4/9 - 1/9)
    0.8889
    """
    _require_layers(layers)
    nodes = in_order({node for layer in layers.values() for node in layer})
    return {
        node: Multiplexity(
            {name: layer.degree(node) if node in layer else 0 for name, layer in layers.items()}
        )
        for node in nodes
    }


def overlaps(layers: Layers[Node], among: Collection[Node] | None = None) -> Iterator[Overlap]:
    """Yield how far each two layers overlap, in the order of the layers.

    Parameters
    ----------
    layers
        The layers.
    among
        Nodes that dyads could be drawn among; without them, the nodes of any layer.

    Raises
    ------
    AnalysisError
        When a layer is directed, or has parallel ties or loops, or a tied node is not among the nodes given.

    References
    ----------
    Battiston, F., Nicosia, V. & Latora, V. (2014). Structural measures for multiplex networks. Physical
    Review E 89, 032804.

    Examples
    --------
    >>> found = overlaps({"ally": nx.Graph([("a", "b"), ("b", "c")]), "kin": nx.Graph([("a", "b")])})
    >>> [(its.layer, its.other, its.shared, its.share, its.share_other, its.lift) for its in found]
    [('ally', 'kin', 1, 0.5, 1.0, 1.5)]
    """
    _require_layers(layers)
    nodes = {node for layer in layers.values() for node in layer} if among is None else set(among)
    dyads = {name: _dyads(layer) for name, layer in layers.items()}
    if outside := in_order({node for its in dyads.values() for dyad in its for node in dyad} - nodes):
        raise AnalysisError(f"tied, and not among the nodes: {', '.join(map(str, outside[:5]))}: add them")
    for one, other in combinations(layers, 2):
        shared = len(dyads[one] & dyads[other])
        yield Overlap(one, other, len(dyads[one]), len(dyads[other]), shared, len(nodes))


def dyads_by_layers(layers: Layers[Any]) -> Counter[int]:
    """Return how many dyads are tied in one layer, in two, and so on; dyads that are tied in none are absent.

    Battiston et al. call the number of layers the edge overlap of a dyad.

    Raises
    ------
    AnalysisError
        When a layer is directed, or has parallel ties or loops.

    Examples
    --------
    >>> found = dyads_by_layers({"ally": nx.Graph([("a", "b"), ("b", "c")]), "kin": nx.Graph([("a", "b")])})
    >>> found[1], found[2]
    (1, 1)
    """
    _require_layers(layers)
    tied: Counter[frozenset[Any]] = Counter()
    for layer in layers.values():
        tied.update(_dyads(layer))
    return Counter(tied.values())


def _dyads(layer: nx.Graph[Node]) -> set[frozenset[Node]]:
    return set(map(frozenset, layer.edges()))


def _require_layers(layers: Layers[Any]) -> None:
    faults = {name: fault_of(layer, lambda _one, _other, _data: None) for name, layer in layers.items()}
    met = [f"{fault} in layer {name!r}" for name, fault in faults.items() if fault]
    if met:
        raise AnalysisError(
            f"multiplex measures are undefined for {'; '.join(met)}: each layer must be an undirected graph "
            "with one tie for each pair"
        )
