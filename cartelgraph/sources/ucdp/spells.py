"""Years put together: UCDP's episodes of a dyad, and runs of years with events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from cartelgraph.model import EdtfDate, Period
from cartelgraph.sources.rows import Line
from cartelgraph.sources.ucdp.tables import ConflictYear

__all__ = ["Episode", "Year", "date_of", "episodes", "runs"]

#: Fewest events that make a year one of activity.
MIN_EVENTS = 1

#: Most years without activity that do not part a run in two.
MAX_GAP = 0

#: Most years from the first death of a dyad to its first year with 25 for that death to start the episode.
MAX_LEAD = 1

#: Characters of a date that are known, and the mark after it, by UCDP's code: the day; the day, within
#: some days; the month, though perhaps the week; the month; a longer part of the year.
PRECISIONS = {"1": (10, ""), "2": (10, "~"), "3": (7, ""), "4": (7, ""), "5": (4, "")}


@dataclass(frozen=True)
class Episode:
    """An unbroken stretch of years in each of which the fighting of a dyad killed at least 25."""

    number: int
    """From 1, within the dyad."""
    years: tuple[ConflictYear, ...]
    period: Period
    is_over: bool

    @property
    def first(self) -> ConflictYear:
        """Its first year."""
        return self.years[0]

    @property
    def last(self) -> int:
        """Its last year."""
        return self.years[-1].year

    def covers(self, year: int) -> bool:
        """Whether a year lies in it, the year of its start included."""
        return int(self.period[:4]) <= year <= self.last


@dataclass(frozen=True)
class Year:
    """The events of one subject in one year."""

    line: Line
    year: int
    events: int
    deaths: int
    label: str = ""
    """What UCDP calls the subject, where that may change from year to year."""


def date_of(date: str, precision: str, line: Line) -> EdtfDate:
    """Return a date of UCDP's with the precision that its code leaves.

    Raises
    ------
    DatasetError
        When there is no such code, or no such date.
    """
    if precision not in PRECISIONS:
        raise line.error(f"precision {precision!r} is none of {', '.join(PRECISIONS)}: see UCDP's codebook")
    length, mark = PRECISIONS[precision]
    try:
        return EdtfDate(date[:length] + mark)
    except ValueError as error:
        raise line.error(str(error)) from None


def episodes(years: Iterable[ConflictYear]) -> Iterator[Episode]:
    """Yield the episodes of one dyad, in order: the years of one share the day on which 25 were dead."""
    number, current = 0, list[ConflictYear]()
    for year in sorted(years, key=lambda one: one.year):
        if current and current[-1].threshold_date != year.threshold_date:
            number += 1
            yield _episode(number, current)
            current = []
        current.append(year)
    if current:
        yield _episode(number + 1, current)


def _episode(number: int, years: list[ConflictYear]) -> Episode:
    end = years[-1].episode_end
    last = date_of(*end, years[-1].at) if end else ""
    return Episode(
        number, tuple(years), Period(f"{_start(number, years[0])}/{last}"), is_over=end is not None
    )


def _start(number: int, first: ConflictYear) -> EdtfDate:
    """Return the first death of the dyad, or the year in which the episode reached 25.

    The day of the 25th death is later than the start, so that nothing finer than its year is known of it.
    """
    death = date_of(*first.start, first.at)
    if number == 1 and first.year - death.earliest.year <= MAX_LEAD:
        return death
    return EdtfDate(str(first.year))


def runs(years: Iterable[Year]) -> Iterator[list[Year]]:
    """Yield the runs of years of one subject with events, in order; rows of the same year count together."""
    run: list[Year] = []
    for _, rows in groupby(sorted(years, key=lambda one: one.year), key=lambda one: one.year):
        same = list(rows)
        if sum(row.events for row in same) < MIN_EVENTS:
            continue
        if run and same[0].year - run[-1].year > MAX_GAP + 1:
            yield run
            run = []
        run += same
    if run:
        yield run
