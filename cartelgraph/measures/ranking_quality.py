"""How good a ranking of dyads is, once it is known which of them were tied: AUC and precision at k.

A ranking is made again and again, each time of other dyads: those of each year. Dyads are compared within
their ranking only, since the scores of different years have no common scale.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic

import numpy as np
import numpy.typing as npt

from cartelgraph.errors import AnalysisError
from cartelgraph.measures.shares import NORMAL_95, wilson
from cartelgraph.measures.signed import Dyad, Node

__all__ = [
    "Area",
    "Precision",
    "Ranking",
    "area_by_chance",
    "area_gain",
    "area_under_curve",
    "precision_at",
    "precision_by_chance",
]

#: A variance below this is that of rounding.
ROUNDING = 1e-20

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ranking(Generic[Node]):
    """Dyads with their scores, and which of them turned out to be tied.

    Attributes
    ----------
    dyads
        The dyads, each once.
    scores
        For each, the higher the sooner it is expected to be tied.
    tied
        For each, whether it was.

    Raises
    ------
    AnalysisError
        On construction, when the three are not equally long, or a score is no number.
    """

    dyads: Sequence[Dyad[Node]]
    scores: Sequence[float]
    tied: Sequence[bool]

    def __post_init__(self) -> None:
        """Refuse what cannot be ranked."""
        if not len(self.dyads) == len(self.scores) == len(self.tied):
            raise AnalysisError(
                f"a ranking of {len(self.dyads)} dyads has {len(self.scores)} scores and {len(self.tied)} "
                f"outcomes: it takes one of each for each dyad"
            )
        if any(math.isnan(score) for score in self.scores):
            raise AnalysisError("a ranking is undefined for a score that is no number (NaN)")

    @property
    def positives(self) -> int:
        """How many dyads turned out to be tied."""
        return sum(self.tied)


@dataclass(frozen=True)
class Area:
    """Area under the ROC curve of some rankings, or by how much it is larger than that of others.

    Attributes
    ----------
    value
        Probability that a tied dyad, any of them being as likely, comes before an untied one of the same
        ranking, ties counting one half; 0 to 1, 0.5 by chance.
    error
        Standard error; None where it is undefined.
    low, high
        Interval of 95 %, cut off at 0 and 1; None where it is undefined.
    """

    value: float
    error: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Precision:
    """How many of the dyads at the top of some rankings turned out to be tied.

    Attributes
    ----------
    hits
        Those that were; where equal scores leave open which dyads are at the top, the mean over all orders.
    shown
        Dyads at the top, over all rankings.
    value
        Share of hits, 0 to 1.
    low, high
        Interval of 95 %.
    """

    hits: float
    shown: int
    value: float
    low: float
    high: float


def area_under_curve(rankings: Sequence[Ranking[Node]]) -> Area | None:
    r"""Return the area under the ROC curve, over the rankings that have tied and untied dyads.

    With the tied dyads :math:`i` of a ranking and the :math:`n` untied ones :math:`j`, the *placement*
    :math:`V_i` is the share of these that :math:`i` comes before, equal scores counting one half
    (Mann-Whitney). The area is the mean placement of all :math:`M` tied dyads, so that a ranking weighs as
    many as it has of them. For one ranking it is that of Hanley & McNeil (1982).

    The standard error is the larger of two. The first is that of DeLong, DeLong & Clarke-Pearson (1988),
    summed over rankings: with :math:`W_j` the share of the :math:`m` tied dyads that come before :math:`j`,

    .. math:: \frac{1}{M (M - 1)} \sum_i (V_i - A)^2
              + \sum_y \frac{m_y^2}{M^2} \frac{1}{n_y (n_y - 1)} \sum_j (W_j - A_y)^2

    It takes dyads as independent. They are not: those with an end in common move together, and a dyad is
    there again in the next ranking. The second allows for both. Each dyad deviates by the square root of its
    term above, with the sign of its deviation; the products of any two with an end in common are summed
    (Aronow, Samii & Assenova 2015; for clusters of any kind Obuchowski 1997).

    Returns
    -------
    Area or None
        None without both kinds of dyads in any ranking. Error and interval are undefined with a single tied
        dyad, with a single untied one in a ranking, and where nothing varies, as in a ranking without error.

    References
    ----------
    Hanley, J. A. & McNeil, B. J. (1982). The meaning and use of the area under a receiver operating
    characteristic (ROC) curve. Radiology 143, 29-36.
    DeLong, E. R., DeLong, D. M. & Clarke-Pearson, D. L. (1988). Comparing the areas under two or more
    correlated receiver operating characteristic curves. Biometrics 44, 837-845.
    Obuchowski, N. A. (1997). Nonparametric analysis of clustered ROC curve data. Biometrics 53, 567-578.
    Aronow, P. M., Samii, C. & Assenova, V. A. (2015). Cluster-robust variance estimation for dyadic data.
    Political Analysis 23, 564-577.

    Examples
    --------
    >>> dyads = [("a", "b"), ("c", "d"), ("e", "f"), ("g", "h")]
    >>> area_under_curve([Ranking(dyads, [3, 1, 2, 1], [True, True, False, False])]).value
    0.625
    """
    placed = _placed(rankings)
    if not placed:
        return None
    return _with_interval(_mean(placed), list(_deviations(placed)), 0.0)


def area_gain(rankings: Sequence[Ranking[Node]], others: Sequence[Ranking[Node]]) -> Area | None:
    """Return the area of some rankings less that of others of the same dyads, with its standard error.

    The deviations of each dyad in both areas are subtracted before they are squared and multiplied as in
    :func:`area_under_curve`, so that what both rankings have in common drops out (DeLong, DeLong &
    Clarke-Pearson 1988).

    Returns
    -------
    Area or None
        From -1 to 1; None without both kinds of dyads in any ranking. Error and interval are undefined where
        those of an area would be.

    Raises
    ------
    AnalysisError
        When the others are not of the same dyads in the same order, tied alike.

    Examples
    --------
    >>> dyads, tied = [("a", "b"), ("c", "d"), ("e", "f"), ("g", "h")], [True, True, False, False]
    >>> area_gain([Ranking(dyads, [3, 1, 2, 1], tied)], [Ranking(dyads, [0] * 4, tied)]).value
    0.125
    """
    if [(one.dyads, list(one.tied)) for one in rankings] != [(one.dyads, list(one.tied)) for one in others]:
        raise AnalysisError("a gain is undefined for rankings of different dyads, or of different outcomes")
    placed, against = _placed(rankings), _placed(others)
    if not placed:
        return None
    pairs = zip(_deviations(placed), _deviations(against), strict=True)
    apart = [(dyad, found - other) for (dyad, found), (_, other) in pairs]
    return _with_interval(_mean(placed) - _mean(against), apart, -1.0)


def area_by_chance(rankings: Sequence[Ranking[Node]]) -> Area | None:
    r"""Return the area of a random order: 1/2, with where 95 % of random orders lie.

    The variance is that of the statistic of Mann & Whitney (1947) without equal scores, for m tied and n
    untied dyads (m + n + 1) / (12 m n) in each ranking; the bounds are those of the normal distribution.

    Returns
    -------
    Area or None
        None without both kinds of dyads in any ranking. The scores are not looked at.

    References
    ----------
    Mann, H. B. & Whitney, D. R. (1947). On a test of whether one of two random variables is stochastically
    larger than the other. Annals of Mathematical Statistics 18, 50-60.

    Examples
    --------
    >>> dyads = [("a", "b"), ("c", "d"), ("e", "f"), ("g", "h")]
    >>> round(area_by_chance([Ranking(dyads, [0] * 4, [True, True, False, False])]).error ** 2, 4)
    0.1042
    """
    counts = [(one.positives, len(one.tied) - one.positives) for one in rankings]
    counts = [(tied, untied) for tied, untied in counts if tied and untied]
    total = sum(tied for tied, _ in counts)
    if not total:
        return None
    variance = sum(
        (tied / total) ** 2 * (tied + untied + 1) / (12 * tied * untied) for tied, untied in counts
    )
    half = NORMAL_95 * math.sqrt(variance)
    return Area(0.5, math.sqrt(variance), max(0.0, 0.5 - half), min(1.0, 0.5 + half))


def precision_at(rankings: Sequence[Ranking[Node]], most: int) -> Precision | None:
    """Return the share of tied dyads among the first few of each ranking.

    Where equal scores leave open which dyads come first, each order of them is taken as equally likely, and
    the mean is told (McSherry & Najork 2008): a score that is the same for all has the precision of chance.

    Parameters
    ----------
    rankings
        The rankings.
    most
        How many of each are looked at; all of a shorter one.

    Returns
    -------
    Precision or None
        With the interval of Wilson, which takes the dyads as independent. None when there is no dyad.

    Raises
    ------
    AnalysisError
        When fewer than one is looked at.

    References
    ----------
    McSherry, F. & Najork, M. (2008). Computing information retrieval performance measures efficiently in the
    presence of tied scores. ECIR 2008, Lecture Notes in Computer Science 4956, 414-421.

    Examples
    --------
    The first is tied; of the next two, which share a score, one is shown, and one in two is tied:

    >>> dyads = [("a", "b"), ("c", "d"), ("e", "f"), ("g", "h")]
    >>> precision_at([Ranking(dyads, [3, 2, 2, 1], [True, True, False, False])], 2).value
    0.75
    """
    _require_some(most)
    shown = sum(min(most, len(one.dyads)) for one in rankings)
    if not shown:
        return None
    hits = sum(_hits(one, most) for one in rankings)
    return Precision(hits, shown, hits / shown, *wilson(hits, shown))


def precision_by_chance(rankings: Sequence[Ranking[Node]], most: int) -> Precision | None:
    """Return the precision of a random order: its mean, and where at least 95 % of random orders lie.

    The number of hits in each ranking is hypergeometric; their sum over rankings is found exactly. No more
    than 2.5 % of random orders have a precision below the lower bound, and no more above the upper one.

    Returns
    -------
    Precision or None
        None when there is no dyad. The scores are not looked at.

    Raises
    ------
    AnalysisError
        When fewer than one is looked at.

    Examples
    --------
    >>> dyads = [("a", "b"), ("c", "d"), ("e", "f"), ("g", "h")]
    >>> found = precision_by_chance([Ranking(dyads, [0] * 4, [True, True, False, False])], 2)
    >>> found.value, found.low, found.high
    (0.5, 0.0, 1.0)
    """
    _require_some(most)
    shown = sum(min(most, len(one.dyads)) for one in rankings)
    if not shown:
        return None
    chances: Floats = np.ones(1)
    mean = 0.0
    for one in rankings:
        size, tied, seen = len(one.dyads), one.positives, min(most, len(one.dyads))
        if size:
            every = math.comb(size, seen)
            chances = np.convolve(
                chances,
                [
                    math.comb(tied, hits) * math.comb(size - tied, seen - hits) / every
                    for hits in range(seen + 1)
                ],
            )
            mean += seen * tied / size
    below = np.cumsum(chances)
    low, high = (int(np.searchsorted(below, bound)) for bound in (0.025, 0.975))
    return Precision(mean, shown, mean / shown, low / shown, min(high, shown) / shown)


@dataclass(frozen=True)
class _Placed(Generic[Node]):
    """The placements of one ranking, and the dyads that they are of."""

    tied: list[Dyad[Node]]
    untied: list[Dyad[Node]]
    of_tied: Floats
    of_untied: Floats


def _placed(rankings: Sequence[Ranking[Node]]) -> list[_Placed[Node]]:
    """Return the placements of the rankings that have dyads of both kinds."""
    return [_placements(one) for one in rankings if 0 < one.positives < len(one.tied)]


def _placements(ranking: Ranking[Node]) -> _Placed[Node]:
    scores = np.asarray(ranking.scores, dtype=np.float64)
    tied = np.asarray(ranking.tied, dtype=bool)
    above, below = scores[tied], scores[~tied]
    return _Placed(
        [dyad for dyad, held in zip(ranking.dyads, ranking.tied, strict=True) if held],
        [dyad for dyad, held in zip(ranking.dyads, ranking.tied, strict=True) if not held],
        _share_below(above, below),
        1 - _share_below(below, above),
    )


def _share_below(scores: Floats, others: Floats) -> Floats:
    """Return for each score the share of others that are lower, equal ones counting one half."""
    ordered = np.sort(others)
    lower = np.searchsorted(ordered, scores, side="left")
    upto = np.searchsorted(ordered, scores, side="right")
    return np.asarray((lower + upto) / (2 * len(others)), dtype=np.float64)


def _mean(placed: Sequence[_Placed[Node]]) -> float:
    return float(np.concatenate([one.of_tied for one in placed]).mean())


def _deviations(placed: Sequence[_Placed[Node]]) -> Iterator[tuple[Dyad[Node], float]]:
    """Yield what each dyad adds to the error, with the sign of its deviation.

    Nothing, where there are too few dyads of either kind to tell how far they vary.
    """
    area, total = _mean(placed), sum(len(one.tied) for one in placed)
    if total < 2 or any(len(one.untied) < 2 for one in placed):
        return
    for one in placed:
        tied = (one.of_tied - area) / math.sqrt(total * (total - 1))
        yield from zip(one.tied, tied.tolist(), strict=True)
        size = len(one.untied)
        weight = len(one.tied) / total / math.sqrt(size * (size - 1))
        untied = weight * (one.of_untied - one.of_untied.mean())
        yield from zip(one.untied, untied.tolist(), strict=True)


def _with_interval(value: float, deviations: Sequence[tuple[Dyad[Node], float]], least: float) -> Area:
    """Return an area with its error, the larger of that of independent dyads and that of shared ends."""
    by_end: defaultdict[Node, float] = defaultdict(float)
    by_dyad: defaultdict[frozenset[Node], float] = defaultdict(float)
    for dyad, deviation in deviations:
        by_dyad[frozenset(dyad)] += deviation
        for end in dyad:
            by_end[end] += deviation
    independent = sum(deviation**2 for _, deviation in deviations)
    # A dyad that is there again shares both ends with itself, and would be summed twice.
    sharing = sum(found**2 for found in by_end.values()) - sum(found**2 for found in by_dyad.values())
    variance = max(independent, sharing)
    if variance <= ROUNDING:
        return Area(value, None, None, None)
    half = NORMAL_95 * math.sqrt(variance)
    return Area(value, math.sqrt(variance), max(least, value - half), min(1.0, value + half))


def _hits(ranking: Ranking[Node], most: int) -> float:
    places = min(most, len(ranking.dyads))
    if not places:
        return 0.0
    last = sorted(ranking.scores, reverse=True)[places - 1]
    cases = list(zip(ranking.scores, ranking.tied, strict=True))
    sure = [tied for score, tied in cases if score > last]
    level = [tied for score, tied in cases if score == last]
    return sum(sure) + (places - len(sure)) * sum(level) / len(level)


def _require_some(most: int) -> None:
    if most < 1:
        raise AnalysisError(f"precision at {most} is undefined: look at one dyad or more")
