"""Show how far long work has come, on standard error."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["Report", "patience", "progress"]

#: Takes what is done, the total, and what is being worked on.
Report = Callable[[int, int, str], None]

#: Seconds after which work that may as well be quick shows that it goes on.
SOON = 1.0


@contextmanager
def progress() -> Iterator[Report]:
    """Yield a function to report progress to.

    On a terminal it moves a bar; elsewhere it writes a line at every tenth of the way.
    """
    if not sys.stderr.isatty():
        yield _lines()
        return

    with _bar() as bar:
        yield _moving(bar)


@contextmanager
def patience() -> Iterator[Report]:
    """Yield a function to report progress to, for work that is quick more often than not.

    On a terminal a bar comes after a second, whether or not anything was reported; elsewhere nothing does.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total, _what: None
        return
    bar = _bar()
    report, soon = _moving(bar), threading.Timer(SOON, bar.start)
    soon.daemon = True
    soon.start()
    try:
        yield report
    finally:
        soon.cancel()
        soon.join()
        bar.stop()


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _moving(bar: Progress) -> Report:
    task = bar.add_task("", total=None)

    def report(done: int, total: int, what: str) -> None:
        bar.update(task, completed=done, total=total, description=what)

    return report


def _lines() -> Report:
    said: set[tuple[str, int]] = set()

    def report(done: int, total: int, what: str) -> None:
        # Work of one step is named once; of many steps every tenth is, whatever it is called.
        line = ("", 10 * done // total) if total > 1 else (what, 0)
        if line not in said:
            said.add(line)
            typer.echo(f"      {what}: {done} of {total}" if total > 1 else f"      {what}", err=True)

    return report
