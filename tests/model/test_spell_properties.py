"""What is true of every spell, and the certain and possible views against all histories one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.model import BoundStatus, EdtfDate, Period, Spell, Window
from tests.model.texts import date_texts, edtf_dates, period_texts

CARRIES = st.none() | st.integers(0, 120)


@dataclass(frozen=True)
class Statement:
    """What a record says of time."""

    period: Period
    observed: tuple[EdtfDate, ...]
    stated_on: tuple[EdtfDate, ...]

    @property
    def spell(self) -> Spell:
        return Spell.from_period(self.period, self.observed, stated_on=self.stated_on)

    @property
    def witnessed(self) -> list[EdtfDate]:
        """When somebody saw it hold: it was observed, or said to go on after it had begun."""
        start = self.period.start.earliest
        said = self.stated_on if self.period.end.status is BoundStatus.OPEN else ()
        return [*self.observed, *(day for day in said if start is None or day.latest >= start)]


@st.composite
def statements(draw: st.DrawFn, dates: st.SearchStrategy[EdtfDate] | None = None) -> Statement:
    """Draw a statement as a record may make it: what was observed lies within the stated bounds."""
    days = edtf_dates() if dates is None else dates
    period = Period(draw(period_texts(days)))
    start, end = period.start.earliest, period.end.latest
    observed = [
        day
        for day in draw(st.lists(days, max_size=3))
        if (start is None or day.latest >= start) and (end is None or day.earliest <= end)
    ]
    return Statement(period, tuple(observed), tuple(draw(st.lists(days, max_size=2))))


WINDOWS = edtf_dates().map(Window.of)
CONTRARY = st.lists(st.dates(date(1990, 1, 1), date(2030, 12, 31)), max_size=3)


@given(statements(), WINDOWS, CARRIES, CONTRARY)
def test_each_view_lies_within_the_next(
    statement: Statement, window: Window, carry: int | None, contrary: list[date]
) -> None:
    spell = statement.spell
    working = spell.working(window, carry=carry, contrary=contrary)
    assert working or not spell.certainly(window)
    assert spell.possibly(window) or not working


@given(statements(), WINDOWS, CARRIES)
def test_nothing_holds_outside_its_stated_bounds(
    statement: Statement, window: Window, carry: int | None
) -> None:
    start, end = statement.period.start.earliest, statement.period.end.latest
    if (start and window.last < start) or (end and window.first > end):
        spell = statement.spell
        assert not spell.possibly(window)
        assert not spell.working(window, carry=carry)
        assert not spell.certainly(window)


@given(statements(), st.integers(0, 60), st.integers(0, 60), CONTRARY)
def test_a_longer_carry_never_shortens(
    statement: Statement, months: int, more: int, contrary: list[date]
) -> None:
    bounds = [
        statement.spell.working_bounds(carry=carry, contrary=contrary)
        for carry in (months, months + more, None)
    ]
    starts, ends = zip(*bounds, strict=True)
    assert list(starts) == sorted(starts, reverse=True)
    assert list(ends) == sorted(ends)


@given(statements())
def test_without_carry_it_holds_from_first_to_last_evidence(statement: Statement) -> None:
    period, witnessed = statement.period, statement.witnessed
    first, last = statement.spell.working_bounds(carry=0)
    if period.start.status is BoundStatus.STATED:
        assert first == period.start.earliest
    elif period.start.status is BoundStatus.UNKNOWN and witnessed:
        assert first == min(day.earliest for day in witnessed)
    if period.end.status is BoundStatus.STATED:
        assert last == period.end.latest
    elif witnessed or period.start.latest:
        stated = [period.start.latest] if period.start.latest else []
        assert last == max([*(day.latest for day in witnessed), *stated])
    else:
        assert first > last, "no evidence in time, so it never holds"


@given(statements(), CARRIES, CONTRARY, st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_one_more_statement_to_the_contrary_only_cuts_what_is_carried(
    statement: Statement, carry: int | None, contrary: list[date], another: date
) -> None:
    spell = statement.spell
    start, end = spell.working_bounds(carry=carry, contrary=contrary)
    cut_start, cut_end = spell.working_bounds(carry=carry, contrary=[*contrary, another])
    assert cut_start == start
    evidence_end = spell.working_bounds(carry=0)[1]
    assert cut_end in {end, another - timedelta(days=1)}
    assert min(end, evidence_end) <= cut_end <= end


# Every history within a few months, one by one: what "whatever the true dates are" means, word for word.

NEAR = st.dates(date(2010, 1, 20), date(2010, 2, 20))
FIRST, LAST = date(2009, 10, 1), date(2010, 6, 30)
CALENDAR = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
NEAR_DATES = edtf_dates(date_texts(NEAR, lengths=(7, 10), qualifiers=("", "~")))
NEAR_WINDOWS = date_texts(NEAR, lengths=(7, 10), qualifiers=("",)).map(Window.of)


def histories(statement: Statement) -> list[tuple[date, date]]:
    """Return every start and end that agree with a statement; the calendar's edges stand for "ever"."""
    start, end = statement.period.start, statement.period.end
    starts = [
        day
        for day in ([FIRST] if start.status is BoundStatus.OPEN else CALENDAR)
        if start.stated is None or start.stated.earliest <= day <= start.stated.latest
    ]
    ends = [day for day in CALENDAR if end.stated is None or end.stated.earliest <= day <= end.stated.latest]
    # It held on some day of each date on which it was seen.
    latest_start = min((day.latest for day in statement.witnessed), default=LAST)
    earliest_end = max((day.earliest for day in statement.witnessed), default=FIRST)
    return [
        (first, last)
        for first in starts
        if first <= latest_start
        for last in ends
        if last >= max(first, earliest_end)
    ]


@given(statements(NEAR_DATES), NEAR_WINDOWS)
def test_certain_is_in_every_history_and_possible_in_some(statement: Statement, window: Window) -> None:
    holds = {first <= window.last and last >= window.first for first, last in histories(statement)}
    assert holds, "no statement contradicts itself"
    assert statement.spell.certainly(window) == (holds == {True})
    assert statement.spell.possibly(window) == (True in holds)
