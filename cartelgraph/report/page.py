"""Everything that the report says, gathered; the template decides how it looks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cartelgraph.analysis import ANALYSES, Analysis
from cartelgraph.brief import CLAIMS, Claim, Finding, answer
from cartelgraph.dataset import Dataset, DatasetInfo
from cartelgraph.network import Moment, Snapshot, snapshot
from cartelgraph.report.drawing import Drawing, draw
from cartelgraph.report.footnotes import Footnotes, Note
from cartelgraph.table import Column, Table, Value

__all__ = ["Page", "gather", "shown"]


@dataclass(frozen=True)
class Answered:
    """A claim, what its test found, and the notes on the sources behind it."""

    claim: Claim
    finding: Finding
    notes: list[int]


@dataclass(frozen=True)
class Line:
    """One row of a table as it is printed: its values, and the notes on the sources behind them."""

    values: list[Value]
    notes: list[int]


@dataclass(frozen=True)
class Section:
    """One analysis: its question, its table as it is printed, and what it cites."""

    name: str
    question: str
    table: Table
    columns: list[Column]
    lines: list[Line]
    references: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """The report."""

    info: DatasetInfo
    now: Snapshot
    then: Snapshot
    claims: tuple[Answered, ...]
    drawing: Drawing
    sections: tuple[Section, ...]
    sections_then: tuple[Section, ...]
    footnotes: tuple[Note, ...]
    counts: dict[str, int]


def gather(dataset: Dataset, moment: Moment) -> Page:
    """Return the report on a dataset at a moment, and beside it the tables as known on that date."""
    footnotes = Footnotes(dataset)
    now = snapshot(dataset, moment)
    then = snapshot(dataset, replace(moment, known_at=moment.on))
    claims = tuple(
        Answered(claim, finding, footnotes.refer(finding.records, moment.known_at))
        for claim, finding in zip(CLAIMS, answer(dataset, moment), strict=True)
    )
    sections, sections_then = _sections(now, footnotes), _sections(then, footnotes)
    return Page(
        dataset.info,
        now,
        then,
        claims,
        draw(now),
        sections,
        sections_then,
        footnotes.notes(),
        dataset.counts(),
    )


def shown(value: Value) -> str:
    """Return a value as it is read: an undefined one as a dash, a share with three digits."""
    if value is None:
        return "–"  # noqa: RUF001 - the typographic sign for "nothing here"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _sections(view: Snapshot, footnotes: Footnotes) -> tuple[Section, ...]:
    return tuple(_section(analysis, view, footnotes) for analysis in ANALYSES)


def _section(analysis: Analysis, view: Snapshot, footnotes: Footnotes) -> Section:
    table, known_at = analysis.run(view), view.moment.known_at
    # Details are for whoever computes with the table; a page is wide enough for the rest.
    kept = [index for index, column in enumerate(table.columns) if not column.detail]
    lines = [
        Line([row.values[index] for index in kept], footnotes.refer(row.records, known_at))
        for row in table.rows
    ]
    columns = [table.columns[index] for index in kept]
    return Section(analysis.name, analysis.question, table, columns, lines, analysis.references)
