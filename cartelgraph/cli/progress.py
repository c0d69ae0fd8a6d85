"""Show how far long work has come, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

__all__ = ["Report", "progress"]

#: Takes what is done, the total, and what is being worked on.
Report = Callable[[int, int, str], None]


@contextmanager
def progress() -> Iterator[Report]:
    """Yield a function to report progress to.

    On a terminal it moves a bar; elsewhere it writes a line at every tenth of the way.
    """
    if not sys.stderr.isatty():
        yield _lines()
        return

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def report(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total, description=what)

        yield report


def _lines() -> Report:
    said: set[tuple[str, int]] = set()

    def report(done: int, total: int, what: str) -> None:
        # Work of one step is named once; of many steps every tenth is, whatever it is called.
        line = ("", 10 * done // total) if total > 1 else (what, 0)
        if line not in said:
            said.add(line)
            typer.echo(f"      {what}: {done} of {total}" if total > 1 else f"      {what}", err=True)

    return report
