"""A folder of records that is read anew each time, line by line: for what is larger than the memory.

Of its records nothing is kept but the ids and types of the entities, and a number for each id. Every
rule of :func:`cartelgraph.dataset.inspect_dataset` is applied here. Where one is broken, that function is
asked for all faults, and where they are.
"""

from __future__ import annotations

import zlib
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeAlias, TypeVar

from pydantic import ValidationError

from cartelgraph.dataset.checks import check_namesakes
from cartelgraph.dataset.dataset import Dataset, dataset_digest, line_digest, record_digest, record_text
from cartelgraph.dataset.digests import Digests
from cartelgraph.dataset.files import collection_of, is_json_lines, open_file, record_files
from cartelgraph.dataset.folder import MANIFEST, Folder, Located
from cartelgraph.dataset.json_lines import BYTE_ORDER_MARK, JsonReader
from cartelgraph.dataset.lines import Document, Value, read_yaml
from cartelgraph.dataset.lookup import telling_words
from cartelgraph.dataset.manifest import Manifest
from cartelgraph.dataset.reader import inspect_dataset, read_dataset
from cartelgraph.dataset.references import references_of
from cartelgraph.dataset.supply import Comparison, Standing, Supply, Visit, packed
from cartelgraph.errors import DatasetError, Problem, UnknownNameError
from cartelgraph.model import (
    ENTITY_TYPES,
    RELATIONSHIP_TYPES,
    EdtfDate,
    Entity,
    Record,
    Relationship,
    record_type,
)
from cartelgraph.model.entities import Organization, Source
from cartelgraph.settings import bundled

__all__ = ["StreamedFolder", "open_supply"]

R = TypeVar("R", bound=Record)

Line: TypeAlias = "tuple[type[Record], bytes | Value]"
"""A type, and a record of it as a line of JSON or a value of YAML."""

#: Bytes of JSON Lines from which on a folder is read line by line, and all of it twice. Below, a dataset in
#: memory is as quick.
STREAMED_FROM = 1_000_000

#: How many times as large a folder with YAML is then: to read that again takes as long as to load it.
YAML_TIMES = 8

#: How many parts the ids are compared in.
PARTS = 16

#: How the line of a record starts when the record was written by us.
ID_FIRST = b'{"id":"'


class _FaultFoundError(Exception):
    """Something is wrong with the folder; what it is, the reader that keeps places will say."""


def open_supply(path: str | Path | None = None) -> Dataset | StreamedFolder:
    """Return what a folder holds, to be loaded: a dataset, or if it is large a folder read line by line.

    A folder of which the manifest expects anything is read as a whole in any case, as expectations and
    floors are about the whole.

    Parameters
    ----------
    path
        The folder; by default the seeds that come with cartelgraph.

    Raises
    ------
    DatasetError
        When anything is wrong with the folder; one that is read line by line is checked when it is loaded.
    """
    folder = Path(path) if path is not None else bundled("seeds")
    manifest = _manifest(folder) if _is_large(folder) else None
    if manifest is None or manifest.expectations or manifest.floors:
        return read_dataset(folder)
    return StreamedFolder(folder, manifest)


def _is_large(folder: Path) -> bool:
    files = [file for file in record_files(folder) if file.is_file() and file.name != MANIFEST]
    size = sum(file.stat().st_size for file in files)
    return size >= STREAMED_FROM * (1 if all(map(is_json_lines, files)) else YAML_TIMES)


def _manifest(folder: Path) -> Manifest | None:
    """Return the manifest; None when anything is wrong with it."""
    try:
        document = read_yaml((folder / MANIFEST).read_text(encoding="utf-8-sig"))
        return None if document.faults else Manifest.model_validate(document.value)
    except (OSError, ValueError):
        return None


class StreamedFolder(Supply):
    """The records of a folder, read anew each time they are asked for.

    Attributes
    ----------
    path
        The folder.
    kinds
        The type of each entity, known after the records were compared.
    """

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.info = manifest.info
        self.path = path
        self.kinds: dict[str, type[Entity]] = {}
        self.published: dict[str, EdtfDate | None] = {}
        self._as_we_write = False

    def kind_of(self, entity: str) -> type[Entity] | None:
        """Return the type of an entity; None when there is none of that id."""
        return self.kinds.get(entity)

    def entities(self, known: Digests | None = None) -> Iterator[tuple[Record, bytes]]:
        """Yield each entity with its digest, those aside of which the digest is kept."""
        return self._records(ENTITY_TYPES, known)

    def relationships(self, known: Digests | None = None) -> Iterator[tuple[Record, bytes]]:
        """Yield each relationship with its digest, those aside of which the digest is kept."""
        return self._records(RELATIONSHIP_TYPES, known)

    def compare(self, held: Digests, visit: Visit, standing: Standing | None = None) -> Comparison:
        """Check the records, and compare them with what a database holds."""
        try:
            comparison = self._compared(held, visit, standing) if standing else None
            if comparison is None:
                held.forget()
                comparison = self._compared(held, visit, {})
        except (_FaultFoundError, UnicodeDecodeError, OSError, EOFError, zlib.error) as fault:
            raise DatasetError(self._faults()) from fault
        if comparison is None:
            raise AssertionError("without standing entities there is nothing to lose")
        return comparison

    def _compared(self, held: Digests, visit: Visit, standing: Standing) -> Comparison | None:
        reader = _Reader()
        comparison = _Pass(self, reader, held, visit, standing).run()
        self._as_we_write = reader.as_we_write
        return comparison

    def lines(self, kinds: Sequence[type[Record]]) -> Iterator[Line]:
        """Yield every record of some types, type by type, as it stands in its file."""
        files: dict[type[Record], list[Path]] = {kind: [] for kind in kinds}
        for file in record_files(self.path):
            if file.name != MANIFEST and (kind := _kind(file)) in files:
                files[kind].append(file)
        for kind, paths in files.items():
            for file in paths:
                yield from ((kind, line) for line in _lines(file))

    def _records(
        self, kinds: Sequence[type[Record]], known: Digests | None
    ) -> Iterator[tuple[Record, bytes]]:
        reader = _Reader(trusting=self._as_we_write)
        known = known if known and known.kept_count else None
        for kind, line in self.lines(kinds):
            if isinstance(line, bytes) and known and known.is_kept(_digest(kind, line)):
                continue
            record, digest = reader.record(kind, line)
            if not (known and known.is_kept(digest)):
                yield record, digest

    def _faults(self) -> Sequence[Problem]:
        found = inspect_dataset(self.path).problems
        return found or [Problem(self.path, 0, "", "was changed while it was read: load it again")]


class _Reader:
    """Reads the record that a line of JSON or a value of YAML holds.

    Parameters
    ----------
    trusting
        Whether every line was seen to be as we write it, so that none need be looked at so closely again.
        That none has changed meanwhile is told by the digests.

    Attributes
    ----------
    as_we_write
        Whether all so far were lines, each just as we write it.
    """

    def __init__(self, *, trusting: bool = False) -> None:
        self._trusting = trusting
        self._json = JsonReader()
        self.as_we_write = True

    def record(self, kind: type[R], line: bytes | Value) -> tuple[R, bytes]:
        """Return a record with its digest."""
        try:
            if isinstance(line, bytes) and (record := self._quickly(kind, line)) is not None:
                return record, _digest(kind, line)
            self.as_we_write = False
            record = kind.model_validate(self._value(line) if isinstance(line, bytes) else line)
        except ValidationError as error:
            raise _FaultFoundError from error
        return record, packed(record_digest(record))

    def _quickly(self, kind: type[R], line: bytes) -> R | None:
        """Return the record of a line that is just as we write it, the quick way.

        Only such a line is taken: what pydantic makes of JSON is more lenient than our reader, with a field
        that is given twice or as null.
        """
        try:
            record = kind.model_validate_json(line)
        except ValidationError:
            return None
        return record if self._trusting or record_text(record).encode() == line else None

    def _value(self, line: bytes) -> Value:
        document = self._json.read(line, 1)
        if document.faults:
            raise _FaultFoundError
        return document.value or ""


class _Pass:
    """One pass over a folder: every rule applied, every record compared."""

    def __init__(
        self, folder: StreamedFolder, reader: _Reader, held: Digests, visit: Visit, standing: Standing
    ) -> None:
        self._folder = folder
        self._reader = reader
        self._visit = visit
        self._standing = standing
        self._comparison = Comparison(held)
        self._ids = array("q")
        self._names_changed = False
        self._waiting: list[tuple[type[Record], str]] = []

    def run(self) -> Comparison | None:
        """Return the comparison; None when a standing entity is gone that unread records may refer to."""
        kinds = self._folder.kinds
        kinds.clear()
        self._folder.published.clear()
        for kind, line in self._folder.lines(ENTITY_TYPES):
            self._take_entity(kind, line)
        if any(kinds.get(key) is not kind for key, kind in self._standing.items()):
            return None
        for wanted, reference in self._waiting:
            self._require(reference, (wanted,))
        for kind, line in self._folder.lines(RELATIONSHIP_TYPES):
            if not self._is_standing(kind, line):
                self._take_relationship(kind, line)
        _require_distinct(self._ids)
        if self._names_changed:
            _require_told_apart(self._folder)
        self._comparison.digest = dataset_digest(self._folder.info, self._comparison.total)
        return self._comparison

    def _take_entity(self, kind: type[Record], line: bytes | Value) -> None:
        # Sources are always read: their dates say from when on a statement was known.
        if kind is not Source and self._is_standing(kind, line):
            key = _first_id(line)
        else:
            record = self._take(kind, line)
            key = record.id
            if isinstance(record, Source):
                self._folder.published[key] = record.published
            self._names_changed |= isinstance(record, Organization)
            self._waiting += ((wanted, reference) for wanted, reference, _ in references_of(record))
        if key in self._folder.kinds:
            raise _FaultFoundError
        self._ids.append(hash(key))
        self._folder.kinds[key] = kind  # type: ignore[assignment] # asked for among entity types only

    def _take_relationship(self, kind: type[Record], line: bytes | Value) -> None:
        record = self._take(kind, line)
        self._ids.append(hash(record.id))
        if isinstance(record, Relationship):
            self._require(record.source, record.ends[0])
            self._require(record.target, record.ends[1])
        for wanted, reference, _ in references_of(record):
            self._require(reference, (wanted,))

    def _is_standing(self, kind: type[Record], line: bytes | Value) -> bool:
        """Whether a line is, byte for byte, that of a record that the database holds."""
        if not self._standing or not isinstance(line, bytes) or not line.startswith(ID_FIRST):
            return False
        digest = _digest(kind, line)
        if not self._comparison.held.is_gone(digest):
            return False
        self._comparison.meet(kind, digest)
        if issubclass(kind, Relationship):
            self._ids.append(hash(_first_id(line)))
        return True

    def _take(self, kind: type[Record], line: bytes | Value) -> Record:
        record, digest = self._reader.record(kind, line)
        self._comparison.meet(kind, digest)
        self._visit(record, digest)
        return record

    def _require(self, reference: str, wanted: tuple[type[Record], ...]) -> None:
        kind = self._folder.kinds.get(reference)
        if kind is None or not issubclass(kind, wanted):
            raise _FaultFoundError


def _kind(file: Path) -> type[Record]:
    try:
        return record_type(collection_of(file))
    except UnknownNameError as error:
        raise _FaultFoundError from error


def _lines(file: Path) -> Iterator[bytes | Value]:
    empty = True
    with open_file(file) as opened:
        if is_json_lines(file):
            first = opened.readline().removeprefix(BYTE_ORDER_MARK)
            for line in filter(None, map(bytes.strip, chain((first,), opened))):
                empty = False
                yield line
        else:
            document = read_yaml(opened.read().decode("utf-8-sig"))
            if document.faults or not isinstance(document.value, list):
                raise _FaultFoundError
            empty = False
            yield from document.value
    if empty:
        raise _FaultFoundError


def _digest(kind: type[Record], line: bytes) -> bytes:
    return packed(line_digest(kind.collection, line))


def _first_id(line: bytes | Value) -> str:
    if not isinstance(line, bytes):
        raise TypeError("only a line of JSON starts with its id")
    return line[len(ID_FIRST) : line.index(b'"', len(ID_FIRST))].decode()


def _require_distinct(hashes: array[int]) -> None:
    """Require that no two ids are the same; two that have one hash are taken for the same, and looked at.

    A part of them at a time: as numbers of Python all would take several times the space of the array.
    """
    for part in range(PARTS):
        some = [one for one in hashes if one % PARTS == part]
        if len(set(some)) != len(some):
            raise _FaultFoundError


def _require_told_apart(folder: StreamedFolder) -> None:
    """Require that organizations with names alike are told apart; only those that share one are kept."""
    reader = _Reader()
    counts = Counter(
        form for kind, line in folder.lines([Organization]) for form in _forms(reader.record(kind, line)[0])
    )
    shared = {form for form, count in counts.items() if count > 1}
    del counts
    sharing = Folder(folder.path)
    for kind, line in folder.lines([Organization]) if shared else ():
        record, _ = reader.record(kind, line)
        if not shared.isdisjoint(_forms(record)):
            sharing.located.append(Located(record, folder.path, 0, Document()))
    if any(check_namesakes(sharing)):
        raise _FaultFoundError


def _forms(record: Record) -> set[int]:
    names = (
        (record.name, *(alias.name for alias in record.aliases)) if isinstance(record, Organization) else ()
    )
    return {hash(telling_words(name)) for name in names}
