"""The server's log: a fresh one for each start, its last lines, and what it says about a failure."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

__all__ = ["follow", "last_lines", "rotate", "telling_lines"]

KEPT = 3
BLOCK = 64 * 1024
PAUSE_S = 0.2

ROUTINE = re.compile(r"\S+ (\S+ )?INFO |\s+(at|\.\.\.) ")
"""Lines that explain no failure: progress, and the frames of a stack."""


def rotate(log: Path) -> None:
    """Make room for a new log and keep the last few as ``.1``, ``.2`` and so on."""
    numbered = [log, *(log.with_name(f"{log.name}.{number}") for number in range(1, KEPT + 1))]
    for older, newer in zip(numbered[:0:-1], numbered[-2::-1], strict=True):
        if newer.exists():
            newer.replace(older)


def telling_lines(log: Path, count: int = 6) -> str:
    """Return the last lines of a log that may explain a failure, or its last lines when none may."""
    if not log.exists():
        return ""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    telling = [line for line in lines if not ROUTINE.match(line)]
    return "\n".join((telling or lines)[-count:])


def last_lines(log: Path, count: int) -> list[str]:
    """Return the last lines of a log, without reading the rest; none where there is no log."""
    if not log.exists():
        return []
    with log.open("rb") as file:
        file.seek(_start_of_last(file, count))
        return [_text(line) for line in file.read().splitlines()]


def follow(log: Path, count: int, goes_on: Callable[[], bool], pause_s: float = PAUSE_S) -> Iterator[str]:
    """Yield the last lines of a log that exists, and then each line as it is written.

    Parameters
    ----------
    log
        The log.
    count
        How many of the lines that are there already.
    goes_on
        Whether more may still be written; when it says no, the lines end with what is there by then.
    pause_s
        Seconds between two looks.
    """
    begun = b""
    with log.open("rb") as file:
        file.seek(_start_of_last(file, count))
        while True:
            may_grow = goes_on()
            *lines, begun = (begun + (more := file.read())).split(b"\n")
            yield from map(_text, lines)
            if more:
                continue
            if not may_grow:
                break
            time.sleep(pause_s)
    if begun:
        yield _text(begun)


def _start_of_last(file: BinaryIO, count: int) -> int:
    """Return where the last lines of a file begin."""
    end = place = file.seek(0, os.SEEK_END)
    if count <= 0:
        return end
    tail = b""
    # The break at the very end ends the last line; the one before the lines that are wanted is found too.
    while place > 0 and tail[:-1].count(b"\n") < count:
        place = max(place - BLOCK, 0)
        file.seek(place)
        tail = file.read(end - place)
    lines = tail.splitlines(keepends=True)
    return end - sum(map(len, lines[-count:]))


def _text(line: bytes) -> str:
    return line.decode("utf-8", errors="replace").rstrip("\r")
