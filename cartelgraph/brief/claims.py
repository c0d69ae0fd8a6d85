"""The ten claims, and their test at a moment or on one date after another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from cartelgraph.brief.alliances import ALLIANCES_SHIFT
from cartelgraph.brief.assistance import MEXICO_HAS_TWO_HELPERS, PROGRAMS_TOGETHER
from cartelgraph.brief.assumptions import others
from cartelgraph.brief.finding import Claim, Evidence, Finding
from cartelgraph.brief.markets import FEEDS_AND_SUFFERS, PRODUCTION_MOVES
from cartelgraph.brief.partnerships import COLOMBIA_ANCHORS, OTHERS_LEAD
from cartelgraph.brief.reach import NOT_IN_ONE_COUNTRY, OPERATIONS_GROW, THE_SEVEN_REACH
from cartelgraph.dataset import Dataset
from cartelgraph.model import EdtfDate
from cartelgraph.network import Moment

__all__ = ["CLAIMS", "Answers", "answer", "answers"]

CLAIMS: tuple[Claim, ...] = (
    ALLIANCES_SHIFT,
    OPERATIONS_GROW,
    THE_SEVEN_REACH,
    NOT_IN_ONE_COUNTRY,
    PROGRAMS_TOGETHER,
    MEXICO_HAS_TWO_HELPERS,
    OTHERS_LEAD,
    COLOMBIA_ANCHORS,
    PRODUCTION_MOVES,
    FEEDS_AND_SUFFERS,
)

Answers: TypeAlias = Mapping[Moment, tuple[Finding, ...]]
"""The findings at each of some moments that differ in their date only, in its order."""


def answer(dataset: Dataset, moment: Moment) -> tuple[Finding, ...]:
    """Test every claim, in the order of :data:`CLAIMS`, and see which verdicts turn on an assumption.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> findings = answer(read_dataset(), Moment(EdtfDate("2011-03")))
    >>> str(findings[5].verdict)
    'holds'
    """
    elsewhere = {assumed: _test(dataset, other) for assumed, other in others(moment).items()}
    return tuple(
        replace(
            finding,
            otherwise=tuple((assumed, tested[place].verdict) for assumed, tested in elsewhere.items()),
        )
        for place, finding in enumerate(_test(dataset, moment))
    )


def answers(dataset: Dataset, moment: Moment, dates: Iterable[EdtfDate]) -> Answers:
    """Test every claim on each of some dates, otherwise as at a moment."""
    return {(at := replace(moment, on=on)): answer(dataset, at) for on in dates}


def _test(dataset: Dataset, moment: Moment) -> tuple[Finding, ...]:
    evidence = Evidence(dataset, moment)
    return tuple(claim.finding(evidence) for claim in CLAIMS)
