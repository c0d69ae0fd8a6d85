"""The files of a folder of records: how each is written, what collection it is named for, and its text."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import BinaryIO, cast

__all__ = ["UNREADABLE", "collection_of", "is_json_lines", "open_file", "record_files"]

YAML = (".yml", ".yaml")
JSON_LINES = (".jsonl",)
COMPRESSED = ".gz"

#: What reading a file may raise that is the fault of the file: it is not there, no gzip, or cut short.
UNREADABLE: tuple[type[Exception], ...] = (OSError, EOFError, zlib.error)


def record_files(folder: Path) -> list[Path]:
    """Return every file of a folder, and of the folders in it, that holds records or the manifest; in order.

    That is each that ends in `.yml`, `.yaml` or `.jsonl`, with or without `.gz` after it.
    """
    return sorted(path for path in folder.rglob("*") if _format(path))


def is_json_lines(path: Path) -> bool:
    """Whether a file holds one record in each line."""
    return _format(path) in JSON_LINES


def collection_of(path: Path) -> str:
    """Return the name of a file without its endings.

    >>> collection_of(Path("seeds/2010/alliances.jsonl.gz"))
    'alliances'
    """
    return _plain_name(path).stem


def open_file(path: Path) -> BinaryIO:
    """Open a file to read the bytes that it holds, decompressed.

    Raises
    ------
    OSError
        When it cannot be opened. While it is read, any of :data:`UNREADABLE` may follow.
    """
    return cast("BinaryIO", gzip.open(path) if path.suffix == COMPRESSED else path.open("rb"))


def _format(path: Path) -> str | None:
    suffix = _plain_name(path).suffix
    return suffix if suffix in YAML + JSON_LINES else None


def _plain_name(path: Path) -> Path:
    return path.with_suffix("") if path.suffix == COMPRESSED else path
