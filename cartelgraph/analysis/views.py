"""The same question in the certain, the working and the possible view, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from cartelgraph.analysis.analysis import SOURCES, Analysis
from cartelgraph.analysis.evidence import Answer, rows_with_sources
from cartelgraph.errors import AnalysisError
from cartelgraph.model import Certainty
from cartelgraph.network import Snapshot
from cartelgraph.table import Column, Table, Value

__all__ = ["side_by_side"]

Key = tuple[Value, ...]
"""What a row is about: the values of its leading columns of text."""

Found = dict[Key, tuple[dict[str, Value], tuple[str, ...]]]
"""The values of each row, and the records that it rests on, by what the row is about."""


def side_by_side(analysis: Analysis, views: Mapping[Certainty, Snapshot], **chosen: int) -> Table:
    """Return what an analysis answers in each view as one table, with a column for each measure and view.

    A row is of whatever is in any of the views, in the order of the working one, then of the possible one; a
    value is undefined where it is not in a view. The first measure, by which the analysis ranks, comes first;
    columns of detail are left out.

    Parameters
    ----------
    analysis
        The analysis.
    views
        A snapshot for each certainty, otherwise the same.
    chosen
        Parameters of the analysis.

    Raises
    ------
    AnalysisError
        When the analysis has several rows about the same, or nothing to measure.
    UnknownNameError, ParameterError
        As the analysis does.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from cartelgraph.analysis.centrality import CENTRALITY
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> data, moment = read_dataset(), Moment(EdtfDate("2011-03"))
    >>> views = {each: snapshot(data, replace(moment, certainty=each)) for each in Certainty}
    >>> [column.name for column in side_by_side(CENTRALITY, views).columns][2:5]
    ['degree_certain', 'degree_working', 'degree_possible']
    """
    tables = {certainty: analysis.run(view, **chosen) for certainty, view in views.items()}
    columns = tables[Certainty.WORKING].columns
    about = list(_leading_text(columns))
    measures = [
        column.name
        for column in columns[len(about) :]
        if column.unit and not column.detail and column != SOURCES
    ]
    if not measures:
        raise AnalysisError(f"{analysis.name} measures nothing that could stand side by side")
    rows = {certainty: _by_key(analysis, table, len(about)) for certainty, table in tables.items()}
    order = dict.fromkeys(
        key
        for certainty in (Certainty.WORKING, Certainty.POSSIBLE, Certainty.CERTAIN)
        for key in rows[certainty]
    )
    answers: list[Answer] = [_answer(key, rows, measures) for key in order]
    differ = sum(_differs(answer, len(about), len(views)) for answer in answers)
    return Table(
        name=analysis.name,
        title=f"{analysis.question} {', '.join(map(str, views))} side by side",
        columns=(*about, *_measured(columns, measures, views), SOURCES),
        # Whatever holds in a view holds in the possible one.
        rows=rows_with_sources(views[Certainty.POSSIBLE], answers),
        lead=(f"Rows on which the views differ in the first measure: {differ} of {len(answers)}.",),
        notes=(*(view.describe() for view in views.values()), *dict.fromkeys(_shared_notes(tables))),
    )


def _leading_text(columns: tuple[Column, ...]) -> Iterator[Column]:
    for column in columns:
        if column.unit:
            return
        yield column


def _by_key(analysis: Analysis, table: Table, about: int) -> Found:
    found = {
        row.values[:about]: (values, row.records)
        for row, values in zip(table.rows, table.records(), strict=True)
    }
    if len(found) < len(table.rows):
        raise AnalysisError(f"{analysis.name} has several rows on the same: they cannot stand side by side")
    return found


def _answer(
    key: Key,
    rows: Mapping[Certainty, Found],
    measures: list[str],
) -> Answer:
    held = {certainty: found[key] for certainty, found in rows.items() if key in found}
    values = (
        held[certainty][0][measure] if certainty in held else None
        for measure in measures
        for certainty in rows
    )
    return (*key, *values), {record for _, records in held.values() for record in records}


def _differs(answer: Answer, about: int, views: int) -> bool:
    return len(set(answer[0][about : about + views])) > 1


def _measured(
    columns: tuple[Column, ...], measures: list[str], views: Mapping[Certainty, Snapshot]
) -> Iterator[Column]:
    described = {column.name: column for column in columns}
    for place, measure in enumerate(measures):
        for certainty in views:
            yield replace(described[measure], name=f"{measure}_{certainty}", detail=place > 0)


def _shared_notes(tables: Mapping[Certainty, Table]) -> Iterator[str]:
    """Yield the notes that all views share: what differs between them is of one view only."""
    for note in tables[Certainty.WORKING].notes:
        if all(note in table.notes for table in tables.values()):
            yield note
