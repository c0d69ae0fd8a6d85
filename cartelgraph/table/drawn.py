"""Draw a table as lines of text: a grid, or a paragraph for each row where a grid would be hard to read."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Literal

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from cartelgraph.table.table import Table, as_text

__all__ = ["drawn"]

# What the frame adds to a column and to the table, up to what length a text is kept on one line, and where
# a word may be broken after all.
PADDING, EDGES, SHORT_TEXT, LONGEST_WORD = 3, 2, 16, 24

# Lines on a row from which paragraphs may take fewer.
TALL = 4


def drawn(table: Table, width: int, *, colour: bool = False) -> str:
    """Return a table as text of at most so many characters on a line.

    It is a grid, unless that would break words or numbers, or take more lines than a paragraph for each row.

    Parameters
    ----------
    table
        What to draw.
    width
        Characters on a line.
    colour
        Whether the text carries the signs that make a terminal show bold and dim.
    """

    def written(write: Callable[[Console, Table], None]) -> list[str]:
        file = io.StringIO()
        # In a notebook rich would show the text by itself instead of writing it to the file.
        console = Console(
            file=file, force_terminal=colour, force_jupyter=False, no_color=not colour, width=width
        )
        write(console, table)
        return [line.rstrip() for line in file.getvalue().splitlines()]

    if _is_too_narrow(table, width):
        return "\n".join(written(_write_paragraphs))
    grid = written(_write_grid)
    if len(grid) <= TALL * len(table.rows):
        return "\n".join(grid)
    paragraphs = written(_write_paragraphs)
    return "\n".join(grid if len(grid) <= len(paragraphs) else paragraphs)


def _write_grid(console: Console, table: Table) -> None:
    shown, left_out = _fitting(table, console.width)
    _write_lead(console, table)
    if left_out:
        _write_dim(console, f"Left out for want of width: {', '.join(map(_title, left_out))}.")
    console.print(_grid(table, _widths(table, shown, console.width)))
    _write_notes(console, table)


def _write_paragraphs(console: Console, table: Table) -> None:
    _write_lead(console, table)
    group: object = None
    for row in table.rows:
        cells = {column.name: as_text(value) for column, value in zip(table.columns, row.values, strict=True)}
        if table.grouped:
            first = table.columns[0].name
            if cells[first] != group:
                console.print()
                console.print(Text(cells[first], style="bold underline"))
            group = cells.pop(first)
        console.print()
        heading = [cells.pop(name) for name in _heading(table)]
        console.print(Text("  ".join(filter(None, heading)), style="bold"))
        console.print(Padding(_fields(cells), (0, 0, 0, 2)))
    console.print()
    _write_notes(console, table)


def _heading(table: Table) -> list[str]:
    """Return the names of the columns that head a row's paragraph: those that say so, or else the first."""
    chosen = [column.name for column in table.columns if column.heading]
    return chosen or [table.columns[1 if table.grouped else 0].name]


def _fields(cells: dict[str, str]) -> Grid:
    fields = Grid.grid(padding=(0, 2, 0, 0))
    fields.add_column(style="dim", no_wrap=True)
    fields.add_column(overflow="fold")
    for name, value in cells.items():
        if value:
            fields.add_row(Text(_title(name)), Text(value))
    return fields


def _write_lead(console: Console, table: Table) -> None:
    console.print(Text(table.title, style="bold"))
    for line in table.lead:
        console.print(_indented(Text(line)))


def _write_notes(console: Console, table: Table) -> None:
    for note in table.notes:
        _write_dim(console, note)


def _write_dim(console: Console, line: str) -> None:
    console.print(_indented(Text(line, style="dim")))


def _indented(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, 2))


def _title(name: str) -> str:
    """Return a column's name as words, which can be broken between them."""
    return name.replace("_", " ")


def _is_too_narrow(table: Table, width: int) -> bool:
    shown, _ = _fitting(table, width)
    return sum(_least_width(table, index) for index in shown) > _room(shown, width)


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
    spare = max(room - sum(widths.values()), 0)
    hunger = {index: max(map(len, _cells(table, index))) - widths[index] for index in shown}
    total = max(sum(hunger.values()), 1)
    return {index: widths[index] + min(hunger[index], spare * hunger[index] // total) for index in shown}


def _least_width(table: Table, index: int, *, short_text: int = 0) -> int:
    """Return the characters that a column needs: a number is never broken, a text only between words.

    A column in which no text is longer than `short_text` is not broken at all.
    """
    name, *values = _cells(table, index)
    longest, words = max(map(len, values), default=0), [len(word) for word in name.split()]
    if _is_numeric(table, index) or table.columns[index].whole or longest <= short_text:
        return max(longest, *words)
    return max([min(len(word), LONGEST_WORD) for value in values for word in value.split()] + words)


def _cells(table: Table, index: int) -> list[str]:
    return [_title(table.columns[index].name), *(as_text(row.values[index]) for row in table.rows)]


def _grid(table: Table, widths: dict[int, int]) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD)
    for index, width in widths.items():
        justify: Literal["left", "right"] = "right" if _is_numeric(table, index) else "left"
        grid.add_column(_title(table.columns[index].name), justify=justify, width=width, overflow="fold")
    for number, row in enumerate(table.rows):
        again = table.grouped and number > 0 and table.rows[number - 1].values[0] == row.values[0]
        if table.grouped and number > 0 and not again:
            grid.add_section()
        cells = [as_text(row.values[index]) for index in widths]
        grid.add_row(*("" if again and place == 0 else Text(cell) for place, cell in enumerate(cells)))
    return grid


def _is_numeric(table: Table, index: int) -> bool:
    return all(isinstance(row.values[index], int | float | None) for row in table.rows)
