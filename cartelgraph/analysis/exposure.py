"""What each country is exposed to: organizations, their rivalries and alliances, and shared neighbours.

The measures are functions of plain graphs: a two-mode graph of organizations and countries, a multigraph
of signed ties, and a graph of land borders.
"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from cartelgraph.analysis.analysis import SOURCES, Analysis
from cartelgraph.analysis.evidence import Answer, records_between, rows_with_sources
from cartelgraph.analysis.names import name_of, names_of
from cartelgraph.analysis.notes import presence_notes, signed_notes
from cartelgraph.model import SignedTie
from cartelgraph.model.relationships import Border, Containment, Presence
from cartelgraph.network import Snapshot, border_layer, presence_layer, signed_layer
from cartelgraph.table import Column, Table

__all__ = ["EXPOSURE", "dyads_among", "exposure", "sharing_neighbours"]


def dyads_among(organizations: Iterable[str], signed: nx.MultiGraph[str], sign: int) -> int:
    """Return the number of dyads among k organizations with a tie of that sign, from 0 to k(k - 1)/2.

    Examples
    --------
    >>> signed = nx.MultiGraph()
    >>> signed.add_edges_from([("a", "b", {"sign": -1}), ("a", "b", {"sign": -1}), ("a", "c", {"sign": -1})])
    [0, 1, 0]
    >>> dyads_among(["a", "b"], signed, sign=-1)
    1
    """
    ties = signed.subgraph(organizations).edges(data=True)
    return len({frozenset((one, other)) for one, other, data in ties if data["sign"] == sign})


def sharing_neighbours(country: str, presence: nx.Graph[str], borders: nx.Graph[str]) -> dict[str, set[str]]:
    """Return the neighbours of a country that share an organization with it, and those that they share.

    Examples
    --------
    >>> presence = nx.Graph([("a", "mx"), ("a", "gt"), ("b", "us"), ("a", "co")])
    >>> sharing_neighbours("mx", presence, nx.Graph([("mx", "gt"), ("mx", "us")]))
    {'gt': {'a'}}
    """
    shared = {
        neighbour: set(presence[country]) & set(presence[neighbour])
        for neighbour in borders.adj.get(country, ())
        if neighbour in presence
    }
    return {neighbour: organizations for neighbour, organizations in shared.items() if organizations}


def exposure(snapshot: Snapshot) -> Table:
    """Return what each country is exposed to, the country with most organizations first.

    With O the criminal organizations present in a country::

        organizations         |O|, its degree in the two-mode graph
        rival, allied dyads   pairs of O on which a rivalry, an alliance holds, from 0 to |O|(|O| - 1)/2
        sharing neighbours    countries with a land border to it in which a member of O is present too

    A contested dyad counts as rival and as allied. Order: organizations, then rival dyads, then name.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> table = exposure(snapshot(read_dataset(), Moment(EdtfDate("2011-03"))))
    >>> all(row["sharing_neighbours"] <= row["neighbours"] for row in table.records())
    True
    """
    presence = presence_layer(snapshot.graph)
    return Table(
        name=EXPOSURE.name,
        title=f"Exposure of countries, {snapshot.moment}",
        columns=COLUMNS,
        rows=rows_with_sources(snapshot, _answers(snapshot, presence)),
        notes=(snapshot.describe(), *presence_notes(snapshot, presence), *signed_notes(snapshot), *NOTES),
    )


def _answers(snapshot: Snapshot, presence: nx.Graph[str]) -> list[Answer]:
    """Return one answer for each country of the presence layer, in the order of the table."""
    signed, borders = signed_layer(snapshot.graph), border_layer(snapshot.graph)
    countries = [node for node, data in presence.nodes(data=True) if data["bipartite"] == 1]
    rivals = {country: dyads_among(presence[country], signed, -1) for country in countries}

    def order(country: str) -> tuple[int, int, str, str]:
        return -len(presence[country]), -rivals[country], name_of(snapshot, country).casefold(), country

    answers: list[Answer] = []
    for country in sorted(countries, key=order):
        sharing = sharing_neighbours(country, presence, borders)
        values = (
            country,
            name_of(snapshot, country),
            len(presence[country]),
            rivals[country],
            dyads_among(presence[country], signed, 1),
            len(borders[country]),
            len(sharing),
            names_of(snapshot, presence[country]),
            names_of(snapshot, sharing),
        )
        records = records_between(presence, country, presence[country])
        records |= {key for _, _, key in signed.subgraph(presence[country]).edges(keys=True)}
        records |= records_between(borders, country, sharing)
        for neighbour, organizations in sharing.items():
            records |= records_between(presence, neighbour, organizations)
        answers.append((values, records))
    return answers


COLUMNS = (
    Column("id", "Id of the country.", detail=True),
    Column("country", "Name of the country."),
    Column("organizations", "Named organizations that a source places in it.", "organizations"),
    Column("rival_dyads", "Pairs of them on which a rivalry holds.", "dyads"),
    Column("allied_dyads", "Pairs of them on which an alliance holds.", "dyads", detail=True),
    Column("neighbours", "Countries that it shares a land border with.", "countries", detail=True),
    Column(
        "sharing_neighbours",
        "Neighbours in which one of its organizations is present too.",
        "countries",
        detail=True,
    ),
    Column("present", "Names of the organizations."),
    Column("shared_with", "Names of the neighbours that share one.", detail=True),
    SOURCES,
)

NOTES = (
    "Order: organizations, then rival dyads, then name.",
    "Rivals that are both present need not fight there: where a rivalry is fought is not stated with it.",
    "A contested dyad counts as rival and as allied.",
    "A country without a row is one for which no presence is stated, which is no sign of absence.",
)

EXPOSURE = Analysis(
    name="exposure",
    question="What is each country exposed to?",
    compute=exposure,
    about=("id", "country"),
    reads=(Presence, Containment, Border, SignedTie),
    references=(
        "Breiger, R. L. (1974). The duality of persons and groups. Social Forces 53, 181-190.",
        (
            "Borgatti, S. P. & Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks 19, "
            "243-269."
        ),
    ),
)
