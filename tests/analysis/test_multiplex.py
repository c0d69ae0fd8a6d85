"""Layers of a small world, worked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from cartelgraph.analysis import Analysis
from cartelgraph.analysis.multiplex import LAYER_OVERLAP, MULTIPLEX
from cartelgraph.model import Certainty, EdtfDate, Record
from cartelgraph.network import Level, Moment, snapshot
from cartelgraph.table import Table
from tests.analysis.worlds import snapshot_of
from tests.make import (
    alliance,
    containment,
    country,
    dataset,
    faction_tie,
    organization,
    place,
    presence,
    rivalry,
    truce,
)

# Ally: ab, ac. Rival: ab (contested), cd. Lineage: ab. Co-presence: ab in mexico, where b is placed twice and
# a in a part of it, and bc in the usa. e has a truce with d; f is in guatemala alone. What sources leave
# unnamed is in no layer.
WORLD: tuple[Record, ...] = (
    country("mexico", "MX"),
    country("usa", "US"),
    country("guatemala", "GT"),
    place("north"),
    containment("north", "mexico"),
    *(organization(key) for key in "abcdef"),
    organization("unnamed", kind="collective"),
    alliance("a", "b"),
    alliance("a", "c", citations=[{"source": "late", "locator": "p. 1"}]),
    rivalry("a", "b"),
    rivalry("c", "d"),
    truce("d", "e"),
    faction_tie("b", "a"),
    presence("a", "north"),
    presence("b", "mexico"),
    presence("b", "mexico", 2),
    presence("b", "usa"),
    presence("c", "usa"),
    presence("f", "guatemala"),
    alliance("a", "unnamed"),
    presence("unnamed", "usa"),
)


def rows_of(table: Table, analysis: Analysis) -> dict[Any, dict[str, Any]]:
    return {tuple(row[name] for name in analysis.about): dict(row) for row in table.records()}


def test_ties_by_layers_by_hand() -> None:
    table = MULTIPLEX.run(snapshot_of(*WORLD))
    # b: 1, 1, 1 and 2 of 5: 4/3 (1 - 7/25). a: 2, 1, 1, 1. c: 1, 1, 0, 1 of 3: 4/3 (1 - 1/3). d: one rival.
    assert [row.values[:-1] for row in table.rows] == [
        ("a", "A", 5, 2, 1, 1, 1, pytest.approx(24 / 25), "multiplex"),
        ("b", "B", 5, 1, 1, 1, 2, pytest.approx(24 / 25), "multiplex"),
        ("c", "C", 3, 1, 1, 0, 1, pytest.approx(8 / 9), "multiplex"),
        ("d", "D", 1, 0, 1, 0, 0, 0.0, "focused"),
        ("e", "E", 0, 0, 0, 0, 0, None, None),
        ("f", "F", 0, 0, 0, 0, 0, None, None),
    ]
    assert "Dyads tied in 1, 2, 3 and 4 layers: 3, 0, 0, 1." in table.notes
    assert "Dyads that sources call allied and rivals at once, and that are in both layers: 1." in table.notes
    assert any(note.startswith("Organizations: 6. Dyads: ally 2, from 2 statements") for note in table.notes)


def test_a_row_rests_on_its_ties_and_on_what_makes_it_part_of_this() -> None:
    records = {row.values[0]: row.records for row in MULTIPLEX.run(snapshot_of(*WORLD)).rows}
    assert records["a"] == (
        "alliance-a-b-1",
        "alliance-a-c-1",
        "faction-tie-b-a-1",
        "presence-a-north-1",
        "presence-b-mexico-1",
        "presence-b-mexico-2",
        "rivalry-a-b-1",
    )
    assert records["d"] == ("rivalry-c-d-1", "truce-d-e-1")
    assert records["e"] == ("truce-d-e-1",)
    assert records["f"] == ("presence-f-guatemala-1",)


def test_overlaps_by_hand() -> None:
    table = LAYER_OVERLAP.run(snapshot_of(*WORLD))
    found = rows_of(table, LAYER_OVERLAP)
    assert len(found) == 6
    # 6 organizations, 15 dyads. Ally ab, ac and co-presence ab, bc share ab: 1 of 3; 2 2/15 are expected.
    assert list(found["ally", "co-presence"].values())[2:] == [
        2, 2, 1, pytest.approx(1 / 3), 0.5, 0.5, pytest.approx(4 / 15), pytest.approx(15 / 4), 2,
    ]  # fmt: skip
    # Rival ab, cd and lineage ab.
    assert list(found["rival", "lineage"].values())[2:] == [
        2, 1, 1, 0.5, 0.5, 1.0, pytest.approx(2 / 15), pytest.approx(15 / 2), 1,
    ]  # fmt: skip
    assert table.rows[0].records == ("alliance-a-b-1", "alliance-a-c-1", "rivalry-a-b-1", "rivalry-c-d-1")


def test_a_layer_without_ties_has_no_share_and_no_lift() -> None:
    table = LAYER_OVERLAP.run(snapshot_of(organization("a"), organization("b"), alliance("a", "b")))
    found = rows_of(table, LAYER_OVERLAP)
    # Two empty layers have nothing to rest on, and no row.
    assert set(found) == {("ally", "rival"), ("ally", "lineage"), ("ally", "co-presence")}
    row = found["ally", "rival"]
    assert (row["share"], row["share_other"], row["jaccard"], row["lift"]) == (0.0, None, 0.0, None)


def test_at_the_level_of_the_lineage_its_statements_are_within() -> None:
    held = snapshot(
        dataset(*WORLD),
        Moment(EdtfDate("2011-03"), certainty=Certainty.POSSIBLE, level=Level.LINEAGE),
    )
    rows = rows_of(MULTIPLEX.run(held), MULTIPLEX)
    assert ("b", "B") not in rows
    # a, with what b has: allied with c, and with c in the usa.
    assert [rows["a", "A"][name] for name in ("allies", "rivals", "lineage", "co_present")] == [1, 0, 0, 1]


@pytest.mark.parametrize("analysis", [MULTIPLEX, LAYER_OVERLAP], ids=lambda one: one.name)
def test_the_empty_world(analysis: Analysis) -> None:
    table = analysis.run(snapshot_of())
    assert table.rows == ()
    assert "No alliance, rivalry, truce, lineage or presence of a criminal organization holds." in table.notes
