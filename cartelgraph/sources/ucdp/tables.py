"""UCDP's files as rows: the Non-State Conflict dataset, the events of GED, and two sums over these events.

Columns are those of UCDP's own files; others are ignored. Only Mexico is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from cartelgraph.sources.rows import Line, Row, read_rows

__all__ = [
    "Actor",
    "ActorStateYear",
    "ConflictYear",
    "DyadYear",
    "read_actor_state_years",
    "read_conflict_years",
    "read_dyad_years",
    "read_events",
]

COUNTRY = "Mexico"

#: Types of violence in GED: between two organizations, and of one against civilians.
NON_STATE, ONE_SIDED = "2", "3"

#: Level of organization in the Non-State Conflict dataset: a formally organized group, no community.
FORMAL = "1"


@dataclass(frozen=True)
class Actor:
    """A side as UCDP codes it; several organizations that fight as one have an id of their own."""

    id: str
    name: str
    components: tuple[str, ...] = ()
    """Actor ids of the organizations that fight as one, where the file gives them."""


@dataclass(frozen=True)
class ConflictYear:
    """One year in which the fighting of a dyad killed at least 25."""

    at: Line
    dyad: str
    side_a: Actor
    side_b: Actor
    is_formal: bool
    start: tuple[str, str]
    """Date and precision code of the first death of the dyad, whenever that was."""
    threshold_date: str
    """Day on which the deaths of the episode had reached 25."""
    episode_end: tuple[str, str] | None
    """Date and precision code of the end of the episode; None while it goes on."""
    year: int
    best: int
    low: int
    high: int


@dataclass(frozen=True)
class DyadYear:
    """Events between two sides in one year, however few."""

    at: Line
    dyad: str
    side_a: Actor
    side_b: Actor
    year: int
    events: int
    deaths: int


@dataclass(frozen=True)
class ActorStateYear:
    """Events of one side in one Mexican state in one year."""

    at: Line
    actor: Actor
    state: str
    year: int
    events: int
    deaths: int


S = TypeVar("S", DyadYear, ActorStateYear)


def read_conflict_years(path: Path) -> tuple[ConflictYear, ...]:
    """Read UCDP's Non-State Conflict file.

    Raises
    ------
    DatasetError
        When a column is missing or a value is not what the column holds; names the line.
    """
    return tuple(year for row, at in read_rows(path) if (year := _conflict_year(row, at)))


def read_dyad_years(path: Path) -> tuple[DyadYear, ...]:
    """Read sums of GED's events by dyad and year; errors as above."""
    return tuple(_dyad_year(row, at) for row, at in read_rows(path))


def read_actor_state_years(path: Path) -> tuple[ActorStateYear, ...]:
    """Read sums of GED's events by actor, state and year; errors as above."""
    return tuple(_actor_state_year(row, at) for row, at in read_rows(path))


def read_events(path: Path) -> tuple[tuple[DyadYear, ...], tuple[ActorStateYear, ...]]:
    """Read UCDP's GED file and sum its events up, by dyad and year, and by actor, state and year.

    Violence of governments is left out, and so are events that UCDP places in no state from the second sum.
    Errors as above.
    """
    dyads: dict[object, DyadYear] = {}
    states: dict[object, ActorStateYear] = {}
    for row, at in read_rows(path):
        for sum_ in _event(row, at):
            if isinstance(sum_, DyadYear):
                _add(dyads, (sum_.dyad, sum_.year), sum_)
            else:
                _add(states, (sum_.actor.id, sum_.state, sum_.year), sum_)
    return tuple(dyads.values()), tuple(states.values())


def _add(sums: dict[object, S], key: object, one: S) -> None:
    earlier = sums.get(key)
    if earlier is None:
        sums[key] = one
    else:
        sums[key] = replace(earlier, events=earlier.events + one.events, deaths=earlier.deaths + one.deaths)


def _text(row: Row, column: str, at: Line) -> str:
    value = row.get(column)
    if value is None:
        raise at.error(f"there is no column {column!r}: give the file as UCDP publishes it")
    return value.strip()


def _number(row: Row, column: str, at: Line) -> int:
    value = _text(row, column, at)
    try:
        return int(value)
    except ValueError:
        raise at.error(f"{column} is {value!r}, not a whole number: see UCDP's codebook") from None


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _conflict_year(row: Row, at: Line) -> ConflictYear | None:
    if COUNTRY not in _list(_text(row, "location", at)):
        return None
    ended = _text(row, "ep_end", at) == "1"
    return ConflictYear(
        at=at,
        dyad=_text(row, "dyad_id", at),
        side_a=_side(row, "a", at),
        side_b=_side(row, "b", at),
        is_formal=_text(row, "org", at) == FORMAL,
        start=(_text(row, "start_date", at), _text(row, "start_prec", at)),
        threshold_date=_text(row, "start_date2", at),
        episode_end=(_text(row, "ep_end_date", at), _text(row, "ep_end_prec", at)) if ended else None,
        year=_number(row, "year", at),
        best=_number(row, "best_fatality_estimate", at),
        low=_number(row, "low_fatality_estimate", at),
        high=_number(row, "high_fatality_estimate", at),
    )


def _side(row: Row, side: str, at: Line) -> Actor:
    return Actor(
        id=_text(row, f"side_{side}_id", at),
        name=_text(row, f"side_{side}_name", at),
        components=_list(_text(row, f"side_{side}_components", at)),
    )


def _party(row: Row, side: str, at: Line) -> Actor:
    return Actor(_text(row, f"side_{side}_new_id", at), _text(row, f"side_{side}", at))


def _dyad_year(row: Row, at: Line, events: int | None = None) -> DyadYear:
    return DyadYear(
        at=at,
        dyad=_text(row, "dyad_new_id", at),
        side_a=_party(row, "a", at),
        side_b=_party(row, "b", at),
        year=_number(row, "year", at),
        events=_number(row, "events", at) if events is None else events,
        deaths=_number(row, "best", at),
    )


def _actor_state_year(row: Row, at: Line) -> ActorStateYear:
    return ActorStateYear(
        at=at,
        actor=Actor(_text(row, "aid", at), _text(row, "actor", at)),
        state=_text(row, "adm_1", at),
        year=_number(row, "year", at),
        events=_number(row, "events", at),
        deaths=_number(row, "best", at),
    )


def _event(row: Row, at: Line) -> Iterable[DyadYear | ActorStateYear]:
    kind = _text(row, "type_of_violence", at)
    of_government = kind == ONE_SIDED and _text(row, "gwnoa", at)
    if _text(row, "country", at) != COUNTRY or kind not in {NON_STATE, ONE_SIDED} or of_government:
        return
    parties = [_party(row, "a", at)]
    if kind == NON_STATE:
        parties.append(_party(row, "b", at))
        yield _dyad_year(row, at, events=1)
    state = _text(row, "adm_1", at)
    year, deaths = _number(row, "year", at), _number(row, "best", at)
    for party in parties if state else ():
        yield ActorStateYear(at, party, state, year, events=1, deaths=deaths)
