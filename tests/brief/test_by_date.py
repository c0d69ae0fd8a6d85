"""Verdicts on one date after another: in the order of claims and dates, and what changes."""

from __future__ import annotations

import pytest

from cartelgraph.brief import CLAIMS, answer, answers, as_series, as_table, changes
from cartelgraph.dataset import Dataset
from cartelgraph.model import EdtfDate
from cartelgraph.network import Moment
from tests.make import alliance, dataset, organization, rivalry

pytestmark = pytest.mark.long

DATES = tuple(map(EdtfDate, ("2009-03", "2010-03", "2011-03")))
MOMENT = Moment(DATES[-1])

# Allied dyads in March are none until 2008, {ab} in 2009, {bc} in 2010 and 2011. So in 2009 there is a single
# step with an alliance, which is too few to tell; in 2010 two of two steps change, in 2011 two of three, and
# a and b are hostile from 2010 on. Of all other claims the dataset has nothing.
SHIFT = dataset(
    *(organization(name) for name in "abcd"),
    alliance("a", "b", period="2009-01/2009-12"),
    rivalry("a", "b", period="2010-01/2011-12"),
    alliance("b", "c", period="2010-01/2011-12"),
)


def test_the_dates_of_a_claim_stand_together_and_the_lead_says_what_changes() -> None:
    table = as_series(answers(SHIFT, MOMENT, DATES), SHIFT)
    first = [(row["on"], row["verdict"]) for row in table.records()[:3]]
    assert first == [("2009-03", "cannot be checked"), ("2010-03", "holds"), ("2011-03", "holds")]
    assert table.column("on") == DATES * len(CLAIMS)
    assert list(dict.fromkeys(table.column("claim"))) == [
        f"{claim.number}. {claim.statement}" for claim in CLAIMS
    ]
    assert table.lead == ("Verdicts that change: claim 1 (cannot be checked, holds from 2010-03).",)
    assert "2009-03 to 2011-03, 3 dates; working snapshots, missing bounds carried 24 months" in table.title
    assert "2009-03" in str(table)


def test_nothing_changes_where_nothing_is_stated() -> None:
    assert changes(answers(dataset(), MOMENT, DATES)) == "No verdict changes."


@pytest.mark.parametrize("known_at", [None, EdtfDate("2011-03")])
def test_each_date_is_answered_as_by_itself(seeds: Dataset, known_at: EdtfDate | None) -> None:
    series = as_series(answers(seeds, Moment(DATES[0], known_at), DATES[:2]), seeds)
    for place, on in enumerate(DATES[:2]):
        moment = Moment(on, known_at)
        alone = as_table(answer(seeds, moment), seeds, moment)
        for name in ("verdict", "turns", "answer", "sources"):
            assert series.column(name)[place::2] == alone.column(name)
        assert [row.records for row in series.rows[place::2]] == [row.records for row in alone.rows]


def test_a_series_of_one_date_is_the_table_of_that_date() -> None:
    assert as_series(answers(SHIFT, MOMENT, [MOMENT.on]), SHIFT) == as_table(
        answer(SHIFT, MOMENT), SHIFT, MOMENT
    )
