"""Write a table: for a terminal, for a program, for a spreadsheet, for a text."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import typer

from cartelgraph.cli.options import Format
from cartelgraph.table import Table, Value, as_text

__all__ = ["emit", "render", "write"]

# Width when no terminal says how wide it is: wide enough for our widest table in a file or a pipe.
PIPED_WIDTH = 200


#: How a formula begins to a spreadsheet, and what it skips before one.
FORMULA = ("=", "+", "-", "@", "\t", "\n")

#: How a reader gets from a line on a terminal to what stands behind it.
TO_RECORDS = (
    "All columns: --format csv; with the records behind each row: --format json; "
    "the sources of a record: cartelgraph show RECORD."
)


def emit(table: Table, form: Format, output: Path | None, *, to_records: str = TO_RECORDS) -> None:
    """Write a table in a format to a file, or to standard output."""
    colour = output is None and sys.stdout.isatty()
    write(render(table, form, colour=colour, to_records=to_records), output)


def write(text: str, output: Path | None) -> None:
    """Write a text to a file, or to standard output."""
    if output is None:
        typer.echo(text)
        return
    try:
        output.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise typer.BadParameter(f"cannot write {output}: {error.strerror}", param_hint="--output") from None
    typer.echo(f"wrote {output}", err=True)


def render(table: Table, form: Format, *, colour: bool, to_records: str = TO_RECORDS) -> str:
    """Return a table as text, without a newline at its end; on a terminal, with how to get to its records."""
    match form:
        case Format.TABLE:
            return _terminal(table, to_records, colour=colour)
        case Format.JSON:
            return _json(table)
        case Format.CSV:
            return _csv(table)
        case Format.MD:
            return _markdown(table)


def _terminal(table: Table, to_records: str, *, colour: bool) -> str:
    from cartelgraph.table.drawn import drawn

    width = shutil.get_terminal_size((PIPED_WIDTH, 24)).columns if colour else PIPED_WIDTH
    if any(row.records for row in table.rows):
        table = replace(table, notes=(*table.notes, to_records))
    return drawn(table, width, colour=colour)


def _json(table: Table) -> str:
    content = {
        "name": table.name,
        "title": table.title,
        "lead": list(table.lead),
        "columns": [
            {"name": column.name, "unit": column.unit, "description": column.description}
            for column in table.columns
        ],
        "rows": [
            {"values": values, "records": list(row.records)}
            for values, row in zip(table.records(), table.rows, strict=True)
        ],
        "notes": list(table.notes),
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _csv(table: Table) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_csv_cell(value) for value in row.values] for row in table.rows)
    return text.getvalue().rstrip("\n")


def _csv_cell(value: Value) -> Value:
    """Return a value for a spreadsheet: a text that begins like a formula is marked as a text."""
    if not isinstance(value, str):
        return "" if value is None else value
    # A carriage return would not be put in quotation marks, and would begin a row of its own.
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(FORMULA) else text


def _markdown(table: Table) -> str:
    lines = [
        f"**{table.title}**",
        "",
        *(f"- {line}" for line in table.lead),
        *([""] if table.lead else []),
        _markdown_row([column.name for column in table.columns]),
        _markdown_row(["---"] * len(table.columns)),
        *(_markdown_row([as_text(value) for value in row.values]) for row in table.rows),
    ]
    if table.notes:
        lines += ["", *(f"- {note}" for note in table.notes)]
    return "\n".join(lines)


def _markdown_row(cells: list[str]) -> str:
    escaped = [cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for cell in cells]
    return f"| {' | '.join(escaped)} |"
