"""Analyses that may take long tell how far they are; the others are not asked to."""

from __future__ import annotations

import pytest

from cartelgraph.analysis import ANALYSES, DYNAMICS, Analysis, Dynamics, answered
from cartelgraph.measures.balance_null import against_shuffled_signs
from cartelgraph.measures.group_betweenness import group_betweenness
from cartelgraph.model import EdtfDate
from cartelgraph.network import Moment, Snapshot, snapshot
from tests.make import alliance, dataset, organization, rivalry
from tests.measures.signed_graphs import signed_graph

Report = tuple[int, int, str]

WORLD = dataset(
    *(organization(key) for key in "abcde"),
    *(
        alliance(one, other, period="2009/2012")
        for one, other in (("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"))
    ),
    rivalry("a", "c", period="2009/2012"),
)


def at(date: str) -> Snapshot:
    return snapshot(WORLD, Moment(EdtfDate(date)))


@pytest.mark.parametrize("name", ["camps", "frustrated-ties", "balance", "key-players"])
def test_what_takes_long_on_one_date_tells_how_far_it_is_and_comes_to_its_end(name: str) -> None:
    told: list[Report] = []
    question = next(one for one in ANALYSES if one.name == name)
    question.run(at("2011"), lambda *what: told.append(what))
    assert told
    assert all(0 <= done <= total for done, total, _ in told)
    # Four alliances and a rivalry.
    if name != "key-players":
        assert (5, 5, "ties divided into camps") in told


@pytest.mark.parametrize("name", ["camp-changes", "balance-over-time"])
def test_what_takes_long_over_time_tells_of_each_date(name: str) -> None:
    told: list[Report] = []
    question = next(one for one in DYNAMICS if one.name == name)
    question.run([at("2010"), at("2011")], lambda *what: told.append(what))
    assert told == [(0, 2, "dates, now 2010"), (1, 2, "dates, now 2011"), (2, 2, "dates")]


def test_a_series_of_any_analysis_tells_of_each_date() -> None:
    told: list[Report] = []
    centrality = next(one for one in ANALYSES if one.name == "centrality")
    answered(centrality, [at("2010"), at("2011")], lambda *what: told.append(what))
    assert [done for done, _, _ in told] == [0, 1, 2]


def test_whoever_is_told_may_leave() -> None:
    def leave(*_: object) -> None:
        raise KeyboardInterrupt

    questions: list[Analysis | Dynamics] = [*ANALYSES, *DYNAMICS]
    for question in questions:
        if question.tells:
            asked = [at("2010"), at("2011")] if isinstance(question, Dynamics) else [at("2011")]
            with pytest.raises(KeyboardInterrupt):
                answered(question, asked, leave)


def test_an_analysis_that_tells_nothing_is_not_asked_to() -> None:
    silent = next(one for one in ANALYSES if isinstance(one, Analysis) and not one.tells)
    told: list[Report] = []
    silent.run(at("2011"), lambda *what: told.append(what))
    assert told == []


def test_draws_and_searches_are_counted() -> None:
    told: list[Report] = []
    graph = signed_graph("a+b", "b-c", "a-c")
    against_shuffled_signs(graph, [len], draws=2, told=lambda *what: told.append(what))
    assert [(done, total) for done, total, _ in told] == [(0, 2), (1, 2), (2, 2)]
    told.clear()
    chain = signed_graph("a+b", "b+c", "c+d")
    group_betweenness(chain, ["b"], told=lambda *what: told.append(what))
    assert [(done, total) for done, total, _ in told] == [(0, 3), (1, 3), (2, 3), (3, 3)]
