"""Ties that a score expects, worked by hand; and that nothing else ever sees them."""

from __future__ import annotations

import networkx as nx
import pytest

from cartelgraph.analysis.analysis import SOURCES
from cartelgraph.analysis.balance import BALANCE
from cartelgraph.analysis.centrality import CENTRALITY
from cartelgraph.analysis.expected_ties import EXPECTED_TIES, expected_ties
from cartelgraph.dataset import Dataset
from cartelgraph.model import EdtfDate
from cartelgraph.network import Moment, Step, dates_between, series
from tests.analysis.test_link_prediction import HIDDEN, WORLD, years
from tests.make import alliance, dataset, organization, rivalry


def test_who_is_expected_and_by_what() -> None:
    table = expected_ties(years("2008", "2010", *WORLD))
    # All scores were right at the one new alliance; the first of them is taken. b and e, c and e share the
    # ally a. d is the enemy of both b and c, who are allies of a.
    assert [row.values[:6] for row in table.rows] == [
        ("alliance", 1, "B", "E", "balance", 1.0),
        ("alliance", 1, "C", "E", "balance", 1.0),
        ("rivalry", 1, "A", "D", "balance", 2.0),
    ]
    assert table.rows[0].records == ("alliance-a-b-1", "alliance-a-e-1")
    assert table.rows[2].records == ("alliance-a-b-1", "alliance-a-c-1", "rivalry-b-d-1", "rivalry-c-d-1")
    assert table.rows[2].values[-1] == 2
    # One of four dyads shown came after 2008, none of six after 2009.
    first = table.records()[0]
    assert [first[name] for name in ("auc", "auc_low", "auc_high")] == [1, None, None]
    assert first["precision"] == pytest.approx(1 / 10)
    assert table.lead[0] == (
        "Alliance: by balance, AUC 1.00 so far, not shown to be better than chance; 10% of the dyads that it "
        "put first were tied on the next date."
    )


def test_dyads_of_one_score_are_not_parted() -> None:
    table = expected_ties(years("2008", "2010", *WORLD), k=1)
    assert [row.values[:4] for row in table.rows] == [("rivalry", 1, "A", "D")]


def test_what_has_that_tie_or_is_contested_is_not_expected() -> None:
    world = (
        *WORLD,
        organization("f"),
        alliance("a", "f", period="2010-01/2010-12"),
        alliance("b", "f", period="2010-01/2010-12"),
        rivalry("b", "f", period="2010-01/2010-12"),
    )
    table = expected_ties(years("2008", "2010", *world))
    dyads = {row.values[2:4] for row in table.rows}
    assert ("B", "F") not in dyads
    assert ("C", "F") in dyads
    assert not dyads & {("A", "B"), ("A", "C")}


def test_without_a_new_tie_to_judge_by_no_score_is_chosen() -> None:
    table = expected_ties(years("2009", "2010", *WORLD))
    assert table.rows == ()
    assert all("no score can be chosen" in line for line in table.lead)
    assert EXPECTED_TIES.run(years("2001", "2002", *WORLD)).rows == ()


def test_preferential_attachment_rests_on_all_ties_of_the_sign_of_both() -> None:
    # a has two rivals and d one. Only the product of rivals says that they will be the next.
    world = (
        *(organization(key) for key in "abcdef"),
        rivalry("a", "b", period="2008-01/2010-12"),
        rivalry("a", "c", period="2008-01/2010-12"),
        rivalry("d", "e", period="2008-01/2010-12"),
        rivalry("a", "d", period="2009-01/2009-12"),
    )
    table = expected_ties(years("2008", "2010", *world), k=2)
    assert [row.values[:6] for row in table.rows] == [
        ("rivalry", 1, "A", "D", "preferential attachment", 2.0),
        ("rivalry", 1, "A", "E", "preferential attachment", 2.0),
    ]
    assert table.rows[0].records == ("rivalry-a-b-1", "rivalry-a-c-1", "rivalry-d-e-1")


def test_the_last_date_is_told_as_it_was_known() -> None:
    data = dataset(*HIDDEN)
    dates = dates_between(EdtfDate("2010"), EdtfDate("2011"), Step.YEAR)
    snapshots = series(data, Moment(dates[0]), dates)
    table = expected_ties(snapshots, as_known=1)
    assert {record for row in table.rows for record in row.records} <= {
        "alliance-a-b-1",
        "alliance-b-c-1",
        "rivalry-c-d-1",
    }
    # Allied since 2010, as was published in 2020: to a reader of 2011 that is an expectation.
    assert ("alliance", "A", "C") in {(row.values[0], *row.values[2:4]) for row in table.rows}


def test_an_expectation_is_called_one() -> None:
    table = expected_ties(years("2008", "2010", *WORLD))
    assert table.title.startswith("Ties that a score expects after 2010: no facts, no findings;")
    assert any("enters no dataset and no other measure" in note for note in table.notes)
    assert table.columns[0].name == "expected"
    assert table.columns[-1] == SOURCES


def test_no_expectation_enters_the_data_or_another_answer(seeds: Dataset) -> None:
    dates = dates_between(EdtfDate("2007"), EdtfDate("2011"), Step.YEAR)
    snapshots = series(seeds, Moment(dates[0]), dates)
    graphs = [one.graph.copy() for one in snapshots]
    digest, records = seeds.digest, dict(seeds.records)
    centrality, balance = CENTRALITY.run(snapshots[-1]), BALANCE.run(snapshots[-1], draws=0)
    table = EXPECTED_TIES.run(snapshots)
    assert table.rows
    assert seeds.digest == digest
    assert seeds.records == records
    for one, before in zip(snapshots, graphs, strict=True):
        assert nx.utils.graphs_equal(one.graph, before)
    assert CENTRALITY.run(snapshots[-1]) == centrality
    assert BALANCE.run(snapshots[-1], draws=0) == balance
    # What a row rests on is in the data, and an expected alliance is not among it.
    allied = {
        frozenset((source, target))
        for source, target, data in snapshots[-1].graph.edges(data=True)
        if data.get("sign") == 1
    }
    names = snapshots[-1].names
    assert all(record in seeds.records for row in table.rows for record in row.records)
    expected = {frozenset(row.values[2:4]) for row in table.rows if row.values[0] == "alliance"}
    assert not expected & {frozenset(names[end] for end in dyad) for dyad in allied}
