"""The form of every answer: a table that says what its columns mean and what stands behind its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Column", "Row", "Table", "Value", "as_text"]

Value: TypeAlias = str | int | float | None


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes
    ----------
    name
        Short heading, unique in its table.
    description
        What the values mean; for a measure its range and where it is undefined.
    unit
        Unit of the values; ``1`` for a pure number, empty for text.
    detail
        Whether a narrow terminal may leave it out.
    """

    name: str
    description: str
    unit: str = ""
    detail: bool = False


@dataclass(frozen=True)
class Row:
    """One row: its values in the order of the columns, and the ids of the records that they rest on."""

    values: tuple[Value, ...]
    records: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """The answer to a question.

    Attributes
    ----------
    name
        Name of the question.
    title
        What is shown, with the snapshot that it was computed on.
    columns
        The columns.
    rows
        The rows, best first. An undefined value is None, never a number in its place.
    notes
        What a reader must know to use the numbers: assumptions, undefined cases, what was left out.

    Raises
    ------
    ValueError
        On construction, when two columns share a name, or a row does not fit the columns.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a table that cannot be read by its columns."""
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names):
            raise ValueError(f"table {self.name!r}: two columns share a name: {', '.join(names)}")
        for row in self.rows:
            if len(row.values) != len(self.columns):
                raise ValueError(
                    f"table {self.name!r}: {len(row.values)} values for {len(self.columns)} columns"
                )

    def records(self) -> list[dict[str, Value]]:
        """Return each row as a mapping from column name to value."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row.values, strict=True)) for row in self.rows]

    def column(self, name: str) -> tuple[Value, ...]:
        """Return the values of one column, top to bottom."""
        index = [column.name for column in self.columns].index(name)
        return tuple(row.values[index] for row in self.rows)


def as_text(value: Value) -> str:
    """Return a value as it is read: an undefined one as a dash, a share with three digits."""
    if value is None:
        return "–"  # noqa: RUF001 - the typographic sign for "nothing here"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
