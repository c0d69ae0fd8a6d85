"""AUC, its interval and precision at k: by hand, by other programs, and by brute force."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations, pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cartelgraph.errors import AnalysisError
from cartelgraph.measures.ranking_quality import (
    Ranking,
    area_by_chance,
    area_gain,
    area_under_curve,
    precision_at,
    precision_by_chance,
)
from tests.analysis.worlds import PAIRS
from tests.measures.checked import Checked


def apart(scores: Sequence[float], tied: Sequence[bool]) -> Ranking[str]:
    """Return a ranking of dyads that share no end."""
    return Ranking([(f"x{place}", f"y{place}") for place in range(len(scores))], scores, tied)


def ratings(counts: Sequence[int]) -> list[float]:
    return [float(rating) for rating, count in enumerate(counts) for _ in range(count)]


# Ratings of 109 images, from definitely normal to definitely abnormal (Hanley & McNeil 1982, table I).
NORMAL, ABNORMAL = ratings((33, 6, 6, 11, 2)), ratings((3, 2, 2, 11, 33))
IMAGES = apart([*NORMAL, *ABNORMAL], [False] * len(NORMAL) + [True] * len(ABNORMAL))

# Tied 3 and 1, untied 2, 1 and 0: placements 1 and 1/2 of the tied, 1/2, 3/4 and 1 of the untied.
SCORES, TIED = (3.0, 1.0, 2.0, 1.0, 0.0), (True, True, False, False, False)
FIVE = apart(SCORES, TIED)
# The first tied dyad and the last untied one have b in common: 2 x (1/4 / sqrt 2) x (1/4 / sqrt 6) more.
SHARED = Ranking([("a", "b"), ("c", "d"), ("e", "f"), ("g", "h"), ("b", "i")], SCORES, TIED)
# One tied dyad before one of two untied ones.
THREE = apart((1.0, 2.0, 0.0), (True, False, False))


def area_and_error(*rankings: Ranking[str]) -> tuple[float, float | None]:
    found = area_under_curve(rankings)
    assert found is not None
    return found.value, found.error


def bounds(*rankings: Ranking[str]) -> tuple[float, float | None, float | None]:
    found = area_under_curve(rankings)
    assert found is not None
    return found.value, found.low, found.high


def precision(most: int, *rankings: Ranking[str]) -> float:
    found = precision_at(rankings, most)
    assert found is not None
    return found.value


VALIDATION = [
    Checked(
        "AUC, interval of DeLong",
        "ratings of 109 images (Hanley & McNeil 1982)",
        "R package pROC 1.18.0 under R 4.2.2, `ci.auc`, method delong",
        (0.8931711, 0.8329523, 0.9533898),
        lambda: bounds(IMAGES),
        5e-8,
    ),
    Checked(
        "AUC, error of DeLong",
        "tied 3 and 1, untied 2, 1 and 0",
        "by hand: (1 + 1/2) / 2; (1/8) / 2 + (1/16) / 3 squared",
        (0.75, math.sqrt(1 / 12)),
        lambda: area_and_error(FIVE),
    ),
    Checked(
        "AUC, error with shared ends",
        "the same, the first and the last dyad with an end in common",
        "by hand: 1/12 + 2 x 1/4 x 1/4 / sqrt 12 squared",
        (0.75, math.sqrt(1 / 12 + 1 / (8 * math.sqrt(12)))),
        lambda: area_and_error(SHARED),
    ),
    Checked(
        "AUC of two rankings",
        "the same, and one tied dyad before one of two untied ones",
        "by hand: mean placement of the tied, (1 + 1/2 + 1/2) / 3",
        2 / 3,
        lambda: area_and_error(FIVE, THREE)[0],
    ),
    Checked(
        "precision at k",
        "tied 3 and 1, untied 2, 1 and 0, at 1, 2, 3 and 9",
        "by hand: 1/1, 1/2, (1 + 1/2) / 3 as one of the two with 1 is shown, 2/5",
        (1, 0.5, 0.5, 0.4),
        lambda: tuple(precision(most, FIVE) for most in (1, 2, 3, 9)),
    ),
]


@pytest.mark.parametrize("checked", VALIDATION, ids=lambda checked: f"{checked.measure}, {checked.case}")
def test_it_has_the_value_of_the_source(checked: Checked) -> None:
    assert checked.ours() == pytest.approx(checked.expected, abs=checked.tolerance)


@st.composite
def rankings(draw: st.DrawFn, least: int = 2, most: int = 9) -> Ranking[str]:
    dyads = draw(st.lists(st.sampled_from(PAIRS), min_size=least, max_size=most, unique=True))
    scores = draw(st.lists(st.integers(0, 4), min_size=len(dyads), max_size=len(dyads)))
    tied = draw(st.lists(st.booleans(), min_size=len(dyads), max_size=len(dyads)))
    return Ranking(dyads, [float(score) for score in scores], tied)


SEVERAL = st.lists(rankings(), min_size=1, max_size=3)


def parted(ranking: Ranking[str]) -> tuple[list[float], list[float]]:
    cases = list(zip(ranking.scores, ranking.tied, strict=True))
    return [score for score, tied in cases if tied], [score for score, tied in cases if not tied]


def beats(one: float, other: float) -> float:
    return (one > other) + (one == other) / 2


@given(SEVERAL)
def test_the_area_is_that_of_every_pair_of_one_ranking(several: list[Ranking[str]]) -> None:
    shares = [
        sum(beats(score, other) for other in untied) / len(untied)
        for tied, untied in map(parted, several)
        if untied
        for score in tied
    ]
    found = area_under_curve(several)
    if not shares:
        assert found is None
        return
    assert found is not None
    assert found.value == pytest.approx(sum(shares) / len(shares))
    if len(several) == 1:
        tied, untied = parted(several[0])
        theirs = stats.mannwhitneyu(tied, untied, method="asymptotic").statistic
        assert found.value == pytest.approx(theirs / len(tied) / len(untied))


def by_pairs_of_dyads(several: Sequence[Ranking[str]]) -> float | None:
    """Return the error as the definition has it: products of deviations over all pairs of dyads."""
    both = [one for one in several if any(one.tied) and not all(one.tied)]
    total = sum(sum(one.tied) for one in both)
    if total < 2 or any(len(one.tied) - sum(one.tied) < 2 for one in both):
        return None
    area = area_and_error(*both)[0]
    deviations: list[tuple[set[str], float]] = []
    for one in both:
        tied, untied = parted(one)
        of_untied = [sum(beats(score, other) for score in tied) / len(tied) for other in untied]
        mean = sum(of_untied) / len(of_untied)
        for dyad, score, is_tied in zip(one.dyads, one.scores, one.tied, strict=True):
            if is_tied:
                placement = sum(beats(score, other) for other in untied) / len(untied)
                deviation = (placement - area) / math.sqrt(total * (total - 1))
            else:
                share = sum(beats(other, score) for other in tied) / len(tied)
                size = len(untied)
                deviation = len(tied) / total * (share - mean) / math.sqrt(size * (size - 1))
            deviations.append((set(dyad), deviation))
    independent = sum(deviation**2 for _, deviation in deviations)
    sharing = sum(one * other for ends, one in deviations for others, other in deviations if ends & others)
    variance = max(independent, sharing)
    return math.sqrt(variance) if variance > 1e-20 else None


@given(SEVERAL)
def test_the_error_is_that_of_all_pairs_of_dyads_with_an_end_in_common(several: list[Ranking[str]]) -> None:
    found = area_under_curve(several)
    if found is not None:
        assert found.error == pytest.approx(by_pairs_of_dyads(several))
        assert (found.low is None) == (found.high is None) == (found.error is None)
        if found.low is not None and found.high is not None:
            assert 0 <= found.low <= found.value <= found.high <= 1


@given(SEVERAL)
def test_only_the_order_counts_and_the_opposite_order_is_as_bad_as_this_one_is_good(
    several: list[Ranking[str]],
) -> None:
    found = area_under_curve(several)
    stretched = [Ranking(one.dyads, [score**3 - 7 for score in one.scores], one.tied) for one in several]
    assert area_under_curve(stretched) == found
    turned = area_under_curve([Ranking(one.dyads, [-x for x in one.scores], one.tied) for one in several])
    if found is not None and turned is not None:
        assert turned.value == pytest.approx(1 - found.value)
        assert turned.error == pytest.approx(found.error)


@given(SEVERAL)
def test_the_gain_over_a_score_that_is_the_same_for_all_is_the_area_beyond_a_half(
    several: list[Ranking[str]],
) -> None:
    flat = [Ranking(one.dyads, [0.0] * len(one.dyads), one.tied) for one in several]
    found, gain = area_under_curve(several), area_gain(several, flat)
    if found is None or gain is None:
        assert found is gain
        return
    assert gain.value == pytest.approx(found.value - 0.5)
    assert gain.error == pytest.approx(found.error)
    nothing = area_gain(several, several)
    assert nothing is not None
    assert (nothing.value, nothing.error) == (0, None)


def test_a_gain_of_two_scores_with_what_they_share_taken_out() -> None:
    # The better one puts both tied dyads before all others.
    better = apart((3.0, 2.5, 2.0, 1.0, 0.0), TIED)
    gain = area_gain([better], [FIVE])
    assert gain is not None
    assert gain.value == pytest.approx(1 - 0.75)
    # Nothing varies in it, so that the error is that of the other.
    assert gain.error == pytest.approx(math.sqrt(1 / 12))
    with pytest.raises(AnalysisError, match="different dyads"):
        area_gain([FIVE], [SHARED])


@pytest.mark.parametrize(
    ("scores", "tied"),
    [
        ((2.0, 1.0, 0.0), (True, False, False)),  # a single tied dyad
        ((2.0, 3.0, 1.0), (True, True, False)),  # a single untied one
        ((2.0, 3.0, 1.0, 0.0), (True, True, False, False)),  # no error at all
        ((1.0, 1.0, 1.0, 1.0), (True, True, False, False)),  # no order at all
    ],
)
def test_an_interval_is_undefined_where_nothing_varies(
    scores: tuple[float, ...], tied: tuple[bool, ...]
) -> None:
    found = area_under_curve([apart(scores, tied)])
    assert found is not None
    assert (found.error, found.low, found.high) == (None, None, None)


def test_without_dyads_of_both_kinds_nothing_is_defined() -> None:
    for tied in ((True, True), (False, False)):
        one = apart((1.0, 2.0), tied)
        assert area_under_curve([one]) is None
        assert area_gain([one], [one]) is None
        assert area_by_chance([one]) is None
    assert precision_at([], 1) is None
    assert precision_by_chance([apart((), ())], 1) is None


def test_a_random_order_has_the_spread_of_all_orders() -> None:
    tied = (True, True, False, False, False)
    areas = [area_and_error(apart(order, tied))[0] for order in permutations((0.0, 1.0, 2.0, 3.0, 4.0))]
    found = area_by_chance([FIVE])
    assert found is not None
    assert found.value == pytest.approx(np.mean(areas))
    assert found.error == pytest.approx(np.std(areas))
    # Two rankings weigh as many as they have tied dyads.
    both = area_by_chance([FIVE, THREE])
    assert both is not None
    assert both.error == pytest.approx(math.sqrt(4 / 9 * np.var(areas) + 1 / 9 * (1 / 6)))


@given(rankings(most=6), st.integers(1, 7))
def test_precision_is_the_mean_over_all_orders_of_equal_scores(ranking: Ranking[str], most: int) -> None:
    cases = list(zip(ranking.scores, ranking.tied, strict=True))
    shares = []
    for order in permutations(range(len(cases))):
        shown = [cases[place] for place in order]
        if all(one[0] >= other[0] for one, other in pairwise(shown)):
            shares.append(sum(tied for _, tied in shown[:most]) / min(most, len(shown)))
    assert precision(most, ranking) == pytest.approx(sum(shares) / len(shares))


@given(st.lists(rankings(most=5), min_size=1, max_size=2), st.integers(1, 6))
def test_chance_is_that_of_every_choice_of_dyads(several: list[Ranking[str]], most: int) -> None:
    hits = [0]
    shown = 0
    for one in several:
        places = min(most, len(one.dyads))
        shown += places
        hits = [before + sum(choice) for before in hits for choice in combinations(one.tied, places)]
    found = precision_by_chance(several, most)
    assert found is not None
    assert found.value == pytest.approx(sum(hits) / len(hits) / shown)
    # Choices of two rankings are as many for each of the other, so that all are equally likely.
    low, high = round(found.low * shown), round(found.high * shown)
    assert sum(hit < low for hit in hits) <= 0.025 * len(hits) + 1e-9
    assert sum(hit > high for hit in hits) <= 0.025 * len(hits) + 1e-9
    assert sum(hit <= low for hit in hits) >= 0.025 * len(hits) - 1e-9
    assert sum(hit >= high for hit in hits) >= 0.025 * len(hits) - 1e-9


def test_what_cannot_be_ranked_is_refused() -> None:
    with pytest.raises(AnalysisError, match="a ranking of 1 dyads has 2 scores and 1 outcomes"):
        Ranking([("a", "b")], [1.0, 2.0], [True])
    with pytest.raises(AnalysisError, match="no number"):
        Ranking([("a", "b")], [math.nan], [True])
    for measure in (precision_at, precision_by_chance):
        with pytest.raises(AnalysisError, match="precision at 0 is undefined"):
            measure([FIVE], 0)
