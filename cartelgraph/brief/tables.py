"""The verdicts as tables: at one moment, or by date."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from cartelgraph.brief.claims import CLAIMS, Answers
from cartelgraph.brief.finding import Finding
from cartelgraph.dataset import Dataset, supporting_citations
from cartelgraph.network import Moment, span
from cartelgraph.table import Column, Row, Table, Value

__all__ = ["as_series", "as_table", "changes"]

VERDICT = Column("verdict", "Whether it holds, fails, or cannot be checked from the data.")

#: What is found about a claim; the same at one moment and by date.
FOUND = (
    Column("turns", "Other assumptions on which the verdict is another; empty where all of them agree."),
    Column("answer", "Why, with its numbers."),
    Column("sources", "Distinct sources behind the answer.", "sources"),
)

COLUMNS = (
    Column("claim", "Number of the claim.", heading=True),
    Column("page", "Page of the brief.", detail=True, heading=True),
    Column("statement", "What the brief claims, in our words.", heading=True),
    Column("tested", "Which part of the claim the test is about."),
    VERDICT,
    *FOUND,
)

COLUMNS_BY_DATE = (
    Column("claim", "Number of the claim, and what the brief claims, in our words."),
    Column("on", "The date asked about.", whole=True, heading=True),
    Column(VERDICT.name, VERDICT.description, heading=True),
    *FOUND,
)

NOTES = (
    "A verdict is on what was tested, which may be less than the claim.",
    "The tests are ours, not the brief's; `cartelgraph report` states each, and what it cannot show.",
)


def as_table(findings: tuple[Finding, ...], dataset: Dataset, moment: Moment) -> Table:
    """Return findings as a table, one row for each claim."""
    rows = []
    for claim, finding in zip(CLAIMS, findings, strict=True):
        heading = (str(claim.number), claim.page, claim.statement, claim.scope, str(finding.verdict))
        rows.append(Row((*heading, *_found(finding, dataset, moment)), finding.records))
    return Table(
        "brief",
        f"The brief's claims, {dataset.info.name} {dataset.info.version}, {moment}",
        COLUMNS,
        tuple(rows),
        NOTES,
    )


def as_series(answers: Answers, dataset: Dataset) -> Table:
    """Return findings on one date after another as a table, the dates of each claim together.

    The line above the rows says which verdicts change. Of a single date it is the table of that moment.
    """
    if len(answers) == 1:
        ((moment, findings),) = answers.items()
        return as_table(findings, dataset, moment)
    rows = tuple(
        Row(
            (
                f"{claim.number}. {claim.statement}",
                str(moment.on),
                str(findings[place].verdict),
                *_found(findings[place], dataset, moment),
            ),
            findings[place].records,
        )
        for place, claim in enumerate(CLAIMS)
        for moment, findings in answers.items()
    )
    return Table(
        "brief",
        f"The brief's claims by date, {dataset.info.name} {dataset.info.version}, {span(list(answers))}",
        COLUMNS_BY_DATE,
        rows,
        (*NOTES, "A test that looks back, such as that of claim 1, looks back from each date."),
        lead=(changes(answers),),
        grouped=True,
    )


def changes(answers: Answers) -> str:
    """Return which verdicts change over a series, from what to what and when."""
    changed = "; ".join(_runs(answers))
    return f"Verdicts that change: {changed}." if changed else "No verdict changes."


def _runs(answers: Answers) -> Iterator[str]:
    for place, claim in enumerate(CLAIMS):
        verdicts = [(moment.on, findings[place].verdict) for moment, findings in answers.items()]
        runs = [(verdict, next(run)[0]) for verdict, run in groupby(verdicts, key=lambda each: each[1])]
        if len(runs) > 1:
            later = "".join(f", {verdict} from {on}" for verdict, on in runs[1:])
            yield f"claim {claim.number} ({runs[0][0]}{later})"


def _found(finding: Finding, dataset: Dataset, moment: Moment) -> tuple[Value, ...]:
    return (
        "; ".join(f"{assumed}: {verdict}" for assumed, verdict in finding.turns) or None,
        finding.answer,
        len(supporting_citations(dataset, finding.records, moment.known_at)),
    )
