"""How far each organization reaches across borders, by itself and through its allies.

The measures are functions of plain graphs: a two-mode graph of organizations and countries, a graph of
land borders, and a graph of allies.
"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from cartelgraph.analysis.analysis import SOURCES, Analysis, Parameter
from cartelgraph.analysis.evidence import Answer, records_between, rows_with_sources
from cartelgraph.analysis.names import name_of, names_of
from cartelgraph.analysis.notes import ally_notes, presence_notes
from cartelgraph.measures.simple import require_simple
from cartelgraph.model import SignedTie
from cartelgraph.model.relationships import Border, Containment, Presence
from cartelgraph.network import Snapshot, ally_layer, border_layer, presence_layer, subdivision_of
from cartelgraph.table import Column, Table

__all__ = ["REACH", "allies_within", "countries_within", "reach", "territory"]


def territory(countries: Iterable[str], borders: nx.Graph[str]) -> nx.Graph[str]:
    """Return the countries with the land borders between them.

    Its number of edges is that of the borders crossed, from 0 to k(k - 1)/2 among k countries; its number
    of connected components that of the blocks of adjoining countries, from 1 to k.

    Examples
    --------
    >>> held = territory(["us", "mx", "co"], nx.Graph([("us", "mx"), ("mx", "gt"), ("co", "pa")]))
    >>> held.number_of_edges(), nx.number_connected_components(held)
    (1, 2)
    """
    held: nx.Graph[str] = nx.Graph()
    held.add_nodes_from(countries)
    held.add_edges_from((one, other) for one, other in borders.edges(held) if one in held and other in held)
    return held


def allies_within(allies: nx.Graph[str], organization: str, steps: int) -> dict[str, int]:
    """Return the organizations that a chain of at most that many alliances leads to, with its length.

    The organization itself is there, at 0, also when it has no ally or is no node of the graph.

    Examples
    --------
    >>> allies_within(nx.Graph([("a", "b"), ("b", "c"), ("c", "d")]), "a", steps=2)
    {'a': 0, 'b': 1, 'c': 2}
    """
    require_simple(allies, "reach through allies")
    if organization not in allies:
        return {organization: 0}
    return dict(nx.single_source_shortest_path_length(allies, organization, cutoff=steps))


def countries_within(presence: nx.Graph[str], organizations: Iterable[str]) -> set[str]:
    """Return every country in which at least one of the organizations is present.

    Examples
    --------
    >>> sorted(countries_within(nx.Graph([("a", "mx"), ("b", "mx"), ("b", "gt")]), ["a", "b", "elsewhere"]))
    ['gt', 'mx']
    """
    return {country for one in organizations if one in presence for country in presence[one]}


def reach(snapshot: Snapshot, *, steps: int = 1) -> Table:
    """Return the reach of each criminal organization that a source places in a country, the farthest first.

    With K the countries of an organization and E the land borders::

        countries        |K|
        borders crossed  number of borders in E between two members of K
        blocks           connected components of (K, E)
        reach            |union of the K of all organizations at most `steps` alliances away|
        added            reach - countries

    All are counts of what sources state, and so lower bounds. Order: countries, then borders crossed,
    then name.

    Parameters
    ----------
    snapshot
        The network at a moment.
    steps
        Greatest number of alliances in a chain of allies; 0 counts the organization's own countries.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> alone = reach(snapshot(read_dataset(), Moment(EdtfDate("2011-03"))), steps=0)
    >>> alone.column("reach") == alone.column("countries")
    True
    """
    presence, allies = presence_layer(snapshot.graph), ally_layer(snapshot.graph)
    return Table(
        name=REACH.name,
        title=f"Reach across borders, {snapshot.moment}",
        columns=COLUMNS,
        rows=rows_with_sources(snapshot, _answers(snapshot, presence, allies, steps)),
        notes=(
            snapshot.describe(),
            *presence_notes(snapshot, presence),
            *ally_notes(snapshot, allies),
            *_placeless_note(snapshot, presence, allies),
            f"Greatest number of alliances in a chain of allies: {steps}.",
            *NOTES,
        ),
    )


def _answers(snapshot: Snapshot, presence: nx.Graph[str], allies: nx.Graph[str], steps: int) -> list[Answer]:
    """Return one answer for each organization of the presence layer, in the order of the table."""
    borders, subdivisions = border_layer(snapshot.graph), _subdivisions(snapshot)
    held = {
        node: territory(presence[node], borders)
        for node, data in presence.nodes(data=True)
        if data["bipartite"] == 0
    }

    def order(node: str) -> tuple[int, int, str, str]:
        name = name_of(snapshot, node).casefold()
        return -len(held[node]), -held[node].number_of_edges(), name, node

    answers: list[Answer] = []
    for node in sorted(held, key=order):
        chain = allies_within(allies, node, steps)
        reached = countries_within(presence, chain)
        values = (
            node,
            name_of(snapshot, node),
            len(held[node]),
            len(subdivisions.get(node, ())),
            held[node].number_of_edges(),
            nx.number_connected_components(held[node]),
            len(reached),
            len(reached) - len(held[node]),
            names_of(snapshot, held[node]),
            names_of(snapshot, reached.difference(held[node])),
        )
        crossed = {record for edge in held[node].edges for record in borders.edges[edge]["records"]}
        answers.append((values, crossed | _chain_records(presence, allies, chain)))
    return answers


def _chain_records(presence: nx.Graph[str], allies: nx.Graph[str], chain: dict[str, int]) -> set[str]:
    """Return the presences of the organizations of a chain, and the alliances between one and the next."""
    records: set[str] = set()
    for node, distance in chain.items():
        if node in presence:
            records |= records_between(presence, node, presence[node])
        if node in allies:
            onward = [ally for ally in allies[node] if chain.get(ally) == distance + 1]
            records |= records_between(allies, node, onward)
    return records


def _subdivisions(snapshot: Snapshot) -> dict[str, set[str]]:
    """Return the subdivisions that sources place each organization in, directly or in a part of one."""
    found: dict[str, set[str]] = {}
    for source, target, data in snapshot.graph.edges(data=True):
        if data["type"] == Presence.label and (inside := subdivision_of(snapshot.graph, target)):
            found.setdefault(source, set()).add(inside)
    return found


def _placeless_note(snapshot: Snapshot, presence: nx.Graph[str], allies: nx.Graph[str]) -> tuple[str, ...]:
    missing = [node for node in allies if node not in presence]
    if not missing:
        return ()
    return (
        (
            f"No presence in a country holds for these organizations, so they have no row and add no country "
            f"to the reach of their allies: {names_of(snapshot, missing)}."
        ),
    )


COLUMNS = (
    Column("id", "Id of the organization.", detail=True),
    Column("organization", "Name of the organization."),
    Column("countries", "Countries that a source places it in.", "countries"),
    Column(
        "subdivisions", "Subdivisions of countries that a source places it in.", "subdivisions", detail=True
    ),
    Column("borders_crossed", "Land borders between two of its countries.", "borders"),
    Column(
        "blocks", "Connected blocks that its countries form by their land borders.", "blocks", detail=True
    ),
    Column("reach", "Its countries and those of its allies within the steps chosen.", "countries"),
    Column("added", "Countries of that reach in which it is not present itself.", "countries", detail=True),
    Column("present_in", "Names of its countries."),
    Column("through_allies", "Names of the countries that its allies add.", detail=True),
    SOURCES,
)

NOTES = (
    "Order: countries, then borders crossed, then name.",
    "Every count is of what sources state: a lower bound. No subdivision means that sources name none.",
    "The effective number of countries (1/HHI) is not given: sources state no shares of activity.",
    (
        "An alliance does not say that an ally's territory may be used: reach through allies is an upper "
        "bound of what is stated."
    ),
)

REACH = Analysis(
    name="reach",
    question="How far does each organization reach across borders, alone and through its allies?",
    compute=reach,
    about=("id", "organization"),
    reads=(Presence, Containment, Border, SignedTie),
    parameters=(
        Parameter(
            "steps",
            default=1,
            minimum=0,
            maximum=10,
            description="Greatest number of alliances in a chain of allies.",
        ),
    ),
    references=(
        (
            "Coscia, M. & Rios, V. (2012). Knowing where and how criminal organizations operate using web "
            "content. Proceedings of the 21st ACM International Conference on Information and Knowledge "
            "Management, 1412-1421."
        ),
    ),
)
