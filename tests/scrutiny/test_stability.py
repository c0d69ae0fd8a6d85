"""How firmly a ranking stands: worked by hand, by counting all cases, and against SciPy."""

from __future__ import annotations

import math
from collections import Counter
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cartelgraph.analysis.centrality import CENTRALITY
from cartelgraph.analysis.co_presence import CO_PRESENCE
from cartelgraph.cli import asking
from cartelgraph.dataset import Dataset
from cartelgraph.errors import AnalysisError, ParameterError
from cartelgraph.measures.shares import wilson
from cartelgraph.model import Certainty, EdtfDate, Likelihood
from cartelgraph.model.record import ICD_203_PROBABILITIES, PROBABILITIES
from cartelgraph.network import Moment
from cartelgraph.scrutiny import DEFAULT_RUNS, DEFAULT_SEED, of_analysis, stability
from cartelgraph.scrutiny.cell import Key
from cartelgraph.scrutiny.ranking import Ranks, kendall_tau, ranks
from cartelgraph.scrutiny.thinning import Sample, worst
from cartelgraph.scrutiny.verdicts import TOP, Trials, verdicts
from cartelgraph.table import Column, Row, Table
from tests.make import alliance, dataset, organization

MOMENT = Moment(EdtfDate("2011-03"), certainty=Certainty.POSSIBLE)
QUESTION = of_analysis(CENTRALITY, MOMENT)


def tie(source: str, target: str, likelihood: Likelihood, cited: str = "early") -> Any:
    return alliance(source, target, likelihood=likelihood, citations=[{"source": cited}])


def world(*ties: Any) -> Dataset:
    return dataset(*(organization(key) for key in "abcdefgh"), *ties)


HUB = world(
    tie("a", "b", Likelihood.PROBABLE),
    tie("a", "c", Likelihood.POSSIBLE),
    tie("d", "e", Likelihood.DOUBTFUL),
)


def share_by_counting(table: dict[Likelihood, float], node: str, rank: int) -> float:
    """Return the exact probability that a node has a rank or a better one in HUB, over all eight cases."""
    ties = {
        "ab": table[Likelihood.PROBABLE],
        "ac": table[Likelihood.POSSIBLE],
        "de": table[Likelihood.DOUBTFUL],
    }
    total = 0.0
    for case in product((True, False), repeat=3):
        held = [pair for pair, there in zip(ties, case, strict=True) if there]
        chance = math.prod(p if there else 1 - p for p, there in zip(ties.values(), case, strict=True))
        degrees = Counter("".join(held))
        better = sum(degree > degrees[node] for degree in degrees.values())
        total += chance * (node in degrees and better < rank)
    return total


def test_shares_are_those_of_all_cases_counted_out() -> None:
    runs = 250
    table = stability(HUB, QUESTION, runs=runs)
    for row in table.records():
        for name, probabilities in (("", PROBABILITIES), ("_icd203", ICD_203_PROBABILITIES)):
            for column, rank in (("p_first", 1), ("p_top3", TOP)):
                exact = share_by_counting(probabilities, str(row["id"]), rank)
                found = row[f"{column}{name}"]
                assert isinstance(found, float)
                assert abs(found - exact) < 4 * math.sqrt(exact * (1 - exact) / runs) + 1e-9


def test_the_same_seed_gives_the_same_table_and_another_seed_another() -> None:
    assert stability(HUB, QUESTION, runs=20, seed=1) == stability(HUB, QUESTION, runs=20, seed=1)
    assert stability(HUB, QUESTION, runs=20, seed=1).rows != stability(HUB, QUESTION, runs=20, seed=2).rows


def test_progress_is_told_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    stability(HUB, QUESTION, runs=5, told=lambda done, total, _what: told.append((done, total)))
    # Five runs by two tables, one source, five organizations.
    assert told == [(done, 16) for done in range(1, 17)]


def test_a_hub_that_one_source_makes_falls_without_it_and_the_table_says_so() -> None:
    data = world(
        *(tie("a", other, Likelihood.CONFIRMED, "late") for other in "bcd"),
        *(tie("e", other, Likelihood.CONFIRMED) for other in "fg"),
    )
    table = stability(data, QUESTION, runs=50)
    rows = dict(zip(table.column("id"), table.records(), strict=True))
    assert rows["a"]["rank"] == 1
    assert (rows["a"]["without_source"], rows["a"]["source_lost"]) == (None, "late")
    # Without b, a has as many allies as e and stays first with it.
    assert (rows["a"]["without_organization"], rows["a"]["organization_lost"]) == (1, None)
    assert rows["e"]["without_source"] is None
    assert table.lead[0] == "First place, A: not supported by the data: A not without the source Late book."


def test_a_clear_order_on_good_sources_is_supported() -> None:
    cited = [{"source": "early"}, {"source": "late"}]
    pairs = [("a", other) for other in "bcdefgh"] + [("b", other) for other in "cdef"] + [("c", "d")]
    data = world(*(alliance(*pair, likelihood=Likelihood.CONFIRMED, citations=cited) for pair in pairs))
    said = stability(data, QUESTION, runs=100).lead
    assert said[0] == "First place, A: supported by the data."
    assert said[2] == "The order: supported by the data."


def test_what_cannot_be_ranked_is_refused() -> None:
    with pytest.raises(AnalysisError, match="ranks nothing here"):
        stability(world(), QUESTION)
    with pytest.raises(ParameterError, match="at least one run"):
        stability(HUB, QUESTION, runs=0)
    with pytest.raises(ParameterError, match="holds no numbers"):
        stability(HUB, of_analysis(CO_PRESENCE, MOMENT), "land_border")


def test_help_names_the_defaults_that_count() -> None:
    assert (asking.RUNS, asking.SEED) == (DEFAULT_RUNS, DEFAULT_SEED)


# Verdicts, from trials that are made up.

A, B, C, D = (("a",), ("b",), ("c",), ("d",))
ORDER: Ranks = {A: 1, B: 2, C: 3, D: 4}


def sample(*, first: int = 90, top: int = 90, taus: int = 100, runs: int = 100) -> Sample:
    """Return runs in so many of which A is first, A, B and C are the best three, and tau reaches 0.5."""
    best: Counter[Key] = Counter(dict.fromkeys((A, B, C), top))
    return Sample(runs, Counter({A: first}), best, [0.5] * taus + [0.4] * (runs - taus))


def judged(**changed: Any) -> list[str]:
    known: dict[str, Any] = {
        "full": ORDER,
        "samples": {"one": sample(), "two": sample()},
        "without_source": {"s": ORDER},
        "without_organization": {"o": ORDER},
    }
    return [str(one) for one in verdicts(Trials(**known | changed), str, lambda key: str(key[0]))]


def test_all_three_are_supported_where_nothing_speaks_against_them() -> None:
    assert judged() == [
        "First place, a: supported by the data.",
        "The best 3, a, b, c: supported by the data.",
        "The order: supported by the data.",
    ]


def test_a_shared_first_place_is_not_supported() -> None:
    said = judged(full={A: 1, B: 1, C: 3, D: 4})
    assert said[0] == "First place, a, b: not supported by the data: 2 share it."
    said = judged(full={A: 1, B: 2, C: 3, D: 3})
    assert said[1].endswith(": not supported by the data: 4 hold ranks 1 to 3.")


def test_half_of_the_runs_by_either_table_is_too_few() -> None:
    # Of 100 runs, 60 have a lower bound of 0.502 and 59 one of 0.492 (Wilson, 1927).
    assert (
        judged(samples={"one": sample(first=60), "two": sample()})[0]
        == "First place, a: supported by the data."
    )
    for tables in ({"one": sample(first=59), "two": sample()}, {"one": sample(), "two": sample(first=59)}):
        assert (
            "not supported by the data: a in 59% of the runs (49% to 68%) by the table"
            in judged(samples=tables)[0]
        )
    assert "not supported" in judged(samples={"one": sample(top=59), "two": sample()})[1]


@pytest.mark.parametrize("kind", ["source", "organization"])
def test_one_loss_that_takes_the_place_away_is_too_much(kind: str) -> None:
    lost: Ranks = {B: 1, A: 2, C: 3, D: 4}
    said = judged(**{f"without_{kind}": {"x": ORDER, "y": lost}})
    assert said[0] == f"First place, a: not supported by the data: a not without the {kind} y."
    assert said[1] == "The best 3, a, b, c: supported by the data."
    said = judged(**{f"without_{kind}": {"y": {A: 1, B: 2, D: 3}}})
    assert said[1] == f"The best 3, a, b, c: not supported by the data: c not without the {kind} y."


def test_the_loss_of_the_first_itself_does_not_count() -> None:
    assert (
        judged(without_organization={"a": {B: 1, C: 2, D: 3}})[0] == "First place, a: supported by the data."
    )


def test_an_order_that_falls_apart_in_more_than_one_run_of_twenty_is_not_supported() -> None:
    assert judged(samples={"one": sample(taus=95)})[2] == "The order: supported by the data."
    said = judged(samples={"one": sample(), "two": sample(taus=94)})[2]
    assert (
        said == "The order: not supported by the data: tau reaches 0.5 in 94% of the runs by the table two."
    )


def test_the_lowest_rank_is_found_with_what_is_lost() -> None:
    found = worst({"x": {A: 2}, "y": {A: 4}, "z": {A: 4}}, A)
    assert found is not None
    assert (found.rank, found.without) == (4, "y")
    found = worst({"x": {A: 2}, "y": {}}, A)
    assert found is not None
    assert (found.rank, found.without) == (None, "y")
    assert worst({"a": {}}, A) is None


@given(st.integers(0, 200), st.integers(1, 200))
def test_the_interval_is_scipys(count: int, more: int) -> None:
    runs = count + more
    expected = stats.binomtest(count, runs).proportion_ci(method="wilson")
    assert wilson(count, runs) == pytest.approx((expected.low, expected.high), abs=1e-6)


def test_kendalls_tau_b_by_hand_with_ties() -> None:
    # Pairs ab, ac, bc. The first order ties b and c; the second has a, c, b: ab and ac agree, bc counts in
    # one only. tau-b = (2 - 0) / sqrt((3 - 1) (3 - 0)) = 2 / sqrt(6).
    assert kendall_tau({A: 1, B: 2, C: 2}, {A: 1, C: 2, B: 3}) == pytest.approx(2 / math.sqrt(6))
    assert kendall_tau({A: 1, B: 1}, {A: 1, B: 2}) is None
    # What is gone comes last.
    assert kendall_tau({A: 1, B: 2, C: 3}, {B: 1, C: 2}) == pytest.approx(-1 / 3)


def test_numbers_that_differ_by_rounding_share_a_rank() -> None:
    rows = (Row(("a", 0.1 + 0.2)), Row(("b", 0.3)), Row(("c", 0.4)))
    table = Table("t", "T", (Column("name", "Who."), Column("size", "How much.", "1")), rows)
    assert ranks(table, ("name",), "size") == {C: 1, A: 2, B: 2}
