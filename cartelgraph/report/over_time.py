"""What changes from one date to the next: the verdicts by date, and the questions about change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cartelgraph.analysis import DYNAMICS, Dynamics
from cartelgraph.analysis.analysis import SOURCES
from cartelgraph.brief import CLAIMS, Answers, Verdict, answers, changes
from cartelgraph.dataset import Dataset, supporting_citations
from cartelgraph.dataset.footnotes import Footnotes, Use
from cartelgraph.model import EdtfDate
from cartelgraph.network import Moment, Snapshot, series, span
from cartelgraph.report.gaps import Gaps, gaps_of, undated_by_type
from cartelgraph.report.printed import Printed, printed
from cartelgraph.table import Column, Row, Table

__all__ = ["SIGNS", "Change", "OverTime", "over_time"]

#: A verdict in one sign, so that many dates find room beside each other.
SIGNS = {Verdict.HOLDS: "✓", Verdict.FAILS: "✗", Verdict.UNCHECKED: "?"}


@dataclass(frozen=True)
class Change:
    """A question about change with its answer, and what is missing from it."""

    question: Dynamics
    printed: Printed
    gaps: Gaps


@dataclass(frozen=True)
class OverTime:
    """A series of dates: the snapshots, what they share in words, the verdicts, and what changed."""

    snapshots: tuple[Snapshot, ...]
    described: str
    verdicts: Printed
    sections: list[Change]


def over_time(dataset: Dataset, moment: Moment, dates: Sequence[EdtfDate], footnotes: Footnotes) -> OverTime:
    """Return what changes over some dates, otherwise as at a moment.

    Raises
    ------
    AnalysisError
        When there are fewer than two dates.
    """
    known_at = moment.known_at
    snapshots = series(dataset, moment, dates)
    undated = undated_by_type(dataset, known_at)
    found = [(question, question.run(snapshots)) for question in DYNAMICS]
    verdicts = _verdicts(answers(dataset, moment, dates), dataset, known_at)
    shown = printed(verdicts, Use("verdicts", "the verdicts by date", known_at), footnotes)
    sections = []
    for question, table in found:
        use = Use(f"table-{question.name}", question.name, known_at)
        behind = {key for row in table.rows for key in row.records}
        gaps = gaps_of(dataset, behind, undated, known_at)
        sections.append(Change(question, printed(table, use, footnotes), gaps))
    described = f"{dataset.info.name} {dataset.info.version}, {span([one.moment for one in snapshots])}."
    return OverTime(snapshots, described, shown, sections)


def _verdicts(found: Answers, dataset: Dataset, known_at: EdtfDate | None) -> Table:
    rows = []
    for place, claim in enumerate(CLAIMS):
        findings = [answered[place] for answered in found.values()]
        records = tuple(dict.fromkeys(key for finding in findings for key in finding.records))
        signs = (SIGNS[finding.verdict] for finding in findings)
        sources = len(supporting_citations(dataset, records, known_at))
        rows.append(Row((f"{claim.number}. {claim.statement}", *signs, sources), records))
    dates = [Column(str(at.on), f"The verdict on {at.on}.") for at in found]
    legend = ", ".join(f"{sign} {verdict}" for verdict, sign in SIGNS.items())
    return Table(
        "verdicts",
        "The verdicts by date",
        (Column("claim", "What the brief claims, in our words."), *dates, SOURCES),
        tuple(rows),
        ("Each answer with its numbers, and the assumptions on which it turns: cartelgraph brief --from.",),
        lead=(changes(found), f"{legend}."),
    )
