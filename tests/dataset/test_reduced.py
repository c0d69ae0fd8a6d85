"""A dataset without some of what it holds."""

from __future__ import annotations

import pytest

from cartelgraph.dataset import Dataset, without_organization, without_records, without_source
from cartelgraph.model import Period
from tests.make import alliance, dataset, organization, rivalry

ENDS_LATER = alliance(
    "a",
    "b",
    period="2008/2010",
    observed=["2009"],
    citations=[
        {"source": "early", "part": "tie"},
        {"source": "early", "part": "start"},
        {"source": "late", "part": "end"},
    ],
)
WORLD = dataset(
    *(organization(key) for key in "abc"),
    ENDS_LATER,
    rivalry("a", "c", citations=[{"source": "late"}]),
    alliance("b", "c", citations=[{"source": "early"}, {"source": "late", "stance": "disputes"}]),
)


def statements(data: Dataset) -> set[str]:
    return {record.id for record in data.relationships}


def test_statements_go_and_nothing_else_does() -> None:
    reduced = without_records(WORLD, {"rivalry-a-c-1", "nothing-of-that-name"})
    assert statements(reduced) == {"alliance-a-b-1", "alliance-b-c-1"}
    assert len(reduced) == len(WORLD) - 1
    assert reduced.info == WORLD.info


def test_an_entity_cannot_go_as_statements_refer_to_it() -> None:
    with pytest.raises(ValueError, match="a is no relationship"):
        without_records(WORLD, {"a"})


def test_with_a_source_go_what_it_alone_supports_and_the_bound_that_it_alone_gives() -> None:
    reduced = without_source(WORLD, "late")
    assert statements(reduced) == {"alliance-a-b-1", "alliance-b-c-1"}
    kept = reduced.get("alliance-a-b-1")
    assert kept.period == Period("2008/")  # type: ignore[attr-defined]
    assert kept.observed == ("2009",)  # type: ignore[attr-defined]
    assert [cited.source for cited in reduced.get("alliance-b-c-1").citations] == ["early"]  # type: ignore[attr-defined]


def test_a_bound_shows_the_tie_to_exist_and_a_denial_does_not() -> None:
    reduced = without_source(WORLD, "early")
    assert statements(reduced) == {"alliance-a-b-1", "rivalry-a-c-1"}
    assert reduced.get("alliance-a-b-1").period == Period("/2010")  # type: ignore[attr-defined]


def test_an_organization_stays_with_nothing_said_of_it() -> None:
    reduced = without_organization(WORLD, "a")
    assert statements(reduced) == {"alliance-b-c-1"}
    assert "a" in reduced.records
