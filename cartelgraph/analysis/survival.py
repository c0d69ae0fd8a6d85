"""How long alliances last: the Kaplan-Meier estimate over the episodes that sources tell of."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from cartelgraph.analysis.analysis import SOURCES
from cartelgraph.analysis.timeline import TIES
from cartelgraph.dataset import Dataset, supporting_citations
from cartelgraph.model import EdtfDate
from cartelgraph.network import Episode, Outcome, episodes
from cartelgraph.table import Column, Row, Table

__all__ = ["Survival", "kaplan_meier", "survival"]

CONFIDENCE = 0.95


class _Shares(Protocol):
    def evaluate(self, x: Sequence[float]) -> Sequence[float]: ...


@dataclass(frozen=True)
class Survival:
    """The estimate after one duration at which something ended.

    Attributes
    ----------
    time
        The duration.
    at_risk
        How many lasted so long, and were in sight so long.
    ended
        How many of them ended then.
    share
        Estimated share that lasts longer, 0 to 1.
    low, high
        Bounds of the interval of 95 % around it; None where it is undefined, at shares of 0 and 1.
    """

    time: float
    at_risk: int
    ended: int
    share: float
    low: float | None
    high: float | None


def kaplan_meier(durations: Sequence[float], ended: Sequence[bool]) -> tuple[Survival, ...]:
    """Return the product-limit estimate of how many last longer, at each duration at which something ended.

    Parameters
    ----------
    durations
        How long each lasted, or was in sight; 0 or more.
    ended
        Whether it was seen to end; otherwise it is censored.

    Returns
    -------
    tuple of Survival
        In order of time; empty if nothing ended. The interval is Greenwood's on the log-log scale.

    Raises
    ------
    ValueError
        When there is not one word on the end for each duration.

    References
    ----------
    Kaplan, E. L. & Meier, P. (1958). Nonparametric estimation from incomplete observations. Journal of the
    American Statistical Association 53, 457-481.

    Examples
    --------
    Of three, one ends after a year, one is lost after two, one ends after three:

    >>> [(one.time, one.at_risk, round(one.share, 3)) for one in kaplan_meier([1, 2, 3], [True, False, True])]
    [(1, 3, 0.667), (3, 1, 0.0)]
    """
    told = list(zip(durations, ended, strict=True))
    times = sorted({time for time, has_ended in told if has_ended})
    if not times:
        return ()
    from scipy import stats  # noqa: PLC0415 - it takes seconds to import, and only this estimate needs it

    estimate = stats.ecdf(
        stats.CensoredData(
            uncensored=[time for time, has_ended in told if has_ended],
            right=[time for time, has_ended in told if not has_ended],
        )
    ).sf
    with warnings.catch_warnings():
        # SciPy warns where the interval is undefined; we give None there.
        warnings.simplefilter("ignore", RuntimeWarning)
        interval = estimate.confidence_interval(CONFIDENCE, method="log-log")
    # The stubs take the two bounds for numbers; they are functions of time like the estimate.
    low, high = cast("_Shares", interval.low), cast("_Shares", interval.high)
    return tuple(
        Survival(
            time,
            sum(other >= time for other in durations),
            told.count((time, True)),
            float(estimate.evaluate([time])[0]),
            _defined(float(low.evaluate([time])[0])),
            _defined(float(high.evaluate([time])[0])),
        )
        for time in times
    )


def survival(dataset: Dataset, *, sign: int = 1, known_at: EdtfDate | None = None) -> Table:
    """Return how many alliances, or ties of another sign, last longer than each duration.

    Parameters
    ----------
    dataset
        Where the statements come from.
    sign
        1 for alliances, -1 for rivalries, 0 for truces.
    known_at
        Only what was in print by the end of this date counts. None: everything.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> shares = survival(read_dataset()).column("share")
    >>> list(shares) == sorted(shares, reverse=True)
    True
    """
    found, undated = episodes(dataset, sign, known_at=known_at)
    estimate = kaplan_meier([one.years for one in found], [not one.is_censored for one in found])
    known = f"as published by {known_at}" if known_at else "as known now"
    return Table(
        name="survival",
        title=f"How long it lasts to be {TIES[sign]}, {dataset.info.name} {dataset.info.version}, {known}",
        columns=COLUMNS,
        rows=tuple(_row(dataset, point, found, known_at) for point in estimate),
        lead=(_summary(found, estimate),),
        notes=(
            (
                f"In no episode: {len(undated)} statement{'' if len(undated) == 1 else 's'}, as no source "
                "says when it began or was seen to hold."
            ),
            *LIMITS,
        ),
    )


def _row(dataset: Dataset, point: Survival, found: Sequence[Episode], known_at: EdtfDate | None) -> Row:
    records = sorted(
        {key for one in found if not one.is_censored and one.years == point.time for key in one.records}
    )
    sources = len(supporting_citations(dataset, records, known_at))
    values = (point.time, point.at_risk, point.ended, point.share, point.low, point.high, sources)
    return Row(values, tuple(records))


def _summary(found: Sequence[Episode], estimate: Sequence[Survival]) -> str:
    counts = [f"{sum(one.outcome is outcome for one in found)} {words}" for outcome, words in LEFT.items()]
    median = _falls_to_half((point.time, point.share) for point in estimate)
    least = _falls_to_half((point.time, point.low) for point in estimate)
    most = _falls_to_half((point.time, point.high) for point in estimate)
    half = (
        f"half last longer than {median:.1f} years (95 %: {_years(least)} to {_years(most)})"
        if median is not None
        else "more than half outlast every end that was seen, so that a median cannot be given"
    )
    return f"{len(found)} episodes: {', '.join(counts)}. By the estimate {half}."


def _falls_to_half(shares: Iterable[tuple[float, float | None]]) -> float | None:
    """Return the first duration at which a share, or a bound of it, is one half or less."""
    return next((time for time, share in shares if share is not None and share <= 0.5), None)


def _years(duration: float | None) -> str:
    return "not reached" if duration is None else f"{duration:.1f}"


def _defined(value: float) -> float | None:
    return None if math.isnan(value) else value


LEFT = {
    Outcome.ENDED: "with a stated end",
    Outcome.TURNED: "ended by a statement of another sign",
    Outcome.LOST: "lost from sight",
}

COLUMNS = (
    Column("years", "Duration at which one or more ended.", "years"),
    Column("at_risk", "Episodes that lasted so long and were in sight so long.", "episodes"),
    Column("ended", "Those of them that ended then.", "episodes"),
    Column("share", "Estimated share that lasts longer, 0 to 1 (Kaplan & Meier 1958).", "1"),
    Column("low", "Lower bound of its interval of 95 % (Greenwood, log-log); undefined at 0 and 1.", "1"),
    Column("high", "Upper bound of that interval.", "1"),
    SOURCES,
)

LIMITS = (
    (
        "An episode runs from its first to its last evidence, at the middle of the days that a date may "
        "mean. Silence is no end, and neither is a year in which a dataset counts no deaths."
    ),
    (
        "What the sources cannot show: when most alliances began and ended. A short one may be a late first "
        "mention, a long one two that nobody told apart; dates are known to the month or the year, so that "
        "`enemies today and allies next week` is finer than any of them. Episodes are not independent: one "
        "organization is in several, and a split ends more than one."
    ),
)
