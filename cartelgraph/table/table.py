"""The form of every answer: a table that says what its columns mean and what stands behind its rows."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, TypeAlias

from cartelgraph.errors import ParameterError

if TYPE_CHECKING:
    import pandas as pd

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
    whole
        Whether its texts are never broken over lines.
    heading
        Whether it belongs to the heading of a row that is written as a paragraph. Where no column does, the
        first is the heading.
    """

    name: str
    description: str
    unit: str = ""
    detail: bool = False
    whole: bool = False
    heading: bool = False


@dataclass(frozen=True)
class Row:
    """One row: its values in the order of the columns, and the ids of the records that they rest on."""

    values: tuple[Value, ...]
    records: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
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
    lead
        What to read before the rows.
    grouped
        Whether rows with the same first value belong together, so that a reader needs to see it once.

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
    lead: tuple[str, ...] = ()
    grouped: bool = False

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

    def __str__(self) -> str:
        """Return the table as text, as wide as the terminal; 120 characters where there is none."""
        from cartelgraph.table.drawn import drawn  # noqa: PLC0415 - drawing takes a while to import

        return drawn(self, shutil.get_terminal_size((120, 24)).columns)

    def __repr__(self) -> str:
        return str(self)

    def records(self) -> list[dict[str, Value]]:
        """Return each row as a mapping from column name to value."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row.values, strict=True)) for row in self.rows]

    def place(self, name: str) -> int:
        """Return the place of a column among the columns, from 0."""
        return [column.name for column in self.columns].index(name)

    def column(self, name: str) -> tuple[Value, ...]:
        """Return the values of one column, top to bottom."""
        place = self.place(name)
        return tuple(row.values[place] for row in self.rows)

    def to_dataframe(self) -> pd.DataFrame:
        """Return the table as a pandas DataFrame, one column for each of its own and one for the records.

        An undefined value is missing (``pd.NA``), and counts stay whole numbers beside it. The title, the
        notes and what the columns mean are in the frame's ``attrs``.

        Raises
        ------
        ParameterError
            When pandas is not installed.

        Examples
        --------
        >>> table = Table("sizes", "Sizes", (Column("name", "Who."), Column("size", "How many.", "1")),
        ...               (Row(("a", 2), ("tie-1",)), Row(("b", None))))
        >>> table.to_dataframe()
          name  size   records
        0    a     2  (tie-1,)
        1    b  <NA>        ()
        """
        try:
            import pandas as pd  # noqa: PLC0415 - an extra, wanted only for this
        except ImportError:
            raise ParameterError(
                "a DataFrame needs the package pandas, which comes with the extra `notebook`: in a checkout "
                "`.venv/bin/pip install pandas`, or use `scripts/notebook`, whose environment has it"
            ) from None
        frame = pd.DataFrame(self.records(), columns=[column.name for column in self.columns])
        frame = frame.convert_dtypes()
        frame["records"] = pd.Series([row.records for row in self.rows], dtype=object)
        frame.attrs = {
            "title": self.title,
            "notes": list(self.notes),
            "columns": {column.name: column.description for column in self.columns},
        }
        return frame

    def _repr_html_(self) -> str:
        """Show the table in a notebook: headings say what they mean when pointed at, the notes follow."""
        head = "".join(
            f'<th title="{escape(column.description)}">{escape(column.name.replace("_", " "))}</th>'
            for column in self.columns
        )
        body = "".join(f"<tr>{''.join(map(_cell, row.values))}</tr>" for row in self.rows)
        lead = "".join(f"<br>{escape(line)}" for line in self.lead)
        notes = "".join(f"<li>{escape(note)}</li>" for note in self.notes)
        folded = f"<details><summary>Notes</summary><ul>{notes}</ul></details>" if notes else ""
        caption = f'<caption style="text-align: left"><b>{escape(self.title)}</b>{lead}</caption>'
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{folded}"


def as_text(value: Value) -> str:
    """Return a value as it is read: an undefined one as a dash, a share with three digits."""
    if value is None:
        return "–"  # noqa: RUF001 - the typographic sign for "nothing here"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _cell(value: Value) -> str:
    side = "right" if isinstance(value, int | float) else "left"
    return f'<td style="text-align: {side}">{escape(as_text(value))}</td>'
