"""The seeds that a script derives records from, and the files within them that it writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from cartelgraph.dataset.folder import Folder, read_folder
from cartelgraph.errors import DatasetError
from cartelgraph.model import Record

__all__ = ["by_path", "differences", "read", "read_records", "write"]


def read(seeds: Path) -> Folder:
    """Read the seeds, each record with its place.

    Raises
    ------
    DatasetError
        When a record cannot be read.
    """
    folder = read_folder(seeds)
    if folder.problems:
        raise DatasetError(folder.problems)
    return folder


def read_records(seeds: Path) -> tuple[Record, ...]:
    """Read the records of the seeds, among them those that were derived earlier; errors as of `read`."""
    return tuple(located.record for located in read(seeds).located)


def by_path(files: Mapping[str, str], folder: str) -> dict[Path, str]:
    """Return what was derived, by collection, by its path within the seeds: all of it lies in one folder."""
    return {Path(folder, f"{collection}.yml"): text for collection, text in files.items()}


def differences(files: Mapping[Path, str], seeds: Path) -> Iterator[Path]:
    """Yield the path of each file of the seeds that is not what was derived, by its path within them."""
    for path, text in files.items():
        target = seeds / path
        if not target.is_file() or target.read_text(encoding="utf-8") != text:
            yield target


def write(files: Mapping[Path, str], seeds: Path) -> None:
    """Write what was derived into the seeds, by its path within them."""
    for path, text in files.items():
        (seeds / path).parent.mkdir(parents=True, exist_ok=True)
        (seeds / path).write_text(text, encoding="utf-8")
