"""What each policy makes of statements that contradict each other, worked by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cartelgraph.analysis.contested import CONTESTED
from cartelgraph.dataset import Dataset
from cartelgraph.model import EdtfDate, Record
from cartelgraph.model.entities import Source
from cartelgraph.network import Moment, Policy, Snapshot, contested_dyads, snapshot
from tests.make import EARLY, alliance, dataset, organization, rivalry, truce


def source(key: str, reliability: str = "B", published: str | None = "2010", *derives: str) -> Source:
    told = {"id": key, "name": key, "reliability": reliability, "published": published}
    return Source.model_validate(EARLY.model_dump() | told | {"derives_from": derives})


SOURCES = [
    source("good", "A", "2009"),
    source("fair", "B", "2011"),
    source("copy", "B", "2012", "fair"),
    source("second-copy", "B", "2012", "fair"),
    source("other", "B", "2010"),
    source("unjudged", "F", "2010"),
    source("dateless", "B", None),
]


def cited(*sources: str) -> list[dict[str, str]]:
    return [{"source": key} for key in sources]


def at_2010(policy: Policy, *records: Record) -> Snapshot:
    world = dataset(*(organization(key) for key in "abc"), *SOURCES, *records)
    return snapshot(world, Moment(EdtfDate("2010-06"), contradictions=policy))


def ties(found: Snapshot) -> set[str]:
    return {key for _, _, key in found.graph.edges(keys=True)}


def pair(friendly: dict[str, Any], hostile: dict[str, Any]) -> tuple[Record, Record]:
    """Return an alliance and a rivalry of a and b, both of 2010, that differ as told."""
    shared: dict[str, Any] = {"period": "2010-01/2010-12", "citations": cited("other")}
    return alliance("a", "b", **(shared | friendly)), rivalry("a", "b", **(shared | hostile))


BESIDE = rivalry("b", "c", period="2010", citations=cited("unjudged"), likelihood="doubtful")
FRIENDLY, HOSTILE = "alliance-a-b-1", "rivalry-a-b-1"


@pytest.mark.parametrize(
    ("policy", "friendly", "hostile", "kept"),
    [
        (Policy.KEEP, {}, {}, {FRIENDLY, HOSTILE}),
        (Policy.STRICT, {}, {}, set()),
        # The likelihood decides, whatever the reliability and the number of lineages.
        (Policy.STRONGEST, {"likelihood": "probable"}, {"citations": cited("good", "fair")}, {HOSTILE}),
        # Equally likely: the best reliability does, whatever the number of lineages; F is the last.
        (Policy.STRONGEST, {"citations": cited("good")}, {"citations": cited("fair", "other")}, {FRIENDLY}),
        (Policy.STRONGEST, {"citations": cited("unjudged")}, {"citations": cited("other")}, {HOSTILE}),
        # Equally reliable too: the lineages do; three copies of one another are one lineage.
        (
            Policy.STRONGEST,
            {"citations": cited("fair", "copy", "second-copy")},
            {"citations": cited("fair", "other")},
            {HOSTILE},
        ),
        # Equal in all three: nobody decides.
        (
            Policy.STRONGEST,
            {"citations": cited("copy", "second-copy")},
            {"citations": cited("other")},
            {FRIENDLY, HOSTILE},
        ),
        # The last of its sources counts, and one without a date for nothing.
        (Policy.LATEST, {"citations": cited("good", "copy")}, {"citations": cited("fair")}, {FRIENDLY}),
        (Policy.LATEST, {"citations": cited("dateless")}, {"citations": cited("good")}, {HOSTILE}),
        (Policy.LATEST, {}, {}, {FRIENDLY, HOSTILE}),
    ],
)
def test_each_step_of_each_rule(
    policy: Policy, friendly: dict[str, Any], hostile: dict[str, Any], kept: set[str]
) -> None:
    found = at_2010(policy, *pair(friendly, hostile), BESIDE)
    assert ties(found) == kept | {BESIDE.id}
    assert set(found.set_aside) == {FRIENDLY, HOSTILE} - kept
    assert [one.record.id for one in found.contested] == [FRIENDLY, HOSTILE]
    assert {one.record.id for one in found.contested if one.kept} == kept
    assert bool(contested_dyads(found.graph)) is (len(kept) == 2)


def test_what_has_the_sign_of_the_strongest_stays_with_it() -> None:
    strong, weak = pair({}, {"likelihood": "possible"})
    ally = alliance("a", "b", 2, period="2010", likelihood="doubtful", citations=cited("other"))
    quiet = truce("a", "b", period="2010", likelihood="probable", citations=cited("good"))
    assert ties(at_2010(Policy.STRONGEST, strong, weak, ally, quiet)) == {strong.id, ally.id}


def test_strict_leaves_out_what_a_source_denies_even_where_nothing_contradicts_it() -> None:
    denied = [*cited("other"), {"source": "fair", "stance": "disputes"}]
    tie = alliance("a", "b", period="2010", citations=denied)
    assert ties(at_2010(Policy.STRICT, tie, BESIDE)) == {BESIDE.id}
    assert ties(at_2010(Policy.STRONGEST, tie, BESIDE)) == {tie.id, BESIDE.id}


def test_a_weaker_statement_ends_nothing_that_a_stronger_one_carries() -> None:
    # Seen in 2009 and carried; a rivalry is said to have set in before June 2010.
    friendly = alliance("a", "b", observed=["2009-06"], likelihood="confirmed", citations=cited("good"))
    hostile = rivalry("a", "b", period="2010-02/", likelihood="doubtful", citations=cited("fair"))
    assert ties(at_2010(Policy.KEEP, friendly, hostile)) == {hostile.id}
    assert ties(at_2010(Policy.STRONGEST, friendly, hostile)) == {friendly.id}
    assert ties(at_2010(Policy.LATEST, friendly, hostile)) == {hostile.id}


def test_what_contradicts_only_a_later_reader_is_no_contradiction_to_an_earlier_one() -> None:
    friendly, hostile = pair({"citations": cited("other")}, {"citations": cited("copy")})
    world = dataset(*(organization(key) for key in "abc"), *SOURCES, friendly, hostile)
    then = Moment(EdtfDate("2010-06"), EdtfDate("2010-12"), contradictions=Policy.STRICT)
    assert ties(snapshot(world, then)) == {friendly.id}


def test_the_policy_is_named_wherever_it_is_not_to_keep_all() -> None:
    found = at_2010(Policy.STRICT, *pair({}, {}))
    assert str(found.moment).endswith("as known now, contradictions: strict")
    assert "; set aside as others contradict them: 2 of the statements that hold." in found.describe()
    assert "contradict" not in at_2010(Policy.KEEP, *pair({}, {})).describe()


def test_the_table_lists_what_speaks_for_each_statement() -> None:
    friendly, hostile = pair(
        {"citations": cited("fair", "copy")}, {"citations": cited("good"), "likelihood": "possible"}
    )
    table = CONTESTED.run(at_2010(Policy.STRONGEST, friendly, hostile, BESIDE))
    period = "2010-01/2010-12"
    assert [row.values for row in table.rows] == [
        ("A", "B", "allied", period, None, "confirmed", "B", 1, "2012-12-31", "kept", FRIENDLY, 2),
        ("A", "B", "rival", period, None, "possible", "A", 1, "2009-12-31", "set aside", HOSTILE, 1),
    ]


@settings(max_examples=20, deadline=None)
@given(policy=st.sampled_from(Policy), year=st.integers(2003, 2014), month=st.integers(1, 12))
def test_a_policy_only_takes_away_and_strict_leaves_no_contested_dyad(
    seeds: Dataset, policy: Policy, year: int, month: int
) -> None:
    on = f"{year}-{month:02}"
    moment = Moment(EdtfDate(on), contradictions=policy, carry=0)
    kept, all_of_them = snapshot(seeds, moment), snapshot(seeds, Moment(EdtfDate(on), carry=0))
    # With nothing carried no statement can end another, so that what holds is the same under any policy.
    assert ties(kept) | set(kept.set_aside) == ties(all_of_them)
    if policy is Policy.STRICT:
        assert not contested_dyads(kept.graph)
