"""The worked examples in docs/methods.md are true, and there is one for each form of date and of period."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from cartelgraph.model import DEFAULT_CARRY, Certainty, EdtfDate
from cartelgraph.model.knowledge import spell_of
from cartelgraph.network import Moment, snapshot
from tests.make import EARLY, alliance, dataset, organization

METHODS = (Path(__file__).resolve().parent.parent / "docs" / "methods.md").read_text(encoding="utf-8")
VIEWS = (Certainty.POSSIBLE, Certainty.CERTAIN, Certainty.WORKING)
ANSWERS = {"yes": True, "no": False}
DAY = re.compile(r"\$(?P<name>[sew]_\{[-+se]\})\$ = (?P<day>\S+?)(?:, |$)")
NO_EVIDENCE = "no evidence in time"


class Example(NamedTuple):
    """A row: the dates of a record, a question, the answer in each view, and the days that decide."""

    period: str
    observed: str
    on: str
    possible: str
    certain: str
    working: str
    decided_by: str


def section(name: str) -> str:
    return METHODS.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def table(text: str, head: str) -> list[list[str]]:
    """Return the cells of the table with that head, without their code marks."""
    rows = text.partition(f"\n{head}\n")[2].partition("\n\n")[0].splitlines()[1:]
    return [[cell.strip().replace("`", "") for cell in row.strip("|").split("|")] for row in rows]


SPELLS, DATES = section("Spells"), section("Dates")
HEAD = "| `period` | `observed` | `--on` | possible | certain | working | days that decide |"
EXAMPLES = [Example(*row) for row in table(SPELLS, HEAD)]
BOUNDS = {bound for example in EXAMPLES for bound in example.period.split("/")}


def name_of(example: Example) -> str:
    return " ".join(example[:3])


@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_the_answers_are_those_of_the_program(example: Example) -> None:
    tie = alliance("a", "b", period=example.period, observed=example.observed.split())
    world = dataset(organization("a"), organization("b"), tie)
    holds = [
        snapshot(world, Moment(EdtfDate(example.on), certainty=view)).graph.has_edge("a", "b")
        for view in VIEWS
    ]
    assert holds == [ANSWERS[answer] for answer in (example.possible, example.certain, example.working)]


EVER_BEFORE, EVER_AFTER = r"$-\infty$", r"$\infty$"


def shown(day: date | None, unlimited: str) -> str:
    """Return a day as the table writes it; where nothing limits a bound, it writes `unlimited`."""
    return {None: unlimited, date.min: EVER_BEFORE, date.max: EVER_AFTER}.get(day, str(day))


@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_the_days_that_decide_are_those_of_the_spell(example: Example) -> None:
    tie = alliance("a", "b", period=example.period, observed=example.observed.split())
    spell = spell_of(tie, dataset(tie).published)
    first, last = spell.working_bounds(carry=DEFAULT_CARRY)
    days = {
        "s_{-}": shown(spell.start_earliest, EVER_BEFORE),
        "s_{+}": shown(spell.start_latest, EVER_AFTER),
        "e_{-}": shown(spell.end_earliest, EVER_BEFORE),
        "e_{+}": shown(spell.end_latest, EVER_AFTER),
        "w_{s}": shown(first, EVER_BEFORE),
        "w_{e}": shown(last, EVER_AFTER),
    }
    told = dict(DAY.findall(example.decided_by))
    assert told.items() <= days.items()
    assert bool(told) is (example.decided_by != NO_EVIDENCE)
    assert (spell.seen_first is spell.seen_last is None) is (example.decided_by == NO_EVIDENCE)


def test_the_assumptions_are_named() -> None:
    assert f"published on {EARLY.published}, with a carry of {DEFAULT_CARRY} months" in SPELLS


def test_each_form_of_a_date_has_an_example() -> None:
    forms = {form for row in table(DATES, "| text | may mean |") for form in row[0].split(", ")}
    assert len(forms) == 8
    assert forms <= BOUNDS


def test_each_form_of_a_period_has_an_example() -> None:
    forms = {row[0] for row in table(DATES, "| text | start | end |")}
    assert len(forms) == 6
    assert forms <= {example.period for example in EXAMPLES}


def test_there_are_examples_of_observations_and_of_questions_of_each_precision() -> None:
    assert any(example.observed for example in EXAMPLES)
    assert {len(example.on) for example in EXAMPLES} == {4, 7, 10}
