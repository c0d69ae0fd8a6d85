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
from cartelgraph.table import Table, as_text

__all__ = ["emit", "render", "write"]

# Width when no terminal says how wide it is: wide enough for our widest table in a file or a pipe.
PIPED_WIDTH = 200


#: How a reader gets from a line on a terminal to what stands behind it.
TO_RECORDS = (
    "All columns: --format csv; with the records behind each row: --format json; "
    "the sources of a record: cartelgraph show RECORD."
)


def emit(table: Table, form: Format, output: Path | None) -> None:
    """Write a table in a format to a file, or to standard output."""
    write(render(table, form, colour=output is None and sys.stdout.isatty()), output)


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


def render(table: Table, form: Format, *, colour: bool) -> str:
    """Return a table as text, without a newline at its end."""
    match form:
        case Format.TABLE:
            return _terminal(table, colour=colour)
        case Format.JSON:
            return _json(table)
        case Format.CSV:
            return _csv(table)
        case Format.MD:
            return _markdown(table)


def _terminal(table: Table, *, colour: bool) -> str:
    from cartelgraph.table.drawn import drawn

    width = shutil.get_terminal_size((PIPED_WIDTH, 24)).columns if colour else PIPED_WIDTH
    if any(row.records for row in table.rows):
        table = replace(table, notes=(*table.notes, TO_RECORDS))
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
    writer.writerows(["" if value is None else value for value in row.values] for row in table.rows)
    return text.getvalue().rstrip("\n")


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
