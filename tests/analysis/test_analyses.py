"""What holds of every analysis."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.analysis import ANALYSES, QUESTIONS, Analysis, Dynamics, Parameter, analysis_named
from cartelgraph.analysis.analysis import SOURCES
from cartelgraph.dataset import Dataset
from cartelgraph.errors import ParameterError, UnknownNameError
from cartelgraph.model import Certainty, EdtfDate, Record
from cartelgraph.network import Moment, ally_layer, snapshot
from cartelgraph.table import Column, Row, Table
from tests.analysis.worlds import PAIRS, snapshot_of
from tests.make import alliance, base, border, country, dataset, organization, presence, rivalry, truce

ALL = pytest.mark.parametrize("analysis", ANALYSES, ids=lambda analysis: analysis.name)

WORLD: tuple[Record, ...] = (
    country("usa", "US"),
    country("mexico", "MX"),
    border("mexico", "usa"),
    *(organization(name) for name in ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")),
    alliance("alpha", "beta"),
    alliance("alpha", "beta", 2),
    alliance("beta", "gamma"),
    rivalry("alpha", "gamma"),
    rivalry("alpha", "beta"),
    truce("gamma", "delta"),
    # A triad out of balance on dyads that nobody contests.
    alliance("delta", "epsilon"),
    alliance("delta", "zeta"),
    rivalry("epsilon", "zeta"),
    presence("alpha", "usa"),
    base("alpha", "mexico"),
    presence("alpha", "mexico"),
    presence("beta", "mexico"),
    presence("delta", "usa"),
)

PERIODS = (
    "/", "2010/", "/2010", "2009/2012", "2009/..", "../2011", "2011", "2010~/2011", "2011-03-05/", "2012",
)  # fmt: skip


def test_names_are_unique_and_fit_a_command_line() -> None:
    names = [analysis.name for analysis in ANALYSES]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)


@pytest.mark.parametrize("analysis", QUESTIONS, ids=lambda one: one.name)
def test_it_is_documented(analysis: Analysis | Dynamics) -> None:
    assert all(re.search(r"\((1[89]|20)\d\d\)", reference) for reference in analysis.references)
    assert ">>>" in (analysis.compute.__doc__ or "")


@ALL
def test_it_answers_on_the_seeds(analysis: Analysis, seeds: Dataset) -> None:
    now = snapshot(seeds, Moment(seeds.info.focus))
    table = analysis.run(now)
    assert table.name == analysis.name
    assert table.rows
    assert str(now.moment) in table.title
    assert table.notes[0] == now.describe()


@ALL
def test_every_number_leads_to_records_and_sources(analysis: Analysis, seeds: Dataset) -> None:
    now = snapshot(seeds, Moment(seeds.info.focus))
    table = analysis.run(now)
    holding = {key: data["sources"] for _, _, key, data in now.graph.edges(keys=True, data=True)}
    for row in table.rows:
        assert row.records
        assert row.values[-1] == len({source for key in row.records for source in holding[key]})


@ALL
def test_columns_say_what_they_hold(analysis: Analysis) -> None:
    table = analysis.run(snapshot_of(*WORLD))
    assert table.columns[-1] == SOURCES
    for column in table.columns:
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", column.name)
        assert column.description.endswith(".")
        numbers = [value for value in table.column(column.name) if isinstance(value, int | float)]
        assert bool(column.unit) == bool(numbers)


@ALL
def test_it_answers_the_same_for_any_order_of_records(analysis: Analysis) -> None:
    shuffled = list(WORLD)
    random.Random(0).shuffle(shuffled)  # noqa: S311
    assert analysis.run(snapshot_of(*shuffled)) == analysis.run(snapshot_of(*WORLD))


@ALL
def test_an_empty_dataset_gives_an_empty_table_that_says_so(analysis: Analysis) -> None:
    table = analysis.run(snapshot_of())
    assert table.rows == ()
    assert any(note.startswith("No ") and note.endswith(" holds.") for note in table.notes)


@ALL
def test_parameters_outside_their_range_are_refused(analysis: Analysis) -> None:
    nothing = snapshot_of()
    for parameter in analysis.parameters:
        assert parameter.minimum <= parameter.default <= parameter.maximum
        for wrong in (parameter.minimum - 1, parameter.maximum + 1):
            with pytest.raises(ParameterError, match=f"{parameter.name} is {wrong}"):
                analysis.run(nothing, **{parameter.name: wrong})
    with pytest.raises(UnknownNameError, match=f"unknown parameter of {analysis.name} 'colour'"):
        analysis.run(nothing, colour=1)


def dated(periods: list[tuple[tuple[str, str], str, bool]]) -> Dataset:
    ties: list[Record] = [
        (alliance if allied else rivalry)(*dyad, number, period=period)
        for number, (dyad, period, allied) in enumerate(periods)
    ]
    return dataset(*ties, *(organization(name) for name in "abcdefgh"))


def allied_on(records: Dataset, certainty: Certainty, day: str) -> set[frozenset[str]]:
    layer = ally_layer(snapshot(records, Moment(EdtfDate(day), certainty=certainty)).graph)
    return {frozenset(edge) for edge in layer.edges}


@given(
    st.lists(st.tuples(st.sampled_from(PAIRS), st.sampled_from(PERIODS), st.booleans())),
    st.sampled_from(["2009", "2010-06", "2011-03", "2011-03-05", "2012~", "2019"]),
)
def test_what_is_certain_is_taken_to_hold_and_what_is_taken_to_hold_is_possible(
    periods: list[tuple[tuple[str, str], str, bool]], day: str
) -> None:
    records = dated(periods)
    certain, working, possible = (allied_on(records, certainty, day) for certainty in Certainty)
    assert certain <= working <= possible


@pytest.mark.parametrize("day", ["2008", "2010-06", "2011-03", "2020"])
def test_the_seeds_keep_that_order_too(seeds: Dataset, day: str) -> None:
    certain, working, possible = (allied_on(seeds, certainty, day) for certainty in Certainty)
    assert certain <= working <= possible


def test_a_table_must_fit_its_columns() -> None:
    value = Column("value", "A value.", "1")
    with pytest.raises(ValueError, match="two columns share a name"):
        Table("t", "T", (value, value, SOURCES), ())
    with pytest.raises(ValueError, match="1 values for 2 columns"):
        Table("t", "T", (value, SOURCES), (Row((1,)),))
    table = Table("t", "T", (value, SOURCES), (Row((None, 1)), Row((0.5, 2))))
    assert table.column("value") == (None, 0.5)
    assert table.records()[1] == {"value": 0.5, "sources": 2}


def test_an_answer_without_the_sources_behind_its_numbers_is_refused() -> None:
    def compute(_: object) -> Table:
        return Table("t", "T", (Column("value", "A value.", "1"),), ())

    with pytest.raises(TypeError, match="must end with the column SOURCES"):
        Analysis("t", "How?", compute, ("Nobody (2000).",), (), ()).run(snapshot_of())


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    assert analysis_named("reach").name == "reach"
    with pytest.raises(UnknownNameError, match=r"unknown analysis 'reech'\. Did you mean 'reach'\?"):
        analysis_named("reech")


def test_an_analysis_must_say_what_it_asks_and_where_it_comes_from() -> None:
    def compute() -> Table:
        return Table("t", "T", (SOURCES,), ())

    with pytest.raises(TypeError, match="write its question"):
        Analysis("t", "No question", compute, ("Nobody (2000). Nothing.",), (), ())
    with pytest.raises(TypeError, match="at least one reference"):
        Analysis("t", "A question?", compute, (), (), ())


def test_parameters_have_defaults_that_a_choice_replaces() -> None:
    def compute(_: object, *, depth: int) -> Table:
        return Table("t", str(depth), (SOURCES,), ())

    analysis = Analysis(
        "t", "How?", compute, ("Nobody (2000).",), (), (), (Parameter("depth", 2, 0, 5, "Depth."),)
    )
    assert analysis.run(snapshot_of()).title == "2"
    assert analysis.run(snapshot_of(), depth=5).title == "5"
