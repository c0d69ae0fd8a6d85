"""Our reader of dates against PyPI's `edtf`, wherever the two should agree.

They part where `edtf` fills in what no source says: it reads an unknown bound as ten years away, and
it widens an uncertain month or day by a year as well. Those are checked as differences, so that a
mended `edtf` is noticed.
"""

from __future__ import annotations

import math
from datetime import date
from time import struct_time

import edtf
import pytest
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cartelgraph.model import BoundStatus, EdtfDate, Period
from tests.model.texts import date_texts, period_texts

# `edtf` takes up to 15 ms for a date: enough examples to meet each precision often, and no more.
few = settings(max_examples=60, deadline=None)


def day_of(time: struct_time) -> date:
    return date(time.tm_year, time.tm_mon, time.tm_mday)


@few
@given(date_texts(qualifiers=("",)))
def test_exact_dates_agree(text: str) -> None:
    theirs, ours = edtf.parse_edtf(text), EdtfDate(text)
    assert (day_of(theirs.lower_strict()), day_of(theirs.upper_strict())) == (ours.earliest, ours.latest)


@few
@given(date_texts(lengths=(3, 4)))
def test_uncertain_years_and_decades_agree(text: str) -> None:
    theirs, ours = edtf.parse_edtf(text), EdtfDate(text)
    assert (day_of(theirs.lower_fuzzy()), day_of(theirs.upper_fuzzy())) == (ours.earliest, ours.latest)


@few
@given(date_texts(lengths=(7, 10), qualifiers=("~", "?", "%")))
def test_uncertain_months_and_days_are_wider_than_exact_ones_and_not_as_wide_as_theirs(text: str) -> None:
    theirs, ours = edtf.parse_edtf(text), EdtfDate(text)
    assert day_of(theirs.lower_fuzzy()) <= ours.earliest < day_of(theirs.lower_strict())
    assert day_of(theirs.upper_strict()) < ours.latest <= day_of(theirs.upper_fuzzy())


@few
@given(period_texts(date_texts(lengths=(4, 7, 10), qualifiers=("",))))
def test_periods_agree_but_for_unknown_bounds(text: str) -> None:
    # `edtf` knows no `/`, and fails on `/..` with an error of its own.
    assume(text not in {"/", "/..", "../"})
    theirs, ours = edtf.parse_edtf(text), Period(text)
    for bound, stated, time, infinity in (
        (ours.start, ours.start.earliest, theirs.lower_strict(), -math.inf),
        (ours.end, ours.end.latest, theirs.upper_strict(), math.inf),
    ):
        if bound.status is BoundStatus.OPEN:
            assert time == infinity
        elif bound.status is BoundStatus.STATED:
            assert day_of(time) == stated


def test_an_unknown_bound_is_ten_years_away_to_them_and_unknown_to_us() -> None:
    assert day_of(edtf.parse_edtf("2010/").upper_strict()) == date(2020, 1, 1)
    assert day_of(edtf.parse_edtf("/2010").lower_strict()) == date(2000, 12, 31)
    assert Period("2010/").end.latest is None
    assert Period("/2010").start.earliest is None


@few
@given(st.from_regex(r"20[01][0-9]-[01][0-9](-[0-3][0-9])?", fullmatch=True))
def test_what_is_no_day_of_the_calendar_is_none_to_both(text: str) -> None:
    try:
        EdtfDate(text)
    except ValueError:
        with pytest.raises(EDTFParseException):
            edtf.parse_edtf(text)
    else:
        edtf.parse_edtf(text)
