"""What differs between two datasets, record by record, and which findings are others for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from cartelgraph.analysis import ANALYSES
from cartelgraph.brief import CLAIMS, Evidence
from cartelgraph.dataset import Dataset, found_in, said_by
from cartelgraph.measures.progress import Told, silent
from cartelgraph.model import Citation, Record
from cartelgraph.model.record import Alias
from cartelgraph.network import Moment
from cartelgraph.scrutiny.cell import Key, in_words, measure, value_at
from cartelgraph.scrutiny.question import Question, of_analysis
from cartelgraph.scrutiny.ranking import ranks
from cartelgraph.table import Column, Row, Table, Value, as_text

__all__ = ["Change", "compare"]


class Change(StrEnum):
    """What happened from one dataset to the other."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


COLUMNS = (
    Column("part", "A collection of records, an analysis, the brief, or the dataset's own description."),
    Column("about", "Which record, row or claim.", heading=True),
    Column(
        "change", "Whether it was added, removed or changed; of a finding, whether it flipped.", heading=True
    ),
    Column("what", "Which field of a record; what of a finding."),
    Column("before", "In the first dataset; undefined if there is nothing."),
    Column("after", "In the second dataset; undefined if there is nothing."),
    Column("record", "Id of the record.", detail=True),
)


def compare(one: Dataset, other: Dataset, moment: Moment, told: Told = silent) -> Table:
    """Return what differs between two datasets: the records, the rankings of analyses, the brief's verdicts.

    A row of a ranking is there if its rank is another, or if only one of the rankings has it: that its number
    moved and its rank did not is no finding. Both are asked at the same moment.

    Parameters
    ----------
    one, other
        The first and the second dataset.
    moment
        What is asked of time for the findings.
    told
        Is told of the progress.
    """
    questions = [of_analysis(analysis, moment) for analysis in ANALYSES if analysis.ranks]
    records = [*_info(one, other), *_records(one, other)]
    findings: list[Row] = []
    for done, question in enumerate(questions):
        told(done, len(questions) + 1, question.name)
        findings += _ranking(one, other, question)
    told(len(questions), len(questions) + 1, "the brief")
    findings += _verdicts(one, other, moment)
    counts = {
        change: sum(row.values[2] == change and not row.values[3] for row in records) for change in Change
    }
    changed = len({row.values[6] for row in records if row.values[2] == Change.CHANGED and row.values[6]})
    return Table(
        name="diff",
        title=f"{_named(one)} and {_named(other)}",
        columns=COLUMNS,
        rows=(*records, *findings),
        lead=(
            f"Records: {counts[Change.ADDED]} added, {counts[Change.REMOVED]} removed, {changed} changed.",
            f"Findings that flip: {len(findings)}, asked of the {moment}.",
        ),
        notes=(
            (
                "A finding flips if a row of a ranking has another rank or is in one ranking only, or if a "
                "claim of the brief has another verdict. Rankings: "
                f"{', '.join(question.name for question in questions)}."
            ),
        ),
        grouped=True,
    )


def _named(dataset: Dataset) -> str:
    return f"{dataset.info.name} {dataset.info.version} ({len(dataset)} records, digest {dataset.digest[:8]})"


def _info(one: Dataset, other: Dataset) -> Iterator[Row]:
    for field in type(one.info).model_fields:
        before, after = str(getattr(one.info, field)), str(getattr(other.info, field))
        if before != after:
            yield Row(("dataset", "its description", str(Change.CHANGED), field, before, after, None))


def _records(one: Dataset, other: Dataset) -> Iterator[Row]:
    keys = one.records.keys() | other.records.keys()
    rows = [
        row
        for key in sorted(keys)
        for row in _record(one, one.records.get(key), other, other.records.get(key))
    ]
    yield from sorted(rows, key=lambda row: str(row.values[0]))


def _record(one: Dataset, before: Record | None, other: Dataset, after: Record | None) -> Iterator[Row]:
    """Yield a row for a record that only one of the datasets has, or for each field that differs."""
    if before is None or after is None or type(before) is not type(after):
        for dataset, record, change in ((one, before, Change.REMOVED), (other, after, Change.ADDED)):
            if record is not None:
                yield _row(dataset, record, change)
        return
    for field in type(before).model_fields:
        values = getattr(before, field), getattr(after, field)
        if values[0] != values[1]:
            yield _row(other, after, Change.CHANGED, field, *map(_shown, values))


def _row(
    dataset: Dataset,
    record: Record,
    change: Change,
    field: str | None = None,
    before: Value = None,
    after: Value = None,
) -> Row:
    values = (record.collection, said_by(dataset, record), str(change), field, before, after, record.id)
    return Row(values, (record.id,))


def _shown(value: object) -> Value:
    if value is None or value == ():
        return None
    if isinstance(value, tuple):
        return "; ".join(found_in(held) if isinstance(held, Citation) else _plain(held) for held in value)
    return _plain(value)


def _plain(value: object) -> str:
    return value.name if isinstance(value, Alias) else str(value)


def _ranking(one: Dataset, other: Dataset, question: Question) -> Iterator[Row]:
    tables = [question.ask(dataset) for dataset in (one, other)]
    column = measure(tables[0], question.about)
    ranked = [ranks(table, question.about, column.name) for table in tables]
    for key in dict.fromkeys(key for held in ranked for key in held):
        if ranked[0].get(key) == ranked[1].get(key):
            continue
        table = tables[0] if key in ranked[0] else tables[1]
        places = (
            _place(held, found, question.about, key, column.name)
            for held, found in zip(tables, ranked, strict=True)
        )
        what = f"rank by {column.name}"
        yield Row((question.name, in_words(table, question.about, key), "flipped", what, *places, None))


def _place(table: Table, ranked: dict[Key, int], about: Sequence[str], key: Key, column: str) -> Value:
    if key not in ranked:
        return None
    value = value_at(table, about, key, column)
    return f"{ranked[key]} of {len(ranked)} ({column} {as_text(value)})"


def _verdicts(one: Dataset, other: Dataset, moment: Moment) -> Iterator[Row]:
    before, after = Evidence(one, moment), Evidence(other, moment)
    for claim in CLAIMS:
        was, is_ = claim.finding(before), claim.finding(after)
        if was.verdict is not is_.verdict:
            about = f"claim {claim.number}: {claim.statement}"
            yield Row(("brief", about, "flipped", "verdict", str(was.verdict), str(is_.verdict), None))
