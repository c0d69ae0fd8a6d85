"""Properties that follow from a record and save an analyst the reckoning: written at a load, never read back.

What is taken to hold on some day of June 2010::

    WHERE r.working_from <= date('2010-06-30') AND r.working_to >= date('2010-06-01')

what certainly held then, whatever the true dates are::

    WHERE r.certain_from <= date('2010-06-30') AND r.certain_to >= date('2010-06-01')

and what the stated bounds do not exclude::

    WHERE (r.valid_from IS NULL OR r.valid_from <= date('2010-06-30'))
      AND (r.valid_to IS NULL OR r.valid_to >= date('2010-06-01'))

A possible bound is absent where nothing bounds the tie. The certain bounds are absent, both, where the
tie is certain on no day, and the working ones where it is taken to hold on none; so there "has always held"
and "holds ever after" cannot be absent too, and are the first and the last day of the calendar, 0001-01-01
and 9999-12-31.

The working bounds are those of a statement by itself, its missing bounds carried for :data:`DEFAULT_CARRY`
months. A statement to the contrary on the same dyad, which may end it sooner, is left to the snapshots of the
network layer: what it ends turns on all the others.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TypeAlias, get_args, get_type_hints

from cartelgraph.model import (
    DEFAULT_CARRY,
    RECORD_TYPES,
    EdtfDate,
    Period,
    Record,
    Relationship,
    SignedTie,
)
from cartelgraph.model.knowledge import Publications, known_days, spell_of

__all__ = ["Derived", "derived", "derived_days", "derived_properties"]

Derived: TypeAlias = dict[str, date | str | int | None]

OF_RELATIONSHIPS = {
    "valid_from": "First day on which it may have held; absent when nothing bounds it.",
    "valid_to": "Last day on which it may have held; absent when nothing bounds it.",
    "start_status": "Whether the start is stated, unknown or open.",
    "end_status": "Whether the end is stated, unknown or open.",
    "certain_from": "First day from which it certainly held; 0001-01-01: always; absent: on no day.",
    "certain_to": "Last day up to which it certainly held; 9999-12-31: ever after; absent: on no day.",
    "working_from": (
        f"First day on which it is taken to hold, by itself, missing bounds carried {DEFAULT_CARRY} months; "
        "0001-01-01: always; absent: on no day."
    ),
    "working_to": (
        "Last day on which it is, whatever another statement says; 9999-12-31: ever after; absent: on no day."
    ),
    "known_from": "First day on which a dated source that supports it was in print.",
    "start_known_from": "The same for its start.",
    "end_known_from": "The same for its end.",
}

#: What else is derived: words and a number.
NO_DAYS = {"start_status", "end_status", "sign"}


@cache
def derived_properties(kind: type[Record]) -> dict[str, str]:
    """Return the derived properties of a record type, each with what it means."""
    if issubclass(kind, Relationship):
        sign = {"sign": "+1 cooperation, -1 hostility, 0 truce."} if issubclass(kind, SignedTie) else {}
        return OF_RELATIONSHIPS | sign
    meanings = {}
    for field in _dated_fields(kind):
        meanings[f"{field}_earliest"] = f"First day that `{field}` may mean; absent when unbounded."
        meanings[f"{field}_latest"] = f"Last day that `{field}` may mean; absent when unbounded."
    return meanings


@cache
def derived_days() -> frozenset[str]:
    """Return the names of the derived properties that are days; no other property is."""
    names = {name for kind in RECORD_TYPES for name in derived_properties(kind)}
    return frozenset(names - NO_DAYS)


def derived(record: Record, published: Publications) -> Derived:
    """Return the derived properties of a record.

    Parameters
    ----------
    record
        The record.
    published
        Publication date of every source that it cites.
    """
    if isinstance(record, Relationship):
        return _of_relationship(record, published)
    days: Derived = {}
    for field in _dated_fields(type(record)):
        value = getattr(record, field)
        days[f"{field}_earliest"] = (
            value.start.earliest if isinstance(value, Period) else value and value.earliest
        )
        days[f"{field}_latest"] = value.end.latest if isinstance(value, Period) else value and value.latest
    return days


def _of_relationship(record: Relationship, published: Publications) -> Derived:
    spell = spell_of(record, published)
    certain = spell.start_latest is not None and spell.end_earliest is not None
    working_from, working_to = spell.working_bounds(carry=DEFAULT_CARRY)
    working = working_from <= working_to
    known, start_known, end_known = known_days(record, published)
    values: Derived = {
        "valid_from": spell.start_earliest,
        # The spell of what lasts ends on the calendar's last day: nothing bounds it.
        "valid_to": None if spell.end_latest == date.max else spell.end_latest,
        "start_status": spell.start_status.value,
        "end_status": spell.end_status.value,
        "certain_from": spell.start_latest if certain else None,
        "certain_to": spell.end_earliest if certain else None,
        "working_from": working_from if working else None,
        "working_to": working_to if working else None,
        "known_from": known,
        "start_known_from": start_known,
        "end_known_from": end_known,
    }
    if isinstance(record, SignedTie):
        values["sign"] = record.sign
    return values


@cache
def _dated_fields(kind: type[Record]) -> tuple[str, ...]:
    hints = get_type_hints(kind)
    return tuple(
        field
        for field in kind.model_fields
        if {EdtfDate, Period} & {hints[field], *get_args(hints[field])}
        and get_args(hints[field])[-1:] != (...,)
    )
