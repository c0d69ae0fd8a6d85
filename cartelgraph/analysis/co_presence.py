"""Which countries share a problem: pairs of countries by the organizations present in both."""

from __future__ import annotations

from itertools import combinations

import networkx as nx

from cartelgraph.analysis.analysis import SOURCES, Analysis
from cartelgraph.analysis.evidence import Answer, records_between, rows_with_sources
from cartelgraph.analysis.names import name_of, names_of
from cartelgraph.analysis.notes import presence_notes
from cartelgraph.model.relationships import Border, Containment, Presence
from cartelgraph.network import Snapshot, border_layer, presence_layer
from cartelgraph.table import Column, Table

__all__ = ["CO_PRESENCE", "co_presence", "shared_organizations"]


def shared_organizations(presence: nx.Graph[str]) -> nx.Graph[str]:
    """Return the countries of a two-mode graph, joined where they share an organization (Newman 2001).

    With n(o) the number of countries of an organization o::

        weight(a, b) = sum of 1 / (n(o) - 1) over the organizations o present in both

    An organization in n countries so adds 1 to the weights at each of them and n/2 in all, whatever n is:
    one that is everywhere ties no two countries closely. One in a single country adds nothing.

    Parameters
    ----------
    presence
        Two-mode graph whose nodes carry ``bipartite``: 0 for organizations, 1 for countries.

    Returns
    -------
    networkx.Graph
        Edges carry ``weight``, above 0, and ``shared``, the organizations in order.

    Examples
    --------
    >>> presence = nx.Graph([("o", "us"), ("o", "mx"), ("o", "gt"), ("p", "mx"), ("p", "gt")])
    >>> nx.set_node_attributes(presence, {node: node not in "op" for node in presence}, "bipartite")
    >>> shared_organizations(presence).edges["mx", "gt"]
    {'weight': 1.5, 'shared': ('o', 'p')}
    """
    projection: nx.Graph[str] = nx.Graph()
    for node in sorted(presence):
        if presence.nodes[node]["bipartite"]:
            projection.add_node(node)
            continue
        for pair in combinations(sorted(presence[node]), 2):
            known = projection.get_edge_data(*pair, default={"weight": 0.0, "shared": ()})
            weight = known["weight"] + 1 / (len(presence[node]) - 1)
            projection.add_edge(*pair, weight=weight, shared=(*known["shared"], node))
    return projection


def co_presence(snapshot: Snapshot) -> Table:
    """Return the pairs of countries that share a criminal organization, the most closely tied first.

    The weight is that of :func:`shared_organizations`. Order: weight, then number shared, then names.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> table = co_presence(snapshot(read_dataset(), Moment(EdtfDate("2011-03"))))
    >>> all(row["weight"] <= row["shared"] for row in table.records())
    True
    """
    presence = presence_layer(snapshot.graph)
    return Table(
        name=CO_PRESENCE.name,
        title=f"Countries that share organizations, {snapshot.moment}",
        columns=COLUMNS,
        rows=rows_with_sources(snapshot, _answers(snapshot, presence)),
        notes=(snapshot.describe(), *presence_notes(snapshot, presence), *NOTES),
    )


def _answers(snapshot: Snapshot, presence: nx.Graph[str]) -> list[Answer]:
    """Return one answer for each pair of countries that share an organization, in the order of the table."""
    borders, projection = border_layer(snapshot.graph), shared_organizations(presence)

    def named(pair: tuple[str, str]) -> list[str]:
        return sorted(pair, key=lambda country: (name_of(snapshot, country).casefold(), country))

    def order(pair: tuple[str, str]) -> tuple[float, int, list[str]]:
        edge = projection.edges[pair]
        # Equal weights may differ in their last digit, which must not decide before the number does.
        names = [name_of(snapshot, country).casefold() for country in named(pair)]
        return -round(edge["weight"], 12), -len(edge["shared"]), [*names, *named(pair)]

    answers: list[Answer] = []
    for pair in sorted(projection.edges, key=order):
        one, other = named(pair)
        weight, shared = projection.edges[pair]["weight"], projection.edges[pair]["shared"]
        adjoining = borders.has_edge(one, other)
        values = (
            one,
            other,
            name_of(snapshot, one),
            name_of(snapshot, other),
            len(shared),
            weight,
            "yes" if adjoining else "no",
            names_of(snapshot, shared),
        )
        records = records_between(presence, one, shared) | records_between(presence, other, shared)
        answers.append((values, records | records_between(borders, one, [other] if adjoining else [])))
    return answers


COLUMNS = (
    Column("id", "Id of the first country.", detail=True),
    Column("other_id", "Id of the second country.", detail=True),
    Column("country", "Name of the first country."),
    Column("other_country", "Name of the second country."),
    Column("shared", "Named organizations that sources place in both.", "organizations"),
    Column(
        "weight",
        "Newman's weight: sum over the shared organizations of 1/(n - 1), n being the number of countries of "
        "each; above 0, at most the number shared.",
        "1",
    ),
    Column("land_border", "Whether the two share a land border: yes or no."),
    Column("organizations", "Names of the shared organizations.", detail=True),
    SOURCES,
)

NOTES = (
    "Order: weight, then number shared, then names.",
    "An organization that sources place in one country only ties no two countries and adds nothing.",
    (
        "The number of countries of an organization, on which its part in a weight depends, is that of the "
        "analysis reach, with its records; a row here rests on the presences in its own two countries."
    ),
)

CO_PRESENCE = Analysis(
    name="co-presence",
    question="Which countries share a problem?",
    compute=co_presence,
    about=("id", "other_id", "country", "other_country"),
    reads=(Presence, Containment, Border),
    references=(
        (
            "Newman, M. E. J. (2001). Scientific collaboration networks. II. Shortest paths, weighted "
            "networks, and centrality. Physical Review E 64, 016132."
        ),
    ),
)
