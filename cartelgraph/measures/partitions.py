"""How far two partitions of the same nodes agree, beyond what chance would have them agree.

A partition is given by labels: nodes with the same label are one block, and what the labels are called does
not matter. Chance is that of the permutation model: partitions with blocks of the same sizes, all as likely.
It is computed exactly, not by drawing.

In the formulas n is the number of nodes, a(i) and b(j) are the sizes of the blocks of either partition, and
n(i, j) is the number of nodes in block i of the one and block j of the other. Logarithms are natural.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any

from cartelgraph.errors import AnalysisError
from cartelgraph.measures.signed import Node, in_order

__all__ = [
    "Labels",
    "Normalization",
    "adjusted_mutual_information",
    "adjusted_rand_index",
    "contingency",
    "entropy",
    "expected_mutual_information",
    "labels_of",
    "mutual_information",
]

Labels = Mapping[Node, Hashable]
"""The block of each node."""


class Normalization(StrEnum):
    """By what adjusted mutual information is scaled to 1: the mean, or the larger, of the two entropies.

    Both have 1 for equal partitions and an expectation of 0 under chance. The mean is what scikit-learn takes
    unless it is told otherwise; the larger is that which Vinh, Epps & Bailey (2010) recommend, and its values
    are nearer to 0.
    """

    MEAN = "mean"
    MAX = "max"


def labels_of(blocks: Iterable[Collection[Node]]) -> dict[Node, int]:
    """Return the number of the block of each node, 0 for the first.

    Raises
    ------
    AnalysisError
        When a node is in two blocks.

    Examples
    --------
    >>> labels_of([["a", "b"], ["c"]])
    {'a': 0, 'b': 0, 'c': 1}
    """
    labels: dict[Node, int] = {}
    for number, block in enumerate(blocks):
        if twice := in_order(labels.keys() & set(block)):
            raise AnalysisError(f"not a partition, in two blocks: {_some(twice)}: put each node in one")
        labels.update(dict.fromkeys(block, number))
    return labels


def contingency(one: Labels[Node], other: Labels[Node]) -> Counter[tuple[Hashable, Hashable]]:
    """Return how many nodes are in each block of the one and each of the other; pairs without any are absent.

    Raises
    ------
    AnalysisError
        When they are not partitions of the same nodes.

    Examples
    --------
    >>> sorted(contingency({"a": 0, "b": 0, "c": 1}, {"a": "x", "b": "y", "c": "y"}).items())
    [((0, 'x'), 1), ((0, 'y'), 1), ((1, 'y'), 1)]
    """
    if apart := in_order(one.keys() ^ other.keys()):
        raise AnalysisError(
            f"partitions of different nodes cannot be compared: in one of them only {_some(apart)}: keep "
            "those that are in both"
        )
    return Counter((block, other[node]) for node, block in one.items())


def _some(nodes: list[Any]) -> str:
    named = ", ".join(map(str, nodes[:5]))
    return f"{named} and {len(nodes) - 5} more" if len(nodes) > 5 else named


def entropy(labels: Labels[Any]) -> float | None:
    """Return the entropy of a partition, in nats.

    ::

        H = - sum over blocks of  a(i)/n  log(a(i)/n)

    From 0, all in one block, to log n, each alone. None without nodes.

    Examples
    --------
    >>> round(entropy({"a": 0, "b": 1}), 4)  # log 2
    0.6931
    """
    total = len(labels)
    sizes = Counter(labels.values()).values()
    return math.fsum(size / total * math.log(total / size) for size in sizes) if total else None


def mutual_information(one: Labels[Node], other: Labels[Node]) -> float | None:
    """Return what the one partition tells of the other, in nats.

    ::

        MI = sum of  n(i, j)/n  log( n n(i, j) / (a(i) b(j)) )  over blocks that share a node

    From 0, nothing, to the smaller entropy. None without nodes.

    Raises
    ------
    AnalysisError
        When they are not partitions of the same nodes.

    Examples
    --------
    >>> round(mutual_information({"a": 0, "b": 1}, {"a": "x", "b": "y"}), 4)
    0.6931
    """
    shared, total = contingency(one, other), len(one)
    if not total:
        return None
    sizes, others = Counter(one.values()), Counter(other.values())
    return math.fsum(
        count / total * math.log(total * count / (sizes[block] * others[beside]))
        for (block, beside), count in shared.items()
    )


def expected_mutual_information(one: Labels[Node], other: Labels[Node]) -> float | None:
    """Return the mutual information to expect by chance of partitions with these sizes of blocks, in nats.

    How many nodes a block of a and one of b nodes then share is distributed hypergeometrically (Vinh, Epps &
    Bailey 2010, theorem on the expected mutual information)::

        EMI = sum over i, j  sum over m  m/n  log( n m / (a(i) b(j)) )  P(m | a(i), b(j), n)
        P(m | a, b, n) = C(b, m) C(n - b, a - m) / C(n, a),  max(1, a + b - n) <= m <= min(a, b)

    None without nodes.

    Raises
    ------
    AnalysisError
        When they are not partitions of the same nodes.

    Examples
    --------
    Of two pairs, drawn at will, a third are the same pairs, with log 2, the others tell nothing:

    >>> pairs = {"a": 0, "b": 0, "c": 1, "d": 1}
    >>> round(expected_mutual_information(pairs, pairs) / math.log(2), 12)
    0.333333333333
    """
    contingency(one, other)
    total = len(one)
    if not total:
        return None
    # Blocks of one size are alike, and in networks many are of size 1.
    sizes, others = (Counter(Counter(labels.values()).values()) for labels in (one, other))
    return math.fsum(
        many * alike * _expected_of_blocks(min(size, beside), max(size, beside), total)
        for size, many in sizes.items()
        for beside, alike in others.items()
    )


@lru_cache(maxsize=8192)
def _expected_of_blocks(size: int, beside: int, total: int) -> float:
    """Return the part of two blocks of these sizes in the expectation."""
    return math.fsum(
        shared / total * math.log(total * shared / (size * beside)) * chance
        for shared, chance in _chances(size, beside, total)
        if shared
    )


def _chances(size: int, beside: int, total: int) -> Iterator[tuple[int, float]]:
    """Yield each number of nodes that two blocks may share, and its probability.

    From the likeliest number, whose probability is a ratio of whole numbers, to either side by the ratio of
    neighbours: the least likely may be too small for a float, and nothing could be had from there.
    """
    least, most = max(0, size + beside - total), min(size, beside)
    likeliest = (size + 1) * (beside + 1) // (total + 2)
    ways = math.comb(beside, likeliest) * math.comb(total - beside, size - likeliest)
    at_best = ways / math.comb(total, size)
    yield likeliest, at_best
    chance = at_best
    for shared in range(likeliest, most):
        chance *= (size - shared) * (beside - shared) / ((shared + 1) * (total - size - beside + shared + 1))
        yield shared + 1, chance
    chance = at_best
    for shared in range(likeliest, least, -1):
        chance *= shared * (total - size - beside + shared) / ((size - shared + 1) * (beside - shared + 1))
        yield shared - 1, chance


def adjusted_mutual_information(
    one: Labels[Node], other: Labels[Node], *, normalization: Normalization = Normalization.MEAN
) -> float | None:
    """Return how far two partitions agree beyond chance (Vinh, Epps & Bailey 2010).

    ::

        AMI = (MI - EMI) / (N - EMI),  N = (H(one) + H(other)) / 2, or the larger of both

    1 for the same partition; 0 is what chance gives on average, and below 0 is less than that. It is
    symmetric, and labels may be renamed. None where there is but one partition with such blocks, so that
    chance cannot miss it: if both put all in one block, or both put each node apart, or there is no node.
    Some programs say 1 there.

    Raises
    ------
    AnalysisError
        When they are not partitions of the same nodes.

    References
    ----------
    Vinh, N. X., Epps, J. & Bailey, J. (2010). Information theoretic measures for clusterings comparison:
    Variants, properties, normalization and correction for chance. Journal of Machine Learning Research 11,
    2837-2854.

    Examples
    --------
    >>> pairs, crossed = {"a": 0, "b": 0, "c": 1, "d": 1}, {"a": 0, "b": 1, "c": 0, "d": 1}
    >>> adjusted_mutual_information(pairs, {"a": "x", "b": "x", "c": "y", "d": "y"})
    1.0
    >>> round(adjusted_mutual_information(pairs, crossed), 12)  # (0 - 1/3) / (1 - 1/3)
    -0.5
    """
    shared = contingency(one, other)
    if _no_choice(one, other):
        return None
    if _same(one, other, shared):
        return 1.0
    found, expected = mutual_information(one, other), expected_mutual_information(one, other)
    own, beside = entropy(one), entropy(other)
    if found is None or expected is None or own is None or beside is None:
        raise AssertionError("without nodes there is no choice")
    scale = max(own, beside) if normalization is Normalization.MAX else (own + beside) / 2
    return (found - expected) / (scale - expected)


def adjusted_rand_index(one: Labels[Node], other: Labels[Node]) -> float | None:
    """Return on how many pairs of nodes two partitions agree beyond chance (Hubert & Arabie 1985).

    With A, B and S the pairs of nodes within a block of the one, of the other, and of both::

        ARI = (S - E) / ((A + B) / 2 - E),  E = A B / (n (n - 1) / 2)

    1 for the same partition; 0 is what chance gives on average. It counts pairs, so that large blocks weigh
    more than in :func:`adjusted_mutual_information`. None where that is.

    Raises
    ------
    AnalysisError
        When they are not partitions of the same nodes.

    References
    ----------
    Hubert, L. & Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193-218.

    Examples
    --------
    >>> pairs, crossed = {"a": 0, "b": 0, "c": 1, "d": 1}, {"a": 0, "b": 1, "c": 0, "d": 1}
    >>> adjusted_rand_index(pairs, crossed)  # (0 - 4/6) / (2 - 4/6)
    -0.5
    """
    shared = contingency(one, other)
    if _no_choice(one, other):
        return None
    own, beside = _pairs(Counter(one.values())), _pairs(Counter(other.values()))
    expected = Fraction(own * beside, math.comb(len(one), 2))
    return float((_pairs(shared) - expected) / (Fraction(own + beside, 2) - expected))


def _pairs(counted: Counter[Any]) -> int:
    return sum(math.comb(size, 2) for size in counted.values())


def _no_choice(one: Labels[Any], other: Labels[Any]) -> bool:
    """Whether both put all nodes together, or both put each apart."""
    blocks = {len(set(one.values())), len(set(other.values()))}
    return len(blocks) == 1 and blocks <= {0, 1, len(one)}


def _same(one: Labels[Any], other: Labels[Any], shared: Counter[tuple[Hashable, Hashable]]) -> bool:
    """Whether the blocks are the same, so that rounding need not decide."""
    return len(shared) == len(set(one.values())) == len(set(other.values()))
