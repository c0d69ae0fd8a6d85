"""Which number is meant: a row of an answer by what it is about, and one of its columns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from typing import TypeAlias

from cartelgraph.dataset import Dataset, find
from cartelgraph.dataset.lookup import plain
from cartelgraph.errors import ParameterError, UnknownNameError
from cartelgraph.model.entities import Organization, Place
from cartelgraph.table import Column, Row, Table, Value, as_text

__all__ = ["NO_ROW", "Key", "differ", "in_words", "keyed", "measure", "row_about", "value_at"]

Key: TypeAlias = tuple[Value, ...]
"""What a row is about: its values in the columns that say so."""

#: What stands for the number of a row that is not in an answer.
NO_ROW = "no row"

#: How many rows an error offers.
MOST_SHOWN = 6


def keyed(table: Table, about: Sequence[str]) -> dict[Key, Row]:
    """Return the rows of an answer, in their order, by what they are about."""
    places = [table.place(name) for name in about]
    return {tuple(row.values[place] for place in places): row for row in table.rows}


def measure(table: Table, about: Sequence[str], name: str | None = None) -> Column:
    """Return the column of that name; by default the first that measures something and is no detail.

    Raises
    ------
    UnknownNameError
        When there is no such column, or it only says what the row is about.
    """
    others = [column for column in table.columns if column.name not in about]
    if name is None:
        return next(column for column in others if column.unit and not column.detail)
    for column in others:
        if column.name == name:
            return column
    raise UnknownNameError(f"number of {table.name}", name, [column.name for column in others])


def row_about(dataset: Dataset, table: Table, about: Sequence[str], key: Sequence[str]) -> Key:
    """Return what the one row is about that some texts name: ids, names, aliases or dates, in any order.

    Case and accents do not matter.

    Raises
    ------
    ParameterError
        When no row is about it, or several are.
    UnknownNameError, AmbiguousNameError
        When a text is neither in the answer nor the name of anything, or may mean several things.
    """
    rows = list(keyed(table, about))
    meanings = [_meanings(dataset, text, rows) for text in key]
    found = [row for row in rows if all(meant & {plain(str(cell)) for cell in row} for meant in meanings)]
    if len(found) == 1:
        return found[0]
    problem = f"{len(found)} rows are about it" if found else "no row is about it"
    shown = "; ".join(in_words(table, about, row) for row in (found or rows)[:MOST_SHOWN])
    more = " ..." if len(found or rows) > MOST_SHOWN else ""
    raise ParameterError(
        f"{table.name}, {' '.join(key)!r}: {problem} on these dates and terms. Choose one of: {shown}{more}"
    )


def value_at(table: Table, about: Sequence[str], key: Key, column: str) -> Value:
    """Return the number in the row about something; :data:`NO_ROW` when the answer has no such row."""
    row = keyed(table, about).get(key)
    return NO_ROW if row is None else row.values[table.place(column)]


def differ(one: Value, other: Value) -> bool:
    """Whether two values are not the same; numbers that differ by rounding only are."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return not math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return one != other


def in_words(table: Table, about: Sequence[str], key: Key) -> str:
    """Return what a row is about as text, without the ids that stand beside names."""
    shown = [
        value for name, value in zip(about, key, strict=True) if not table.columns[table.place(name)].detail
    ]
    return ", ".join(map(as_text, shown or key))


def _meanings(dataset: Dataset, text: str, rows: Sequence[Key]) -> set[str]:
    """Return what a text may stand for in an answer, without case and accents."""
    cells = {str(value) for row in rows for value in row}
    if plain(text) in map(plain, cells):
        return {plain(text)}
    for kind in (Organization, Place):
        with suppress(UnknownNameError, ParameterError):
            return {plain(found := find(dataset, text, kind).id), plain(dataset.name_of(found))}
    raise UnknownNameError("row", text, sorted(cells))
