"""Tables as they are printed, each row with the notes on its sources."""

from __future__ import annotations

from dataclasses import dataclass

from cartelgraph.dataset.footnotes import Footnotes, Use
from cartelgraph.table import Column, Table, Value

__all__ = ["Line", "Printed", "printed"]


@dataclass(frozen=True)
class Line:
    """One row of a table as it is printed: its values, and the notes on the sources behind them."""

    values: list[Value]
    notes: list[int]


@dataclass(frozen=True)
class Printed:
    """A table as it is printed, under the id that links lead to: without the columns of detail."""

    anchor: str
    table: Table
    columns: list[Column]
    lines: list[Line]


def printed(table: Table, use: Use, footnotes: Footnotes) -> Printed:
    """Return a table as it is printed, with its sources among the notes."""
    # Details are for whoever computes with the table; a page is wide enough for the rest.
    kept = [index for index, column in enumerate(table.columns) if not column.detail]
    lines = [
        Line([row.values[index] for index in kept], footnotes.refer(row.records, use)) for row in table.rows
    ]
    return Printed(use.anchor, table, [table.columns[index] for index in kept], lines)
