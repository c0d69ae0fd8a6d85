"""What changes from one date to the next, worked by hand."""

from __future__ import annotations

import pytest

from cartelgraph.analysis import DYNAMICS, Dynamics, analysis_named, answered, churn
from cartelgraph.analysis.centrality import CENTRALITY
from cartelgraph.analysis.shifts import FLIPS, SHIFTS
from cartelgraph.errors import AnalysisError, UnknownNameError
from cartelgraph.model import EdtfDate, Record
from cartelgraph.model.relationships import ArmedWing, Split
from cartelgraph.network import Level, Moment, Snapshot, Step, dates_between, series
from tests.make import alliance, dataset, organization, rivalry

# Allied: a-b and b-c in 2008; b-c and c-d in 2009; none in 2010. a and b are enemies from 2009 on, c and d
# in 2010 only.
WORLD: tuple[Record, ...] = (
    *(organization(key) for key in "abcde"),
    alliance("a", "b", period="2008-01/2008-12"),
    rivalry("a", "b", period="2009-01/2010-12", citations=[{"source": "late"}]),
    alliance("b", "c", period="2008-01/2009-12"),
    alliance("c", "d", period="2009-01/2009-12"),
    rivalry("c", "d", period="2010-01/2010-12"),
)


def years(first: str, last: str, *records: Record) -> tuple[Snapshot, ...]:
    dates = dates_between(EdtfDate(first), EdtfDate(last), Step.YEAR)
    return series(dataset(*records), Moment(dates[0]), dates)


def test_what_was_formed_what_ended_and_who_turned() -> None:
    table = SHIFTS.run(years("2008", "2010", *WORLD))
    assert [row.values for row in table.rows] == [
        # One of three dyads stays; a and b turn; behind it their two ties and that of c and d.
        ("2008", "2009", 2, 2, pytest.approx(2 / 3), "C and D", "A and B", None, "A and B", 4, 2),
        ("2009", "2010", 2, 0, 1.0, None, "B and C; C and D", None, "C and D", 4, 1),
    ]
    assert table.rows[0].records == ("alliance-a-b-1", "alliance-c-d-1", "rivalry-a-b-1")
    # The mean of two thirds and one.
    assert "Who is allied changed in 2 of 2 steps with any alliance, by 83% on average." in table.notes


def test_churn_is_undefined_where_nobody_is_allied() -> None:
    assert churn(set(), set()) is None
    (step,) = SHIFTS.run(years("2011", "2012", *WORLD)).rows
    assert step.values[:7] == ("2011", "2012", 0, 0, None, None, None)


def test_each_dyad_with_its_signs_the_most_turned_first() -> None:
    again = alliance("a", "b", 2, period="2011-01/2011-12")
    table = FLIPS.run(years("2007", "2011", *WORLD, again))
    assert [row.values for row in table.rows] == [
        ("A", "B", " +--+", 1, 1, 2),
        ("C", "D", "  +- ", 0, 1, 1),
        ("B", "C", " ++  ", 0, 0, 1),
    ]
    assert "Dyads: 3, of which 2 turned." in table.notes


@pytest.mark.parametrize("question", DYNAMICS, ids=lambda question: question.name)
def test_one_date_is_no_series(question: Dynamics) -> None:
    assert analysis_named(question.name) is question
    with pytest.raises(AnalysisError, match="at least two"):
        answered(question, years("2008", "2008", *WORLD))


def test_an_analysis_on_several_dates_is_told_date_by_date() -> None:
    table = answered(CENTRALITY, years("2008", "2011", *WORLD))
    assert table.columns[0].name == "on"
    degrees = {(row.values[0], row.values[1]): row.values[3] for row in table.rows}
    assert degrees == {
        ("2008", "a"): 1,
        ("2008", "b"): 2,
        ("2008", "c"): 1,
        ("2009", "a"): 0,
        ("2009", "b"): 1,
        ("2009", "c"): 2,
        ("2009", "d"): 1,
        ("2010", "a"): 0,
        ("2010", "b"): 0,
        ("2010", "c"): 0,
        ("2010", "d"): 0,
    }
    assert table.notes[0] == "Without a row: 2011."


def test_a_parameter_that_a_question_does_not_take_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="unknown parameter of shifts 'steps'"):
        answered(SHIFTS, years("2008", "2009", *WORLD), steps=1)


def test_a_wing_that_splits_off_becomes_a_dyad_of_its_own_and_keeps_its_name() -> None:
    # w is the wing of a until it leaves it in 2010; both have had an ally c, w to the end and a in 2009 only.
    cited = {"likelihood": "confirmed", "citations": [{"source": "early"}]}
    world = (
        *(organization(key) for key in "acw"),
        ArmedWing.model_validate(
            cited | {"id": "wing-w-a", "source": "w", "target": "a", "period": "2008-01/2009-12"}
        ),
        Split.model_validate(cited | {"id": "split-w-a", "source": "w", "target": "a", "period": "2010-01"}),
        alliance("a", "w", period="2008-01/2009-12"),
        alliance("a", "c", period="2009-01/2009-12"),
        alliance("c", "w", period="2009-01/2010-12"),
    )
    dates = dates_between(EdtfDate("2009"), EdtfDate("2010"), Step.YEAR)
    snapshots = series(dataset(*world), Moment(dates[0], level=Level.ORGANIZATION), dates)
    (step,) = SHIFTS.run(snapshots).rows
    assert step.values[2:7] == (1, 1, 1.0, "C and W", "A and C")
    rows = FLIPS.run(snapshots).rows
    assert [row.values[:3] for row in rows] == [("A", "C", "+ "), ("C", "W", " +")]
    table = CENTRALITY.run(snapshots[0])
    assert "Level organization: A (with W)." in table.notes
    assert "Statements between organizations that are one here, and not counted: 2." in table.notes
    assert str(snapshots[0].moment).endswith("as known now, level: organization")
