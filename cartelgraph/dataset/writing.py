"""Write a dataset as a folder, in one normal form: equal datasets give the same files, byte for byte.

* One file for each collection that has records, named for it; nothing lies in folders of its own.
* Records in the order of their ids.
* Fields in the order of :func:`ordered_fields`; one that has its default value is left out, and so is one
  without a value. In JSON Lines a record is the text by which it is known (:func:`record_text`), which has
  them in the order of its type.
* Lists as the record has them: citations and aliases in their order, observations in the order of time, the
  ends of an undirected tie in the order of their ids.
* UTF-8 with lines that end in a line feed. In YAML, text that any other reader would take for a number, a
  date or a truth value stands in quotation marks, so that the files mean the same to all of them.

Comments, blank lines, the files into which records were sorted by hand, and what `dataset.yml` expects of the
dataset are no part of a dataset, and cannot come back.
"""

from __future__ import annotations

import gzip
import math
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from cartelgraph.dataset.dataset import Dataset, record_text
from cartelgraph.dataset.files import collection_of, record_files
from cartelgraph.dataset.folder import MANIFEST, read_folder
from cartelgraph.errors import DatasetError, ParameterError, Problem
from cartelgraph.model import RECORD_TYPES, Record
from cartelgraph.model.record import Model

__all__ = ["Form", "ordered_fields", "write_dataset"]

Fields: TypeAlias = dict[str, Any]

#: Fields that come after a record's own, in this order: who says so, and what else there is to say.
LAST = ("likelihood", "citations", "note")

#: Characters after which a line of YAML is broken at the next space.
WIDTH = 100

#: Characters up to which a citation or an alias stands on one line.
ONE_LINE = 88

#: Whole numbers below this are the same with and without a decimal point.
EXACT = 2.0**53

#: YAML's own types, as a dumper names them.
STR, INT, FLOAT, BOOL, SEQ, MAP = (
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "seq", "map")
)


class Form(StrEnum):
    """How records are written: as YAML, or one to a line as JSON."""

    YAML = "yaml"
    JSONL = "jsonl"

    @property
    def ending(self) -> str:
        """How the name of a file ends."""
        return ".yml" if self is Form.YAML else ".jsonl"


def write_dataset(
    dataset: Dataset,
    folder: str | Path,
    *,
    form: Form = Form.YAML,
    compressed: bool = False,
    replace: bool = False,
) -> tuple[Path, ...]:
    """Write a dataset as a folder that is read back as the same dataset; whole, or not at all.

    All is written beside the folder, read back and compared before it takes the folder's name.

    Parameters
    ----------
    dataset
        What to write.
    folder
        Where: a folder that does not exist yet, or is empty.
    form
        How records are written; `dataset.yml` is YAML in any case.
    compressed
        Whether the files of records are compressed with gzip.
    replace
        Whether a dataset that lies in the folder already makes room. A folder with anything else in it
        never does.

    Returns
    -------
    tuple of Path
        The files, `dataset.yml` first.

    Raises
    ------
    ParameterError
        When the folder is not free, or cannot be written.
    DatasetError
        When a record would not be read back as it is, since it was made past the checks of its type.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from cartelgraph.dataset import read_dataset
    >>> with TemporaryDirectory() as parent:
    ...     files = write_dataset(read_dataset(), f"{parent}/copy")
    ...     read_dataset(f"{parent}/copy") == read_dataset()
    True
    """
    place = Path(folder).absolute()
    _require_free(place, replace=replace)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{place.name}.", dir=place.parent) as scratch:
            written = Path(scratch) / "new"
            written.mkdir()
            for name, lines in _files(dataset, form):
                _write(written / name, lines, compressed=compressed and name != MANIFEST)
            _require_same(dataset, written, place)
            names = sorted(path.name for path in written.iterdir())
            _put(written, place, Path(scratch) / "old")
    except OSError as error:
        raise ParameterError(f"cannot write {place}: {error.strerror or error}") from error
    return tuple(place / name for name in sorted(names, key=lambda name: (name != MANIFEST, name)))


def ordered_fields(model: type[Model]) -> tuple[str, ...]:
    """Return the fields of a record type in the order in which they are written.

    As they are declared, those of all records first, but for the likelihood, the citations and the note,
    which come last.

    >>> from cartelgraph.model import record_type
    >>> ordered_fields(record_type("rivalries"))
    ('id', 'source', 'target', 'period', 'observed', 'intensity', 'likelihood', 'citations', 'note')
    """
    declared = tuple(model.model_fields)
    return (
        *(name for name in declared if name not in LAST),
        *(name for name in LAST if name in declared),
    )


def _files(dataset: Dataset, form: Form) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the name and the pieces of the text of each file."""
    yield MANIFEST, [_yaml(_node(_fields(dataset.info)))]
    records: dict[type[Record], list[Record]] = {}
    for record in dataset.records.values():
        records.setdefault(type(record), []).append(record)
    for kind in RECORD_TYPES:
        if kind in records:
            yield f"{kind.collection}{form.ending}", _texts(records[kind], form)


def _texts(records: Iterable[Record], form: Form) -> Iterator[str]:
    for number, record in enumerate(records):
        if form is Form.JSONL:
            # A line that is the record's own text is read the quick way, and known by its digest.
            yield f"{record_text(record)}\n"
        else:
            node = yaml.SequenceNode(SEQ, [_node(_fields(record))], flow_style=False)
            yield "\n" * (number > 0) + _yaml(node)


def _fields(model: Model) -> Fields:
    """Return what a record says, without what goes without saying."""
    said = model.model_dump(mode="json", exclude_defaults=True)
    return {name: _plain(said[name]) for name in ordered_fields(type(model)) if said.get(name) is not None}


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a record can hold
    """Return a value without what is absent within, and with whole numbers written as such."""
    if isinstance(value, dict):
        return {name: _plain(held) for name, held in value.items() if held is not None}
    if isinstance(value, list):
        return [_plain(held) for held in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        # A negative zero has no form as a whole number.
        return value if value == 0 and math.copysign(1, value) < 0 else int(value)
    return value


def _node(value: Any, *, nested: bool = False) -> yaml.Node:  # noqa: ANN401
    if isinstance(value, dict):
        return yaml.MappingNode(
            MAP,
            [(_scalar(name), _node(held, nested=True)) for name, held in value.items()],
            flow_style=nested and _fits(value),
        )
    if isinstance(value, list):
        simple = not any(isinstance(held, dict) for held in value)
        return yaml.SequenceNode(SEQ, [_node(held, nested=True) for held in value], flow_style=simple)
    return _scalar(value)


def _fits(part: Fields) -> bool:
    """Whether a citation or an alias is short enough to stand on one line."""
    texts = [f"{name}: {held}" for name, held in part.items()]
    return sum(map(len, texts)) + 2 * len(texts) <= ONE_LINE and not any("\n" in text for text in texts)


def _scalar(value: str | float) -> yaml.ScalarNode:
    if isinstance(value, str):
        return yaml.ScalarNode(STR, value, style="|" if "\n" in value else None)
    if isinstance(value, bool):
        return yaml.ScalarNode(BOOL, "true" if value else "false")
    text = repr(value)
    if isinstance(value, float) and "." not in text:
        text = text.replace("e", ".0e")  # as YAML 1.1 knows a number with an exponent
    return yaml.ScalarNode(INT if isinstance(value, int) else FLOAT, text)


def _yaml(node: yaml.Node) -> str:
    # The safe dumper quotes every text that one of YAML's own types would claim.
    return str(yaml.serialize(node, Dumper=yaml.CSafeDumper, allow_unicode=True, width=WIDTH))


def _write(path: Path, pieces: Iterable[str], *, compressed: bool) -> None:
    name = path.with_name(f"{path.name}.gz") if compressed else path
    with ExitStack() as stack:
        file: Any = stack.enter_context(name.open("wb"))
        if compressed:
            # Neither the time nor the name is kept: the same records give the same bytes.
            file = stack.enter_context(gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0))
        for piece in pieces:
            file.write(piece.encode())


def _require_free(place: Path, *, replace: bool) -> None:
    if place == Path.cwd():
        raise ParameterError(f"{place} is the folder that you are in: name one within it, or beside it")
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise ParameterError(f"{place} is there and no folder: name another place")
    if not place.exists() or not any(place.iterdir()):
        return
    if not replace:
        raise ParameterError(f"{place} is not empty: name another folder, or replace what is in it (--force)")
    known = {path for path in record_files(place) if _is_of_a_dataset(path)}
    foreign = sorted(path for path in place.rglob("*") if path not in known and not path.is_dir())
    if foreign:
        named = ", ".join(str(path.relative_to(place)) for path in foreign[:3])
        raise ParameterError(
            f"{place} holds what is no part of a dataset ({named}) and is not replaced: name another folder"
        )
    if place / MANIFEST not in known:
        raise ParameterError(f"{place} holds no dataset and is not replaced: name another folder")


def _is_of_a_dataset(path: Path) -> bool:
    return path.name == MANIFEST or collection_of(path) in {kind.collection for kind in RECORD_TYPES}


def _require_same(dataset: Dataset, written: Path, place: Path) -> None:
    """Refuse a folder that would not be read back as the dataset.

    Raises
    ------
    DatasetError
        Naming every record that would be lost or changed.
    """
    read = read_folder(written)
    found = {located.record.id: located.record for located in read.located}
    faults = [
        Problem(place, 0, key, "would not be read back as it is: make the record by its type's own checks")
        for key, record in dataset.records.items()
        if found.get(key) != record
    ]
    if read.manifest is None or read.manifest.info != dataset.info:
        faults.append(Problem(place / MANIFEST, 0, "", "would not be read back as it is"))
    if faults:
        raise DatasetError(faults)


def _put(written: Path, place: Path, old: Path) -> None:
    """Give the written folder its name; what lies there makes room, and comes back if that fails."""
    replaced = place.exists()
    if replaced:
        place.rename(old)
    try:
        written.rename(place)
    except OSError:
        if replaced:
            old.rename(place)
        raise
