"""The cells of a CSV file with the lines they stand on, whatever separates them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from cartelgraph.errors import DatasetError, Problem
from cartelgraph.model.text import LONGEST_NAME, visible

__all__ = ["SEPARATORS", "Row", "Sheet", "read_sheet", "read_text"]

#: What may stand between two cells, by what it is called.
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}

#: What a file begins with that is UTF-16 or UTF-32.
WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


@dataclass(frozen=True)
class Row:
    """The cells of a row, without space around them, and the line that it ends on."""

    line: int
    cells: tuple[str, ...]


@dataclass
class Sheet:
    """The rows of a file, the first of which names the columns, and what is wrong with them.

    Attributes
    ----------
    path
        The file.
    rows
        Its rows, without empty ones.
    faults
        What was found wrong so far.
    """

    path: Path
    rows: list[Row]
    faults: list[Problem] = field(default_factory=list)

    @property
    def header(self) -> tuple[str, ...]:
        """The first row."""
        return self.rows[0].cells

    def fault(self, line: int, message: str) -> None:
        """Note what is wrong with a line."""
        self.faults.append(Problem(self.path, line, "", message))

    def full_rows(self) -> Iterator[Row]:
        """Yield the rows after the header that have as many cells as it; the others are faults."""
        for row in self.rows[1:]:
            if len(row.cells) == len(self.header):
                yield row
            else:
                self.fault(
                    row.line,
                    f"{len(row.cells)} cells, under a header of {len(self.header)}: give each row as many; "
                    "a name that holds the separator stands in double quotes",
                )

    def name(self, line: int, text: str, what: str) -> str | None:
        """Return the name in a cell, composed as records are; None, and a fault, where it cannot be one."""
        if not text:
            self.fault(line, f"{what} is empty: name the node")
            return None
        try:
            name = visible(text)
        except ValueError as error:
            self.fault(line, f"{what} {text!r}: {error}")
            return None
        if (length := max(len(text), len(name))) > LONGEST_NAME:
            self.fault(line, f"{what} has {length} characters: a name has {LONGEST_NAME} at most")
            return None
        return name


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, with or without a byte order mark.

    Raises
    ------
    DatasetError
        When it cannot be read, is in another encoding, or is empty.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise _refusal(path, 0, f"cannot be read: {error.strerror}") from None
    if raw.startswith(WIDE) or b"\0" in raw:
        raise _refusal(path, 0, "is not in UTF-8, by its bytes in UTF-16 or UTF-32: save it as CSV in UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        found = f"the byte 0x{raw[error.start]:02X} is no UTF-8: save the file as CSV in UTF-8"
        raise _refusal(path, line, found) from None
    if not text.strip():
        raise _refusal(path, 0, "is empty: an edge list begins with source,target,sign")
    return text


def read_sheet(path: Path, text: str, separator: str) -> Sheet:
    """Return the rows of a text; rows without anything in them are left out.

    Raises
    ------
    DatasetError
        When a quotation mark is never closed, or stands where none may.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True)
    rows = []
    try:
        for cells in reader:
            stripped = tuple(cell.strip() for cell in cells)
            if any(stripped):
                rows.append(Row(reader.line_num, stripped))
    except csv.Error as error:
        raise _refusal(path, reader.line_num, f"cannot be taken apart into cells: {error}") from None
    return Sheet(path, rows)


def _refusal(path: Path, line: int, message: str) -> DatasetError:
    return DatasetError([Problem(path, line, "", message)])
