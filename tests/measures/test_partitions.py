"""Agreement of partitions: values that scikit-learn printed, values by hand, and every permutation."""

from __future__ import annotations

import math
from collections.abc import Hashable
from fractions import Fraction
from itertools import permutations
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cartelgraph.errors import AnalysisError
from cartelgraph.measures.partitions import (
    Labels,
    Normalization,
    adjusted_mutual_information,
    adjusted_rand_index,
    contingency,
    entropy,
    expected_mutual_information,
    labels_of,
    mutual_information,
)
from tests.measures.checked import Checked
from tests.measures.karate_club import CLUB, CLUB_AT_BEST

SKLEARN = "scikit-learn 1.9.1, {}"


def labelled(*blocks: Hashable) -> dict[int, Hashable]:
    return dict(enumerate(blocks))


# The partitions of 17 that the tests of scikit-learn hold it against.
ONE = labelled(*[1] * 6, *[2] * 6, *[3] * 5)
OTHER = labelled(*map(int, "11112122223133322"))
PAIRS, CROSSED, FINER = labelled(0, 0, 1, 1), labelled(0, 1, 0, 1), labelled(0, 0, 1, 2)
TRIPLES, THREE_PAIRS = labelled(*map(int, "000111")), labelled(*map(int, "001122"))


def both_scales(one: Labels[int], other: Labels[int]) -> tuple[float | None, ...]:
    return tuple(adjusted_mutual_information(one, other, normalization=scale) for scale in Normalization)


VALIDATION = [
    Checked(
        "mutual information, and what chance gives",
        "two partitions of 17",
        SKLEARN.format(
            "`mutual_info_score` and `expected_mutual_information`; its tests have 0.41022, 0.15042"
        ),
        (0.4102186227404535, 0.15042480258217075),
        lambda: (mutual_information(ONE, OTHER), expected_mutual_information(ONE, OTHER)),
    ),
    Checked(
        "adjusted mutual information, by the mean and by the larger entropy",
        "two partitions of 17",
        SKLEARN.format("`adjusted_mutual_info_score`, `arithmetic` and `max`"),
        (0.2782096465726981, 0.27501506244551727),
        lambda: both_scales(ONE, OTHER),
    ),
    Checked(
        "adjusted mutual information, by the mean and by the larger entropy",
        "two triples and three pairs of 6",
        SKLEARN.format("`adjusted_mutual_info_score`, `arithmetic` and `max`"),
        (0.2987924581708901, 0.22504228319830885),
        lambda: both_scales(TRIPLES, THREE_PAIRS),
    ),
    Checked(
        "adjusted mutual information, by the mean and by the larger entropy",
        "karate club: how it split, and its partition of the highest modularity",
        SKLEARN.format("`adjusted_mutual_info_score`, `arithmetic` and `max`"),
        (0.566665878069787, 0.4268268154854615),
        lambda: both_scales(CLUB, CLUB_AT_BEST),
    ),
    Checked(
        "adjusted Rand index",
        "two partitions of 17; two triples and three pairs; karate club",
        SKLEARN.format("`adjusted_rand_score`"),
        (0.2669404517453799, 0.24242424242424243, 0.46459109844332386),
        lambda: (
            adjusted_rand_index(ONE, OTHER),
            adjusted_rand_index(TRIPLES, THREE_PAIRS),
            adjusted_rand_index(CLUB, CLUB_AT_BEST),
        ),
    ),
    Checked(
        "adjusted mutual information, by the mean and by the larger entropy",
        "ab, cd and ac, bd",
        "by hand: MI 0; of the 3 ways to make two pairs one has MI log 2: EMI (log 2)/3; (0 - 1/3)/(1 - 1/3)",
        (-0.5, -0.5),
        lambda: both_scales(PAIRS, CROSSED),
    ),
    # H(FINER) is 1/2 log 2 + 2 1/4 log 4, or 3/2 log 2. In 1 of 3 ways its pair is a pair of PAIRS, and MI is
    # log 2; otherwise each of the pair is beside one of the two others, and MI is 2 1/4 log(4/4) + 2 1/4
    # log(4/2), or 1/2 log 2. So EMI is (1/3 + 2/3 1/2) log 2, and AMI (1 - 2/3)/(5/4 - 2/3), or /(3/2 - 2/3).
    Checked(
        "adjusted mutual information, by the mean and by the larger entropy",
        "ab, cd and ab, c, d",
        "by hand: MI log 2, EMI 2/3 log 2, entropies log 2 and 3/2 log 2",
        (4 / 7, 2 / 5),
        lambda: both_scales(PAIRS, FINER),
    ),
    Checked(
        "adjusted Rand index",
        "ab, cd and ab, c, d",
        "by hand: pairs 2, 1, shared 1, expected 2/6: (1 - 1/3)/(3/2 - 1/3)",
        4 / 7,
        lambda: adjusted_rand_index(PAIRS, FINER),
    ),
]


@pytest.mark.parametrize("checked", VALIDATION, ids=lambda checked: f"{checked.measure}, {checked.case}")
def test_it_has_the_value_of_the_source(checked: Checked) -> None:
    assert checked.ours() == pytest.approx(checked.expected, abs=checked.tolerance)


def test_where_chance_has_no_choice_agreement_is_undefined() -> None:
    for trivial in (labelled(0, 0, 0), labelled(0, 1, 2), labelled(0), labelled()):
        assert adjusted_mutual_information(trivial, trivial) is None
        assert adjusted_rand_index(trivial, trivial) is None
    # All together against each apart: nothing is shared, and nothing else could be.
    assert adjusted_mutual_information(labelled(0, 0, 0), labelled(0, 1, 2)) == 0
    assert adjusted_rand_index(labelled(0, 0, 0), labelled(0, 1, 2)) == 0


def test_without_nodes_nothing_is_told() -> None:
    assert entropy({}) is None
    assert mutual_information({}, {}) is None
    assert expected_mutual_information({}, {}) is None


def test_partitions_of_different_nodes_are_refused() -> None:
    with pytest.raises(AnalysisError, match="in one of them only a, c: keep those that are in both"):
        adjusted_mutual_information({"a": 0, "b": 0}, {"b": 0, "c": 1})
    with pytest.raises(AnalysisError, match="only 0, 1, 2, 3, 4 and 2 more"):
        contingency(labelled(*range(7)), {})
    with pytest.raises(AnalysisError, match="not a partition, in two blocks: b"):
        labels_of([["a", "b"], ["b"]])


MOST = 5
partitions = st.integers(1, MOST).flatmap(
    lambda size: st.tuples(*[st.lists(st.integers(0, 3), min_size=size, max_size=size)] * 2)
)


@settings(max_examples=40)
@given(partitions)
def test_what_chance_gives_is_the_mean_over_every_permutation(drawn: tuple[list[int], list[int]]) -> None:
    one, other = labelled(*drawn[0]), labelled(*drawn[1])
    every = [labelled(*order) for order in permutations(drawn[1])]
    told = [mutual_information(one, order) or 0.0 for order in every]
    assert expected_mutual_information(one, other) == pytest.approx(fmean(told), abs=1e-12)
    if adjusted_mutual_information(one, other) is not None:
        for scale in Normalization:
            adjusted = [
                adjusted_mutual_information(one, order, normalization=scale) or 0.0 for order in every
            ]
            assert fmean(adjusted) == pytest.approx(0, abs=1e-9)
        assert fmean(adjusted_rand_index(one, order) or 0.0 for order in every) == pytest.approx(0, abs=1e-9)


@given(partitions)
def test_it_is_symmetric_and_blind_to_names_and_1_for_the_same(drawn: tuple[list[int], list[int]]) -> None:
    one, other = labelled(*drawn[0]), labelled(*drawn[1])
    renamed = labelled(*(f"block {3 - label}" for label in drawn[1]))
    for measure in (adjusted_mutual_information, adjusted_rand_index):
        found = measure(one, other)
        assert measure(other, one) == (None if found is None else pytest.approx(found, abs=1e-9))
        assert measure(one, renamed) == (None if found is None else pytest.approx(found, abs=1e-9))
        assert measure(other, renamed) in {1.0, None}
        if found is not None:
            assert found <= 1 + 1e-9


@given(partitions)
def test_mutual_information_is_what_is_left_of_both_entropies(drawn: tuple[list[int], list[int]]) -> None:
    one, other = labelled(*drawn[0]), labelled(*drawn[1])
    joint = labelled(*zip(*drawn, strict=True))
    left = (entropy(one) or 0.0) + (entropy(other) or 0.0) - (entropy(joint) or 0.0)
    assert mutual_information(one, other) == pytest.approx(left, abs=1e-12)


def test_many_nodes_are_no_hindrance() -> None:
    # Halves of 400, apart by one node each: the chances are ratios of numbers with more than 100 digits.
    halves = labelled(*([0] * 200 + [1] * 200))
    nearly = labelled(*([0] * 199 + [1, 0] + [1] * 199))
    pairs = Fraction(2 * math.comb(199, 2))  # within both blocks of both
    own, expected = 2 * math.comb(200, 2), Fraction((2 * math.comb(200, 2)) ** 2, math.comb(400, 2))
    assert adjusted_rand_index(halves, nearly) == pytest.approx(float((pairs - expected) / (own - expected)))
    found, expectation = mutual_information(halves, nearly), expected_mutual_information(halves, nearly)
    assert found == pytest.approx(math.log(2) + 0.995 * math.log(0.995) + 0.005 * math.log(0.005))
    # Twice n MI is nearly chi squared of one degree of freedom under chance, the mean of which is 1.
    assert expectation == pytest.approx(1 / 800, rel=0.01)


def test_sizes_whose_chances_are_too_small_for_a_float_are_none_either() -> None:
    # Halves of 4000: that they share one node only has a chance of about 10^-1200.
    halves = labelled(*([0] * 2000 + [1] * 2000))
    assert expected_mutual_information(halves, halves) == pytest.approx(1 / 8000, rel=0.001)
