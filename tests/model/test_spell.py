"""When a statement holds, in each of the three views: a table worked by hand, and single rules."""

from __future__ import annotations

from datetime import date

import pytest

from cartelgraph.model import BoundStatus, Certainty, EdtfDate, Period, Spell, Window

CERTAIN, WORKING, POSSIBLE = Certainty.CERTAIN, Certainty.WORKING, Certainty.POSSIBLE


def spell(period: str, *observed: str, stated_on: str = "") -> Spell:
    return Spell.from_period(
        Period(period),
        [EdtfDate(day) for day in observed],
        stated_on=[EdtfDate(day) for day in stated_on.split()],
    )


def views(held: Spell, window: str, *, carry: int | None = 24) -> set[Certainty]:
    asked = Window.of(window)
    return {
        view
        for view, holds in (
            (CERTAIN, held.certainly(asked)),
            (WORKING, held.working(asked, carry=carry)),
            (POSSIBLE, held.possibly(asked)),
        )
        if holds
    }


ALL, ASSUMED, THINKABLE, NEVER = (
    {CERTAIN, WORKING, POSSIBLE},
    {WORKING, POSSIBLE},
    {POSSIBLE},
    set[Certainty](),
)

# Period, dates of observation, publications that say "it goes on"; date asked; views in which it holds,
# with missing ends carried for 24 months.
TABLE = [
    # A whole period: at some time within it, nobody knows when.
    ("2010-02-15", "", "", "2010-02-15", ALL),
    ("2010-02-15", "", "", "2010-02-14", NEVER),
    ("2010-02-15", "", "", "2010-02-16", NEVER),
    ("2010-02-15", "", "", "2010-02", ALL),
    ("2010-02", "", "", "2010-02", ALL),
    ("2010-02", "", "", "2010", ALL),
    ("2010-02", "", "", "2010-02-28", ASSUMED),
    ("2010-02", "", "", "2010-03", NEVER),
    ("2010", "", "", "2010", ALL),
    ("2010", "", "", "2010-06", ASSUMED),
    ("2010", "", "", "2009", NEVER),
    ("198X", "", "", "198X", ALL),
    ("198X", "", "", "1985", ASSUMED),
    ("198X", "", "", "1990", NEVER),
    ("19XX", "", "", "1999-12-31", ASSUMED),
    ("19XX", "", "", "2000-01-01", NEVER),
    ("2010~", "", "", "2010", ASSUMED),
    ("2010~", "", "", "2011-12", ASSUMED),
    ("2010~", "", "", "2012", NEVER),
    ("2010?", "", "", "2009-01-01", ASSUMED),
    ("2010%", "", "", "2012-12", ASSUMED),
    ("2010%", "", "", "2010%", ALL),
    # Two stated bounds: certain from the last day of the start to the first day of the end.
    ("2008/2010", "", "", "2009", ALL),
    ("2008/2010", "", "", "2008-12-31", ALL),
    ("2008/2010", "", "", "2008-06", ASSUMED),
    ("2008/2010", "", "", "2010-01-01", ALL),
    ("2008/2010", "", "", "2010-01-02", ASSUMED),
    ("2008/2010", "", "", "2007-12-31", NEVER),
    ("2008/2010", "", "", "2011-01-01", NEVER),
    ("2008-02/2010~", "", "", "2009-01-01", ALL),
    ("2008-02/2010~", "", "", "2009-01-02", ASSUMED),
    # An end that nobody states: certain in its first year as a whole, assumed for 24 months after 2010-12-31.
    ("2010/", "", "", "2010", ALL),
    ("2010/", "", "", "2010-06", ASSUMED),
    ("2010/", "", "", "2011", ASSUMED),
    ("2010/", "", "", "2012-12-31", ASSUMED),
    ("2010/", "", "", "2013-01-01", THINKABLE),
    ("2010/", "", "", "2009-12-31", NEVER),
    # ... and certain up to the last time that it was seen.
    ("2010/", "2012-05", "", "2011", ALL),
    ("2010/", "2012-05", "", "2012-05-01", ALL),
    ("2010/", "2012-05", "", "2012-05-02", ASSUMED),
    ("2010/", "2012-05", "", "2014-05-31", ASSUMED),
    ("2010/", "2012-05", "", "2014-06-01", THINKABLE),
    # Open: stated to go on when its source was published, and so certain up to then.
    ("2010/..", "", "2011-03-10", "2011-03-10", ALL),
    ("2010/..", "", "2011-03-10", "2011-03-11", ASSUMED),
    ("2010/..", "", "2011-03-10", "2013-03-10", ASSUMED),
    ("2010/..", "", "2011-03-10", "2013-03-11", THINKABLE),
    # A source that bears a month was published on some day of it.
    ("2010/..", "", "2011-03", "2011-03-01", ALL),
    ("2010/..", "", "2011-03", "2011-03-02", ASSUMED),
    ("2010/..", "", "2011-03", "2013-03-31", ASSUMED),
    ("/..", "", "2011-03", "2011-03", ALL),
    ("/..", "", "2011-03", "2011-03-01", ASSUMED),
    ("/..", "", "2011-03", "2011-02", THINKABLE),
    # Said twice: it went on all the time between, and from the last on it is assumed.
    ("/..", "", "2010-11-13 2011-03", "2010-12", ALL),
    ("/..", "", "2010-11-13 2011-03", "2010-11-13", ALL),
    ("/..", "", "2010-11-13 2011-03", "2010-11-12", THINKABLE),
    ("/..", "", "2010-11-13 2011-03", "2011-03-02", ASSUMED),
    ("2010/..", "", "2010-05-01 2020", "2010-05", ALL),
    # ... and of two announcements only what came after the start counts.
    ("2011/..", "", "2010-05 2011-03-10", "2011-03-10", ALL),
    ("2011/..", "", "2010-05 2011-03-10", "2010-12", NEVER),
    # Nobody knows when it was said that it goes on: as good as an unknown end.
    ("2010/..", "", "", "2012-12-31", ASSUMED),
    ("2010/..", "", "", "2013-01-01", THINKABLE),
    ("/..", "", "", "2011", THINKABLE),
    ("../..", "", "", "2011", THINKABLE),
    # Announced before it began: the announcement is no proof that it held.
    ("2011-03/..", "", "2010-05", "2010-05", NEVER),
    ("2011-03/..", "", "2010-05", "2011-02-28", NEVER),
    ("2011-03/..", "", "2010-05", "2011-03", ALL),
    ("2011-03/..", "", "2010-05", "2013-03-31", ASSUMED),
    ("2011-03/..", "", "2010-05", "2013-04-01", THINKABLE),
    # An unknown start: carried back 24 months from the earliest end, if the end is all that is known.
    ("/2010", "", "", "2010", ALL),
    ("/2010", "", "", "2010-06", ASSUMED),
    ("/2010", "", "", "2008-01-01", ASSUMED),
    ("/2010", "", "", "2007-12-31", THINKABLE),
    ("/2010", "", "", "2011-01-01", NEVER),
    # ... and the first time that it was seen, where somebody saw it.
    ("/2010", "2005-07", "", "2006", ALL),
    ("/2010", "2005-07", "", "2005-07-01", ASSUMED),
    ("/2010", "2005-07", "", "2005-06-30", THINKABLE),
    # No start: it had always been so.
    ("../2010", "", "", "1900", ALL),
    ("../2010", "", "", "2010-01-01", ALL),
    ("../2010", "", "", "2010-12", ASSUMED),
    ("../2010", "", "", "2011", NEVER),
    # Only seen to hold: certain on the dates of observation and between them.
    ("/", "2010-04-12", "", "2010-04-12", ALL),
    ("/", "2010-04-12", "", "2010-04-11", THINKABLE),
    ("/", "2010-04-12", "", "2010-04-13", ASSUMED),
    ("/", "2010-04-12", "", "2012-04-12", ASSUMED),
    ("/", "2010-04-12", "", "2012-04-13", THINKABLE),
    ("/", "2010 2012-03", "", "2011", ALL),
    ("/", "2010 2012-03", "", "2010-12-31", ALL),
    ("/", "2010 2012-03", "", "2010-12-30", ASSUMED),
    ("/", "2010", "", "2010", ALL),
    # Nothing is known of its time at all.
    ("/", "", "", "2010", THINKABLE),
    ("../", "", "", "2010", THINKABLE),
]


@pytest.mark.parametrize(("period", "observed", "stated_on", "window", "expected"), TABLE)
def test_table(period: str, observed: str, stated_on: str, window: str, expected: set[Certainty]) -> None:
    assert views(spell(period, *observed.split(), stated_on=stated_on), window) == expected


def test_an_observation_of_a_whole_period_narrows_it() -> None:
    assert views(spell("2010", "2010-03"), "2010-03") == ALL
    assert views(spell("2010"), "2010-03") == ASSUMED


def test_carried_without_end_it_goes_on_but_never_past_a_stated_end() -> None:
    assert views(spell("2010/"), "2099", carry=None) == ASSUMED
    assert views(spell("/2010"), "1600", carry=None) == ASSUMED
    assert views(spell("2008/2010"), "2011", carry=None) == NEVER


def test_carried_for_no_time_it_holds_from_its_first_evidence_to_its_last() -> None:
    assert spell("2010-02/").working_bounds(carry=0) == (date(2010, 2, 1), date(2010, 2, 28))
    assert spell("/", "2010-04", "2009").working_bounds(carry=0) == (date(2009, 1, 1), date(2010, 4, 30))
    assert spell("/2010-02").working_bounds(carry=0) == (date(2010, 2, 1), date(2010, 2, 28))


def test_a_statement_to_the_contrary_ends_it_the_day_before() -> None:
    rivals_from = [date(2010, 2, 1)]
    held = spell("2008/")
    assert held.working_bounds(carry=None, contrary=rivals_from) == (date(2008, 1, 1), date(2010, 1, 31))
    assert held.working(Window.of("2010-01"), carry=24, contrary=rivals_from)
    assert not held.working(Window.of("2010-02"), carry=24, contrary=rivals_from)


def test_the_first_statement_to_the_contrary_counts_and_only_if_sooner_than_the_carry_period() -> None:
    later = [date(2015, 1, 1), date(2010, 2, 1), date(2012, 1, 1)]
    assert spell("2008/").working_bounds(carry=None, contrary=later)[1] == date(2010, 1, 31)
    assert spell("2008/").working_bounds(carry=12, contrary=later)[1] == date(2009, 12, 31)


def test_evidence_after_a_statement_to_the_contrary_is_not_cut() -> None:
    rivals_from = [date(2010, 2, 1)]
    seen_since = spell("2008/", "2010-06-15")
    assert seen_since.working_bounds(carry=0, contrary=rivals_from)[1] == date(2010, 6, 15)
    assert seen_since.working_bounds(carry=24, contrary=rivals_from)[1] == date(2012, 6, 15)
    assert spell("/", "2010-02-01").working_bounds(carry=0, contrary=rivals_from)[1] == date(2010, 2, 1)
    # Seen at some time of the year in which hostility set in: the two statements contest the dyad.
    assert spell("/", "2010").working(Window.of("2010-06"), carry=0, contrary=rivals_from)


def test_a_stated_end_is_not_cut_by_a_statement_to_the_contrary() -> None:
    assert spell("2008/2012").working(Window.of("2011"), carry=0, contrary=[date(2010, 2, 1)])


@pytest.mark.parametrize(
    ("period", "window", "expected"),
    [
        ("2010", "2010", ALL),
        ("2010", "2010-06", ASSUMED),
        ("2010", "2011", ALL),
        ("2010", "2099", ALL),
        ("2010", "2009", NEVER),
        ("2010/2012", "2011", ASSUMED),
        ("2010/2012", "2012-12-31", ALL),
        ("/2010", "2010", ALL),
        ("/2010", "2009", THINKABLE),
        ("2010/", "2010", ASSUMED),
        ("/", "2010", THINKABLE),
    ],
)
def test_what_happened_once_stays_true(period: str, window: str, expected: set[Certainty]) -> None:
    assert views(Spell.lasting(Period(period)), window) == expected


@pytest.mark.parametrize("window", ["1500", "2010-06-01", "2999-12-31"])
def test_what_has_no_dates_holds_always(window: str) -> None:
    assert views(Spell.always(), window, carry=0) == ALL


def test_a_window_of_an_uncertain_date_is_as_wide_as_the_date() -> None:
    assert Window.of("2010~") == Window(date(2009, 1, 1), date(2011, 12, 31))


def test_the_status_of_a_bound_is_kept() -> None:
    held = spell("../2010")
    assert (held.start_status, held.end_status) == (BoundStatus.OPEN, BoundStatus.STATED)
