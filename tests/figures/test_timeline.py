"""Bars on an axis of years: coordinates worked by hand, and what the figures say."""

from __future__ import annotations

import re
from datetime import date

import pytest

from cartelgraph.dataset import Dataset
from cartelgraph.errors import ParameterError, UnknownNameError
from cartelgraph.figures import alliances_figure, timeline_figure
from cartelgraph.figures.chart import Axis, Mark, Stretch, rows_of
from cartelgraph.figures.style import ALLY
from cartelgraph.model import EdtfDate, Record
from cartelgraph.network import Interval, ties_over_time
from tests.make import alliance, dataset, organization, rivalry, truce

#: Two years of 365 days on 730 pixels: a day is a pixel.
AXIS = Axis(2010, 2011, 100, 830)


@pytest.mark.parametrize(
    ("day", "x"),
    [
        ("2010-01-01", 100),
        ("2010-01-31", 130),
        ("2011-01-01", 465),
        ("2011-12-31", 829),
        ("2009-12-31", 100),
        ("2012-01-01", 830),
    ],
)
def test_a_day_is_a_pixel(day: str, x: float) -> None:
    assert AXIS.x(date.fromisoformat(day)) == x


def test_an_interval_includes_its_last_day() -> None:
    march = Interval(date(2010, 3, 1), date(2010, 3, 31))
    assert AXIS.stretch(march) == Stretch(159, 190)
    assert AXIS.stretch(Interval(None, date(2010, 1, 31))) == Stretch(100, 131)
    assert AXIS.stretch(Interval(date(2011, 12, 1), None)) == Stretch(799, 830)


def test_a_day_can_be_seen_and_what_lies_outside_is_not_drawn() -> None:
    assert AXIS.stretch(Interval(date(2010, 1, 11), date(2010, 1, 11))) == Stretch(110, 113)
    assert AXIS.stretch(Interval(date(2011, 12, 31), date(2011, 12, 31))) == Stretch(827, 830)
    assert AXIS.stretch(Interval(None, date(2009, 12, 31))) is None
    assert AXIS.stretch(Interval(date(2012, 1, 1), None)) is None


def marks(*records: Record) -> list[Mark]:
    world = dataset(organization("a"), organization("b"), *records)
    (row,) = rows_of([("B", ties_over_time(world, "a", carry=1))], AXIS, 50)
    return [mark for lane in row.lanes for mark in lane.marks]


def test_a_stated_period_has_no_whiskers() -> None:
    (mark,) = marks(alliance("a", "b", period="2010-02-01/2010-03-31"))
    assert (mark.working, mark.certain) == (Stretch(131, 190), Stretch(131, 190))
    assert (mark.before, mark.after) == (None, None)


def test_a_vague_period_is_certain_in_its_middle_only() -> None:
    # It started some day in February and ended some day in April: certain from the last of February on,
    # to the first of April.
    (mark,) = marks(alliance("a", "b", period="2010-02/2010-04"))
    assert mark.working == Stretch(131, 220)
    assert mark.certain == Stretch(158, 191)


def test_unknown_ends_have_an_arrow_of_one_length_and_sightings_a_tick() -> None:
    # Carried one month from 2010-06-15 (165 days after New Year) to 2010-07-15 (195 days).
    (mark,) = marks(alliance("a", "b", observed=["2010-06-15"]))
    assert mark.working == Stretch(265, 296)
    assert mark.seen == (Stretch(265, 268),)
    assert mark.before == Stretch(250, 265)
    assert mark.after == Stretch(296, 311)


def test_each_kind_has_a_lane_of_its_own() -> None:
    world = dataset(
        organization("a"),
        organization("b"),
        organization("c"),
        alliance("a", "b", period="2010"),
        rivalry("a", "b"),
        truce("a", "b", period="2011"),
        rivalry("a", "c", period="2011"),
    )
    bars = ties_over_time(world, "a")
    groups = [(name, [bar for bar in bars if bar.other_name == name]) for name in ("B", "C")]
    first, second = rows_of(groups, AXIS, 50)
    # The name takes 15, lanes are 15 apart, bars 11 high, rows 7 apart: 50 + 15, 80, 95 and 95 + 11 + 7.
    assert [(lane.kind, lane.y, lane.dated) for lane in first.lanes] == [
        ("alliance", 65, True),
        ("truce", 80, True),
        ("rivalry", 95, False),
    ]
    assert (first.height, second.y) == (56, 113)


def test_a_timeline_names_everybody_and_who_is_not_dated() -> None:
    world = dataset(
        organization("a"),
        organization("b"),
        organization("c"),
        organization("d"),
        alliance("a", "b", period="2008/2010"),
        rivalry("a", "b", period="2011"),
        rivalry("a", "c"),
        alliance("b", "d", period="2009"),
    )
    figure = timeline_figure(world, "a", on=EdtfDate("2011-03"))
    assert figure.name == "timeline-a"
    assert "B: allied 2008 to 2010; hostile 2011. Not dated by any source: C." in figure.text
    assert ">B</text>" in figure.svg
    assert ">D</text>" not in figure.svg
    assert ">2011-03</text>" in figure.svg


def test_a_bar_of_the_picture_is_where_its_years_are() -> None:
    world = dataset(organization("a"), organization("b"), alliance("a", "b", period="2010-01-01/2010-12-31"))
    svg = timeline_figure(world, "a", on=EdtfDate("2011-12-31")).svg
    # The axis runs from 82 to 960 - 16 for 730 days; the name is 15 high, below the 134 of the legend.
    assert re.search(rf'<rect x="82.0" y="149" width="431.0" height="11" fill="{ALLY}"', svg)


def test_periods_that_meet_are_told_as_one() -> None:
    world = dataset(
        organization("a"),
        organization("b"),
        alliance("a", "b", 1, period="2003/2005"),
        alliance("a", "b", 2, period="2005/2008"),
        alliance("a", "b", 3, period="2010"),
    )
    assert "B: allied 2003 to 2008, 2010." in timeline_figure(world, "a").text


def test_alliances_show_dyads_that_allied_with_their_wars_too() -> None:
    world = dataset(
        organization("a"),
        organization("b"),
        organization("c"),
        organization("d"),
        alliance("a", "b", period="2008/2010"),
        rivalry("a", "b", period="2011"),
        rivalry("a", "c", period="2011"),
        alliance("c", "d"),
    )
    figure = alliances_figure(world)
    dash = "\N{EN DASH}"
    assert f"A {dash} B: allied 2008 to 2010; hostile 2011." in figure.text
    assert f"A {dash} C" not in figure.text
    assert f"Not dated by any source: C {dash} D." in figure.text


def test_alliances_around_a_date_leave_out_years_far_from_it() -> None:
    world = dataset(organization("a"), organization("b"), alliance("a", "b", period="1990/2020"))
    years = re.findall(r">(\d{4})</text>", alliances_figure(world, on=EdtfDate("2011-03")).svg)
    assert years == [str(year) for year in range(2001, 2016)]


def test_a_legend_does_not_take_a_statement_for_the_truth() -> None:
    world = dataset(organization("a"), organization("b"), alliance("a", "b", period="2010"))
    for figure in (timeline_figure(world, "a"), alliances_figure(world)):
        assert ">certainly held, if the statement is right</text>" in figure.svg


def test_a_phone_shows_bars_beside_the_longest_name() -> None:
    name = "Organization of a name so long that it would fill a phone"
    world = dataset(
        organization("a", name=name), organization("b"), alliance("a", "b", period="2010-01-01/2010-12-31")
    )
    svg = alliances_figure(world, on=EdtfDate("2011-03")).svg
    # The report draws a picture at least 736 pixels wide, so a phone shows 311 * 960 / 736 of its 960.
    first = re.search(rf'<rect x="([\d.]+)" y="149"[^>]+fill="{ALLY}"', svg)
    assert first
    assert float(first[1]) < 311 * 960 / 736


def test_what_was_not_in_print_is_not_drawn(seeds: Dataset) -> None:
    then = timeline_figure(seeds, "los-zetas", known_at=EdtfDate("2011-03"))
    assert ">Los Rastrojos</text>" not in then.svg  # only sources of 2012 and later name that alliance
    assert ">Los Rastrojos</text>" in timeline_figure(seeds, "los-zetas").svg


def test_every_partner_of_an_organization_is_in_its_picture(seeds: Dataset) -> None:
    svg = timeline_figure(seeds, "sinaloa-federation").svg
    names = {bar.other_name for bar in ties_over_time(seeds, "sinaloa-federation")}
    assert len(names) > 10
    assert all(name in svg for name in names)


def test_a_timeline_is_of_an_organization(seeds: Dataset) -> None:
    with pytest.raises(UnknownNameError, match="los-zetas"):
        timeline_figure(seeds, "los-zeta")
    with pytest.raises(ParameterError, match="no organization"):
        timeline_figure(seeds, "mexico")


def test_a_picture_of_nothing_says_so() -> None:
    figure = timeline_figure(dataset(organization("a")), "a")
    assert "No dated statement." in figure.svg
    assert figure.title == "Allies and rivals of A over time"


#: With A, B was allied to the end of 2010, C in 2005 only, and D fought it from 2011 on.
YEARS = dataset(
    *(organization(key) for key in "abcd"),
    alliance("a", "b", period="2003-01-01/2010-12-31"),
    alliance("a", "c", period="2005"),
    rivalry("a", "d", period="2011-06/2012"),
)


def years_of(svg: str) -> list[str]:
    return re.findall(r">((?:19|20)[0-9][0-9])</text>", svg)


def test_a_timeline_is_cropped_to_the_years_of_two_dates() -> None:
    figure = timeline_figure(YEARS, "a", first=EdtfDate("2009-06"), last=EdtfDate("2010-03"))
    assert years_of(figure.svg) == ["2009", "2010"]
    assert ">B</text>" in figure.svg
    assert ">C</text>" not in figure.svg
    assert "In other years only: C; D." in figure.text
    assert "Bars at the edge go on before 2009 or after 2010." in figure.text


def test_it_is_cropped_on_one_side_only() -> None:
    later = timeline_figure(YEARS, "a", first=EdtfDate("2011"))
    assert years_of(later.svg) == ["2011", "2012"]
    assert "In other years only: B; C." in later.text
    earlier = timeline_figure(YEARS, "a", last=EdtfDate("2004"))
    assert years_of(earlier.svg) == ["2003", "2004"]


def test_years_in_which_nothing_is_dated_show_nothing() -> None:
    for first, last, shown in (("1990", "1995", "1995"), ("2030", "2040", "2030")):
        figure = timeline_figure(YEARS, "a", first=EdtfDate(first), last=EdtfDate(last))
        assert years_of(figure.svg) == [shown]
        assert "No dated statement." in figure.svg


def test_a_date_outside_the_years_is_not_marked() -> None:
    for last, marked in (("2010", 0), ("2012", 1)):
        figure = alliances_figure(YEARS, on=EdtfDate("2011-03"), first=EdtfDate("2009"), last=EdtfDate(last))
        assert figure.svg.count(">2011-03</text>") == marked


def test_years_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ParameterError, match="the end comes before the beginning"):
        alliances_figure(YEARS, first=EdtfDate("2011"), last=EdtfDate("2009"))
