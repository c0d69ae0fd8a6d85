"""The server's log: a fresh one for each start, and what it says about a failure."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["rotate", "telling_lines"]

KEPT = 3

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
