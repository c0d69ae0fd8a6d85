"""The policy brief of March 2011, made to run: each claim holds, fails, or cannot be checked."""

from __future__ import annotations

from dataclasses import replace

from cartelgraph.brief.alliances import ALLIANCES_SHIFT
from cartelgraph.brief.assistance import MEXICO_HAS_TWO_HELPERS, PROGRAMS_TOGETHER
from cartelgraph.brief.assumptions import others
from cartelgraph.brief.finding import Claim, Evidence, Finding, Verdict
from cartelgraph.brief.markets import FEEDS_AND_SUFFERS, PRODUCTION_MOVES
from cartelgraph.brief.partnerships import COLOMBIA_ANCHORS, OTHERS_LEAD
from cartelgraph.brief.reach import NOT_IN_ONE_COUNTRY, OPERATIONS_GROW, THE_SEVEN_REACH
from cartelgraph.dataset import Dataset, supporting_citations
from cartelgraph.network import Moment
from cartelgraph.table import Column, Row, Table

__all__ = ["CLAIMS", "Claim", "Evidence", "Finding", "Verdict", "answer", "as_table"]

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

COLUMNS = (
    Column("claim", "Number of the claim.", heading=True),
    Column("page", "Page of the brief.", detail=True, heading=True),
    Column("statement", "What the brief claims, in our words.", heading=True),
    Column("tested", "Which part of the claim the test is about."),
    Column("verdict", "Whether it holds, fails, or cannot be checked from the data."),
    Column("turns", "Other assumptions on which the verdict is another; empty where all of them agree."),
    Column("answer", "Why, with its numbers."),
    Column("sources", "Distinct sources behind the answer.", "sources"),
)


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


def as_table(findings: tuple[Finding, ...], dataset: Dataset, moment: Moment) -> Table:
    """Return findings as a table, one row for each claim."""
    rows = []
    for claim, finding in zip(CLAIMS, findings, strict=True):
        sources = supporting_citations(dataset, finding.records, moment.known_at)
        values = (
            str(claim.number),
            claim.page,
            claim.statement,
            claim.scope,
            str(finding.verdict),
            "; ".join(f"{assumed}: {verdict}" for assumed, verdict in finding.turns) or None,
            finding.answer,
            len(sources),
        )
        rows.append(Row(values, finding.records))
    return Table(
        "brief",
        f"The brief's claims, {dataset.info.name} {dataset.info.version}, {moment}",
        COLUMNS,
        tuple(rows),
        (
            "A verdict is on what was tested, which may be less than the claim.",
            "The tests are ours, not the brief's; `cartelgraph report` states each, and what it cannot show.",
        ),
    )


def _test(dataset: Dataset, moment: Moment) -> tuple[Finding, ...]:
    evidence = Evidence(dataset, moment)
    return tuple(claim.finding(evidence) for claim in CLAIMS)
