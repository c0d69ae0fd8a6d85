"""Private files, atomic writes, locks between processes, and room on the disk."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cartelgraph.errors import ServerError

__all__ = ["exclusive", "explained", "make_private", "require_room", "write_private"]


def make_private(folder: Path) -> None:
    """Create the folder, or tighten it, so that only its owner can enter."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    partial = path.with_name(f".{path.name}.partial")
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    partial.replace(path)


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the file as a lock between processes, waiting for whoever has it.

    The operating system drops the lock when its holder dies, so a stale one cannot exist.
    """
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn what the operating system refuses about a folder into a ServerError."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            advice = "The disk is full: free some space or choose a folder on another disk."
        else:
            advice = "Check that the folder belongs to you and is on a disk that can be written."
        raise ServerError(f"{error.filename or folder}: {error.strerror or error}. {advice}") from error


def require_room(folder: Path, needed: int, purpose: str) -> None:
    """Raise ServerError unless the disk of an existing folder has this many bytes free."""
    available = shutil.disk_usage(folder).free
    if available < needed:
        raise ServerError(
            f"{folder}: {purpose} needs {needed:,} bytes, but the disk has {available:,} bytes free. "
            "Free some space or choose a folder on another disk."
        )
