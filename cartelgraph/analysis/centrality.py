"""Who is central among allies.

The measures are functions of a plain undirected graph; :func:`centrality` puts them side by side for
the ally layer of a snapshot. None of them reads an attribute of a tie: a number of statements is no
length, and a shortest-path measure that took it for one would put the organization with the
best-documented alliances last.

In the formulas n is the number of nodes and d(u, v) the number of ties on a shortest path, infinite
where there is none. An empty graph has no values: every measure returns an empty mapping.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import networkx as nx
import numpy as np

from cartelgraph.analysis.analysis import SOURCES, Analysis
from cartelgraph.analysis.evidence import Answer, records_between, rows_with_sources
from cartelgraph.analysis.names import name_of
from cartelgraph.analysis.notes import ally_notes, undefined_notes
from cartelgraph.measures.ego_networks import constraint
from cartelgraph.measures.simple import require_simple
from cartelgraph.model import SignedTie
from cartelgraph.network import Snapshot, ally_layer, signed_layer
from cartelgraph.table import Column, Table, Value

__all__ = [
    "CENTRALITY",
    "betweenness",
    "centrality",
    "components",
    "constraint",
    "core",
    "degree",
    "eigenvector",
    "harmonic_closeness",
    "pagerank",
]

DAMPING = 0.85

# When the two largest eigenvalues are nearer to each other than this share, rounding decides the vector.
EIGENVALUE_GAP = 1e-10


def degree(graph: nx.Graph[str]) -> dict[str, int]:
    """Return the number of neighbours of each node, from 0 to n - 1 (Freeman 1979).

    Examples
    --------
    >>> degree(nx.Graph([("hub", "a"), ("hub", "b")]))
    {'hub': 2, 'a': 1, 'b': 1}
    """
    require_simple(graph, "degree")
    return {node: len(graph[node]) for node in graph}


def betweenness(graph: nx.Graph[str]) -> dict[str, float | None]:
    """Return the share of shortest paths between other nodes that lead through each node (Freeman 1979).

    With s(i, j) shortest paths between i and j, of which s(i, j | v) lead through v::

        b(v) = sum of s(i, j | v) / s(i, j) over pairs i < j without v  /  ((n - 1) (n - 2) / 2)

    From 0 to 1; a pair without a path adds 0. The plain sum is b(v) times (n - 1)(n - 2) / 2. None
    where fewer than two other nodes exist, as there is no pair to stand between.

    Examples
    --------
    >>> betweenness(nx.Graph([("hub", "a"), ("hub", "b"), ("hub", "c")]))
    {'hub': 1.0, 'a': 0.0, 'b': 0.0, 'c': 0.0}
    """
    require_simple(graph, "betweenness")
    if len(graph) < 3:
        return dict.fromkeys(graph)
    return {node: float(value) for node, value in nx.betweenness_centrality(graph).items()}


def harmonic_closeness(graph: nx.Graph[str]) -> dict[str, float | None]:
    """Return how near each node is to all others, in a way that a disconnected graph allows.

    c(v) = sum of 1 / d(v, u) over all other u, divided by n - 1 (Marchiori & Latora 2000): from 0 for a
    node without ties to 1 for a tie with everybody. An unreachable node adds 0. None in a graph of one node.

    Examples
    --------
    >>> harmonic_closeness(nx.Graph([("a", "b"), ("b", "c")]))
    {'a': 0.75, 'b': 1.0, 'c': 0.75}
    """
    require_simple(graph, "harmonic closeness")
    others = len(graph) - 1
    if others == 0:
        return dict.fromkeys(graph)
    # Summed exactly: the library adds in the order of a set, which no two runs share.
    return {
        node: math.fsum(1 / distance for distance in distances.values() if distance) / others
        for node, distances in nx.all_pairs_shortest_path_length(graph)
    }


def eigenvector(graph: nx.Graph[str]) -> dict[str, float | None]:
    """Return how well each node is tied to well-tied nodes, within its own component (Bonacich 1972).

    The x of A x = l x with the largest eigenvalue l of the component's adjacency matrix A, scaled so
    that the greatest value in each component is 1: above 0, to 1. Values of different components have
    no common scale. None for a node without ties, and for a whole component in which rounding decides
    between its two largest eigenvalues (dense parts at the ends of a long chain).

    Notes
    -----
    A dense symmetric solver, not power iteration, which never settles on a star or a single dyad: their
    largest and smallest eigenvalues have the same size.

    Examples
    --------
    >>> eigenvector(nx.Graph([("a", "b")]))
    {'a': 1.0, 'b': 1.0}
    """
    require_simple(graph, "eigenvector centrality")
    values: dict[str, float | None] = dict.fromkeys(graph)
    for component in nx.connected_components(graph):
        if len(component) > 1:
            values |= _leading_eigenvector(graph.subgraph(component))
    return values


def _leading_eigenvector(component: nx.Graph[str]) -> dict[str, float | None]:
    nodes = sorted(component)
    adjacency = nx.to_numpy_array(nx.Graph(component.edges()), nodelist=nodes)
    eigenvalues, vectors = np.linalg.eigh(adjacency)
    if eigenvalues[-1] - eigenvalues[-2] < EIGENVALUE_GAP * eigenvalues[-1]:
        return dict.fromkeys(nodes)
    leading = np.abs(vectors[:, -1])
    return dict(zip(nodes, (leading / leading.max()).tolist(), strict=True))


def pagerank(graph: nx.Graph[str]) -> dict[str, float]:
    """Return the share of time that a random walk along the ties spends at each node (Page et al. 1999).

    With probability 0.85 the walk follows one of its node's ties, else it jumps to any node; from a
    node without ties it always jumps. Above 0, and 1 in sum.

    Examples
    --------
    >>> pagerank(nx.Graph([("a", "b"), ("b", "c"), ("c", "a")]))["a"]
    0.3333333333333333
    """
    require_simple(graph, "PageRank")
    ranks = nx.pagerank(graph, alpha=DAMPING, max_iter=1000, tol=1e-12, weight=None)
    return {node: float(rank) for node, rank in ranks.items()}


def core(graph: nx.Graph[str]) -> dict[str, int]:
    """Return the greatest k for which each node lies in a part where all have k ties or more (Seidman 1983).

    Examples
    --------
    >>> core(nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("a", "tail")]))
    {'a': 2, 'b': 2, 'c': 2, 'tail': 1}
    """
    require_simple(graph, "k-core")
    return dict(nx.core_number(graph))


def components(graph: nx.Graph[str]) -> dict[str, tuple[int, int]]:
    """Return the number and the size of each node's connected component; number 1 is the largest.

    Examples
    --------
    >>> components(nx.Graph([("a", "b"), ("b", "c"), ("x", "y")]))["x"]
    (2, 2)
    """
    require_simple(graph, "components")
    found = sorted(nx.connected_components(graph), key=lambda nodes: (-len(nodes), min(nodes)))
    return {node: (number, len(nodes)) for number, nodes in enumerate(found, start=1) for node in nodes}


def centrality(snapshot: Snapshot) -> Table:
    """Return the centrality of each criminal organization among allies, most allies first.

    Organizations with as many allies follow in order of betweenness, then of name. One that has rivals
    or truces only is there too: no ally, betweenness and closeness 0, eigenvector and constraint undefined.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> table = centrality(snapshot(read_dataset(), Moment(EdtfDate("2011-03"))))
    >>> round(sum(table.column("pagerank")), 6)
    1.0
    """
    layer = ally_layer(snapshot.graph)
    rows = rows_with_sources(snapshot, _answers(snapshot, layer))
    return Table(
        name=CENTRALITY.name,
        title=f"Centrality among allies, {snapshot.moment}",
        columns=COLUMNS,
        rows=rows,
        notes=(snapshot.describe(), *ally_notes(snapshot, layer), *NOTES, *undefined_notes(COLUMNS, rows)),
    )


def _answers(snapshot: Snapshot, layer: nx.Graph[str]) -> list[Answer]:
    """Return one answer for each organization of the ally layer, in the order of the table."""
    signed = signed_layer(snapshot.graph)
    degrees, between, parts = degree(layer), betweenness(layer), components(layer)
    measures: list[Mapping[str, Value]] = [
        harmonic_closeness(layer),
        eigenvector(layer),
        pagerank(layer),
        core(layer),
        constraint(layer),
    ]

    def order(node: str) -> tuple[int, float, str, str]:
        # Equal values may differ in their last digit, which must not decide before the name does.
        return -degrees[node], -round(between[node] or 0, 12), name_of(snapshot, node).casefold(), node

    answers: list[Answer] = []
    for node in sorted(layer, key=order):
        alliances = records_between(layer, node, layer[node])
        values = [measure[node] for measure in measures]
        row = (node, name_of(snapshot, node), degrees[node], len(alliances), between[node], *values)
        # An organization without an ally rests on the statements that make it part of the network.
        records = alliances or {key for _, _, key in signed.edges(node, keys=True)}
        answers.append(((*row, *parts[node]), records))
    return answers


COLUMNS = (
    Column("id", "Id of the organization.", detail=True),
    Column("organization", "Name of the organization."),
    Column("degree", "Distinct allies.", "organizations"),
    Column(
        "statements",
        "Alliances stated; several may be of one dyad, and their number is no strength of a tie.",
        "statements",
        detail=True,
    ),
    Column(
        "betweenness",
        "Share of shortest paths between pairs of others that lead through it, 0 to 1; undefined among "
        "fewer than 3 organizations.",
        "1",
    ),
    Column("closeness", "Harmonic closeness: mean of 1/distance to all others, 0 to 1.", "1"),
    Column(
        "eigenvector",
        "Eigenvector centrality within its component, whose greatest value is 1; not comparable between "
        "components; undefined without an ally, and where rounding would decide.",
        "1",
    ),
    Column("pagerank", "PageRank at damping 0.85, above 0 to 1; 1 in sum.", "1", detail=True),
    Column(
        "core", "Greatest k for which it lies in a part where all have k allies or more.", "1", detail=True
    ),
    Column(
        "constraint",
        "Burt's constraint, above 0 to 9/8, low where its allies are not allied with one another; undefined "
        "without an ally.",
        "1",
        detail=True,
    ),
    Column("component", "Number of its connected component; 1 is the largest.", "1", detail=True),
    Column("component_size", "Organizations in that component.", "organizations", detail=True),
    SOURCES,
)

NOTES = (
    "Order: degree, then betweenness, then name.",
    "Ties count once, whatever the number of statements behind them: no measure reads it as a length.",
    (
        "An organization without an ally has betweenness and closeness 0, no eigenvector and no constraint; "
        "its sources are those of its rivalries and truces."
    ),
)

CENTRALITY = Analysis(
    name="centrality",
    question="Who is central among allies?",
    compute=centrality,
    about=("id", "organization"),
    reads=(SignedTie,),
    references=(
        (
            "Freeman, L. C. (1979). Centrality in social networks: Conceptual clarification. Social Networks "
            "1, 215-239."
        ),
        "Marchiori, M. & Latora, V. (2000). Harmony in the small-world. Physica A 285, 539-546.",
        (
            "Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique "
            "identification. Journal of Mathematical Sociology 2, 113-120."
        ),
        (
            "Page, L., Brin, S., Motwani, R. & Winograd, T. (1999). The PageRank citation ranking: Bringing "
            "order to the web. Stanford InfoLab technical report 1999-66."
        ),
        "Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5, 269-287.",
        "Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard UP.",
    ),
)
