"""A name that begins like a formula is text to a spreadsheet, and unchanged to everybody else."""

from __future__ import annotations

import csv
import io
import json

import pytest

from cartelgraph.cli.options import Format
from cartelgraph.cli.render import render
from cartelgraph.table import Column, Row, Table

#: How OWASP's page on CSV injection says that a formula begins.
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "=HYPERLINK(A1)", "\t=1", "\n=1"]


def table(*values: str | float | None) -> Table:
    return Table("names", "Names", (Column("name", "A name."),), tuple(Row((value,)) for value in values))


def cells(*values: str | float | None) -> list[str]:
    text = render(table(*values), Format.CSV, colour=False)
    return [cell for (cell,) in list(csv.reader(io.StringIO(text, newline="")))[1:]]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_marked_as_text(text: str) -> None:
    assert cells(text) == [f"'{text}"]


def test_no_text_begins_a_row_of_its_own() -> None:
    assert cells("a\r=1", "b\r\n=1") == ["a\n=1", "b\n=1"]


def test_numbers_and_other_texts_are_as_they_are() -> None:
    assert cells(-1, 2.5, "O'Neill", "a=b", "'=1", "1-2") == ["-1", "2.5", "O'Neill", "a=b", "'=1", "1-2"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_program_reads_it_unchanged(text: str) -> None:
    [row] = json.loads(render(table(text), Format.JSON, colour=False))["rows"]
    assert row["values"] == {"name": text}
