"""Where an organization is from, and of which lineage it is: readings of the statements, not statements.

The *home* of an organization is one country:

1. that of its base, if all bases that are stated lie in one;
2. without a base in any one country, that of its presences, if all of them lie in one.

Otherwise it is not known: bases or presences in several countries do not say where an organization is from.
Bases come first, as a seat is one thing and a territory is another. Presences are not counted against each
other: where sources list the cities of one country, it has most, whoever operates there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cartelgraph.model import Relationship
from cartelgraph.model.relationships import Base, Presence
from cartelgraph.network import (
    Level,
    Snapshot,
    country_of,
    edges_of,
    fold,
    is_criminal_group,
)

__all__ = ["Home", "homes", "lineages"]


@dataclass(frozen=True)
class Home:
    """The country of an organization, and what says so.

    Attributes
    ----------
    country
        Id of the country.
    by
        Whether a ``base`` says so, or ``presence`` in no other country.
    records
        Ids of the statements: the bases, or all presences.
    """

    country: str
    by: str
    records: tuple[str, ...]


def homes(snapshot: Snapshot) -> dict[str, Home]:
    """Return the home of each organization of which it is known; see the top of this module.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> found = homes(snapshot(read_dataset(), Moment(EdtfDate("2011-03"))))
    >>> found["beltran-leyva-organization"].country, found["beltran-leyva-organization"].by
    ('mexico', 'base')
    """
    bases, presences = _stated(snapshot, Base), _stated(snapshot, Presence)
    found: dict[str, Home] = {}
    for organization, stated in sorted((presences | bases).items()):
        if len(stated.countries) == 1:
            (country,) = stated.countries
            by = "base" if organization in bases else "presence"
            found[organization] = Home(country, by, tuple(sorted(stated.records)))
    return found


@dataclass
class _Stated:
    """Where statements of one kind place an organization."""

    countries: set[str] = field(default_factory=set)
    records: list[str] = field(default_factory=list)


def _stated(snapshot: Snapshot, kind: type[Relationship]) -> dict[str, _Stated]:
    """Return the countries of each organization; what lies in no one country is left out."""
    found: dict[str, _Stated] = {}
    for source, place, key, _ in edges_of(snapshot.graph, kind):
        if (country := country_of(snapshot.graph, place)) is not None:
            stated = found.setdefault(source, _Stated())
            stated.countries.add(country)
            stated.records.append(key)
    return found


def lineages(snapshot: Snapshot) -> dict[str, str]:
    """Return whom each criminal organization is folded into at the level of the lineage; itself, if nobody.

    Examples
    --------
    In June 2009 the Zetas were the armed wing of the Gulf Cartel:

    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> lineages(snapshot(read_dataset(), Moment(EdtfDate("2009-06"))))["los-zetas"]
    'gulf-cartel'
    """
    into = fold(snapshot.graph, Level.LINEAGE).into
    return {node: into.get(node, node) for node in snapshot.graph if is_criminal_group(snapshot.graph, node)}
