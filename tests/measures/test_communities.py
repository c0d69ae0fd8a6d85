"""Communities: values by hand and of an exact program, plain graphs, and what must hold of any."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cartelgraph.errors import AnalysisError, ParameterError
from cartelgraph.measures.communities import consensus_communities, modularity
from tests.analysis.worlds import graph_of, graphs
from tests.measures.checked import Checked
from tests.measures.karate_club import CLUB, CLUB_AT_BEST, FRIENDS


def cliques(number: int, size: int, *, ring: bool = True) -> tuple[nx.Graph[int], list[set[int]]]:
    """Return cliques, each tied to the next, and their nodes."""
    parts = [set(range(place * size, (place + 1) * size)) for place in range(number)]
    graph: nx.Graph[int] = nx.Graph()
    for part in parts:
        graph.add_edges_from(combinations(sorted(part), 2))
    graph.add_edges_from((max(one), min(other)) for one, other in pairwise(parts))
    if ring:
        graph.add_edge(max(parts[-1]), min(parts[0]))
    return graph, parts


def blocks_of(labels: dict[int, str] | dict[int, int]) -> list[set[int]]:
    return [{node for node, its in labels.items() if its == label} for label in set(labels.values())]


RING, ITS_CLIQUES = cliques(30, 5)
TWO_BY_TWO = [one | other for one, other in zip(ITS_CLIQUES[::2], ITS_CLIQUES[1::2], strict=True)]
BRIDGED, BOTH = cliques(2, 4, ring=False)

VALIDATION = [
    Checked(
        "modularity",
        "ring of 30 cliques of 5: each a community; two by two",
        "by hand: 330 ties, 10 within each of 30, 21 of 15: 300/330 - 1/30, 315/330 - 1/15",
        (0.8757575757575757, 0.8878787878787879),
        lambda: (modularity(RING, ITS_CLIQUES), modularity(RING, TWO_BY_TWO)),
    ),
    Checked(
        "modularity",
        "karate club, its partition of the highest modularity",
        "python-igraph 1.0.0, `community_optimal_modularity`, an exact search",
        0.4197896120973046,
        lambda: modularity(FRIENDS, blocks_of(CLUB_AT_BEST)),
    ),
    # 13 ties, 6 within each clique; its degrees add up to 13 of 26.
    Checked(
        "communities: modularity of the consensus",
        "two cliques of 4 joined by a bridge",
        "by hand: 2 (6/13 - 1/4)",
        11 / 26,
        lambda: consensus_communities(BRIDGED).modularity,
    ),
    Checked(
        "communities: highest modularity of a single run",
        "karate club",
        "python-igraph 1.0.0, `community_optimal_modularity`, an exact search",
        0.4197896120973046,
        lambda: consensus_communities(FRIENDS).best,
    ),
]


@pytest.mark.parametrize("checked", VALIDATION, ids=lambda checked: f"{checked.measure}, {checked.case}")
def test_it_has_the_value_of_the_source(checked: Checked) -> None:
    assert checked.ours() == pytest.approx(checked.expected, abs=checked.tolerance)


def test_the_consensus_on_the_karate_club_is_no_better_than_the_best() -> None:
    found = consensus_communities(FRIENDS)
    at_best = modularity(FRIENDS, blocks_of(CLUB_AT_BEST))
    assert found.modularity is not None
    assert found.best is not None
    assert at_best is not None
    assert found.modularity <= at_best
    assert found.best <= at_best
    assert found.modularity > at_best - 0.005
    assert found.settled
    assert found.distinct > 1
    # Zachary's two men lead two communities.
    (first,) = (community for community in found.communities if 0 in community)
    assert 33 not in first
    assert {CLUB[node] for node in (0, 33)} == set(CLUB.values())


def test_cliques_in_a_ring_are_found_by_every_run() -> None:
    # 6 cliques of 5: fewer than 5 * 4 + 2, so that modularity keeps them apart.
    graph, parts = cliques(6, 5)
    found = consensus_communities(graph, runs=20)
    assert set(found.communities) == set(map(frozenset, parts))
    assert (found.distinct, found.agreement, found.rounds, found.settled) == (1, 1.0, 1, True)
    assert set(found.stability.values()) == {1.0}
    # By hand: 66 ties, 10 within each of 6, whose degrees add up to 22 of 132.
    assert found.modularity == pytest.approx(60 / 66 - 1 / 6)


def test_of_many_cliques_some_are_joined_as_modularity_has_it() -> None:
    # The resolution limit of Fortunato & Barthelemy (2007): 30 cliques are more than 5 * 4 + 2.
    found = consensus_communities(RING, runs=10)
    assert len(found.communities) < 30
    assert found.modularity is not None
    assert found.modularity > 300 / 330 - 1 / 30
    assert all(any(clique <= community for community in found.communities) for clique in ITS_CLIQUES)


def test_who_stands_between_two_cliques_is_not_firm() -> None:
    # m is allied with one of each of two triangles: by symmetry, about half of the runs put him with either.
    graph = graph_of("a-b-c-a", "x-y-z-x", "c-m-x")
    found = consensus_communities(graph, runs=200)
    assert found.settled
    assert found.distinct == 2
    assert found.rounds > 1
    share = found.stability["m"]
    assert share is not None
    assert 0.5 <= share < 0.7
    # Its community has four: the others are always together, and with m as often as he is with them.
    (his,) = (community for community in found.communities if "m" in community)
    assert {node: found.stability[node] for node in his} == pytest.approx(
        {node: share if node == "m" else (2 + share) / 3 for node in his}
    )
    assert {found.stability[node] for node in set(graph) - his} == {1.0}


def test_isolates_are_named_and_count_nowhere() -> None:
    found = consensus_communities(graph_of("a-b", "c", "d"))
    assert (found.communities, found.isolates) == ((frozenset("ab"),), frozenset("cd"))
    assert set(found.stability) == {"a", "b"}
    alone = consensus_communities(graph_of("a", "b"))
    assert (alone.communities, alone.isolates, alone.modularity) == ((), frozenset("ab"), None)
    assert (alone.agreement, alone.best, alone.distinct, alone.settled) == (None, None, 0, True)
    assert modularity(graph_of("a"), [{"a"}]) is None


def test_a_single_run_has_nobody_to_agree_with() -> None:
    found = consensus_communities(FRIENDS, runs=1)
    assert (found.distinct, found.agreement, found.settled) == (1, None, True)


def test_rounds_end_where_they_are_told_to() -> None:
    found = consensus_communities(FRIENDS, runs=20, most_rounds=1)
    assert (found.rounds, found.settled) == (1, False)
    assert found.communities


def test_somebody_is_told() -> None:
    told: list[tuple[int, int, str]] = []
    consensus_communities(BRIDGED, runs=2, told=lambda *what: told.append(what))
    assert told == [(1, 2, "runs of round 1"), (2, 2, "runs of round 1")]


def test_it_refuses_what_has_no_answer() -> None:
    rivals: nx.Graph[str] = nx.Graph()
    rivals.add_edge("a", "b", sign=-1)
    with pytest.raises(AnalysisError, match="undefined for ties that are not positive, such as a and b"):
        consensus_communities(rivals)
    for weight in (-1, 0):
        weighted: nx.Graph[str] = nx.Graph()
        weighted.add_edge("a", "b", weight=weight)
        with pytest.raises(AnalysisError, match=f"not positive, such as {weight} of a and b"):
            modularity(weighted, [{"a", "b"}])
        with pytest.raises(AnalysisError, match="hostility is not closeness"):
            consensus_communities(weighted)
    with pytest.raises(AnalysisError, match="undefined for directed ties"):
        consensus_communities(nx.DiGraph([("a", "b")]))
    with pytest.raises(AnalysisError, match="no partition of the graph's nodes: only in one of both: b, c"):
        modularity(graph_of("a-b"), [{"a"}, {"c"}])
    with pytest.raises(ParameterError, match="runs is 0, rounds 50"):
        consensus_communities(BRIDGED, runs=0)


@settings(max_examples=50)
@given(graphs())
def test_modularity_is_that_of_networkx(graph: nx.Graph[str]) -> None:
    found = consensus_communities(graph, runs=5)
    blocks = [set(its) for its in (*found.communities, *((node,) for node in found.isolates))]
    if graph.number_of_edges():
        assert modularity(graph, blocks) == pytest.approx(nx.community.modularity(graph, blocks))


@settings(max_examples=50)
@given(graphs(), st.integers(0, 3))
def test_what_must_hold_of_any_graph(graph: nx.Graph[str], seed: int) -> None:
    found = consensus_communities(graph, runs=6, seed=seed)
    members = [node for community in found.communities for node in community]
    assert sorted([*members, *found.isolates]) == sorted(graph)
    parts = list(nx.connected_components(graph))
    assert all(any(community <= part for part in parts) for community in found.communities)
    assert [len(its) for its in found.communities] == sorted(map(len, found.communities), reverse=True)
    assert all(its is None or 0 <= its <= 1 for its in found.stability.values())
    shuffled = random.Random(seed)  # noqa: S311
    nodes, ties = list(graph), [tuple(shuffled.sample(tie, 2)) for tie in graph.edges]
    shuffled.shuffle(nodes)
    shuffled.shuffle(ties)
    again: nx.Graph[str] = nx.Graph()
    again.add_nodes_from(nodes)
    again.add_edges_from((one, other) for one, other in ties)
    assert consensus_communities(again, runs=6, seed=seed) == found
