"""The network at a moment: worked by hand, and what must be true of any."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cartelgraph.dataset import Dataset
from cartelgraph.model import Certainty, EdtfDate, Record
from cartelgraph.network import Moment, build, known_relationships, snapshot
from tests.make import alliance, containment, country, dataset, organization, place, presence, rivalry, truce

PEOPLE = [organization(key) for key in "abcd"]


def edges(*records: Record, on: str, known_at: str | None = None, **assumed: Any) -> set[str]:
    """Return the ids of the statements that hold."""
    moment = Moment(EdtfDate(on), EdtfDate(known_at) if known_at else None, **assumed)
    return {key for _, _, key in snapshot(dataset(*PEOPLE, *records), moment).graph.edges(keys=True)}


BOUND = alliance("a", "b", period="2008/2010")
ENDLESS = alliance("a", "c", period="2008/")
SEEN = rivalry("b", "c", observed=["2010-06-15"])
TIMELESS = alliance("a", "d")
HAND = [BOUND, ENDLESS, SEEN, TIMELESS]


@pytest.mark.parametrize(
    ("on", "certainty", "expected"),
    [
        ("2009", Certainty.CERTAIN, [BOUND]),
        ("2009", Certainty.WORKING, [BOUND, ENDLESS]),
        ("2009", Certainty.POSSIBLE, [BOUND, ENDLESS, SEEN, TIMELESS]),
        ("2010-06", Certainty.CERTAIN, [SEEN]),
        ("2010-06", Certainty.WORKING, [BOUND, ENDLESS, SEEN]),
        ("2010-06-14", Certainty.WORKING, [BOUND, ENDLESS]),
        ("2010-06-15", Certainty.WORKING, [BOUND, ENDLESS, SEEN]),
        ("2011", Certainty.WORKING, [SEEN]),
        ("2013", Certainty.WORKING, []),
        ("2007", Certainty.POSSIBLE, [SEEN, TIMELESS]),
    ],
)
def test_who_is_tied_on_a_date(on: str, certainty: Certainty, expected: list[Record]) -> None:
    assert edges(*HAND, on=on, certainty=certainty) == {record.id for record in expected}


def test_every_entity_is_a_node_at_any_time() -> None:
    then = snapshot(dataset(*PEOPLE, *HAND), Moment(EdtfDate("1950")))
    assert set(then.graph) == {"a", "b", "c", "d"}
    assert then.graph.number_of_edges() == 0


def test_the_carry_period_is_that_of_the_moment() -> None:
    assert edges(ENDLESS, on="2011", carry=12) == set()
    assert edges(ENDLESS, on="2011", carry=25) == {ENDLESS.id}
    assert edges(ENDLESS, on="2099", carry=None) == {ENDLESS.id}
    assert edges(ENDLESS, on="2008-12-31", carry=0) == {ENDLESS.id}


def test_a_rivalry_ends_an_alliance_with_an_unknown_end() -> None:
    allied, hostile = alliance("a", "b", period="2008/"), rivalry("a", "b", period="2010-02/")
    assert edges(allied, hostile, on="2010-01") == {allied.id}
    assert edges(allied, hostile, on="2010-02") == {hostile.id}
    assert edges(allied, hostile, on="2010-02", certainty=Certainty.POSSIBLE) == {allied.id, hostile.id}


def test_a_truce_ends_a_rivalry_and_a_rivalry_a_truce() -> None:
    hostile, quiet = rivalry("a", "b", period="2009/"), truce("a", "b", period="2010-02/")
    again = rivalry("a", "b", 2, period="2010-08/")
    assert edges(hostile, quiet, again, on="2010-01") == {hostile.id}
    assert edges(hostile, quiet, again, on="2010-07") == {quiet.id}
    assert edges(hostile, quiet, again, on="2010-08") == {again.id}


def test_statements_of_one_sign_never_end_each_other() -> None:
    first, second = alliance("a", "b", 1, period="2008/"), alliance("a", "b", 2, period="2009/")
    assert edges(first, second, on="2010") == {first.id, second.id}


def test_another_dyad_ends_nothing() -> None:
    allied, hostile = alliance("a", "b", period="2008/"), rivalry("a", "c", period="2009/")
    assert edges(allied, hostile, on="2010") == {allied.id, hostile.id}


def test_evidence_after_a_contrary_start_leaves_the_dyad_contested() -> None:
    allied = alliance("a", "b", period="2008/", observed=["2010-06"])
    hostile = rivalry("a", "b", period="2010-02/")
    assert edges(allied, hostile, on="2010-06") == {allied.id, hostile.id}


def test_a_rivalry_that_set_in_some_time_in_a_year_ends_an_alliance_last_seen_within_it() -> None:
    allied = alliance("a", "b", observed=["2010-02-28"])
    hostile = rivalry("a", "b", period="2010/2013")
    assert edges(allied, hostile, on="2010-02") == {allied.id, hostile.id}
    assert edges(allied, hostile, on="2010-03") == {hostile.id}


def test_a_rivalry_that_ended_in_a_month_does_not_set_in_there() -> None:
    allied = alliance("a", "b", observed=["2010-04-12"])
    assert edges(allied, rivalry("a", "b", period="/2010-04"), on="2010-05") == {allied.id}


def test_a_rivalry_of_which_only_the_end_is_known_sets_in_when_it_is_first_known_to_hold() -> None:
    allied, hostile = alliance("a", "b", period="2008/"), rivalry("a", "b", period="/2010-06")
    assert edges(allied, hostile, on="2010-05") == {allied.id, hostile.id}
    assert edges(allied, hostile, on="2010-06") == {hostile.id}


def test_a_statement_without_any_time_ends_nothing() -> None:
    allied, hostile = alliance("a", "b", period="2008/"), rivalry("a", "b")
    assert edges(allied, hostile, on="2010") == {allied.id}


def test_a_contrary_statement_that_was_published_later_ends_nothing_before() -> None:
    allied = alliance("a", "b", period="2008/")
    hostile = rivalry("a", "b", period="2009-06/", citations=[{"source": "late"}])
    assert edges(allied, hostile, on="2010", known_at="2011") == {allied.id}
    assert edges(allied, hostile, on="2010") == {hostile.id}


def test_known_in_a_year_is_known_by_its_end() -> None:
    assert edges(ENDLESS, on="2009", known_at="2010") == {ENDLESS.id}
    assert edges(ENDLESS, on="2009", known_at="2010-04") == set()


def test_an_end_that_was_published_later_is_unknown_before() -> None:
    allied = alliance(
        "a", "b", period="2008/2009", citations=[{"source": "early", "part": "start"}, {"source": "late"}]
    )
    assert edges(allied, on="2010", known_at="2011") == {allied.id}
    assert edges(allied, on="2010") == set()


def test_what_is_left_out_is_counted() -> None:
    later = alliance("a", "b", citations=[{"source": "late"}])
    undated = alliance("b", "c", citations=[{"source": "undated"}])
    either = alliance("a", "d", citations=[{"source": "late"}, {"source": "undated"}])
    denied = rivalry("a", "b", citations=[{"source": "early", "stance": "disputes"}, {"source": "late"}])
    in_mexico = containment("city", "mexico", citations=[{"source": "late"}])
    world = dataset(
        *PEOPLE, country("mexico", "MX"), place("city"), ENDLESS, later, undated, denied, in_mexico
    )
    then = snapshot(world, Moment(EdtfDate("2009"), EdtfDate("2011")))
    assert (then.left_out_later, then.left_out_undated) == (2, 1)
    assert {key for _, _, key in then.graph.edges(keys=True)} == {ENDLESS.id, in_mexico.id}
    # What has an undated source beside later ones may have been known: nobody can say.
    mixed = snapshot(dataset(*PEOPLE, either), Moment(EdtfDate("2009"), EdtfDate("2011")))
    assert (mixed.left_out_later, mixed.left_out_undated) == (0, 1)
    now = snapshot(world, Moment(EdtfDate("2009")))
    assert (now.left_out_later, now.left_out_undated) == (0, 0)


def test_a_presence_goes_on_as_its_source_says() -> None:
    there = presence("a", "mexico", period="/..")
    world = dataset(*PEOPLE, country("mexico", "MX"), there)
    holds = {
        day: snapshot(world, Moment(EdtfDate(day))).graph.has_edge("a", "mexico")
        for day in ("2010-04-30", "2010-05-01", "2012-05-01", "2012-05-02")
    }
    assert list(holds.values()) == [False, True, True, False]


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (
            Moment(EdtfDate("2010-06")),
            "working snapshot on 2010-06, missing bounds carried 24 months, as known now",
        ),
        (
            Moment(EdtfDate("2010"), EdtfDate("2011-03"), carry=None),
            "working snapshot on 2010, missing bounds carried without end, as published by 2011-03",
        ),
        (Moment(EdtfDate("2010"), certainty=Certainty.CERTAIN), "certain snapshot on 2010, as known now"),
    ],
)
def test_a_moment_says_what_it_assumes(moment: Moment, text: str) -> None:
    assert str(moment) == text


def test_a_snapshot_says_what_it_is_of_and_what_it_leaves_out() -> None:
    world = dataset(*PEOPLE, ENDLESS, alliance("a", "b", citations=[{"source": "late"}]))
    now = snapshot(world, Moment(EdtfDate("2008")))
    assert now.describe() == f"tiny 1.0.0, {now.moment}."
    then = snapshot(world, Moment(EdtfDate("2010"), EdtfDate("2011")))
    assert then.describe().startswith(f"tiny 1.0.0, {then.moment}; 1 relationships published later and 0 ")


def keys(seeds: Dataset, moment: Moment) -> set[str]:
    return {key for _, _, key in snapshot(seeds, moment).graph.edges(keys=True)}


DATES = st.dates().map(lambda day: EdtfDate(f"{2000 + day.year % 15}-{day.month:02}"))


@settings(max_examples=20, deadline=None)
@given(DATES, st.none() | DATES, st.integers(0, 60))
def test_of_the_seeds_each_view_lies_within_the_next(
    seeds: Dataset, on: EdtfDate, known_at: EdtfDate | None, carry: int
) -> None:
    certain, working, longer, possible = (
        keys(seeds, Moment(on, known_at, certainty, months))
        for certainty, months in (
            (Certainty.CERTAIN, carry),
            (Certainty.WORKING, carry),
            (Certainty.WORKING, None),
            (Certainty.POSSIBLE, carry),
        )
    )
    assert certain <= working <= longer <= possible


@settings(max_examples=20, deadline=None)
@given(DATES, DATES)
def test_of_the_seeds_to_know_later_never_loses_a_published_statement(
    seeds: Dataset, one: EdtfDate, other: EdtfDate
) -> None:
    sooner, later = sorted((one, other))
    known = [{record.id for record in known_relationships(seeds, on)} for on in (sooner, later)]
    assert known[0] <= known[1]


@settings(max_examples=20, deadline=None)
@given(DATES)
def test_of_the_seeds_all_is_there_that_holds_and_nothing_else(seeds: Dataset, on: EdtfDate) -> None:
    then = snapshot(seeds, Moment(on))
    whole = build(seeds)
    assert set(then.graph) == set(whole)
    for source, target, key, data in then.graph.edges(keys=True, data=True):
        assert whole.edges[source, target, key] == data


def test_a_date_beyond_the_data_is_told_where_they_lie() -> None:
    people = dataset(*PEOPLE, *HAND)
    beyond = "dated evidence of ties and presence runs from 2008-01-01 to 2010-12-31."
    for on in ("1850", "2007-12-31", "2011", "2050"):
        assert snapshot(people, Moment(EdtfDate(on))).describe().endswith(beyond)
    for on in ("2008", "2009-06", "2010-12-31"):
        assert "beyond the data" not in snapshot(people, Moment(EdtfDate(on))).describe()


def test_nothing_known_bears_a_date() -> None:
    then = snapshot(dataset(*PEOPLE, TIMELESS), Moment(EdtfDate("2010")))
    assert then.describe().endswith("No tie or presence that is known bears a date.")
