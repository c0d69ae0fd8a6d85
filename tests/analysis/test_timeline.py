"""The ties of one organization over time, worked out by hand."""

from __future__ import annotations

import pytest

from cartelgraph.analysis import timeline
from cartelgraph.errors import ParameterError, UnknownNameError
from cartelgraph.model import EdtfDate
from tests.make import alliance, country, dataset, organization, rivalry, truce

# A and B fought in 2005 and 2006, were seen allied in May 2008, and fought again from 2010 to a day that
# nobody names. A and C were at truce at a time that nobody dates. D has nothing to do with A.
WORLD = dataset(
    organization("a"),
    organization("b"),
    organization("c"),
    organization("d"),
    country("mexico", "MX"),
    rivalry("a", "b", period="2005/2006"),
    alliance("a", "b", observed=["2008-05"]),
    rivalry("a", "b", number=2, period="2010/"),
    truce("a", "c"),
    alliance("c", "d", period="2005/2006"),
)


def test_each_statement_is_a_row_with_the_days_on_which_it_is_taken_to_hold() -> None:
    rows = [row.values for row in timeline(WORLD, "a").rows]
    assert [(values[0], values[1], values[3], values[4]) for values in rows] == [
        ("B", "rival", "2005-01-01", "2006-12-31"),
        # Carried for 24 months from the last day of May 2008, cut on the day before 2010 begins.
        ("B", "allied", "2008-05-01", "2009-12-31"),
        # Carried for 24 months from the last day on which it may have begun.
        ("B", "rival", "2010-01-01", "2012-12-31"),
        ("C", "truce", None, None),
    ]
    assert timeline(WORLD, "a").column("sources") == (1, 1, 1, 1)


def test_a_strip_has_one_sign_for_each_year() -> None:
    table = timeline(WORLD, "a")
    (legend,) = table.lead
    assert legend == (
        "Years 2005 to 2012, one sign each: █ certainly held (if the statement is right), ▒ taken to hold, "
        "· nothing stated excludes it."
    )
    # 2005/2006 held on some day of 2005 and of 2006, whatever the days were; seen in May 2008 it held in
    # 2008, and in 2009 it is carried; from 2010 it held in 2010, then it is carried; nothing dates the truce.
    assert table.column("years") == ("██      ", "···█▒···", "     █▒▒", "········")


def test_only_what_was_in_print_counts_and_the_rest_is_counted() -> None:
    world = dataset(
        organization("a"),
        organization("b"),
        alliance("a", "b", period="2005/2006", citations=[{"source": "early"}]),
        rivalry("a", "b", period="2007", citations=[{"source": "late"}]),
        rivalry("a", "b", number=2, period="2008", citations=[{"source": "undated"}]),
    )
    table = timeline(world, "a", known_at=EdtfDate("2011"))
    assert table.column("tie") == ("allied",)
    assert table.notes[-1] == ("2 statements are left out: published later, or by sources that bear no date.")


def test_without_end_carried_a_tie_is_bounded_by_nothing() -> None:
    world = dataset(organization("a"), organization("b"), alliance("a", "b", period="2010/"))
    table = timeline(world, "a", carry=None)
    assert [row.values[3:5] for row in table.rows] == [("2010-01-01", "..")]
    # The strip ends with the year up to which the dataset has read its sources.
    assert table.column("years") == ("█▒▒",)


def test_an_organization_without_ties_has_an_empty_timeline() -> None:
    world = dataset(organization("a"))
    assert timeline(world, "a").rows == ()
    assert timeline(world, "a").lead == ()


def test_what_is_no_organization_has_no_timeline() -> None:
    with pytest.raises(ParameterError, match="no organization"):
        timeline(WORLD, "mexico")
    with pytest.raises(UnknownNameError):
        timeline(WORLD, "nobody")


def test_years_are_cropped_and_what_does_not_fall_into_them_is_counted() -> None:
    table = timeline(WORLD, "a", first=EdtfDate("2008-06"), last=EdtfDate("2009"))
    assert table.lead[0].startswith("Years 2008 to 2009,")
    # The alliance was seen in 2008 and is carried through 2009; both rivalries lie outside.
    assert list(zip(table.column("tie"), table.column("years"), strict=True)) == [
        ("allied", "█▒"),
        ("truce", "··"),
    ]
    assert table.notes[0] == "2 statements are not shown: nothing of them falls into these years."


def test_years_are_cropped_on_one_side_and_beyond_the_data() -> None:
    assert timeline(WORLD, "a", first=EdtfDate("2011")).column("years") == ("··", "▒▒", "··")
    assert timeline(WORLD, "a", last=EdtfDate("2005")).column("years") == ("█", "·", "·")
    assert timeline(WORLD, "a", first=EdtfDate("2030"), last=EdtfDate("2040")).column("years") == (
        "·",
        "·",
        "·",
    )
    with pytest.raises(ParameterError, match="the end comes before the beginning"):
        timeline(WORLD, "a", first=EdtfDate("2011"), last=EdtfDate("2009"))
