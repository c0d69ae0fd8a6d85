"""Statements in time put together to episodes, by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cartelgraph.dataset import Dataset
from cartelgraph.model import EdtfDate, Record
from cartelgraph.model.entities import Source
from cartelgraph.network import Episode, Outcome, episodes
from tests.make import EARLY, alliance, dataset, organization, rivalry, truce

COUNTS = Source.model_validate(EARLY.model_dump() | {"id": "counts", "name": "Counts", "kind": "dataset"})


def world(*records: Record) -> Dataset:
    return dataset(
        *(organization(key) for key in "ab"), organization("many", kind="collective"), COUNTS, *records
    )


def allied(number: int = 1, **fields: Any) -> Record:
    return alliance("a", "b", number, **fields)


def told(*records: Record, sign: int = 1) -> list[tuple[str, str, Outcome, int]]:
    found, _ = episodes(world(*records), sign)
    return [(str(one.first), str(one.last), one.outcome, len(one.records)) for one in found]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        # A year is taken for its middle, 2 July; a leap year's is 1 July; a day for itself.
        ([allied(period="2009-02-03/2011")], [("2009-02-03", "2011-07-02", Outcome.ENDED, 1)]),
        ([allied(period="2009-02-03/")], [("2009-02-03", "2009-02-03", Outcome.LOST, 1)]),
        (
            [allied(period="2009-02-03/", observed=["2010-05-06"])],
            [("2009-02-03", "2010-05-06", Outcome.LOST, 1)],
        ),
        # Silence is no end: seen in 2005 and again in 2010.
        (
            [allied(observed=["2005-01-02"]), allied(2, observed=["2010-03-04"])],
            [("2005-01-02", "2010-03-04", Outcome.LOST, 2)],
        ),
        # A stated end is one, and so is a statement of another sign in between.
        (
            [allied(period="2005-01-02/2006-01-02"), allied(2, observed=["2010-03-04"])],
            [
                ("2005-01-02", "2006-01-02", Outcome.ENDED, 1),
                ("2010-03-04", "2010-03-04", Outcome.LOST, 1),
            ],
        ),
        (
            [
                allied(observed=["2005-01-02"]),
                rivalry("a", "b", observed=["2007-05-06"]),
                allied(2, observed=["2010-03-04"]),
            ],
            [
                ("2005-01-02", "2007-05-06", Outcome.TURNED, 1),
                ("2010-03-04", "2010-03-04", Outcome.LOST, 1),
            ],
        ),
        (
            [allied(observed=["2005-01-02"]), truce("a", "b", period="2007-05-06/")],
            [("2005-01-02", "2007-05-06", Outcome.TURNED, 1)],
        ),
        # A later source saw it hold after the end that another states: it had not ended then.
        (
            [
                allied(period="2005-01-02/2006-01-02"),
                allied(2, period="2005-06-01/", observed=["2007-03-04"]),
            ],
            [("2005-01-02", "2007-03-04", Outcome.LOST, 2)],
        ),
        # An end by itself is that of what was seen before it.
        (
            [allied(observed=["2009-07-20"]), allied(2, period="/2010-02-14")],
            [("2009-07-20", "2010-02-14", Outcome.ENDED, 2)],
        ),
        # The last event that a dataset counts is no end.
        (
            [allied(period="2010-03-10/2010-12-31", citations=[{"source": "counts"}])],
            [("2010-03-10", "2010-12-31", Outcome.LOST, 1)],
        ),
        # Stated to go on when its source was published, on 1 May 2010.
        ([allied(period="2009-02-03/..")], [("2009-02-03", "2010-05-01", Outcome.LOST, 1)]),
    ],
)
def test_what_makes_an_episode(records: list[Record], expected: list[tuple[str, str, Outcome, int]]) -> None:
    assert told(*records) == expected


def test_what_is_in_no_episode_is_named() -> None:
    records = [
        allied(),
        allied(2, period="/2006"),
        allied(3, period="2008/"),
        alliance("a", "many", period="2008/"),
        rivalry("a", "b"),
    ]
    found, undated = episodes(world(*records), 1)
    assert [one.records for one in found] == [("alliance-a-b-3",)]
    assert undated == ("alliance-a-b-1", "alliance-a-b-2")


def test_what_was_not_in_print_tells_nothing() -> None:
    late = allied(2, period="2008-01-01/2012-01-01", citations=[{"source": "late"}])
    early = allied(period="2008-02-03/")
    found, _ = episodes(world(early, late), 1, known_at=EdtfDate("2011"))
    assert [(one.records, one.outcome) for one in found] == [(("alliance-a-b-1",), Outcome.LOST)]


def test_years_are_counted_in_days_and_never_below_nothing() -> None:
    def lasting(first: date, last: date) -> float:
        return Episode(("a", "b"), first, last, Outcome.LOST, ()).years

    assert lasting(date(2008, 1, 1), date(2012, 1, 1)) == 4.0
    assert lasting(date(2008, 1, 2), date(2008, 1, 1)) == 0.0
