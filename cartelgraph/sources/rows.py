"""The rows of a table that others publish, each with the line it stands on."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cartelgraph.errors import DatasetError, Problem

__all__ = ["Line", "Row", "read_cells", "read_rows"]

#: Cells by column; a line that is too short has fewer.
Row = dict[str, str]


@dataclass(frozen=True)
class Line:
    """The line of a file from which a row was read."""

    path: Path
    number: int

    def problem(self, message: str, record: str = "") -> Problem:
        """Return a fault of the line."""
        return Problem(self.path, self.number, record, message)

    def error(self, message: str) -> DatasetError:
        """Return an error that names the line."""
        return DatasetError([self.problem(message)])


def read_rows(path: Path) -> Iterator[tuple[Row, Line]]:
    """Yield each row of a file of comma-separated values in UTF-8, and its line."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            yield row, Line(path, reader.line_num)


def read_cells(path: Path, columns: tuple[str, ...], faults: list[Problem]) -> Iterator[tuple[Row, Line]]:
    """Yield the cells of each row in these columns, without space around them, and its line.

    A file without one of the columns and a row that is too short are told in `faults` and left out.
    """
    for row, at in read_rows(path):
        if missing := [column for column in columns if column not in row]:
            faults.append(at.problem(f"there is no column {missing[0]!r}: it needs {', '.join(columns)}"))
            return
        cells = {column: (row[column] or "").strip() for column in columns}
        if short := [column for column in columns if row[column] is None]:
            faults.append(at.problem(f"the line has no {short[0]}: it needs {', '.join(columns)}"))
        else:
            yield cells, at
