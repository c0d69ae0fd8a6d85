"""Communities of small worlds, worked by hand, and what they are compared with."""

from __future__ import annotations

from typing import Any

import pytest

from cartelgraph.analysis.communities import COMMUNITIES
from cartelgraph.model import Record
from cartelgraph.table import Table
from tests.analysis.worlds import snapshot_of
from tests.make import alliance, faction_tie, organization, rivalry

# Two triangles of allies, abc and xyz, that one alliance joins; lone has a rival only. Two sources say that a
# and b are allied.
WORLD: tuple[Record, ...] = (
    *(organization(key) for key in ("a", "b", "c", "x", "y", "z", "lone")),
    alliance("a", "b"),
    alliance("a", "b", 2, citations=[{"source": "late", "locator": "p. 1"}]),
    alliance("b", "c"),
    alliance("a", "c"),
    alliance("x", "y"),
    alliance("y", "z"),
    alliance("x", "z"),
    alliance("c", "x"),
    rivalry("lone", "y"),
)


def note(table: Table, start: str) -> str:
    (found,) = (note for note in table.notes if note.startswith(start))
    return found


def test_table_by_hand() -> None:
    table = COMMUNITIES.run(snapshot_of(*WORLD))
    assert [row.values for row in table.rows] == [
        ("a", "A", 2, 2, 0, "1", 3, 1.0, 0.0, None, None, 2),
        ("b", "B", 2, 2, 0, "1", 3, 1.0, 0.0, None, None, 2),
        ("c", "C", 3, 2, 1, "1", 3, 1.0, 0.0, None, "X", 2),
        ("x", "X", 3, 2, 1, "2", 3, 1.0, 0.0, None, "C", 1),
        ("y", "Y", 2, 2, 0, "2", 3, 1.0, 0.0, None, None, 1),
        ("z", "Z", 2, 2, 0, "2", 3, 1.0, 0.0, None, None, 1),
        ("lone", "Lone", 0, 0, 0, None, 1, None, None, None, None, 1),
    ]
    # 7 dyads, 3 within each triangle, whose degrees add up to 7 of 14: 6/7 - 1/2.
    assert note(table, "Communities") == (
        "Communities: 2, of 3, 3 organizations; modularity 0.357, at best 0.357 in a single run."
    )
    assert note(table, "Runs: ") == (
        "Runs: 50, 1 different partition, mean adjusted mutual information 1.00."
    )
    assert note(table, "Without an ally") == "Without an ally, and so each a community of one: Lone."


def test_a_row_rests_on_the_alliances_of_its_community_and_its_own() -> None:
    rows = {row.values[0]: row.records for row in COMMUNITIES.run(snapshot_of(*WORLD)).rows}
    within = ("alliance-a-b-1", "alliance-a-b-2", "alliance-a-c-1", "alliance-b-c-1")
    assert rows["a"] == within
    assert rows["c"] == (*within, "alliance-c-x-1")
    assert rows["lone"] == ("rivalry-lone-y-1",)


def test_the_camps_of_a_world_without_alliances_between_enemies_are_its_communities() -> None:
    # Without c - x, and with a rivalry between the triangles: no tie is frustrated by abc against xyz.
    ties = (*(record for record in WORLD if record.id != "alliance-c-x-1"), rivalry("a", "x"))
    table = COMMUNITIES.run(snapshot_of(*ties))
    assert note(table, "Adjusted mutual information with the camps") == (
        "Adjusted mutual information with the camps: 1.00, on the 6 organizations in both."
    )


def test_camps_that_are_not_the_communities_agree_with_them_by_chance_only() -> None:
    # None of the six is another's enemy: they are one camp, which tells nothing of the communities.
    table = COMMUNITIES.run(snapshot_of(*WORLD))
    assert note(table, "Adjusted mutual information with the camps") == (
        "Adjusted mutual information with the camps: 0.00, on the 6 organizations in both."
    )


def test_equally_good_divisions_are_compared_one_by_one() -> None:
    # A ring of one rivalry and three alliances: any of its four ties may be the one that is frustrated. The
    # communities, on the chain of alliances, are ab and cd.
    records = (
        *map(organization, "abcd"),
        alliance("a", "b"),
        alliance("b", "c"),
        alliance("c", "d"),
        rivalry("a", "d"),
    )
    table = COMMUNITIES.run(snapshot_of(*records))
    assert table.column("community") == ("1", "1", "2", "2")
    # Against b - c: ab and cd, which is 1. Against a - d: all in one camp, which tells nothing. Against a - b
    # or c - d: one against three, which tells the same of ab and cd whoever it is, so no more than chance.
    assert note(table, "Adjusted mutual information with the camps") == (
        "Adjusted mutual information with the camps: 0.00 to 1.00, on the 4 organizations in both, over 4 "
        "equally good divisions."
    )


def test_the_lineages_by_hand() -> None:
    # a, b and c are factions of a, and x of y: lineages abc, xy and z, beside abc and xyz.
    records = (*WORLD, faction_tie("b", "a"), faction_tie("c", "a"), faction_tie("x", "y"))
    table = COMMUNITIES.run(snapshot_of(*records))
    # They leave nothing open: MI is log 2. By chance, log 2 less what they leave open: half of what the three
    # do, who are together in 2 of 20 draws and otherwise 2 to 1, with h = log 3 - 2/3 log 2; and a third of
    # what the two do, who are apart in 3 of 5, with log 2: log 2 - 1/2 9/10 0.636514 - 1/3 3/5 log 2, or
    # 0.268087. H of the lineages: 1/2 log 2 + 1/3 log 3 + 1/6 log 6 = 1.011404; the mean with log 2 is
    # 0.852276. (0.693147 - 0.268087)/(0.852276 - 0.268087) = 0.727609.
    assert note(table, "Adjusted mutual information with the lineages") == (
        "Adjusted mutual information with the lineages: 0.73, on 6 organizations."
    )


def test_one_between_two_groups_is_not_firm_and_leans() -> None:
    records = (
        *map(organization, "abcmxyz"),
        *(alliance(*pair) for pair in ("ab", "bc", "ac", "xy", "yz", "xz", "cm", "mx")),
    )
    table = COMMUNITIES.run(snapshot_of(*records), runs=200)
    row: dict[str, Any] = next(row for row in table.records() if row["id"] == "m")
    assert (row["inside"], row["outside"], row["community"], row["leans_to"]) == (1, 1, "1", "2")
    assert row["stability"] == pytest.approx(1 - row["elsewhere"])
    assert 0.5 <= row["stability"] < 0.7
    assert note(table, "Runs: ").startswith("Runs: 200, 2 different partitions, mean adjusted")
    assert "runs on what they had in common agreed after 2 rounds." in note(table, "Runs: ")


def test_without_an_alliance_nothing_is_found() -> None:
    table = COMMUNITIES.run(snapshot_of(organization("a"), organization("b"), rivalry("a", "b")))
    assert table.column("community") == (None, None)
    assert not any(
        note.startswith(("Communities", "Runs:", "Adjusted mutual information with")) for note in table.notes
    )


def test_two_allies_are_one_community_that_nothing_can_be_compared_with() -> None:
    table = COMMUNITIES.run(snapshot_of(organization("a"), organization("b"), alliance("a", "b")))
    assert note(table, "Adjusted mutual information with the camps") == (
        "Adjusted mutual information with the camps: undefined, as neither divides the organizations in both "
        "(2)."
    )
    # One community, and each its own lineage: chance cannot do better or worse.
    assert note(table, "Adjusted mutual information with the lineages") == (
        "Adjusted mutual information with the lineages: 0.00, on 2 organizations."
    )


def test_somebody_is_told() -> None:
    told: list[tuple[int, int, str]] = []
    COMMUNITIES.run(snapshot_of(*WORLD), lambda *what: told.append(what), runs=2)
    assert told[:2] == [(1, 2, "runs of round 1"), (2, 2, "runs of round 1")]
