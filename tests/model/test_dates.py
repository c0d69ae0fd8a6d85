"""The table of dates, row by row, with bounds worked out on a calendar."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import date

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from cartelgraph.model import BoundStatus, EdtfDate, Period
from cartelgraph.model.dates import add_months
from tests.model.texts import date_texts, period_texts

BOUNDS = [
    ("2010-02-15", "2010-02-15", "2010-02-15"),
    ("2010-02", "2010-02-01", "2010-02-28"),
    ("2012-02", "2012-02-01", "2012-02-29"),
    ("1900-02", "1900-02-01", "1900-02-28"),
    ("2000-02", "2000-02-01", "2000-02-29"),
    ("2010-12", "2010-12-01", "2010-12-31"),
    ("2010", "2010-01-01", "2010-12-31"),
    ("198X", "1980-01-01", "1989-12-31"),
    ("19XX", "1900-01-01", "1999-12-31"),
    # One more unit of its own precision on either side; a day reaches 7 days.
    ("2010-02-15~", "2010-02-08", "2010-02-22"),
    ("2012-03-05?", "2012-02-27", "2012-03-12"),
    ("2010-02-15%", "2010-02-01", "2010-03-01"),
    ("2010-02~", "2010-01-01", "2010-03-31"),
    ("2012-01?", "2011-12-01", "2012-02-29"),
    ("2012-02%", "2011-12-01", "2012-04-30"),
    ("2010~", "2009-01-01", "2011-12-31"),
    ("2010?", "2009-01-01", "2011-12-31"),
    ("2010%", "2008-01-01", "2012-12-31"),
    ("198X~", "1970-01-01", "1999-12-31"),
    ("198X%", "1960-01-01", "2009-12-31"),
    ("19XX?", "1800-01-01", "2099-12-31"),
    ("19XX%", "1700-01-01", "2199-12-31"),
    # The first and the last year that our subject knows leave room to widen.
    ("1500%", "1498-01-01", "1502-12-31"),
    ("2999-12-31%", "2999-12-17", "3000-01-14"),
    ("29XX%", "2700-01-01", "3199-12-31"),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), BOUNDS)
def test_a_date_means_the_days_of_its_precision(text: str, earliest: str, latest: str) -> None:
    day = EdtfDate(text)
    assert (day.earliest, day.latest) == (date.fromisoformat(earliest), date.fromisoformat(latest))


NOT_A_DATE = (
    "{!r} is not a date: write 2010-02-15, 2010-02, 2010, 198X or 19XX, "
    "with ~ (about), ? (doubtful) or % (both) after it if need be"
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "201",
        "20100",
        "20100215",
        "2010-2",
        "2010-02-1",
        "15.02.2010",
        "2010/02",
        "2010-02-15T10:00",
        "2010 ",
        "2010\n",
        "about 2010",
        "2010~?",
        "~2010",
        "1XXX",
        "XXXX",
        "2010-XX",
        "19xx",
        "..",
        "2010..2011",
        "-2010",
        "Y20100",
        # Digits of other scripts look like a year to `\d`.
        "\u0662\u0660\u0661\u0660",
        "\u0662\u0660\u0661X",
        "2010-0\u0968",
    ],
)
def test_other_texts_are_no_dates(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date") as caught:
        EdtfDate(text)
    assert str(caught.value) == NOT_A_DATE.format(text)


@pytest.mark.parametrize("text", ["2010-02-29", "2010-02-30", "2010-13", "2010-00", "2010-04-31", "2010-21"])
def test_a_date_is_a_day_of_the_calendar(text: str) -> None:
    with pytest.raises(ValueError, match=f"^'{text}' is not a day of the calendar: .+"):
        EdtfDate(text)


@pytest.mark.parametrize("text", ["0000", "1499", "3000", "14XX", "149X", "9999-12-31", "300X"])
def test_years_of_other_ages_are_slips_of_the_pen(text: str) -> None:
    with pytest.raises(ValueError, match="years run from 1500 to 2999") as caught:
        EdtfDate(text)
    assert str(caught.value) == f"{text!r} is not a date of this subject: years run from 1500 to 2999"


@given(date_texts())
def test_a_qualifier_only_widens(text: str) -> None:
    exact = EdtfDate(text.rstrip("~?%"))
    about, doubtful, both = (EdtfDate(exact + qualifier) for qualifier in "~?%")
    assert (about.earliest, about.latest) == (doubtful.earliest, doubtful.latest)
    assert both.earliest < about.earliest < exact.earliest <= exact.latest < about.latest < both.latest


STATED, UNKNOWN, OPEN = BoundStatus.STATED, BoundStatus.UNKNOWN, BoundStatus.OPEN

PERIODS = [
    ("2010-02", (STATED, "2010-02-01", "2010-02-28"), (STATED, "2010-02-01", "2010-02-28")),
    ("2010", (STATED, "2010-01-01", "2010-12-31"), (STATED, "2010-01-01", "2010-12-31")),
    ("2008/2010", (STATED, "2008-01-01", "2008-12-31"), (STATED, "2010-01-01", "2010-12-31")),
    ("2008-02/2010~", (STATED, "2008-02-01", "2008-02-29"), (STATED, "2009-01-01", "2011-12-31")),
    ("2010/..", (STATED, "2010-01-01", "2010-12-31"), (OPEN, None, None)),
    ("2010/", (STATED, "2010-01-01", "2010-12-31"), (UNKNOWN, None, None)),
    ("/2010", (UNKNOWN, None, None), (STATED, "2010-01-01", "2010-12-31")),
    ("../2010", (OPEN, None, None), (STATED, "2010-01-01", "2010-12-31")),
    ("/", (UNKNOWN, None, None), (UNKNOWN, None, None)),
    ("../..", (OPEN, None, None), (OPEN, None, None)),
    ("/..", (UNKNOWN, None, None), (OPEN, None, None)),
    # Its two bounds may be the same, or overlap: it ends no sooner than it starts.
    ("2010/2010", (STATED, "2010-01-01", "2010-12-31"), (STATED, "2010-01-01", "2010-12-31")),
    ("2010-06/2010", (STATED, "2010-06-01", "2010-06-30"), (STATED, "2010-01-01", "2010-12-31")),
]


@pytest.mark.parametrize(("text", "start", "end"), PERIODS)
def test_a_period_has_two_bounds(
    text: str,
    start: tuple[BoundStatus, str | None, str | None],
    end: tuple[BoundStatus, str | None, str | None],
) -> None:
    period = Period(text)
    for bound, (status, earliest, latest) in ((period.start, start), (period.end, end)):
        assert bound.status is status
        assert bound.earliest == (date.fromisoformat(earliest) if earliest else None)
        assert bound.latest == (date.fromisoformat(latest) if latest else None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'' is not a period: write one date, or start/end with a single slash"),
        (
            "2008/2009/2010",
            "'2008/2009/2010' is not a period: write one date, or start/end with a single slash",
        ),
        ("//", "'//' is not a period: write one date, or start/end with a single slash"),
        ("..", "'..' is not a period: an open bound stands beside a slash, as in 2010/.."),
        ("2011/2010", "'2011/2010' ends before it starts"),
        ("2010-03/2010-02-28", "'2010-03/2010-02-28' ends before it starts"),
        ("2010 / 2011", NOT_A_DATE.format("2010 ")),
        ("2010/now", NOT_A_DATE.format("now")),
        ("2010-02 to 2010-03", NOT_A_DATE.format("2010-02 to 2010-03")),
    ],
)
def test_wrong_periods_say_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        Period(text)
    assert str(caught.value) == message


class Holder(BaseModel):
    day: EdtfDate
    period: Period


def test_models_read_and_write_texts() -> None:
    holder = Holder.model_validate({"day": " 2010-02 ", "period": "2008/.. "})
    assert isinstance(holder.day, EdtfDate)
    assert isinstance(holder.period, Period)
    assert (holder.day, holder.period) == ("2010-02", "2008/..")
    assert holder.model_dump(mode="json") == {"day": "2010-02", "period": "2008/.."}
    assert Holder.model_validate_json(holder.model_dump_json()) == holder


def test_models_report_wrong_texts_and_never_take_numbers() -> None:
    with pytest.raises(ValidationError) as caught:
        Holder.model_validate({"day": "201", "period": 2010})
    assert [(fault["loc"], fault["type"]) for fault in caught.value.errors()] == [
        (("day",), "value_error"),
        (("period",), "string_type"),
    ]


@given(date_texts(), period_texts())
def test_copies_and_pickles_are_equal(day: str, period: str) -> None:
    holder = Holder(day=EdtfDate(day), period=Period(period))
    for twin in (copy.deepcopy(holder), pickle.loads(pickle.dumps(holder))):  # noqa: S301
        assert twin == holder
        assert twin.day.latest == holder.day.latest
        assert twin.period.start == holder.period.start


@given(date_texts(), period_texts())
def test_the_json_schema_accepts_what_the_reader_accepts(day: str, period: str) -> None:
    schema = Holder.model_json_schema()
    # Through JSON, for a validator knows no subclass of str.
    jsonschema.validate(
        json.loads(Holder(day=EdtfDate(day), period=Period(period)).model_dump_json()), schema
    )


@pytest.mark.parametrize("text", ["2010~?", "2010-2", "about 2010", "2010 ", "2008/2009/2010", ".."])
def test_the_json_schema_refuses_what_has_the_wrong_form(text: str) -> None:
    for kind in (EdtfDate, Period):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(text, TypeAdapter(kind).json_schema())


def test_the_json_schema_lets_an_editor_read_a_year_as_a_number() -> None:
    jsonschema.validate(2010, TypeAdapter(Period).json_schema())


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2010-01-31", 1, "2010-02-28"),
        ("2012-01-31", 1, "2012-02-29"),
        ("2012-02-29", 12, "2013-02-28"),
        ("2010-12-15", 1, "2011-01-15"),
        ("2010-01-15", -1, "2009-12-15"),
        ("2010-03-31", -1, "2010-02-28"),
        ("2010-05-05", 0, "2010-05-05"),
        ("2010-05-05", 24, "2012-05-05"),
        ("9999-12-01", 1, "9999-12-31"),
        ("0001-01-15", -1, "0001-01-01"),
    ],
)
def test_months_are_added_by_the_calendar(day: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@given(st.dates(), st.integers(-2000, 2000), st.integers(0, 2000))
def test_more_months_never_lead_to_an_earlier_day(day: date, months: int, more: int) -> None:
    assert add_months(day, months) <= add_months(day, months + more)
