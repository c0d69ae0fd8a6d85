"""Communities of allies: what many runs of a method that depends on chance agree on, and how far.

The Louvain method looks for a partition with a high modularity, from a random order of the nodes. Another
order may give another partition that is about as good, so that a single run says nothing of how firm it is.
Here it is run many times, and the runs are brought to a consensus (Lancichinetti & Fortunato 2012).

A community is a matter of ties: many within, few without, compared with what degrees alone would give.
Modularity does not see communities that are small beside the network: one with up to about sqrt(2m) ties
within, m being all ties, may well be several that hardly anything ties together (Fortunato & Barthelemy
2007).
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Generic

import networkx as nx

from cartelgraph.errors import AnalysisError, ParameterError
from cartelgraph.measures.partitions import adjusted_mutual_information, labels_of
from cartelgraph.measures.progress import Told, silent
from cartelgraph.measures.signed import Node, in_order
from cartelgraph.measures.simple import require_simple

__all__ = ["Consensus", "consensus_communities", "modularity"]


#: A partition of the nodes that have a tie, by their places: its blocks, each in order, in order.
Blocks = tuple[tuple[int, ...], ...]

#: Rounds after which runs that still differ are left as they are.
MOST_ROUNDS = 50


@dataclass(frozen=True)
class Consensus(Generic[Node]):
    """The partition that the runs were brought to, and how far they agreed before that.

    Attributes
    ----------
    communities
        Those of the nodes with a tie: the largest first, then by their first node.
    isolates
        Nodes without a tie. Each is a community of one: no method has a choice there, so that they count
        neither among the communities nor in any number below.
    modularity
        That of the partition; None without ties.
    stability
        For each node, how often it was put together with each of the others of its community, on average over
        these, as a share of the first runs: 0 to 1. None for one that is alone in its community.
    leanings
        For each node that any of the first runs put together with some of another community: the place of the
        community that it was most often with, and how often with each of it, on average: above 0, to 1. Where
        whole communities are sometimes joined, stability is 1 and this is not absent.
    runs
        Runs in each round.
    distinct
        Different partitions among the first runs.
    agreement
        Mean adjusted mutual information of all pairs of the first runs, two that found the same counting as
        1; None for a single run, or without ties.
    best
        Highest modularity among the first runs, which the consensus may miss; None without ties.
    rounds
        Rounds until all runs agreed; 1 if the first did.
    settled
        Whether they did. If not, the partition is the one that most runs of the last round found, and of
        these the one with the highest modularity.
    """

    communities: tuple[frozenset[Node], ...]
    isolates: frozenset[Node]
    modularity: float | None
    stability: dict[Node, float | None]
    leanings: dict[Node, tuple[int, float]]
    runs: int
    distinct: int
    agreement: float | None
    best: float | None
    rounds: int
    settled: bool


def modularity(graph: nx.Graph[Node], communities: Collection[Collection[Node]]) -> float | None:
    """Return the share of ties within communities, less what is to be expected of nodes of such degrees.

    With m ties in all, l(c) within community c and d(c) the sum of its degrees::

        Q = sum over c of  l(c)/m - (d(c) / 2m)^2

    From -1/2 to below 1; 0 for all in one community. None without ties.

    Raises
    ------
    AnalysisError
        When the communities are no partition of the nodes. When the graph is directed, bears a sign or a
        weight that is not positive, or has parallel ties or loops.

    References
    ----------
    Newman, M. E. J. & Girvan, M. (2004). Finding and evaluating community structure in networks. Physical
    Review E 69, 026113.

    Examples
    --------
    >>> modularity(nx.Graph([("a", "b"), ("c", "d")]), [{"a", "b"}, {"c", "d"}])
    0.5
    """
    _require_unsigned(graph, "modularity")
    labels = labels_of(communities)
    if apart := in_order(labels.keys() ^ set(graph)):
        raise AnalysisError(
            f"no partition of the graph's nodes: only in one of both: {', '.join(map(str, apart[:5]))}: put "
            "each node of the graph, and no other, in one community"
        )
    ties = graph.number_of_edges()
    if not ties:
        return None
    within: Counter[int] = Counter()
    degrees: Counter[int] = Counter()
    for one, other in graph.edges:
        degrees.update((labels[one], labels[other]))
        within[labels[one]] += labels[one] == labels[other]
    # Whole numbers as far as they go: partitions of one modularity have the same.
    return (4 * ties * within.total() - sum(its * its for its in degrees.values())) / (4 * ties * ties)


def consensus_communities(
    graph: nx.Graph[Node],
    *,
    runs: int = 100,
    seed: int = 0,
    most_rounds: int = MOST_ROUNDS,
    told: Told = silent,
) -> Consensus[Node]:
    """Return the communities that many runs of the Louvain method are brought to agree on.

    1. The method is run so many times, each from another order of nodes and ties that the seed determines.
    2. If all runs have found the same, that is the answer.
    3. Otherwise nodes are tied by how many runs have put them together, pairs that fewer than half of the
       runs have put together are not tied, and a node that this would leave alone keeps its strongest tie, to
       the first by name if there are several. On these ties the method is run again, and so on from 2.

    Lancichinetti & Fortunato leave the threshold of step 3 to the user; half is the choice made here. The
    resolution is 1, that of modularity as it was first defined. Weights are not read. The same graph and
    seed give the same answer, in whatever order nodes and ties were added; nodes of other names may not.

    Parameters
    ----------
    graph
        Undirected graph of positive ties.
    runs
        Runs in each round.
    seed
        Of all orders.
    most_rounds
        Rounds after which runs that still differ are left as they are.
    told
        Is told of the runs done in each round.

    Raises
    ------
    ParameterError
        When runs or rounds are below 1.
    AnalysisError
        When the graph is directed, bears a sign or a weight that is not positive, or has parallel ties or
        loops. With negative ties modularity has no such meaning, and the method would answer all the same.

    References
    ----------
    Blondel, V. D., Guillaume, J.-L., Lambiotte, R. & Lefebvre, E. (2008). Fast unfolding of communities in
    large networks. Journal of Statistical Mechanics P10008.

    Lancichinetti, A. & Fortunato, S. (2012). Consensus clustering in complex networks. Scientific Reports 2,
    336.

    Fortunato, S. & Barthelemy, M. (2007). Resolution limit in community detection. Proceedings of the
    National Academy of Sciences 104, 36-41.

    Examples
    --------
    >>> found = consensus_communities(nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("d", "e")]))
    >>> [sorted(community) for community in found.communities], found.distinct, found.stability["a"]
    ([['a', 'b', 'c'], ['d', 'e']], 1, 1.0)
    """
    _require_unsigned(graph, "a consensus of communities")
    if runs < 1 or most_rounds < 1:
        raise ParameterError(f"communities: runs is {runs}, rounds {most_rounds}: both must be 1 or more")
    tied = in_order(node for node in graph if graph.degree(node))
    isolates = frozenset(set(graph) - set(tied))
    if not tied:
        return Consensus((), isolates, None, {}, {}, runs, 0, None, None, 1, settled=True)
    network = _numbered(graph, tied)
    first = found = _runs(network, runs, seed, 1, told)
    rounds = 1
    while len(found) > 1 and rounds < most_rounds:
        rounds += 1
        found = _runs(_agreed_ties(found, len(tied)), runs, seed, rounds, told)
    shown = min(found, key=lambda its: (-found[its], -_quality(network, its), its))
    blocks = tuple(sorted(shown, key=_largest_first))
    communities = tuple(frozenset(tied[place] for place in block) for block in blocks)
    shares = _shares(blocks, first)
    return Consensus(
        communities=communities,
        isolates=isolates,
        modularity=_quality(network, blocks),
        stability={
            tied[place]: shares[place][own] if len(block) > 1 else None
            for own, block in enumerate(blocks)
            for place in block
        },
        leanings={
            tied[place]: leaning
            for own, block in enumerate(blocks)
            for place in block
            if (leaning := _leaning(shares[place], own)) is not None
        },
        runs=runs,
        distinct=len(first),
        agreement=_agreement(first),
        best=max(_quality(network, its) for its in first),
        rounds=rounds,
        settled=len(found) == 1,
    )


def _require_unsigned(graph: nx.Graph[Any], measure: str) -> None:
    require_simple(graph, measure)
    for one, other, weight in graph.edges(data="weight", default=1):
        if weight <= 0:
            raise AnalysisError(
                f"{measure} is undefined for a weight that is not positive, such as {weight} of {one} and "
                f"{other}: hostility is not closeness; leave such ties out"
            )


def _largest_first(block: tuple[int, ...]) -> tuple[int, int]:
    return -len(block), block[0]


def _numbered(graph: nx.Graph[Node], tied: list[Node]) -> nx.Graph[int]:
    """Return the ties between places, in order, so that runs depend on nothing but the graph and the seed."""
    place = {node: number for number, node in enumerate(tied)}
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(len(tied)))
    ties = ((place[one], place[other]) for one, other in graph.edges)
    network.add_edges_from(sorted((min(tie), max(tie)) for tie in ties))
    return network


def _runs(network: nx.Graph[int], runs: int, seed: int, number: int, told: Told) -> Counter[Blocks]:
    """Return the partitions that the runs of a round find, and how many find each."""
    found: Counter[Blocks] = Counter()
    first = seed + (number - 1) * runs
    for run in range(runs):
        order = random.Random(first + run)  # noqa: S311
        communities = nx.community.louvain_communities(_shuffled(network, order), seed=first + run)
        found[_in_order(communities)] += 1
        told(run + 1, runs, f"runs of round {number}")
    return found


def _shuffled(network: nx.Graph[int], order: random.Random) -> nx.Graph[int]:
    """Return the same graph with nodes and ties in another order.

    The method takes nodes in random order, but of communities that a node might join with the same gain
    always the one whose tie was added first: left as they are, the names of nodes would decide, in every run
    alike.
    """
    nodes, ties = list(network), list(network.edges(data="weight", default=1))
    order.shuffle(nodes)
    order.shuffle(ties)
    shuffled: nx.Graph[int] = nx.Graph()
    shuffled.add_nodes_from(nodes)
    shuffled.add_weighted_edges_from(ties)
    return shuffled


def _in_order(communities: Iterable[Collection[int]]) -> Blocks:
    return tuple(sorted(tuple(sorted(community)) for community in communities))


def _together(found: Counter[Blocks]) -> Counter[tuple[int, int]]:
    """Return how many runs have put two places together."""
    together: Counter[tuple[int, int]] = Counter()
    for blocks, count in found.items():
        for block in blocks:
            for pair in combinations(block, 2):
                together[pair] += count
    return together


def _agreed_ties(found: Counter[Blocks], size: int) -> nx.Graph[int]:
    """Return the graph of step 3: ties weigh how many runs have put both together."""
    together, runs = _together(found), found.total()
    kept = {pair for pair, count in together.items() if 2 * count >= runs}
    alone = set(range(size)) - {place for pair in kept for place in pair}
    strongest: dict[int, tuple[int, tuple[int, int]]] = {}
    for pair, count in together.items():
        for place in alone.intersection(pair):
            strongest[place] = min(strongest.get(place, (0, pair)), (-count, pair))
    kept.update(pair for _, pair in strongest.values())
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(size))
    network.add_weighted_edges_from((*pair, together[pair]) for pair in sorted(kept))
    return network


def _quality(network: nx.Graph[int], blocks: Blocks) -> float:
    quality = modularity(network, blocks)
    if quality is None:
        raise AssertionError("the network was seen to have ties")
    return quality


def _shares(blocks: Blocks, first: Counter[Blocks]) -> dict[int, list[float]]:
    """Return how often each place was put together with the others of each block, on average over these."""
    own = {place: number for number, block in enumerate(blocks) for place in block}
    met = {place: [0] * len(blocks) for place in own}
    for (one, other), count in _together(first).items():
        met[one][own[other]] += count
        met[other][own[one]] += count
    runs = first.total()
    return {
        place: [
            count / (runs * others) if (others := len(block) - (number == own[place])) else 0.0
            for number, (count, block) in enumerate(zip(counts, blocks, strict=True))
        ]
        for place, counts in met.items()
    }


def _leaning(shares: list[float], own: int) -> tuple[int, float] | None:
    """Return which other block a place was most often with, and how often; None if with no other."""
    others = [(-share, number) for number, share in enumerate(shares) if number != own and share]
    if not others:
        return None
    share, number = min(others)
    return number, -share


def _agreement(found: Counter[Blocks]) -> float | None:
    """Return the mean adjusted mutual information over all pairs of runs."""
    pairs = math.comb(found.total(), 2)
    if not pairs:
        return None
    labels = {blocks: labels_of(blocks) for blocks in sorted(found)}
    same = sum(math.comb(count, 2) for count in found.values())
    apart = [
        found[one] * found[other] * (adjusted_mutual_information(labels[one], labels[other]) or 0.0)
        for one, other in combinations(labels, 2)
    ]
    return math.fsum([same, *apart]) / pairs
