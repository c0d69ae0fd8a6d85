"""The frustration index: how many ties at least stand against a division into two camps, and which it is.

The search is exact and may be long (the problem is NP-hard), so the answer always says what was found,
what is proven, and what lies between the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Generic

import networkx as nx

from cartelgraph.errors import ParameterError
from cartelgraph.measures.frustration_blocks import Effort, best_of_component
from cartelgraph.measures.frustration_models import Formulation
from cartelgraph.measures.frustration_reduction import couplings_of
from cartelgraph.measures.progress import Told, silent
from cartelgraph.measures.signed import Dyad, Node, in_order, require_signed, signed_ties

__all__ = ["Camps", "Frustration", "Told", "ambiguous", "frustrated_ties", "frustration"]

Camps = tuple[frozenset[Node], frozenset[Node]]
"""Two camps that share no node and hold all of them; one may be empty."""


#: Seconds after which a search ends, unless told otherwise.
SECONDS = 60.0


@dataclass(frozen=True)
class Frustration(Generic[Node]):
    """The least frustration that was found, what is proven of it, and the divisions that have it.

    Attributes
    ----------
    value
        Ties that are frustrated under the best division found: alliances between the camps and rivalries
        within.
    bound
        No division frustrates fewer; equal to the value when that is proven to be the frustration index.
    ties
        Signed ties in all, truces left out.
    divisions
        Divisions with that value, as many as were asked for. In each connected component the node with the
        most ties, then the first by name, is in the first camp: between components, sides mean nothing.
    complete
        Whether these are all of them. False also where no more were looked for.
    """

    value: int
    bound: int
    ties: int
    divisions: tuple[Camps[Node], ...]
    complete: bool

    @property
    def camps(self) -> Camps[Node]:
        """The first of the divisions."""
        return self.divisions[0]

    @property
    def gap(self) -> int:
        """Value less bound: 0 when the value is proven."""
        return self.value - self.bound

    @property
    def balance(self) -> float | None:
        """How near to balance: ``1 - 2 value / ties``, 0 to 1, which is balance; None without ties.

        At most half of the ties are frustrated under the best division (Aref & Wilson 2018).
        """
        return 1 - 2 * self.value / self.ties if self.ties else None


def frustration(
    graph: nx.Graph[Node],
    *,
    most: int = 1,
    seconds: float = SECONDS,
    seed: int = 0,
    formulation: Formulation = Formulation.AND,
    told: Told = silent,
) -> Frustration[Node]:
    """Return the frustration index of a signed graph with the divisions that have it.

    ::

        L(G) = min over divisions into two camps of  alliances between camps + rivalries within a camp

    It is 0 exactly if the graph is in balance. Also called the line index of balance: the fewest ties whose
    loss, or whose turn, would bring balance (Abelson & Rosenberg 1958, Harary 1959).

    Connected components, and the blocks within them, are divided apart; nodes with up to three ties are
    settled beforehand, blocks in balance drop out. What is left is searched by branch and bound on a
    linear program that is first tightened by cycles out of balance.

    Parameters
    ----------
    graph
        Signed graph; a truce is no tie.
    most
        Most divisions to return. More than one takes longer, as each is searched for.
    seconds
        Time limit of the whole search.
    seed
        Of the quick search for a good division, with which the exact one begins.
    formulation
        How the linear program says a tie's frustration; the answer is the same.
    told
        Is told how many ties are settled, of how many.

    Raises
    ------
    AnalysisError
        When the graph is no signed graph.
    ParameterError
        When no division is asked for, or no time given.

    References
    ----------
    Aref, S., Mason, A. J. & Wilson, M. C. (2020). A modeling and computational study of the frustration index
    in signed networks. Networks 75, 95-110. Aref, S. & Wilson, M. C. (2018). Measuring partial balance in
    signed networks. Journal of Complex Networks 6, 566-595. Abelson, R. P. & Rosenberg, M. J. (1958).
    Symbolic psycho-logic. Behavioral Science 3, 1-13. Harary, F. (1959). On the measurement of structural
    balance. Behavioral Science 4, 316-323.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_edges_from([("a", "b"), ("b", "c")], sign=1)
    >>> graph.add_edge("a", "c", sign=-1)
    >>> found = frustration(graph, most=10)
    >>> found.value, found.gap, len(found.divisions), found.complete
    (1, 0, 3, True)
    """
    require_signed(graph, "the frustration index")
    if most < 1 or not seconds > 0:
        raise ParameterError(f"frustration: most is {most}, seconds {seconds}: 1 or more, and above 0")
    nodes = in_order(graph)
    place = {node: number for number, node in enumerate(nodes)}
    ties = [(place[one], place[other], sign) for one, other, sign in signed_ties(graph)]
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(nodes)))
    numbered.add_weighted_edges_from(ties, weight="sign")
    effort = Effort(most, seconds, seed, formulation, told, len(ties))
    satisfied, at_most, complete = Fraction(0), Fraction(0), True
    found: list[dict[int, int]] = [{}]
    for component in sorted(map(sorted, nx.connected_components(numbered)), key=len):
        within = couplings_of(
            (one, other, Fraction(data["sign"]))
            for one, other, data in numbered.subgraph(component).edges(data=True)
        )
        part = best_of_component(component, within, effort)
        satisfied, at_most = satisfied + part.satisfied, at_most + part.at_most
        first = max(component, key=lambda node: (numbered.degree[node], -node))
        ways = [{node: side * sides[first] for node, side in sides.items()} for sides in part.divisions]
        complete = complete and part.complete and len(found) * len(ways) <= most
        found = list(islice((one | way for one in found for way in ways), most))
    return Frustration(
        value=int((len(ties) - satisfied) / 2),
        bound=int((len(ties) - at_most) / 2),
        ties=len(ties),
        divisions=tuple(_camps(nodes, sides) for sides in found),
        complete=complete,
    )


def _camps(nodes: list[Node], sides: dict[int, int]) -> Camps[Node]:
    first = frozenset(node for number, node in enumerate(nodes) if sides[number] > 0)
    return first, frozenset(nodes) - first


def frustrated_ties(graph: nx.Graph[Node], camps: Camps[Node]) -> tuple[Dyad[Node], ...]:
    """Return the ties that stand against a division, in order: alliances between the camps, rivalries within.

    Raises
    ------
    AnalysisError
        When the graph is no signed graph.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_edge("a", "b", sign=-1)
    >>> frustrated_ties(graph, (frozenset("ab"), frozenset()))
    (('a', 'b'),)
    """
    require_signed(graph, "a frustrated tie")
    return tuple(
        (one, other)
        for one, other, sign in signed_ties(graph)
        if (sign > 0) != ((one in camps[0]) == (other in camps[0]))
    )


def ambiguous(found: Frustration[Node]) -> frozenset[Node]:
    """Return the nodes that are not in the same camp in all divisions.

    With a complete answer these are exactly the nodes that the ties leave undecided against the node with the
    most ties in their component; otherwise there may be more.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_edges_from([("a", "b"), ("b", "c"), ("b", "d")], sign=1)
    >>> graph.add_edge("a", "c", sign=-1)
    >>> sorted(ambiguous(frustration(graph, most=10)))
    ['a', 'c']
    """
    first = found.divisions[0]
    return frozenset(node for other in found.divisions[1:] for node in (first[0] ^ other[0]))
