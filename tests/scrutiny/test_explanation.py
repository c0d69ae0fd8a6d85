"""What a number rests on: worked by hand, and by removing every record over all analyses."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cartelgraph.analysis import QUESTIONS, Analysis, Dynamics
from cartelgraph.analysis.centrality import CENTRALITY
from cartelgraph.analysis.reach import REACH
from cartelgraph.analysis.shifts import FLIPS
from cartelgraph.dataset import Dataset
from cartelgraph.errors import ParameterError, UnknownNameError
from cartelgraph.model import Certainty, EdtfDate
from cartelgraph.network import Level, Moment, Policy
from cartelgraph.scrutiny import Bearing, Question, explain, of_analysis, of_brief
from cartelgraph.scrutiny.cell import NO_ROW
from cartelgraph.table import Value
from tests.make import (
    INFO,
    alliance,
    border,
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

MOMENT = Moment(EdtfDate("2011-03"), certainty=Certainty.POSSIBLE)
YEARS = tuple(map(EdtfDate, ("2010-03", "2011-03")))

#: Two alliances of a dyad, a dyad with both signs, a carried alliance that a rivalry ends, two places of one
#: country, and statements that some analyses or all of them have no use for.
WORLD = dataset(
    country("usa", "US"),
    country("mexico", "MX"),
    place("texas"),
    containment("texas", "usa"),
    border("mexico", "usa"),
    *(
        organization(key, kind="faction" if key == "delta" else "cartel")
        for key in ("alpha", "beta", "delta", "gamma")
    ),
    alliance("alpha", "beta", period="2009/2012"),
    alliance("alpha", "beta", 2, period="2010/2012"),
    rivalry("alpha", "beta", period="2011-02/2012", likelihood="possible"),
    alliance("beta", "gamma", period="2009/"),
    rivalry("beta", "gamma", period="2011-01/2012"),
    truce("delta", "gamma", period="2010/2011"),
    rivalry("alpha", "delta", period="1990/1991"),
    faction_tie("delta", "beta", period="2009/2012"),
    presence("alpha", "usa", period="2010/2012"),
    presence("alpha", "texas", period="2010/2012"),
    presence("alpha", "mexico", period="2010/2012"),
    presence("beta", "mexico", period="2010/2012"),
    presence("gamma", "usa", period="2001/2002"),
)


#: A triad out of balance, and two blocs of which one member goes over to the other.
TURNING = dataset(
    *(organization(key) for key in ("x", "y", "z", "p", "q", "r", "s", "m")),
    alliance("x", "y", period="2009/2012"),
    alliance("x", "z", period="2009/2012"),
    rivalry("y", "z", period="2009/2012"),
    rivalry("y", "z", 2, period="2010/2012"),
    alliance("p", "q", period="2009/2012"),
    alliance("r", "s", period="2009/2012"),
    rivalry("p", "r", period="2009/2012"),
    alliance("m", "p", period="2009/2010-12"),
    rivalry("m", "r", period="2009/2010-12"),
    alliance("m", "r", period="2011-01/2012"),
    rivalry("m", "p", period="2011-01/2012"),
)

#: The analyses that have nothing to say of the other world.
OF_TURNS = {"expected-ties", "pressure", "frustrated-ties", "camp-changes", "key-players"}


def asked(analysis: Analysis | Dynamics, moment: Moment) -> Question:
    return of_analysis(analysis, moment, YEARS if isinstance(analysis, Dynamics) else None)


Answer = dict[tuple[Value, ...], dict[str, Value]]


def answer(question: Question, data: Dataset) -> Answer:
    """Return the rows of an answer by what they are about, without any of the code that is tested."""
    records = question.ask(data).records()
    return {tuple(held[name] for name in question.about): held for held in records}


def less(world: Dataset, gone: str) -> Dataset:
    return Dataset(world.info, (record for record in world.records.values() if record.id != gone))


def same(one: Value, other: Value) -> bool:
    return bool(one == (pytest.approx(other, rel=1e-9, abs=1e-12) if isinstance(other, float) else other))


WORKING = replace(MOMENT, certainty=Certainty.WORKING)


@pytest.mark.parametrize("analysis", QUESTIONS, ids=lambda one: one.name)
@pytest.mark.parametrize(
    ("moment", "every_column"),
    [
        (MOMENT, True),
        (replace(WORKING, contradictions=Policy.STRONGEST), False),
        (replace(WORKING, level=Level.ORGANIZATION), False),
    ],
    ids=["possible", "strongest", "organizations"],
)
def test_every_mark_is_confirmed_by_removing_the_record(
    analysis: Analysis | Dynamics, moment: Moment, *, every_column: bool
) -> None:
    question = asked(analysis, moment)
    world = TURNING if analysis.name in OF_TURNS else WORLD
    full = answer(question, world)
    without = {record.id: answer(question, less(world, record.id)) for record in world.relationships}
    assert full
    for row, values in full.items():
        columns = [name for name in values if name not in question.about] if every_column else [None]
        for column in columns:
            why = explain(world, question, [str(cell) for cell in row], column)
            name = why.column.name
            assert same(why.value, values[name])
            alone = {ground.record.id: ground for ground in why.grounds if ground.bearing is Bearing.ALONE}
            for gone, rows in without.items():
                value = rows[row][name] if row in rows else NO_ROW
                assert same(value, values[name]) != (gone in alone), (row, name, gone)
                if gone in alone:
                    assert same(alone[gone].without, value)


def test_over_all_analyses_there_are_marks_of_every_kind() -> None:
    found: set[tuple[Bearing, bool]] = set()
    for analysis in QUESTIONS:
        question = asked(analysis, MOMENT)
        for row in question.ask(WORLD).records():
            why = explain(WORLD, question, [str(row[name]) for name in question.about])
            found |= {(ground.bearing, ground.counted) for ground in why.grounds}
    assert found >= {(bearing, True) for bearing in Bearing}
    assert (Bearing.ALONE, False) in found


def test_two_alliances_of_a_dyad_decide_its_degree_jointly_and_a_single_one_alone() -> None:
    why = explain(WORLD, of_analysis(CENTRALITY, MOMENT), ["beta"])
    assert why.value == 2  # alpha by two statements, gamma by one
    assert [(ground.record.id, ground.bearing, ground.without, ground.counted) for ground in why.grounds] == [
        ("alliance-beta-gamma-1", Bearing.ALONE, 1, True),
        ("alliance-alpha-beta-1", Bearing.JOINTLY, 1, True),
        ("alliance-alpha-beta-2", Bearing.JOINTLY, 1, True),
    ]


def test_a_statement_that_ends_another_decides_from_elsewhere() -> None:
    # The alliance of beta and gamma would be carried to the end of 2011; it ends where the rivalry sets in.
    working = replace(MOMENT, certainty=Certainty.WORKING, on=EdtfDate("2011-06"))
    why = explain(WORLD, of_analysis(CENTRALITY, working), ["beta"])
    assert why.value == 1
    assert [
        (ground.record.id, ground.bearing, ground.without) for ground in why.grounds if not ground.counted
    ] == [("rivalry-beta-gamma-1", Bearing.ALONE, 2)]


def test_places_of_one_country_decide_jointly() -> None:
    why = explain(WORLD, of_analysis(REACH, MOMENT), ["ALPHA"], "countries")
    marks = {ground.record.id: (ground.bearing, ground.without) for ground in why.grounds}
    assert why.value == 2
    assert marks["presence-alpha-mexico-1"] == (Bearing.ALONE, 1)
    assert marks["presence-alpha-usa-1"] == (Bearing.JOINTLY, 1)
    assert marks["presence-alpha-texas-1"] == (Bearing.JOINTLY, 1)


def test_a_row_that_rests_on_one_statement_goes_with_it() -> None:
    why = explain(WORLD, of_analysis(FLIPS, MOMENT, YEARS), ["gamma", "delta"], "signs")
    assert [(ground.record.id, ground.without) for ground in why.grounds] == [("truce-delta-gamma-1", NO_ROW)]


def test_a_claim_of_the_brief_is_explained_by_its_verdict_and_its_numbers(seeds: Dataset) -> None:
    question, key = of_brief(["6"], Moment(seeds.info.focus))
    why = explain(seeds, question, key)
    assert why.value == "holds"
    assert why.title == "brief: claim 6, verdict is holds"
    # Only one program of the United States assists Mexico, as far as the seeds know: who pays and who
    # receives are one statement each.
    assert {ground.record.id for ground in why.grounds if ground.bearing is Bearing.ALONE} == {
        "assistance-merida-initiative-mexico-1",
        "funding-united-states-merida-initiative-1",
    }
    with pytest.raises(UnknownNameError, match="unknown claim '11'"):
        of_brief(["11"], Moment(seeds.info.focus))


def test_the_table_and_the_text_name_everything_behind_the_number() -> None:
    why = explain(WORLD, of_analysis(CENTRALITY, replace(MOMENT, known_at=EdtfDate("2010-06"))), ["beta"])
    table, text = why.as_table(), why.as_markdown()
    for said in (str(table), text):
        assert "degree of Beta is 2" in said
        assert "possible snapshot on 2011-03, as published by 2010-06" in said
        assert f"{INFO.name} {INFO.version}" in said
        assert WORLD.digest in said
        assert re.search(r"cartelgraph \d+\.\d+\.\d+", said)
        assert "alliance-alpha-beta-1" in said
    assert [row.records for row in table.rows] == [(ground.record.id,) for ground in why.grounds]
    marks = re.findall(r"(?<!\n)\[\^(\d+)\]", text)
    notes = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert marks
    assert sorted(set(marks)) == notes
    assert re.search(r"```bibtex\n@misc\{early,", text)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (["nobody"], "unknown row 'nobody'"),
        ([], "4 rows are about it"),
        (["mexico"], "no row is about it"),
    ],
)
def test_a_key_that_names_no_row_or_several_is_refused(key: list[str], words: str) -> None:
    with pytest.raises((ParameterError, UnknownNameError), match=words):
        explain(WORLD, of_analysis(CENTRALITY, MOMENT), key)


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="unknown number of centrality 'degre'"):
        explain(WORLD, of_analysis(CENTRALITY, MOMENT), ["beta"], "degre")
