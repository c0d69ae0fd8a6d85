"""Triads under pressure in small worlds, worked by hand."""

from __future__ import annotations

from cartelgraph.analysis.pressure import PRESSURE
from tests.analysis.worlds import snapshot_of
from tests.make import alliance, organization, rivalry, truce


def test_each_triad_with_the_turns_that_resolve_it() -> None:
    # b allied with a and c, who are enemies; c, d and e all enemies; a-c lies in one triad only, and so
    # do the rest, but b-c also in the balanced triad with d.
    table = PRESSURE.run(
        snapshot_of(
            *(organization(key) for key in "abcde"),
            alliance("a", "b"),
            alliance("b", "c", citations=[{"source": "late", "locator": "p. 1"}]),
            rivalry("a", "c"),
            rivalry("c", "d"),
            rivalry("c", "e"),
            rivalry("d", "e"),
            rivalry("b", "d"),
            truce("a", "e"),
        )
    )
    assert [row.values[3:] for row in table.rows] == [
        (
            "A",
            "B",
            "C",
            "++-",
            1,
            "A and B fall out (resolves 1, upsets 0); A and C ally (resolves 1, upsets 0)",
            "B and C fall out (resolves 1, upsets 1)",
            2,
        ),
        (
            "C",
            "D",
            "E",
            "---",
            1,
            "C and E ally (resolves 1, upsets 0); D and E ally (resolves 1, upsets 0)",
            "C and D ally (resolves 1, upsets 1)",
            1,
        ),
    ]
    assert table.rows[0].records == ("alliance-a-b-1", "alliance-b-c-1", "rivalry-a-c-1")
    assert "Triads out of balance: 2." in table.notes


def test_a_contested_tie_closes_no_triad() -> None:
    world = (
        *(organization(key) for key in "abc"),
        alliance("a", "b"),
        alliance("b", "c"),
        rivalry("a", "c"),
    )
    assert len(PRESSURE.run(snapshot_of(*world)).rows) == 1
    table = PRESSURE.run(snapshot_of(*world, alliance("a", "c")))
    assert table.rows == ()
    assert "No triad is out of balance." in table.notes


def test_the_empty_world() -> None:
    assert PRESSURE.run(snapshot_of()).rows == ()
