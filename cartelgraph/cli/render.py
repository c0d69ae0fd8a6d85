"""Write a table: for a terminal, for a program, for a spreadsheet, for a text."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from cartelgraph.cli.options import Format
from cartelgraph.table import Table, as_text

if TYPE_CHECKING:
    from rich.table import Table as RichTable

__all__ = ["emit", "render"]

# Width when no terminal says how wide it is: wide enough for our widest table in a file or a pipe.
PIPED_WIDTH = 200

# What the frame adds to a column and to the table, up to what length a text is kept on one line, and where
# a word may be broken after all.
PADDING, EDGES, SHORT_TEXT, LONGEST_WORD = 3, 2, 16, 24


def emit(table: Table, form: Format, output: Path | None) -> None:
    """Write a table in a format to a file, or to standard output."""
    if output is None:
        typer.echo(render(table, form, colour=sys.stdout.isatty()))
        return
    try:
        output.write_text(render(table, form, colour=False) + "\n", encoding="utf-8")
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
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    width = Console(file=sys.stdout).width if colour else PIPED_WIDTH
    console = Console(file=io.StringIO(), force_terminal=colour, no_color=not colour, width=width)
    shown, left_out = _fitting(table, width)
    console.print(Text(table.title, style="bold"))
    for line in table.lead:
        console.print(Padding(Text(line), (0, 0, 0, 2)))
    console.print(_drawn(table, _widths(table, shown, width)))
    notes = list(table.notes)
    if left_out:
        notes.append(f"Left out for want of width: {', '.join(left_out)}; --format csv has them.")
    for note in notes:
        console.print(Padding(Text(note, style="dim"), (0, 0, 0, 2)))
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())  # type: ignore[attr-defined]


def _fitting(table: Table, width: int) -> tuple[list[int], list[str]]:
    """Return the columns that fit, by their index, and the names of those that had to go."""
    shown = list(range(len(table.columns)))
    left_out: list[str] = []
    details = [index for index in shown if table.columns[index].detail]
    while details and sum(_least_width(table, index) for index in shown) > _room(shown, width):
        index = details.pop()
        shown.remove(index)
        left_out.insert(0, table.columns[index].name)
    return shown, left_out


def _room(shown: list[int], width: int) -> int:
    """Return the characters that the frame leaves for the columns."""
    return width - PADDING * len(shown) - EDGES


def _widths(table: Table, shown: list[int], width: int) -> dict[int, int]:
    """Return the width of each column: what it needs, and of what is left a share by what it could use."""
    room = _room(shown, width)
    widths = {index: _least_width(table, index, short_text=SHORT_TEXT) for index in shown}
    if sum(widths.values()) > room:
        widths = {index: _least_width(table, index) for index in shown}
    while sum(widths.values()) > room and max(widths.values()) > 1:
        # Too narrow even so: words are broken, the longest first.
        widths[max(widths, key=lambda index: widths[index])] -= 1
    spare = max(room - sum(widths.values()), 0)
    hunger = {index: max(map(len, _cells(table, index))) - widths[index] for index in shown}
    total = max(sum(hunger.values()), 1)
    return {index: widths[index] + min(hunger[index], spare * hunger[index] // total) for index in shown}


def _least_width(table: Table, index: int, *, short_text: int = 0) -> int:
    """Return the characters that a column needs: a number is never broken, a text only between words.

    A column in which no text is longer than `short_text` is not broken at all.
    """
    cells = _cells(table, index)
    longest = max(map(len, cells))
    if _is_numeric(table, index) or table.columns[index].whole or longest <= short_text:
        return longest
    return min(max(len(word) for cell in cells for word in cell.split() or [""]), LONGEST_WORD)


def _cells(table: Table, index: int) -> list[str]:
    return [table.columns[index].name, *(as_text(row.values[index]) for row in table.rows)]


def _drawn(table: Table, widths: dict[int, int]) -> RichTable:
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(box=box.SIMPLE_HEAD)
    for index, width in widths.items():
        justify: Literal["left", "right"] = "right" if _is_numeric(table, index) else "left"
        drawn.add_column(table.columns[index].name, justify=justify, width=width, overflow="fold")
    for number, row in enumerate(table.rows):
        again = table.grouped and number > 0 and table.rows[number - 1].values[0] == row.values[0]
        if table.grouped and number > 0 and not again:
            drawn.add_section()
        cells = [as_text(row.values[index]) for index in widths]
        drawn.add_row(*("" if again and place == 0 else Text(cell) for place, cell in enumerate(cells)))
    return drawn


def _is_numeric(table: Table, index: int) -> bool:
    return all(isinstance(row.values[index], int | float | None) for row in table.rows)


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
