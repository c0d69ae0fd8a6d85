"""The harness in its short form, and that it finds faults: a loader that has one does not pass.

The long form is `python -m tests.faults`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.harness import Harness, Plan
from tests.faults.kills import Kill, Start, Timing, Victim
from tests.faults.networks import BASE, OTHER
from tests.faults.outcome import Outcome, Summary

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]

KILLS = 6
#: Kills until one falls in between.
TRIES = 3
PRUNED_AND_UPDATED = Kill(1, Victim.LOADER, Start.OLDER, OTHER, BASE, False, Timing.ROWS, 0.5)  # noqa: FBT003


@pytest.fixture(scope="module")
def harness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harness]:
    """A small network of which every load is many transactions."""
    plan = Plan(1000, seed=29, one_transaction=0, batch=50, heap="512m")
    with Harness(tmp_path_factory.mktemp("faults"), plan) as opened:
        yield opened


def test_whatever_is_killed_the_next_load_makes_the_graph_of_a_first_one(harness: Harness) -> None:
    summary = Summary(list(harness.run(KILLS)))
    assert [failure for one in summary.outcomes for failure in one.failures] == []
    assert summary.inside >= KILLS - 2
    assert summary.intermediate >= 2
    assert {one.kill.victim for one in summary.outcomes} == set(Victim)
    assert {one.kill.start for one in summary.outcomes} == set(Start)
    assert all(one.observations for one in summary.outcomes)
    assert any(one.reader.get("loading") for one in summary.outcomes)
    assert summary.is_telling


def test_a_loader_that_leaves_what_is_stale_is_caught(harness: Harness) -> None:
    outcome = struck(harness, "no-pruning")
    assert any("records in the database are not in the dataset" in one for one in outcome.failures), outcome
    assert Summary([outcome]).failures == 1


def test_a_loader_that_does_not_say_that_it_loads_is_caught(harness: Harness) -> None:
    outcome = struck(harness, "silent")
    assert any("does not say that the graph is incomplete" in one for one in outcome.failures), outcome
    assert outcome.violations
    assert any(failure.startswith("reader: ") for failure in outcome.failures)


def struck(harness: Harness, flaw: str) -> Outcome:
    """Return the outcome of a kill that fell into a load, which on a busy machine not every one does."""
    for _ in range(TRIES):
        outcome = harness.carry_out(PRUNED_AND_UPDATED, flaw=flaw)
        if outcome.inside and outcome.found == "intermediate":
            break
    return outcome
