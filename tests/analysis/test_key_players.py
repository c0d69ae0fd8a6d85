from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from cartelgraph.analysis.key_players import KEY_PLAYERS
from cartelgraph.model import Record
from cartelgraph.table import Table
from tests.analysis.worlds import snapshot_of
from tests.make import alliance, organization, rivalry

# Two stars that beta ties together: hub is allied with ann, bob and beta; far with beta, cyd and dan; lone
# has a rival only.
NAMES = ("hub", "ann", "bob", "beta", "far", "cyd", "dan", "lone")
WORLD: tuple[Record, ...] = (
    *(organization(name) for name in NAMES),
    alliance("hub", "ann"),
    alliance("hub", "ann", 2, citations=[{"source": "late", "locator": "p. 2"}]),
    alliance("hub", "bob"),
    alliance("hub", "beta"),
    alliance("far", "beta"),
    alliance("far", "cyd"),
    alliance("far", "dan"),
    rivalry("lone", "far"),
)


def row_of(table: Table, objective: str) -> dict[str, Any]:
    (row,) = (row for row in table.records() if row["objective"] == objective)
    return row


def test_table_by_hand() -> None:
    table = KEY_PLAYERS.run(snapshot_of(*WORLD), k=2)
    # Before: 7 connected of 8: 21 of 28 pairs. Without hub and far: six without any tie.
    broken = row_of(table, "fragmentation")
    assert (broken["ids"], broken["organizations"]) == ("far; hub", "Far; Hub")
    assert (broken["value"], broken["before"], broken["change"]) == (1.0, 0.25, 0.75)
    assert (broken["tied"], broken["method"], broken["examined"], broken["possible"]) == (1, "exact", 28, 28)
    # All 5 allied others are tied to one of the two, lone is not: all paths between others lead through them,
    # of the 15 pairs among the six those 10 without lone.
    assert broken["group_betweenness"] == pytest.approx(10 / 15)
    reached = row_of(table, "distance-reach")
    assert (reached["ids"], reached["value"], reached["before"]) == ("far; hub", pytest.approx(5 / 6), None)


def test_distance_counts_before_by_hand() -> None:
    # Pairs at distance 1: 6. At 2: ann-bob, ann-beta, bob-beta, hub-far, beta-cyd, beta-dan, cyd-dan: 7.
    # At 3: ann and bob to far, cyd and dan to hub: 4. At 4: ann and bob to cyd and dan: 4.
    # 6 + 7/2 + 4/3 + 1 = 71/6, of 28.
    table = KEY_PLAYERS.run(snapshot_of(*WORLD), k=1)
    before = {row["before"] for row in table.records() if row["objective"] == "distance-fragmentation"}
    assert list(before) == [pytest.approx(1 - 71 / 6 / 28)]


def test_all_sets_that_are_equally_good_have_a_row() -> None:
    table = KEY_PLAYERS.run(snapshot_of(*WORLD), k=1, steps=2)
    # Within 2 steps: hub and far reach 4 each; beta reaches all 6 others that are allied.
    assert row_of(table, "reach")["organizations"] == "Beta"
    assert row_of(table, "reach")["value"] == pytest.approx(6 / 7)
    one = KEY_PLAYERS.run(snapshot_of(*WORLD), k=1, steps=1)
    reached = [row for row in one.records() if row["objective"] == "reach"]
    assert [(row["ids"], row["tied"]) for row in reached] == [("far", 2), ("hub", 2)]
    assert {row["value"] for row in reached} == {3 / 7}


def test_every_row_rests_on_every_alliance() -> None:
    table = KEY_PLAYERS.run(snapshot_of(*WORLD), k=1)
    assert {row.records for row in table.rows} == {
        tuple(sorted(record.id for record in WORLD if record.id.startswith("alliance")))
    }
    assert set(table.column("sources")) == {2}


def test_beyond_the_bound_it_says_that_it_searched() -> None:
    # 5 of 32 are 201 376 sets, more than are examined: a chain of 32.
    names = [f"n{chr(97 + place // 26)}{chr(97 + place % 26)}" for place in range(32)]
    chain = [alliance(one, other) for one, other in pairwise(names)]
    table = KEY_PLAYERS.run(snapshot_of(*map(organization, names), *chain), k=5)
    assert set(table.column("method")) == {"greedy with swaps"}
    text = "\n".join(table.notes)
    assert "There are 201376 sets of 5, more than 50000: a search by swaps examined some" in text
    # 5 of a chain of 32 leave 27 in 6 parts, at best 4, 4, 4, 5, 5, 5: 3 * 12 + 3 * 20 of 27 * 26.
    broken = next(row for row in table.records() if row["objective"] == "fragmentation")
    assert broken["value"] == pytest.approx(1 - 96 / 702)


def test_more_equal_sets_than_are_shown_are_told() -> None:
    ring = "abcdefghijkl"
    ties = [*(alliance(one, other) for one, other in pairwise(ring)), alliance("a", "l")]
    table = KEY_PLAYERS.run(snapshot_of(*map(organization, ring), *ties), k=1)
    assert len(table.rows) == 40
    assert set(table.column("tied")) == {12}
    assert (
        "More sets are equally good than are shown, by fragmentation, distance-fragmentation, reach, "
        "distance-reach: see `tied`." in table.notes
    )


def test_too_few_organizations_have_no_key_players() -> None:
    pair = (organization("a"), organization("b"), organization("c"), alliance("a", "b"), alliance("b", "c"))
    table = KEY_PLAYERS.run(snapshot_of(*pair), k=2)
    assert table.rows == ()
    assert "2 key players need 4 organizations or more, so that two are left: there are 3." in table.notes
    assert KEY_PLAYERS.run(snapshot_of(*pair), k=1).rows


def test_rivals_alone_have_no_key_players() -> None:
    rivals = (*map(organization, "abcd"), rivalry("a", "b"), rivalry("c", "d"))
    table = KEY_PLAYERS.run(snapshot_of(*rivals), k=1)
    assert table.rows == ()
    assert "No alliance between criminal organizations holds." in table.notes
