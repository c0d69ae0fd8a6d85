"""Ties over time: intervals worked by hand, and the same answer as snapshots give."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cartelgraph.dataset import Dataset
from cartelgraph.errors import ParameterError, UnknownNameError
from cartelgraph.model import Certainty, EdtfDate, Record
from cartelgraph.network import (
    Bar,
    Interval,
    Moment,
    all_ties_over_time,
    signed_layer,
    snapshot,
    ties_over_time,
)
from tests.make import alliance, dataset, organization, rivalry, truce

PEOPLE = [organization(key) for key in "abc"]


def bars(*records: Record, carry: int | None = 24) -> dict[str, Bar]:
    return {bar.record: bar for bar in ties_over_time(dataset(*PEOPLE, *records), "a", carry=carry)}


def days(first: str | None, last: str | None) -> Interval:
    return Interval(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


def test_a_stated_period() -> None:
    (bar,) = bars(alliance("a", "b", period="2008/2010")).values()
    assert bar.certain == days("2008-12-31", "2010-01-01")
    assert bar.working == bar.possible == days("2008-01-01", "2010-12-31")
    assert (bar.other, bar.other_name, bar.sign, bar.observed) == ("b", "B", 1, ())


def test_an_unknown_end_is_carried_and_may_lie_anywhere() -> None:
    (bar,) = bars(alliance("a", "b", period="2008/")).values()
    assert bar.certain is None  # on which day of 2008 it began, nobody says
    assert bar.working == days("2008-01-01", "2010-12-31")
    assert bar.possible == days("2008-01-01", None)


def test_carried_without_end_it_has_none() -> None:
    (bar,) = bars(alliance("a", "b", period="2008/"), carry=None).values()
    assert bar.working == days("2008-01-01", None)


def test_what_was_seen_on_a_day_held_on_that_day() -> None:
    (bar,) = bars(alliance("a", "b", observed=["2010-06-15"]), carry=1).values()
    assert bar.certain == days("2010-06-15", "2010-06-15")
    assert bar.working == days("2010-06-15", "2010-07-15")
    assert bar.possible == days(None, None)
    assert bar.observed == ("2010-06-15",)


def test_what_nothing_dates_may_have_held_on_any_day() -> None:
    (bar,) = bars(alliance("a", "b")).values()
    assert (bar.certain, bar.working, bar.possible) == (None, None, days(None, None))


def test_a_contrary_statement_cuts_the_working_view_alone() -> None:
    allied, hostile = alliance("a", "b", period="2008/"), rivalry("a", "b", period="2010-02/")
    bar = bars(allied, hostile)[allied.id]
    assert bar.working == days("2008-01-01", "2010-01-31")
    assert bar.possible == days("2008-01-01", None)


def test_only_ties_of_the_organization_are_given_seen_from_it() -> None:
    mine, others = truce("a", "c", period="2008"), alliance("b", "c", period="2008")
    world = dataset(*PEOPLE, mine, others)
    (bar,) = ties_over_time(world, "c")[:1]
    assert (bar.organization, bar.other, bar.sign) == ("c", "a", 0)
    assert [bar.record for bar in ties_over_time(world, "a")] == [mine.id]
    assert {bar.record for bar in all_ties_over_time(world)} == {mine.id, others.id}


def test_what_was_not_in_print_is_not_there() -> None:
    late = alliance("a", "b", period="2008", citations=[{"source": "late"}])
    cited = [{"source": "early", "part": "start"}, {"source": "late"}]
    cut = alliance("a", "c", period="2008/2009", citations=cited)
    then = ties_over_time(dataset(*PEOPLE, late, cut), "a", known_at=EdtfDate("2011"))
    assert [(bar.record, bar.possible) for bar in then] == [(cut.id, days("2008-01-01", None))]


def test_it_is_of_an_organization(seeds: Dataset) -> None:
    with pytest.raises(UnknownNameError):
        ties_over_time(seeds, "nobody")
    with pytest.raises(ParameterError, match="no organization"):
        ties_over_time(seeds, "mexico")


DAYS = st.dates(date(2000, 1, 1), date(2016, 12, 31))


@settings(max_examples=25)
@given(DAYS, st.none() | DAYS, st.none() | st.integers(0, 60))
def test_of_the_seeds_a_bar_covers_a_day_when_the_snapshot_has_the_tie(
    seeds: Dataset, day: date, known: date | None, carry: int | None
) -> None:
    known_at = EdtfDate(known.isoformat()) if known else None
    found = all_ties_over_time(seeds, known_at=known_at, carry=carry)
    for certainty, field in (
        (Certainty.CERTAIN, "certain"),
        (Certainty.WORKING, "working"),
        (Certainty.POSSIBLE, "possible"),
    ):
        moment = Moment(EdtfDate(day.isoformat()), known_at, certainty, carry)
        held = {key for _, _, key in signed_layer(snapshot(seeds, moment).graph).edges(keys=True)}
        assert {bar.record for bar in found if covers(getattr(bar, field), day)} == held


def covers(interval: Interval | None, day: date) -> bool:
    return interval is not None and (interval.first or day) <= day <= (interval.last or day)
