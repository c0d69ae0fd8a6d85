"""Who stands between whom among allies: between countries, between lineages, and between any two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import networkx as nx

from cartelgraph.analysis.analysis import SOURCES, Analysis
from cartelgraph.analysis.evidence import Answer, records_between, rows_with_sources
from cartelgraph.analysis.homes import homes, lineages
from cartelgraph.analysis.names import name_of
from cartelgraph.analysis.notes import ally_notes, undefined_notes
from cartelgraph.measures.brokerage import Roles, brokerage, ei_index, participation
from cartelgraph.measures.ego_networks import constraint, effective_size
from cartelgraph.model import SignedTie
from cartelgraph.model.relationships import Base, Containment, Presence
from cartelgraph.network import LINEAGE, Snapshot, ally_layer, edges_of, signed_layer
from cartelgraph.table import Column, Table, Value

__all__ = ["BROKERS", "brokers"]


def brokers(snapshot: Snapshot) -> Table:
    """Return between how many pairs of allies each organization stands, and of which groups all are.

    Order: pairs, then effective size, then name.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> table = brokers(snapshot(read_dataset(), Moment(EdtfDate("2011-03"))))
    >>> [row["brokered"] >= row["country_liaison"] for row in table.records()][:2]
    [True, True]
    """
    layer = ally_layer(snapshot.graph)
    groups = _Groups(snapshot, layer)
    rows = rows_with_sources(snapshot, _answers(snapshot, layer, groups))
    return Table(
        name=BROKERS.name,
        title=f"Brokers among allies, {snapshot.moment}",
        columns=COLUMNS,
        rows=rows,
        notes=(
            snapshot.describe(),
            *ally_notes(snapshot, layer),
            *(_group_notes(snapshot, layer, groups) if layer else ()),
            *NOTES,
            *undefined_notes(COLUMNS, rows),
        ),
    )


class _Groups:
    """The country and the lineage of each organization of a layer, and the statements that say so."""

    def __init__(self, snapshot: Snapshot, layer: nx.Graph[str]) -> None:
        self.homes = homes(snapshot)
        self.country = {node: home.country for node in layer if (home := self.homes.get(node)) is not None}
        every = lineages(snapshot)
        self.lineage = {node: every[node] for node in sorted(layer)}
        self.descent: dict[str, set[str]] = {}
        for kind in LINEAGE:
            for source, target, key, _ in edges_of(snapshot.graph, kind):
                if source in every and every[source] == every.get(target):
                    self.descent.setdefault(every[source], set()).add(key)

    def records(self, nodes: set[str]) -> set[str]:
        """Return what says of which country these are, and that some of them are of one lineage."""
        found = {key for node in nodes if node in self.homes for key in self.homes[node].records}
        stems = [self.lineage[node] for node in nodes]
        shared = {stem for stem in stems if stems.count(stem) > 1}
        return found.union(*(self.descent.get(stem, set()) for stem in shared))


def _answers(snapshot: Snapshot, layer: nx.Graph[str], groups: _Groups) -> list[Answer]:
    """Return one answer for each organization of the ally layer, in the order of the table."""
    by_country, by_lineage = brokerage(layer, groups.country), brokerage(layer, groups.lineage)
    sizes, constraints = effective_size(layer), constraint(layer)
    abroad, outside = ei_index(layer, groups.country)[2], ei_index(layer, groups.lineage)[2]
    spread = participation(layer, groups.country)
    signed = signed_layer(snapshot.graph)

    def order(node: str) -> tuple[int, float, str, str]:
        size = round(sizes[node] or 0, 12)
        return -by_lineage[node].total, -size, name_of(snapshot, node).casefold(), node

    answers: list[Answer] = []
    for node in sorted(layer, key=order):
        home = groups.homes.get(node)
        values: tuple[Value, ...] = (
            node,
            name_of(snapshot, node),
            by_lineage[node].total,
            name_of(snapshot, home.country) if home else None,
            home.by if home else None,
            name_of(snapshot, groups.lineage[node]),
            *_counts(by_country[node]),
            by_country[node].ungrouped,
            *_counts(by_lineage[node]),
            sizes[node],
            constraints[node],
            abroad[node].value,
            outside[node].value,
            spread[node],
        )
        near = {node, *layer[node]}
        ties = {record for one in near for record in records_between(layer, one, near & set(layer[one]))}
        # An organization without an ally rests on the statements that make it part of the network.
        records = ties or {key for _, _, key in signed.edges(node, keys=True)}
        answers.append((values, records | groups.records(near)))
    return answers


def _counts(roles: Roles) -> tuple[int, int, int, int]:
    return roles.coordinator, roles.consultant, roles.gatekeeper, roles.liaison


def _group_notes(snapshot: Snapshot, layer: nx.Graph[str], groups: _Groups) -> tuple[str, ...]:
    known = len(groups.country)
    said = Counter(groups.homes[node].by for node in groups.country)
    return (
        (
            f"Country known of {known} of {len(layer)} organizations: of {said['base']} by their base, "
            f"of {said['presence']} by presence in no other."
        ),
        _ei_note(snapshot, layer, groups.country, "country"),
        _ei_note(snapshot, layer, groups.lineage, "lineage"),
    )


def _ei_note(snapshot: Snapshot, layer: nx.Graph[str], grouping: Mapping[str, str], called: str) -> str:
    """Say the E-I index of the network and of each group with allies, the largest number of ties first."""
    whole, by_group, _ = ei_index(layer, grouping)
    if whole.value is None:
        return f"E-I index by {called}: undefined, no alliance between two whose {called} is known."
    met = {str(group): its for group, its in by_group.items() if its.value is not None}

    def order(group: str) -> tuple[int, str, str]:
        its = met[group]
        return -(its.external + its.internal), name_of(snapshot, group).casefold(), group

    told = [f"{name_of(snapshot, group)} {met[group].value:+.2f}" for group in sorted(met, key=order)]
    return (
        f"E-I index by {called}: {whole.value:+.2f}, of {whole.external} allied dyads between and "
        f"{whole.internal} within. By group: {', '.join(told)}."
    )


def _role_columns(called: str) -> tuple[Column, ...]:
    """Return the columns of the four roles by country or by lineage."""
    return (
        Column(
            f"{called}_coordinator", f"Pairs of which both are of its own {called}.", "pairs", detail=True
        ),
        Column(
            f"{called}_consultant",
            f"Pairs of which both are of one {called}, and it of another.",
            "pairs",
            detail=True,
        ),
        Column(
            f"{called}_gatekeeper",
            f"Pairs of which one is of its own {called} and the other is not; also the representative.",
            "pairs",
            detail=called != "country",
        ),
        Column(
            f"{called}_liaison",
            f"Pairs of two other {'countries' if called == 'country' else 'lineages'}.",
            "pairs",
            detail=called != "country",
        ),
    )


COLUMNS = (
    Column("id", "Id of the organization.", detail=True),
    Column("organization", "Name of the organization."),
    Column("brokered", "Pairs of its allies that are not allied with each other.", "pairs"),
    Column("country", "Its country; undefined where statements name none or several."),
    Column("country_by", "Whether a base says so, or presence in no other country.", detail=True),
    Column("lineage", "Name of the lineage that it is of.", detail=True),
    *_role_columns("country"),
    Column("country_unknown", "Pairs where the country of one of the three is not known.", "pairs"),
    *_role_columns("lineage"),
    Column(
        "effective_size",
        "Allies that are not redundant: their number less the mean of their ties to one another; undefined "
        "without an ally.",
        "organizations",
    ),
    Column(
        "constraint",
        "Burt's constraint, above 0 to 9/8, low where its allies are not allied with one another; undefined "
        "without an ally.",
        "1",
    ),
    Column(
        "ei_country",
        "E-I index by country, -1 (allies of its own country only) to 1 (of others only); undefined where "
        "its country, or that of every ally, is not known.",
        "1",
    ),
    Column(
        "ei_lineage",
        "E-I index by lineage, -1 to 1; undefined without an ally.",
        "1",
        detail=True,
    ),
    Column(
        "broker_score",
        "Participation coefficient: how evenly its allies are spread over countries, from 0, all of one; "
        "undefined where the country of no ally is known.",
        "1",
    ),
    SOURCES,
)

NOTES = (
    "Order: pairs, then effective size, then name.",
    (
        "A pair counts once, in one role. Alliances have no direction, so that gatekeeper and representative "
        "are the same and are counted as one."
    ),
    (
        "Country: that of its base, if all bases lie in one; without a base, that in which more than half of "
        "the subdivisions lie that it is present in, a country as a whole being one more. A reading of the "
        "statements: where places decide, so does who reports."
    ),
    (
        "That two of its allies are not allied with each other means that no source states it: where sources "
        "are silent, there are more pairs than in truth."
    ),
)

BROKERS = Analysis(
    name="brokers",
    question="Who stands between allies that are not allied with each other, and between which groups?",
    compute=brokers,
    about=("id", "organization"),
    reads=(SignedTie, Base, Presence, Containment, *LINEAGE),
    references=(
        (
            "Gould, R. V. & Fernandez, R. M. (1989). Structures of mediation: A formal approach to brokerage "
            "in transaction networks. Sociological Methodology 19, 89-126."
        ),
        (
            "Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises: An "
            "experimental simulation. Social Psychology Quarterly 51, 123-140."
        ),
        "Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard UP.",
        (
            "Borgatti, S. P. (1997). Structural holes: Unpacking Burt's redundancy measures. Connections 20, "
            "35-38."
        ),
        (
            "Guimera, R. & Amaral, L. A. N. (2005). Cartography of complex networks: modules and universal "
            "roles. Journal of Statistical Mechanics P02001."
        ),
    ),
)
