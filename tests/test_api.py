"""What `import cartelgraph as cg` offers: everything by name, documented, with an example that runs."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest

import cartelgraph as cg
from cartelgraph import analysis, api, brief
from cartelgraph.dataset import Dataset
from cartelgraph.errors import AnalysisError, ParameterError, UnknownNameError
from cartelgraph.model import EdtfDate
from cartelgraph.network import Moment, snapshot
from cartelgraph.settings import Address
from cartelgraph.store import query_named
from cartelgraph.table import Column, Row, Table

FUNCTIONS = [name for name in cg.__all__ if inspect.isfunction(getattr(cg, name))]


def test_the_package_offers_exactly_what_the_interface_lists() -> None:
    assert cg.__all__ == api.__all__ == dir(cg)
    with pytest.raises(AttributeError, match="no attribute 'snapshots'"):
        cg.snapshots  # noqa: B018 - to ask for it is what is tested


def test_to_import_the_package_loads_nothing_heavy() -> None:
    code = "import sys, cartelgraph; print(*{'networkx', 'neo4j', 'pydantic', 'pandas'} & set(sys.modules))"
    outcome = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert outcome.stdout.strip() == ""


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_documented_with_an_example(name: str) -> None:
    assert doctest.DocTestFinder(recurse=False).find(getattr(cg, name), name)[0].examples


@pytest.mark.neo4j
def test_the_example_of_connect_runs_on_a_server(
    loaded: None,  # noqa: ARG001
    neo4j_address: Address,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NEO4J_URI", neo4j_address.uri)
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_address.username)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_address.password)
    example = doctest.DocTestFinder(recurse=False).find(cg.connect, "connect")[0]
    for step in example.examples:
        step.options.pop(doctest.SKIP, None)
    example.globs = {"connect": cg.connect, "query_named": query_named}
    outcome = doctest.DocTestRunner().run(example)
    assert (outcome.failed, outcome.attempted) == (0, 2)


def test_a_snapshot_is_the_one_of_the_network_layer_and_its_graph_plain(seeds: Dataset) -> None:
    ours = cg.snapshot(seeds, "2010-06", known_at="2011", certainty="possible", carry=None)
    moment = ours.moment
    assert type(ours.graph) is nx.MultiDiGraph
    assert moment == Moment(EdtfDate("2010-06"), EdtfDate("2011"), moment.certainty, None)
    assert moment.certainty.value == "possible"
    assert nx.utils.graphs_equal(ours.graph, snapshot(seeds, moment).graph)
    assert cg.snapshot(seeds).moment.on == seeds.info.focus


@pytest.mark.parametrize("known", analysis.ANALYSES, ids=lambda known: known.name)
def test_each_analysis_is_asked_by_name(seeds: Dataset, known: analysis.Analysis) -> None:
    march = cg.snapshot(seeds, "2011-03")
    assert cg.analyze(known.name, march) == known.run(march)


def test_the_brief_is_the_one_of_the_command(seeds: Dataset) -> None:
    moment = Moment(EdtfDate("2011-03"))
    assert cg.answer_brief(seeds, "2011-03") == brief.as_table(brief.answer(seeds, moment), seeds, moment)


def test_the_brief_over_time_ends_on_the_focus_unless_told_otherwise(seeds: Dataset) -> None:
    by_date = cg.answer_brief(seeds, first="2010-03", certainty="certain")
    assert set(by_date.column("on")) == {"2010-03", seeds.info.focus}
    assert "certain snapshots" in by_date.title


def test_a_series_is_drawn_one_picture_for_each_date(seeds: Dataset) -> None:
    years = cg.series(seeds, "2010-03", "2011-03")
    assert [picture.name for picture in cg.draw_map(years)] == [
        "presence-map-2010-03",
        "presence-map-2011-03",
    ]
    networks = cg.draw_network(years)
    assert [picture.title for picture in networks] == [cg.draw_network(one).title for one in years]


@pytest.mark.long
def test_the_report_takes_a_series(seeds: Dataset, tmp_path: Path) -> None:
    path = cg.write_report(seeds, tmp_path / "report.html", "2011-03", first="2010-03")
    assert 'id="over-time"' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda data: cg.answer_brief(data, "2011-03", first="2009-03"), "choose one"),
        (lambda data: cg.answer_brief(data, last="2009-03"), "Give first"),
        (lambda data: cg.answer_brief(data, first="2011-04"), "end comes before the beginning"),
        (lambda data: cg.write_report(data, "report.html", last="2011"), "Give first"),
        (lambda data: cg.draw_timeline(data, "los-zetas", first="2011", last="2009"), "end comes before"),
        (lambda data: cg.snapshot(data, "2011-13"), "not a day of the calendar"),
        (lambda data: cg.snapshot(data, certainty="sure"), "one of certain, working, possible"),
        (lambda data: cg.snapshot(data, carry=-1), "a number of months from 0"),
        (lambda data: cg.timeline(data, "los-zetas", known_at="soon"), "'soon'"),
        (lambda data: cg.draw_timeline(data, "mexico"), "no organization"),
    ],
)
def test_a_wrong_value_is_refused_in_words(seeds: Dataset, ask: Callable[[Dataset], Any], words: str) -> None:
    with pytest.raises(ParameterError, match=words):
        ask(seeds)


def test_an_unknown_name_offers_the_nearest(seeds: Dataset) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean los-zetas \\(Los Zetas\\)"):
        cg.show(seeds, "los-zetass")


TABLE = Table(
    "sizes",
    "Sizes <all>",
    (Column("name", "Who & where."), Column("size", "How many.", "1"), Column("share", "Of all.", "1")),
    (Row(("a<b", 2, 0.5), ("tie-1", "tie-2")), Row(("c", None, None))),
    ("A note.",),
    ("To begin with.",),
)


def test_a_table_becomes_a_dataframe_with_its_records_and_its_words() -> None:
    frame = TABLE.to_dataframe()
    assert list(frame.columns) == ["name", "size", "share", "records"]
    assert frame["records"].tolist() == [("tie-1", "tie-2"), ()]
    assert frame["size"].dtype == pd.Int64Dtype()
    assert frame["size"].isna().tolist() == [False, True]
    assert frame.attrs["title"] == "Sizes <all>"
    assert frame.attrs["columns"]["size"] == "How many."


def test_an_empty_table_becomes_an_empty_dataframe_with_its_columns() -> None:
    empty = Table("sizes", "Sizes", TABLE.columns, ())
    assert list(empty.to_dataframe().columns) == ["name", "size", "share", "records"]
    assert len(empty.to_dataframe()) == 0


def test_a_table_shows_itself_in_a_notebook_with_everything_escaped() -> None:
    shown = TABLE._repr_html_()
    assert "Sizes &lt;all&gt;" in shown
    assert "a&lt;b" in shown
    assert 'title="Who &amp; where."' in shown
    assert "To begin with." in shown
    assert "<li>A note.</li>" in shown
    assert shown.count("<tr>") == 3


def test_stability_is_of_one_ranking(seeds: Dataset) -> None:
    with pytest.raises(AnalysisError, match="contested makes no single ranking"):
        cg.stability(seeds, "contested")
    with pytest.raises(AnalysisError, match="reach makes no single ranking"):
        cg.stability(seeds, "reach", first="2009", last="2011")
    with pytest.raises(AnalysisError, match="flips compares dates"):
        cg.stability(seeds, "flips")
