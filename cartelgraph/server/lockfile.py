"""A lock file: which jars make up a release of the server, pinned by coordinate, digest and size.

One line per jar, sorted: ``group:artifact:version[:classifier] sha256 bytes``. It names no
address: where jars come from is the business of whoever fetches them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Jar", "describe", "digest", "read_lock", "write_lock"]


@dataclass(frozen=True, order=True)
class Jar:
    """One pinned jar.

    Attributes
    ----------
    coordinate
        ``group:artifact:version``, followed by ``:classifier`` where the jar has one.
    sha256
        Digest of the file, in hexadecimal.
    size
        Length of the file in bytes.
    """

    coordinate: str
    sha256: str
    size: int

    @property
    def filename(self) -> str:
        """Name of the file in the jar cache: the coordinate without its group."""
        return "-".join(self.coordinate.split(":")[1:]) + ".jar"

    def matches(self, path: Path) -> bool:
        """Return whether the file exists and is exactly this jar."""
        return path.is_file() and path.stat().st_size == self.size and digest(path) == self.sha256


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def describe(coordinate: str, path: Path) -> Jar:
    """Return the pin for a file that is known to be the jar of this coordinate."""
    return Jar(coordinate, digest(path), path.stat().st_size)


def read_lock(path: Path) -> tuple[Jar, ...]:
    """Return the pinned jars, in the order of the file."""
    fields = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return tuple(Jar(coordinate, sha256, int(size)) for coordinate, sha256, size in fields)


def write_lock(jars: Iterable[Jar], path: Path) -> None:
    """Write the pins, sorted by coordinate."""
    lines = [f"{jar.coordinate} {jar.sha256} {jar.size}\n" for jar in sorted(jars)]
    path.write_text("".join(lines), encoding="ascii")
