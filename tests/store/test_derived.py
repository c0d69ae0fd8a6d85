"""Derived properties, worked out by hand from the table of dates."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cartelgraph.model import RECORD_TYPES, EdtfDate, Record
from cartelgraph.model.entities import Figure
from cartelgraph.model.relationships import Split
from cartelgraph.store.derived import derived, derived_properties
from tests import make
from tests.store.complete import complete_dataset

PUBLISHED = {"early": EdtfDate("2010-05-01"), "late": EdtfDate("2020"), "undated": None}
ALWAYS, EVER_AFTER = date(1, 1, 1), date(9999, 12, 31)


def bounds(record: Record) -> tuple[Any, ...]:
    found = derived(record, PUBLISHED)
    return tuple(found[name] for name in ("valid_from", "valid_to", "certain_from", "certain_to"))


def taken(record: Record) -> tuple[Any, Any]:
    found = derived(record, PUBLISHED)
    return found["working_from"], found["working_to"]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        # It starts on some day of 2008 and ends on some day of 2010.
        ("2008/2010", (date(2008, 1, 1), date(2010, 12, 31), date(2008, 12, 31), date(2010, 1, 1))),
        # Nobody states the end: nothing bounds it, and only the start is evidence that it held.
        ("2008/", (date(2008, 1, 1), None, date(2008, 12, 31), date(2008, 1, 1))),
        # It has always been so until some day of 2010.
        ("../2010", (None, date(2010, 12, 31), ALWAYS, date(2010, 1, 1))),
        # It goes on, as of the publication on 2010-05-01.
        ("2008/..", (date(2008, 1, 1), None, date(2008, 12, 31), date(2010, 5, 1))),
        # Nothing is known of when: it may have held on any day, and certainly on none.
        ("/", (None, None, None, None)),
    ],
)
def test_bounds_of_a_tie(period: str, expected: tuple[date | None, ...]) -> None:
    assert bounds(make.alliance("a", "b", period=period)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        # Both bounds are stated: nothing is carried.
        ({"period": "2008/2010"}, (date(2008, 1, 1), date(2010, 12, 31))),
        # From the last day of the start, and of what was seen, two years.
        ({"period": "2008-03/"}, (date(2008, 3, 1), date(2010, 3, 31))),
        ({"period": "2008/", "observed": ["2010-06"]}, (date(2008, 1, 1), date(2012, 6, 30))),
        # Two years from the publication that says it goes on.
        ({"period": "2008/.."}, (date(2008, 1, 1), date(2012, 5, 1))),
        # An unknown start is the first day on which it was seen; an end alone is carried back two years.
        ({"observed": ["2009-02", "2009"]}, (date(2009, 1, 1), date(2011, 12, 31))),
        ({"period": "/2010", "observed": ["2009-06-01"]}, (date(2009, 6, 1), date(2010, 12, 31))),
        ({"period": "/2010-02"}, (date(2008, 2, 1), date(2010, 2, 28))),
        ({"period": "../2010"}, (ALWAYS, date(2010, 12, 31))),
        # Nobody says when: it is taken to hold on no day.
        ({}, (None, None)),
    ],
)
def test_what_is_taken_to_hold_is_carried_two_years(
    fields: dict[str, Any], expected: tuple[date | None, ...]
) -> None:
    assert taken(make.alliance("a", "b", **fields)) == expected


def test_what_happened_once_holds_ever_after() -> None:
    split = Split.model_validate(make.alliance("a", "b").model_dump(exclude={"form", "observed"}))
    dated = split.model_copy(update={"period": make.alliance("a", "b", period="2010-02").period})
    assert bounds(dated) == (date(2010, 2, 1), None, date(2010, 2, 28), EVER_AFTER)
    assert bounds(split) == (None, None, None, None)
    assert taken(dated) == (date(2010, 2, 1), EVER_AFTER)
    assert taken(split) == (None, None)


def test_what_has_no_dates_holds_always() -> None:
    assert bounds(make.border("a", "b")) == (None, None, ALWAYS, EVER_AFTER)
    assert taken(make.border("a", "b")) == (ALWAYS, EVER_AFTER)


def test_when_the_tie_and_its_bounds_were_known() -> None:
    citations = [{"source": "early", "part": "start"}, {"source": "late", "part": "end"}]
    found = derived(make.rivalry("a", "b", period="2008/2011", citations=citations), PUBLISHED)
    assert (found["known_from"], found["start_known_from"]) == (date(2010, 5, 1), date(2010, 5, 1))
    assert found["end_known_from"] == date(2020, 12, 31)
    assert (found["start_status"], found["end_status"], found["sign"]) == ("stated", "stated", -1)


def test_undated_source_gives_no_day() -> None:
    found = derived(make.truce("a", "b", citations=[{"source": "undated"}]), PUBLISHED)
    assert (found["known_from"], found["sign"], found["end_status"]) == (None, 0, "unknown")


def test_dates_of_entities_become_their_first_and_last_day() -> None:
    dataset = complete_dataset()
    found = derived(dataset.get("alpha"), dataset.published)
    assert found == {
        "founded_earliest": date(1980, 1, 1),
        "founded_latest": date(1989, 12, 31),
        "dissolved_earliest": date(2011, 1, 1),
        "dissolved_latest": date(2013, 12, 31),
    }
    (figure,) = dataset.of(Figure)
    assert derived(figure, dataset.published) == {"period_earliest": date(2006, 12, 1), "period_latest": None}


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_what_is_derived_is_what_is_documented(kind: type[Record]) -> None:
    dataset = complete_dataset()
    for record in dataset.of(kind):
        assert set(derived(record, dataset.published)) == set(derived_properties(kind))
