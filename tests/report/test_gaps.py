"""What a ranking rests on and what is missing from it, counted by hand."""

from __future__ import annotations

from cartelgraph.dataset import Dataset
from cartelgraph.model import EdtfDate
from cartelgraph.report.gaps import Gaps, gaps_of, undated_by_type
from tests.make import EARLY, INFO, LATE, UNDATED, alliance, border, country, organization, presence, rivalry

OFFICIAL = LATE.model_copy(update={"id": "official", "kind": "official"})

TWICE = alliance("a", "b", period="2010", citations=[{"source": "early"}, {"source": "official"}])
ONCE = alliance("a", "c", period="2010")
DENIED = rivalry(
    "a", "b", period="2010", citations=[{"source": "early"}, {"source": "late", "stance": "disputes"}]
)
RECORDS = (
    *(organization(key) for key in "abc"),
    country("mexico", "MX"),
    country("guatemala", "GT"),
    TWICE,
    ONCE,
    DENIED,
    alliance("b", "c"),
    alliance("b", "c", 2, observed=["2010"]),
    rivalry("b", "c"),
    presence("a", "mexico"),
    border("guatemala", "mexico"),
)
WORLD = Dataset(INFO, (EARLY, LATE, UNDATED, OFFICIAL, *RECORDS))


def test_undated_statements_are_counted_by_type() -> None:
    assert undated_by_type(WORLD, None) == {"ALLIED_WITH": 1, "RIVAL_OF": 1, "OPERATES_IN": 1}


def test_a_date_that_only_a_later_source_gives_was_no_date_before() -> None:
    later = alliance(
        "a", "b", period="2010/", citations=[{"source": "early", "part": "end"}, {"source": "late"}]
    )
    world = Dataset(INFO, (EARLY, LATE, UNDATED, organization("a"), organization("b"), later))
    assert undated_by_type(world, None) == {}
    assert undated_by_type(world, EdtfDate("2011")) == {"ALLIED_WITH": 1}


def test_gaps_count_single_sources_and_what_bears_no_date() -> None:
    undated = undated_by_type(WORLD, None)
    behind = [TWICE.id, ONCE.id, DENIED.id, "border-guatemala-mexico-1"]
    # A source that denies supports nothing, and a border is no statement on anybody.
    assert gaps_of(WORLD, behind, undated, None) == Gaps(
        statements=3, single=2, undated=2, sources=2, official=1
    )


def test_what_came_later_does_not_support_what_was_known() -> None:
    known_at = EdtfDate("2011")
    undated = undated_by_type(WORLD, known_at)
    assert gaps_of(WORLD, [TWICE.id], undated, known_at) == Gaps(
        statements=1, single=1, undated=1, sources=1, official=0
    )


def test_of_nothing_there_is_nothing() -> None:
    assert gaps_of(WORLD, [], undated_by_type(WORLD, None), None) == Gaps(0, 0, 0, 0, 0)
