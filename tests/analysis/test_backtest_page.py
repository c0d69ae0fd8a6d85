"""What docs/methods.md says that the backtest finds in the seeds is what it finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cartelgraph.analysis import analysis_named, answered
from cartelgraph.dataset import Dataset
from cartelgraph.model import EdtfDate
from cartelgraph.network import Moment, Step, dates_between, series
from cartelgraph.table import Value

pytestmark = pytest.mark.long

PAGE = Path(__file__).resolve().parents[2] / "docs" / "methods.md"
COLUMNS = ("task", "tie", "predictor", "tied", "beyond", "auc", "auc_low", "auc_high", "precision")


def told() -> list[list[str]]:
    """Return the rows of the page's table, each with the task and the tie that it belongs to."""
    section = (
        PAGE.read_text(encoding="utf-8").partition("## What the backtest finds")[2].partition("\n## ")[0]
    )
    rows = [re.split(r" *\| *", line)[1:-1] for line in section.splitlines() if line.startswith("|")][2:]
    last = ""
    for row in rows:
        last = row[0] or last
        row[0] = last
    return rows


def found(seeds: Dataset, as_known: int) -> dict[tuple[str, str], tuple[str, str, str]]:
    """Return what the analysis answers, as the page words it."""
    dates = dates_between(EdtfDate("2007"), EdtfDate("2019"), Step.YEAR)
    table = answered(
        analysis_named("link-prediction"), series(seeds, Moment(dates[0]), dates), as_known=as_known
    )
    answers = {}
    for task, tie, predictor, *numbers in zip(*map(table.column, COLUMNS), strict=True):
        tied, beyond, auc, low, high, precision = numbers
        interval = f"{_three(auc)} ({_three(low)} to {_three(high)})"
        answers[f"{task}, {tie}", str(predictor)] = (f"{tied}, {beyond}", interval, _three(precision))
    return answers


def _three(value: Value) -> str:
    return "undefined" if value is None else f"{value:.3f}"


def test_the_table_of_the_page_is_what_the_analysis_answers(seeds: Dataset) -> None:
    hindsight, then = found(seeds, 0), found(seeds, 1)
    rows = told()
    assert len(rows) == 12
    for question, predictor, *words in rows:
        for answer, (counts, auc, precision) in zip((hindsight, then), (words[:3], words[3:]), strict=True):
            expected = answer[question, predictor]
            assert (auc, precision) == expected[1:], (question, predictor)
            assert counts in {"", expected[0]}, (question, predictor)
