"""Predictions held against what came, worked by hand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from cartelgraph.analysis.backtest import NO_CHANGE, PREDICTORS, THEN_BALANCE, Task, cases, steps_of
from cartelgraph.analysis.link_prediction import LINK_PREDICTION, RANDOM, link_prediction
from cartelgraph.analysis.link_prediction_by_date import LINK_PREDICTION_BY_DATE, link_prediction_by_date
from cartelgraph.dataset import Dataset
from cartelgraph.errors import AnalysisError
from cartelgraph.model import EdtfDate, Record
from cartelgraph.model.relationships import ArmedWing
from cartelgraph.network import Level, Moment, Snapshot, Step, dates_between, series, snapshot
from cartelgraph.table import Table, Value
from tests.make import alliance, dataset, organization, rivalry, truce

# 2008: a and c are both allied with b, and d is c's enemy. 2009: a and c have become allies, b and d enemies,
# and e, who had no tie, an ally of a. 2010: the same.
WORLD: tuple[Record, ...] = (
    *(organization(key) for key in "abcde"),
    alliance("a", "b", period="2008-01/2010-12"),
    alliance("b", "c", period="2008-01/2010-12"),
    rivalry("c", "d", period="2008-01/2010-12", citations=[{"source": "late"}]),
    alliance("a", "c", period="2009-01/2010-12"),
    rivalry("b", "d", period="2009-01/2010-12"),
    alliance("a", "e", period="2009-01/2010-12"),
)
YEARS = tuple(map(EdtfDate, ("2008", "2009", "2010")))


def years(first: str, last: str, *records: Record, level: Level = Level.FACTION) -> tuple[Snapshot, ...]:
    dates = dates_between(EdtfDate(first), EdtfDate(last), Step.YEAR)
    return series(dataset(*records), Moment(dates[0], level=level), dates)


def as_known_then(data: Dataset, snapshots: Sequence[Snapshot]) -> tuple[Snapshot, ...]:
    """Return the same dates as they were known then."""
    return tuple(snapshot(data, replace(one.moment, known_at=one.moment.on)) for one in snapshots)


def found(table: Table, task: str, tie: str, predictor: str) -> dict[str, Value]:
    (row,) = (
        row
        for row in table.records()
        if (row["task"], row["tie"], row["predictor"]) == (task, tie, predictor)
    )
    return row


def areas(table: Table, task: str, tie: str) -> dict[Value, Value]:
    return {
        row["predictor"]: row["auc"]
        for row in table.records()
        if (row["task"], row["tie"]) == (task, tie) and row["predictor"] != RANDOM
    }


def test_the_first_step_by_hand() -> None:
    table = link_prediction(years("2008", "2009", *WORLD), k=1)
    # Six dyads of a, b, c, d; a and c stand among the four that no change puts last.
    hold = found(table, "hold", "alliance", NO_CHANGE)
    assert (hold["dyads"], hold["tied"], hold["beyond"], hold["prevalence"]) == (6, 3, 1, 0.5)
    assert hold["auc"] == pytest.approx((1 + 1 + 1 / 2) / 3)
    assert found(table, "hold", "alliance", THEN_BALANCE)["auc"] == 1
    # Without those allied: a-c by b; b-d would be an ally's enemy; a-d and c-d have nobody in between.
    assert areas(table, "new", "alliance") == {
        NO_CHANGE: 0.5,
        "balance": 1,
        "common neighbours": 1,
        "Adamic-Adar": 1,
        "resource allocation": 1,
        "preferential attachment": 1,
    }
    # Without the rivals c and d, no rival has a second one: only balance tells b-d from the other four.
    assert areas(table, "new", "rivalry") == {
        NO_CHANGE: 0.5,
        "balance": 1,
        "common neighbours": 0.5,
        "Adamic-Adar": 0.5,
        "resource allocation": 0.5,
        "preferential attachment": 0.5,
    }
    assert found(table, "new", "rivalry", "balance")["precision"] == 1
    assert found(table, "new", "rivalry", NO_CHANGE)["precision"] == pytest.approx(1 / 5)
    assert found(table, "new", "rivalry", "balance")["gain"] == 0.5


def test_all_steps_together() -> None:
    table = link_prediction(years("2008", "2010", *WORLD), k=1)
    # In the second step, with e, nothing new came: it has six dyads without an alliance, and no ranking.
    new = found(table, "new", "alliance", "balance")
    assert [new[name] for name in ("steps", "dyads", "tied", "beyond", "auc")] == [2, 10, 1, 1, 1]
    assert new["prevalence"] == pytest.approx(1 / 10)
    assert new["precision"] == 0.5
    # One tied dyad does not vary.
    assert (new["auc_low"], new["gain_low"]) == (None, None)
    by_chance = found(table, "new", "alliance", RANDOM)
    assert by_chance["auc"] == 0.5
    assert by_chance["precision"] == pytest.approx((1 / 4 + 0 / 6) / 2)
    # One of two shown, or none: 3 orders in 4 have none.
    assert (by_chance["precision_low"], by_chance["precision_high"]) == (0, 0.5)
    # Of the second step's ten dyads, no change has all four alliances first.
    hold = found(table, "hold", "alliance", NO_CHANGE)
    assert hold["auc"] == pytest.approx((1 + 1 + 1 / 2 + 4) / 7)
    assert (hold["dyads"], hold["tied"], hold["beyond"]) == (16, 7, 1)


def test_every_row_rests_on_all_ties_of_the_dates() -> None:
    table = link_prediction(years("2008", "2009", *WORLD))
    for row in table.rows:
        assert row.records == tuple(sorted(record.id for record in WORLD[5:]))
        assert row.values[-1] == 2
    assert set(table.column("predictor")) == {*PREDICTORS, RANDOM}


def test_what_was_found_is_summed_up_before_the_rows() -> None:
    table = link_prediction(years("2008", "2010", *WORLD))
    assert [line.partition(".")[0] for line in table.lead] == [
        "Hold, alliance: 7 came on 16 dyads, 1 more with organizations that had no tie",
        "Hold, rivalry: 4 came on 16 dyads, 0 more with organizations that had no tie",
        "New, alliance: 1 came on 10 dyads, 1 more with organizations that had no tie",
        "New, rivalry: 1 came on 13 dyads, 0 more with organizations that had no tie",
    ]
    assert table.lead[2].endswith("Better than no change, by the interval of the gain: none.")
    same = link_prediction(years("2009", "2010", *WORLD))
    assert same.lead[2].endswith("Nothing can be told of any predictor.")
    assert any("with hindsight" in note for note in same.notes)


def test_step_by_step() -> None:
    table = link_prediction_by_date(years("2008", "2010", *WORLD))
    # By balance for alliances, first step: a-c 1, b-d -1, all others 0. Second step: b-c 2 (by a and by d);
    # a-b, a-c, b-e, c-e 1; a-e, d-e 0; b-d, c-d -1; a-d -2. For rivalries the same, turned.
    kept = ("from", "to", "task", "tie", "dyads", "tied", "beyond", "no_change", "balance")
    assert [tuple(row[name] for name in kept) for row in table.records()] == [
        ("2008", "2009", "hold", "alliance", 6, 3, 1, pytest.approx(5 / 6), pytest.approx(7 / 9)),
        ("2008", "2009", "hold", "rivalry", 6, 2, 0, pytest.approx(3 / 4), pytest.approx(13 / 16)),
        ("2008", "2009", "new", "alliance", 4, 1, 1, 0.5, 1),
        ("2008", "2009", "new", "rivalry", 5, 1, 0, 0.5, 1),
        ("2009", "2010", "hold", "alliance", 10, 4, 0, 1, pytest.approx(13 / 16)),
        ("2009", "2010", "hold", "rivalry", 10, 2, 0, 1, pytest.approx(7 / 8)),
        ("2009", "2010", "new", "alliance", 6, 0, 0, None, None),
        ("2009", "2010", "new", "rivalry", 8, 0, 0, None, None),
    ]


def test_contested_dyads_and_truces() -> None:
    # On the second date a and c are said to be both; b and d are at truce on the first, so no ally or rival.
    world = (
        *WORLD[:5],
        *(alliance("a", "b", period="2008-01/2009-12"), alliance("b", "c", period="2008-01/2009-12")),
        truce("b", "d", period="2008-01/2008-12"),
        rivalry("b", "d", period="2009-01/2009-12"),
        alliance("a", "c", period="2009-01/2009-12"),
        rivalry("a", "c", period="2009-01/2009-12"),
    )
    (step,) = steps_of(years("2008", "2009", *world))
    assert step.dyads() == (("a", "b"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d"))
    rivalries = cases(step, -1)[Task.NEW]
    assert [dyad for dyad, tied in zip(rivalries.dyads, rivalries.tied, strict=True) if tied] == [("b", "d")]
    # A contested dyad of the first date is not asked about either.
    (step,) = steps_of(years("2009", "2010", *world))
    assert ("a", "c") not in step.dyads()


def test_who_is_part_of_another_on_the_second_date_is_not_asked_about() -> None:
    cited = {"likelihood": "confirmed", "citations": [{"source": "early"}]}
    wing = ArmedWing.model_validate(
        cited | {"id": "wing-c-a", "source": "c", "target": "a", "period": "2009-01/2009-12"}
    )
    (step,) = steps_of(years("2008", "2009", *WORLD, wing, level=Level.ORGANIZATION))
    assert step.dyads() == (("a", "b"), ("a", "d"), ("b", "d"))


# Of the tie of a and c the source of 2020 alone tells, of the others one of May 2010.
HIDDEN: tuple[Record, ...] = (
    *(organization(key) for key in "abcd"),
    alliance("a", "b", period="2010-01/2011-12"),
    alliance("b", "c", period="2010-01/2011-12"),
    alliance("a", "c", period="2010-01/2011-12", citations=[{"source": "late"}]),
    rivalry("c", "d", period="2010-01/2011-12"),
    alliance("a", "d", period="2011-01/2011-12", citations=[{"source": "late"}]),
)


def test_what_was_published_later_predicts_nothing_and_still_judges() -> None:
    data = dataset(*HIDDEN)
    dates = dates_between(EdtfDate("2010"), EdtfDate("2011"), Step.YEAR)
    snapshots = series(data, Moment(dates[0]), dates)
    told = as_known_then(data, snapshots)
    (step,) = steps_of(snapshots, told)
    hold, new = (cases(step, 1)[task] for task in Task)
    scored = dict(zip(hold.dyads, zip(hold.tied, hold.scores[NO_CHANGE], strict=True), strict=True))
    # They were allied all along; nobody could know.
    assert scored["a", "c"] == (True, 0.0)
    # So that is no new alliance, and not asked about; that of a and d is one.
    assert new.dyads == (("a", "d"), ("b", "d"), ("c", "d"))
    assert new.tied == (True, False, False)
    # By b alone, who is no rival of d, nothing speaks for a and d, or against it. With hindsight c does.
    assert new.scores["balance"] == (0.0, -1.0, 0.0)
    with_hindsight = cases(steps_of(snapshots)[0], 1)[Task.NEW]
    assert with_hindsight.scores["balance"] == (-1.0, -1.0, 0.0)
    table = link_prediction(snapshots, as_known=1)
    assert table.notes[1].startswith("Predictions rest on what was in print by the end of each date")
    assert "alliance-a-d-1" in table.rows[0].records


def test_a_later_publication_changes_no_score() -> None:
    data, more = dataset(*HIDDEN[:6], HIDDEN[7]), dataset(*HIDDEN)
    dates = dates_between(EdtfDate("2010"), EdtfDate("2011"), Step.YEAR)
    for sign in (1, -1):
        first, second = (
            cases(steps_of(snapshots, as_known_then(told, snapshots))[0], sign)[Task.HOLD].scores
            for told, snapshots in ((one, series(one, Moment(dates[0]), dates)) for one in (data, more))
        )
        assert first == second


def test_what_was_known_then_must_be_of_the_same_dates() -> None:
    with pytest.raises(AnalysisError, match="predictions from 2008, 2009 cannot be held against 2009, 2010"):
        steps_of(years("2009", "2010", *WORLD), years("2008", "2009", *WORLD))


def test_without_a_tie_to_predict_from_the_tables_say_so() -> None:
    nothing = years("2001", "2002", *WORLD)
    for question in (LINK_PREDICTION, LINK_PREDICTION_BY_DATE):
        assert question.run(nothing).rows == ()
    assert LINK_PREDICTION.run(nothing).lead == (
        "On no date but the last is there an alliance, a rivalry or a truce to predict from.",
    )


def test_the_order_of_records_makes_no_difference() -> None:
    shuffled = list(WORLD)
    random.Random(0).shuffle(shuffled)  # noqa: S311
    for compute in (link_prediction, link_prediction_by_date):
        assert compute(years("2008", "2010", *shuffled)) == compute(years("2008", "2010", *WORLD))


def test_on_the_seeds_no_change_is_hard_to_beat(seeds: Dataset) -> None:
    dates = dates_between(EdtfDate("2007"), EdtfDate("2012"), Step.YEAR)
    table = link_prediction(series(seeds, Moment(dates[0]), dates))
    for tie in ("alliance", "rivalry"):
        hold = areas(table, "hold", tie)
        unchanged = hold.pop(NO_CHANGE)
        assert isinstance(unchanged, float)
        assert all(
            isinstance(area, float) and area < unchanged
            for predictor, area in hold.items()
            if predictor != THEN_BALANCE
        )
