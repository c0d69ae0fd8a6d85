"""The seeds that a script derives records from, and the folder within them that it writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from cartelgraph.dataset.folder import read_folder
from cartelgraph.errors import DatasetError
from cartelgraph.model import Record

__all__ = ["differences", "read_records", "write"]


def read_records(seeds: Path) -> tuple[Record, ...]:
    """Read the records of the seeds, among them those that were derived earlier.

    Raises
    ------
    DatasetError
        When a record cannot be read.
    """
    folder = read_folder(seeds)
    if folder.problems:
        raise DatasetError(folder.problems)
    return tuple(located.record for located in folder.located)


def differences(files: Mapping[str, str], folder: Path) -> Iterator[Path]:
    """Yield the path of each file of a folder that is not what was derived, by collection."""
    for path, text in _paths(files, folder):
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield path


def write(files: Mapping[str, str], folder: Path) -> None:
    """Write what was derived, by collection, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in _paths(files, folder):
        path.write_text(text, encoding="utf-8")


def _paths(files: Mapping[str, str], folder: Path) -> Iterator[tuple[Path, str]]:
    yield from ((folder / f"{collection}.yml", text) for collection, text in files.items())
