"""Dates in a row, and what became of a dyad on them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.errors import ParameterError
from cartelgraph.model import EdtfDate
from cartelgraph.network import Moment, Step, dates_between, series, signs_over_time, turns, years_before
from tests.make import alliance, dataset, organization, rivalry, truce


@pytest.mark.parametrize(
    ("first", "last", "every", "dates"),
    [
        ("2009", "2011", Step.YEAR, "2009 2010 2011"),
        ("2009-03", "2011-03", Step.YEAR, "2009-03 2010-03 2011-03"),
        # The last date is asked about only if a step meets it.
        ("2009-03", "2011-02", Step.YEAR, "2009-03 2010-03"),
        ("2010-11", "2011-02", Step.MONTH, "2010-11 2010-12 2011-01 2011-02"),
        ("2011", "2011", Step.MONTH, " ".join(f"2011-{month:02}" for month in range(1, 13))),
        # The last day of a month is followed by the last day of the next.
        ("2011-01-31", "2011-04-30", Step.MONTH, "2011-01-31 2011-02-28 2011-03-31 2011-04-30"),
        ("2011", "2011", Step.YEAR, "2011"),
    ],
)
def test_dates_in_a_row(first: str, last: str, every: Step, dates: str) -> None:
    assert dates_between(EdtfDate(first), EdtfDate(last), every) == tuple(dates.split())


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("2009", "2011-03", "both ends of a series are years"),
        ("200X", "2011", "both ends of a series are years"),
        ("2009~", "2011~", "without ~"),
        ("2011", "2009", "the end comes before the beginning"),
        ("1600-01", "2011-01", "more than 1200 dates"),
    ],
)
def test_what_makes_no_series_is_refused(first: str, last: str, why: str) -> None:
    with pytest.raises(ParameterError, match=why):
        dates_between(EdtfDate(first), EdtfDate(last), Step.MONTH)


def test_years_earlier_a_date_is_as_precise() -> None:
    assert years_before(EdtfDate("2011-03"), 8) == "2003-03"
    assert years_before(EdtfDate("2012-02-29"), 1) == "2011-02-28"
    assert years_before(EdtfDate("2011~"), 8) == "2003~"


def test_signs_of_each_dyad_on_each_date() -> None:
    world = dataset(
        *(organization(key) for key in "abc"),
        alliance("a", "b", period="2009/2010"),
        rivalry("a", "b", period="2010/2011"),
        truce("b", "c", period="2011"),
    )
    years = dates_between(EdtfDate("2009"), EdtfDate("2012"), Step.YEAR)
    signs = signs_over_time(series(world, Moment(years[0]), years))
    assert signs == {("a", "b"): [{1}, {1, -1}, {-1}, set()], ("b", "c"): [set(), set(), {0}, set()]}


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        ([], (0, 0)),
        ([{1}, {1}], (0, 0)),
        ([{-1}, {1}], (1, 0)),
        ([{1}, {-1}, {1}, {-1}], (1, 2)),
        # Nothing known, a truce and a contradiction in between neither make a turn nor hide one.
        ([{-1}, set(), {0}, {1, -1}, {1}], (1, 0)),
        ([{1, -1}, {1}, {1, -1}], (0, 0)),
    ],
)
def test_turns_are_from_one_clear_sign_to_the_other(signs: list[set[int]], expected: tuple[int, int]) -> None:
    assert turns(signs) == expected


@given(st.lists(st.sets(st.sampled_from([-1, 0, 1]))))
def test_turns_of_both_kinds_take_turns(signs: list[set[int]]) -> None:
    to_allies, to_enemies = turns(signs)
    assert abs(to_allies - to_enemies) <= 1
    assert turns(list(reversed(signs))) == (to_enemies, to_allies)
