"""Balance of small worlds, worked by hand."""

from __future__ import annotations

import math

import pytest

from cartelgraph.analysis.balance import BALANCE
from cartelgraph.analysis.balance_over_time import BALANCE_OVER_TIME
from cartelgraph.model import EdtfDate, Record
from cartelgraph.model.relationships import Split
from cartelgraph.network import Moment, Snapshot, Step, dates_between, series
from cartelgraph.table import Value
from tests.analysis.worlds import snapshot_of
from tests.make import alliance, dataset, organization, rivalry, truce

# a, b and c all allied; c and d, enemies of each other, both allied with b: one triangle +++, one ++-. A
# truce and a contested dyad beside them, which must not count.
WORLD: tuple[Record, ...] = (
    *(organization(key) for key in "abcdef"),
    alliance("a", "b"),
    alliance("a", "c"),
    alliance("b", "c"),
    alliance("b", "c", 2, citations=[{"source": "late", "locator": "p. 2"}]),
    alliance("b", "d"),
    rivalry("c", "d"),
    truce("a", "d"),
    alliance("e", "f"),
    rivalry("e", "f"),
)


def values(**chosen: int) -> dict[Value, dict[str, Value]]:
    return {row["measure"]: row for row in BALANCE.run(snapshot_of(*WORLD), **chosen).records()}


def test_each_measure_by_hand() -> None:
    found = values()
    assert [found[f"triangles {kind}"]["value"] for kind in ("+++", "++-", "+--", "---")] == [1, 1, 0, 0]
    assert (found["triangle balance"]["value"], found["weak balance"]["value"]) == (0.5, 0.5)
    # One of five ties: the rivalry may go, or the alliance of b and d.
    assert [found[f"frustration{kind}"]["value"] for kind in ("", " bound", " gap")] == [1, 1, 0]
    assert found["frustration balance"]["value"] == pytest.approx(1 - 2 / 5)


def test_walk_balance_of_a_world_with_known_eigenvalues() -> None:
    world = [organization(key) for key in "abc"]
    ties = [alliance("a", "b"), alliance("b", "c"), rivalry("a", "c")]
    table = BALANCE.run(snapshot_of(*world, *ties))
    (found,) = [row["value"] for row in table.records() if row["measure"] == "walk balance"]
    assert found == pytest.approx((math.exp(-2) + 2 * math.e) / (math.exp(2) + 2 / math.e))


def test_the_null_model_deals_one_rivalry_over_five_ties() -> None:
    # On the tie that both triangles share it upsets both, elsewhere one: balance 0 or 0.5, so all draws
    # reach at most the observed 0.5, and the p-value is near 4/5.
    found = values(draws=999)
    null = found["triangle balance"]
    assert (null["low"], null["high"]) == (0.0, 0.5)
    assert null["p"] == pytest.approx(0.8, abs=0.06)
    # Frustration is 1 wherever the rivalry lies.
    frustration = found["frustration"]
    assert (frustration["low"], frustration["high"], frustration["p"]) == (1, 1, 1.0)


def test_without_draws_there_is_no_null_model() -> None:
    assert {row["p"] for row in values(draws=0).values()} == {None}


def test_contested_dyads_and_truces_are_no_ties_and_no_records() -> None:
    table = BALANCE.run(snapshot_of(*WORLD), draws=9)
    assert {row.records for row in table.rows} == {
        (
            "alliance-a-b-1",
            "alliance-a-c-1",
            "alliance-b-c-1",
            "alliance-b-c-2",
            "alliance-b-d-1",
            "rivalry-c-d-1",
        )
    }
    assert {row.values[-1] for row in table.rows} == {2}
    assert any(note.startswith("Ties here: 4 allied and 1 rival dyads.") for note in table.notes)


def test_where_every_dyad_is_contested_the_shares_are_undefined() -> None:
    table = BALANCE.run(
        snapshot_of(organization("a"), organization("b"), alliance("a", "b"), rivalry("a", "b"))
    )
    found = {row["measure"]: row["value"] for row in table.records()}
    assert (found["triangle balance"], found["frustration balance"], found["frustration"]) == (None, None, 0)
    assert all(row.records == ("alliance-a-b-1", "rivalry-a-b-1") for row in table.rows)


def years(first: str, last: str, *records: Record) -> tuple[Snapshot, ...]:
    dates = dates_between(EdtfDate(first), EdtfDate(last), Step.YEAR)
    return series(dataset(*records), Moment(dates[0]), dates)


# Balanced in 2008; in 2009 c falls out with a and stays with b, and d splits from c.
MOVING: tuple[Record, ...] = (
    *(organization(key) for key in "abcd"),
    alliance("a", "b", period="2008-01/2010-12"),
    alliance("b", "c", period="2008-01/2010-12"),
    alliance("a", "c", period="2008-01/2008-12"),
    rivalry("a", "c", period="2009-01/2009-12", citations=[{"source": "late"}]),
    Split.model_validate(
        {
            "id": "split-d-c-1",
            "source": "d",
            "target": "c",
            "period": "2009-06",
            "likelihood": "confirmed",
            "citations": [{"source": "undated"}],
        }
    ),
)


def test_balance_date_by_date_with_the_splits_between() -> None:
    table = BALANCE_OVER_TIME.run(years("2008", "2011", *MOVING))
    unbalanced = (math.exp(-2) + 2 * math.e) / (math.exp(2) + 2 / math.e)
    kept = ("on", "organizations", "ties", "triangles", "triangle_balance", "frustration", "gap", "splits")
    assert [tuple(row[name] for name in kept) for row in table.records()] == [
        ("2008", 3, 3, 1, 1.0, 0, 0, None),
        ("2009", 3, 3, 1, 0.0, 1, 0, "D from C"),
        ("2010", 3, 2, 0, None, 0, 0, None),
        ("2011", 0, 0, 0, None, 0, 0, None),
    ]
    walks = table.column("walk_balance")
    assert walks[:3] == pytest.approx((1, unbalanced, 1))
    assert walks[3] is None
    # One rivalry over three ties is the same wherever it lies.
    assert table.column("p") == (1.0, 1.0, 1.0, None)
    assert table.rows[1].records == ("alliance-a-b-1", "alliance-b-c-1", "rivalry-a-c-1", "split-d-c-1")
    assert [row.values[-1] for row in table.rows] == [1, 3, 1, 0]
    change = unbalanced - 1
    assert (
        f"Walk balance changed by {change:+.3f} on average over 1 step with a split and by {-change:+.3f} on "
        "average over 1 step without."
    ) in table.notes


def test_dates_without_any_tie_say_so() -> None:
    table = BALANCE_OVER_TIME.run(years("2001", "2002", *MOVING))
    assert "No step has balance on both sides." in table.notes
    assert [row.values[-1] for row in table.rows] == [0, 0]
