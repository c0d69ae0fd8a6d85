"""Ask the database a question that only reads, within limits of time and size."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from neo4j import ManagedTransaction, Record

from cartelgraph.store.catalogue import RECORDS, Reference, SavedQuery
from cartelgraph.store.lookup import find_id
from cartelgraph.table import Column, Row, Table, Value

__all__ = ["Answer", "ask", "tabulate"]

OPEN_PERIOD = re.compile(r"(?<![^\s])(?:[\dX~?%-]*/|/[\dX~?%-]*)(?![^\s;])")
ABOUT_PERIODS = "A period is `first/last`: nothing on a side of `/` means that no source states that bound."


@dataclass(frozen=True)
class Answer:
    """What the database answered.

    Attributes
    ----------
    columns
        Names of the columns.
    rows
        Rows of plain values: a node is a map of its properties, a date a ``datetime.date``.
    complete
        False when there were more rows than were asked for.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    complete: bool


def ask(transaction: ManagedTransaction, text: str, parameters: Mapping[str, Any], row_limit: int) -> Answer:
    """Run a query and return at most so many rows of its answer.

    Raises
    ------
    UnknownNameError, AmbiguousNameError
        When a parameter means a record that is not in the database, or may mean several.
    """
    values = {
        name: find_id(transaction, value) if isinstance(value, Reference) else value
        for name, value in parameters.items()
    }
    result = transaction.run(text, values)
    columns = tuple(result.keys())
    found = list(islice(result, row_limit + 1))
    result.consume()
    rows = tuple(_plain_row(record) for record in found[:row_limit])
    return Answer(columns, rows, complete=len(found) <= row_limit)


def tabulate(query: SavedQuery, settings: Mapping[str, str], answer: Answer) -> Table:
    """Return the answer to a saved query as a table; ids of records go behind the rows."""
    described = {column.name: column for column in query.columns}
    shown = [index for index, name in enumerate(answer.columns) if name != RECORDS]
    ids = answer.columns.index(RECORDS) if RECORDS in answer.columns else None
    notes = [f"{name} = {text}" for name, text in settings.items()]
    if not answer.complete:
        notes.append(f"only the first {len(answer.rows)} rows are shown: narrow the query for all")
    rows = tuple(
        Row(
            tuple(_cell(row[index]) for index in shown),
            tuple(dict.fromkeys(row[ids])) if ids is not None else (),
        )
        for row in answer.rows
    )
    if any(isinstance(cell, str) and OPEN_PERIOD.search(cell) for row in rows for cell in row.values):
        notes.append(ABOUT_PERIODS)
    columns = tuple(
        described.get(answer.columns[index], Column(answer.columns[index], "")) for index in shown
    )
    return Table(query.name, query.question, columns, rows, tuple(notes))


def _plain_row(record: Record) -> tuple[Any, ...]:
    return tuple(_plain(value) for value in record.data().values())


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Return a value of the driver's as one of Python's."""
    if isinstance(value, Mapping):
        return {name: _plain(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    return value.to_native() if hasattr(value, "to_native") else value


def _cell(value: Any) -> Value:  # noqa: ANN401
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list) and all(isinstance(held, str) for held in value):
        return "; ".join(value)
    return (
        json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else str(value)
    )
