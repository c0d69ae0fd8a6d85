"""Alliances, rivalries and truces over time: when each statement certainly, probably or possibly held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cartelgraph.dataset import Dataset
from cartelgraph.errors import ParameterError
from cartelgraph.model import DEFAULT_CARRY, EdtfDate, Likelihood, SignedTie, Spell
from cartelgraph.model.entities import Organization
from cartelgraph.network.spells import Spells, known_relationships

__all__ = ["Bar", "Interval", "all_ties_over_time", "ties_over_time"]


@dataclass(frozen=True)
class Interval:
    """Days in a row, both ends included.

    Attributes
    ----------
    first, last
        None: nothing bounds it on that side.
    """

    first: date | None
    last: date | None


@dataclass(frozen=True)
class Bar:
    """One statement on two organizations in time.

    Attributes
    ----------
    record
        Id of the statement.
    organization, other
        Ids of the two; the first is the one asked about, if one is.
    organization_name, other_name
        Their names.
    sign
        1 for an alliance, 0 for a truce, -1 for a rivalry.
    likelihood
        How likely the statement is to be right.
    observed
        Dates at which a source saw it hold.
    certain
        The days on which it held whatever the true dates are; None where there is none. A tie that was
        seen in some month has none, as nobody can say on which day of it.
    working
        The days on which it is taken to have held, cut by contrary statements; None where nothing dates it.
    possible
        The days on which nothing stated excludes it.
    spell
        What is known of its start and its end; answers for windows longer than a day.
    """

    record: str
    organization: str
    organization_name: str
    other: str
    other_name: str
    sign: int
    likelihood: Likelihood
    observed: tuple[EdtfDate, ...]
    certain: Interval | None
    working: Interval | None
    possible: Interval
    spell: Spell


def ties_over_time(
    dataset: Dataset,
    organization: str,
    *,
    known_at: EdtfDate | None = None,
    carry: int | None = DEFAULT_CARRY,
) -> tuple[Bar, ...]:
    """Return every alliance, rivalry and truce of an organization in time, by the other's name.

    Parameters
    ----------
    dataset
        Where the statements come from.
    organization
        Id of the organization.
    known_at
        Only what was in print by the end of this date counts. None: everything.
    carry
        Months for which the working view carries a missing bound; None carries without end.

    Raises
    ------
    UnknownNameError
        When the dataset has no record of that id.
    ParameterError
        When the record is no organization.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> bars = ties_over_time(read_dataset(), "los-zetas", known_at=EdtfDate("2011-03"))
    >>> sorted({bar.other_name for bar in bars})[0]
    'Beltran Leyva Organization'
    """
    if not isinstance(dataset.get(organization), Organization):
        raise ParameterError(f"{organization!r} is no organization: a timeline is of one")
    return _ordered(
        _bar(dataset, spells, record, organization, carry)
        for spells, record in _signed(dataset, known_at)
        if organization in {record.source, record.target}
    )


def all_ties_over_time(
    dataset: Dataset, *, known_at: EdtfDate | None = None, carry: int | None = DEFAULT_CARRY
) -> tuple[Bar, ...]:
    """Return every alliance, rivalry and truce between criminal organizations in time, by both names.

    The statements are those of :func:`cartelgraph.network.signed_layer` at any time; the parameters are
    those of :func:`ties_over_time`.
    """
    return _ordered(
        _bar(dataset, spells, record, _first_by_name(dataset, record), carry)
        for spells, record in _signed(dataset, known_at)
        if all(_organization(dataset, end).kind.is_criminal_group for end in (record.source, record.target))
    )


def _signed(dataset: Dataset, known_at: EdtfDate | None) -> Iterator[tuple[Spells, SignedTie]]:
    spells = Spells(known_relationships(dataset, known_at), dataset)
    return ((spells, record) for record in spells.records if isinstance(record, SignedTie))


def _bar(dataset: Dataset, spells: Spells, record: SignedTie, seen_from: str, carry: int | None) -> Bar:
    other = record.target if record.source == seen_from else record.source
    spell = spells.of(record)
    return Bar(
        record=record.id,
        organization=seen_from,
        organization_name=_organization(dataset, seen_from).name,
        other=other,
        other_name=_organization(dataset, other).name,
        sign=record.sign,
        likelihood=record.likelihood,
        observed=record.observed,
        certain=_certain(spell),
        working=_interval(*spell.working_bounds(carry=carry, contrary=spells.contrary(record))),
        possible=Interval(_open(spell.start_earliest), _open(spell.end_latest)),
        spell=spell,
    )


def _certain(spell: Spell) -> Interval | None:
    if spell.start_latest is None or spell.end_earliest is None:
        return None
    return _interval(spell.start_latest, spell.end_earliest)


def _interval(first: date, last: date) -> Interval | None:
    return Interval(_open(first), _open(last)) if first <= last else None


def _open(day: date | None) -> date | None:
    """Return a bound, or None for the ends of the calendar, which stand for no bound."""
    return None if day in {date.min, date.max} else day


def _first_by_name(dataset: Dataset, record: SignedTie) -> str:
    return min(record.source, record.target, key=lambda end: (_organization(dataset, end).name, end))


def _organization(dataset: Dataset, key: str) -> Organization:
    record = dataset.get(key)
    if not isinstance(record, Organization):
        raise TypeError(f"{key} is an end of a signed tie and no organization")
    return record


def _ordered(bars: Iterator[Bar]) -> tuple[Bar, ...]:
    return tuple(sorted(bars, key=lambda bar: (bar.organization_name, bar.other_name, -bar.sign, bar.record)))
