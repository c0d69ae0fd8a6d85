"""A folder of YAML and JSON Lines files as it was found: records with their places, and what is wrong."""

from __future__ import annotations

import reprlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cartelgraph.dataset.files import UNREADABLE, collection_of, is_json_lines, open_file, record_files
from cartelgraph.dataset.json_lines import read_json_lines
from cartelgraph.dataset.lines import Document, Value, read_yaml
from cartelgraph.dataset.manifest import Manifest
from cartelgraph.errors import Problem, UnknownNameError, suggest
from cartelgraph.model import Record, record_type
from cartelgraph.model.record import Model
from cartelgraph.model.text import ID_PATTERN, unlike_id

__all__ = ["MANIFEST", "Folder", "Located", "read_folder"]

MANIFEST = "dataset.yml"

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Located:
    """A record and where it was read."""

    record: Record
    path: Path
    index: int
    document: Document

    def problem(self, message: str, *within: str | int) -> Problem:
        """Return a problem of this record, at the line of the named part of it."""
        return Problem(self.path, self.document.line((self.index, *within)), self.record.id, message)


@dataclass
class Folder:
    """All that was read from one folder."""

    path: Path
    manifest: Manifest | None = None
    manifest_document: Document = field(default_factory=Document)
    located: list[Located] = field(default_factory=list)
    claimed_ids: set[str] = field(default_factory=set)
    """Ids of all records, faulty ones included."""
    unread: list[Path] = field(default_factory=list)
    """Files of which a record, or all, could not be read."""
    problems: list[Problem] = field(default_factory=list)

    def may_hold(self, record_id: str) -> bool:
        """Whether a record that could not be read may bear that id; one fault is not reported as others."""
        return bool(self.unread) or record_id in self.claimed_ids


def read_folder(path: Path) -> Folder:
    """Read every file of records of a folder and of the folders in it; faults are gathered, never raised.

    A file ends in `.yml`, `.yaml` or `.jsonl`, and in `.gz` after that if it is compressed. It is named for
    its collection wherever it lies, so that what comes from one publication can be kept apart from the rest.
    """
    folder = Folder(path)
    if not path.is_dir():
        folder.problems.append(
            Problem(path, 0, "", "is not a folder: give the folder that holds dataset.yml")
        )
        return folder
    files = record_files(path)
    if path / MANIFEST not in files:
        message = "is missing: it says what the dataset is and what it expects of itself"
        folder.problems.append(Problem(path / MANIFEST, 0, "", message))
    for file in files:
        try:
            _read_file(file, folder)
        except UNREADABLE as error:
            _refuse(file, 0, f"cannot be read: {error}", folder)
    return folder


def _read_file(path: Path, folder: Folder) -> None:
    if is_json_lines(path):
        _read_json_lines(path, folder)
        return
    try:
        with open_file(path) as file:
            document = read_yaml(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        _refuse(path, 0, f"cannot be read as UTF-8 text: {error}", folder)
        return
    folder.problems += _faults(path, document)
    if document.value is None and document.faults:
        folder.unread.append(path)
    elif document.value is None:
        _refuse(path, 1, "is empty: fill it in, or remove the file", folder)
    elif path.name == MANIFEST:
        folder.manifest_document = document
        folder.manifest = _validated(Manifest, document.value, (), path, folder, document)
    elif not isinstance(document.value, list):
        if _record_type(path, folder):
            _refuse(path, 1, "must be a list of records, each starting with `- id: ...`", folder)
    elif kind := _record_type(path, folder):
        for index, value in enumerate(document.value):
            _read_record(kind, value, index, path, folder, document)


def _read_json_lines(path: Path, folder: Folder) -> None:
    kind = _record_type(path, folder)
    if kind is None:
        return
    index = -1
    with open_file(path) as file:
        for index, document in enumerate(read_json_lines(file)):
            folder.problems += _faults(path, document)
            if document.value is not None:
                _read_record(kind, document.value, index, path, folder, document)
            elif path not in folder.unread:
                folder.unread.append(path)
    if index < 0:
        _refuse(path, 1, "is empty: fill it in, or remove the file", folder)


def _faults(path: Path, document: Document) -> list[Problem]:
    return [Problem(path, fault.line, "", fault.message) for fault in document.faults]


def _refuse(path: Path, line: int, message: str, folder: Folder) -> None:
    folder.problems.append(Problem(path, line, "", message))
    folder.unread.append(path)


def _record_type(path: Path, folder: Folder) -> type[Record] | None:
    try:
        return record_type(collection_of(path))
    except UnknownNameError as error:
        _refuse(path, 0, f"is not named for a collection: {error}", folder)
        return None


def _read_record(
    kind: type[Record], value: Value, index: int, path: Path, folder: Folder, document: Document
) -> None:
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        folder.claimed_ids.add(str(value["id"]))
    record = _validated(kind, value, (index,), path, folder, document)
    if record is not None:
        folder.located.append(Located(record, path, index, document))


def _validated(
    model: type[M],
    value: Value,
    location: tuple[int, ...],
    path: Path,
    folder: Folder,
    document: Document,
) -> M | None:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        name = str(value.get("id", "")) if isinstance(value, dict) else ""
        for detail in error.errors(include_url=False):
            if not _follows_from_another(detail):
                line = document.line((*location, *detail["loc"]))
                folder.problems.append(Problem(path, line, name, _message(model, detail)))
        return None


def _follows_from_another(detail: ErrorDetails) -> bool:
    """Whether a fault repeats one that is reported anyway: of an empty value, or of a list's only element."""
    return detail["input"] == "" or (detail["type"] == "too_short" and bool(detail["input"]))


def _message(model: type[Model], detail: ErrorDetails) -> str:
    """Say what was found, the rule and what to do, in the words of a seed file."""
    place = ".".join(str(part + 1) if isinstance(part, int) else part for part in detail["loc"])
    found, context = detail["input"], detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            *within, name = detail["loc"]
            return f"unknown field {place!r}.{suggest(str(name), _part(model, within).model_fields)}"
        case "missing":
            return f"field {place!r} is missing"
        case "enum":
            choices = [
                choice.strip(" '") for choice in str(context["expected"]).replace(" or ", ",").split(",")
            ]
            what = f"{found!r} is not one of {', '.join(choices)}.{suggest(str(found), choices)}"
        case "string_pattern_mismatch":
            named = unlike_id(found) if context["pattern"] == ID_PATTERN else None
            what = named or f"{found!r} does not have the form {context['pattern']}"
        case "value_error":
            what = str(context["error"])
        case "too_short":
            what = f"give at least {context['min_length']}"
        case "model_type":
            what = f"{reprlib.repr(found)} is not a set of fields, each as `field: value`"
        case _:
            what = f"{reprlib.repr(found)}: {detail['msg'][0].lower()}{detail['msg'][1:]}"
    return f"{place}: {what}" if place else what


def _part(model: type[Model], location: Iterable[int | str]) -> type[Model]:
    """Return the model of the part of a record at a location, such as that of a citation."""
    for field_name in location:
        if isinstance(field_name, str):
            model = get_args(model.model_fields[field_name].annotation)[0]
    return model
