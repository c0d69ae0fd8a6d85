"""Three versions of one invented network, so that a load prunes, updates and adds.

`base` is what the generator makes. `other` differs in a large part of it, more than fits into one transaction
at the size for which loads are meant; `near` in little. Records of every type are removed, changed and added:
sources too, whose dates decide what is written of the statements that cite them, aliases, which are nodes of
their own, and kinds, which are labels.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks.generate import Network, write

__all__ = ["BASE", "NEAR", "OTHER", "VERSIONS", "write_versions"]

Fields: TypeAlias = dict[str, Any]
Collections: TypeAlias = dict[str, list[Fields]]

BASE, OTHER, NEAR = VERSIONS = ("base", "other", "near")


@dataclass(frozen=True)
class Shares:
    """Which share of the records is removed, changed and added."""

    statements: float
    entities: float
    sources: float


SHARES = {OTHER: Shares(0.15, 0.03, 0.01), NEAR: Shares(0.004, 0.004, 0.0)}


def write_versions(folder: Path, relationships: int, seed: int) -> dict[str, Path]:
    """Write the versions into folders of their own; return where each is."""
    network = Network(relationships, seed)
    folders = {name: folder / name for name in VERSIONS}
    write(folders[BASE], network)
    manifest = (folders[BASE] / "dataset.yml").read_text(encoding="utf-8")
    for number, (name, shares) in enumerate(SHARES.items(), start=1):
        records = {collection: list(made) for collection, made in network.records()}
        draw = random.Random(f"{seed} {name}")  # noqa: S311 - to be drawn again
        numbered = manifest.replace("version: 1.0.0", f"version: 1.{number}.0")
        _write(folders[name], numbered, _mutated(records, shares, draw))
    return folders


def _write(folder: Path, manifest: str, collections: Collections) -> None:
    folder.mkdir(parents=True)
    (folder / "dataset.yml").write_text(manifest, encoding="utf-8")
    for collection, records in collections.items():
        lines = (json.dumps(fields, ensure_ascii=False, separators=(",", ":")) for fields in records)
        (folder / f"{collection}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _mutated(collections: Collections, shares: Shares, draw: random.Random) -> Collections:
    gone: set[str] = set()
    mutated: Collections = {}
    for collection, records in collections.items():
        change = CHANGES.get(collection, _changed_statement)
        if collection in CHANGES:
            share = shares.sources if collection == "sources" else shares.entities
            kept = list(_without(records, share, draw, gone))
        else:
            share = shares.statements
            kept = list(_without(records, share, draw, set()))
        whole = list(_with_what_is_there(kept, gone))
        mutated[collection] = [
            change(fields) if draw.random() < share or fields is whole[0] else fields for fields in whole
        ]
        mutated[collection] += _added(collection, whole, share, draw)
    _lead_from_the_new(mutated, draw)
    return mutated


def _without(
    records: Iterable[Fields], share: float, draw: random.Random, gone: set[str]
) -> Iterator[Fields]:
    for fields in records:
        if draw.random() < share:
            gone.add(fields["id"])
        else:
            yield fields


def _with_what_is_there(records: Iterable[Fields], gone: set[str]) -> Iterator[Fields]:
    """Leave out what refers to a record that is gone; of several citations only that one.

    What is left out is gone, too: an event that nobody is left to report takes its ties with it.
    """
    for fields in records:
        citations = [cited for cited in fields.get("citations", ()) if cited["source"] not in gone]
        if not gone.isdisjoint((fields.get("source"), fields.get("target"))):
            gone.add(fields["id"])
        elif "citations" not in fields:
            yield fields
        elif citations:
            yield {**fields, "citations": citations}
        else:
            gone.add(fields["id"])


def _added(collection: str, records: list[Fields], share: float, draw: random.Random) -> Iterator[Fields]:
    for number in range(max(1, round(len(records) * share))):
        copied = draw.choice(records)
        fields = {**copied, "id": f"{copied['id']}-new-{number + 1}"}
        if collection in CHANGES:
            fields["name"] = f"{copied['name']} new {number + 1}"
            fields.pop("aliases", None)
        yield fields


def _lead_from_the_new(collections: Collections, draw: random.Random) -> None:
    new = [fields["id"] for fields in collections["organizations"] if "-new-" in fields["id"]]
    for fields in collections["presences"]:
        if "-new-" in fields["id"]:
            fields["source"] = draw.choice(new)


def _changed_statement(fields: Fields) -> Fields:
    return {**fields, "note": "Revised.", "likelihood": "possible", "citations": fields["citations"][:1]}


def _changed_source(fields: Fields) -> Fields:
    return {**fields, "published": "2025-01-01"}


def _changed_organization(fields: Fields) -> Fields:
    aliases = (
        [] if "aliases" in fields else [{"name": f"{fields['name']} ter"}, {"name": f"{fields['id']} x"}]
    )
    kind = "gang" if fields["kind"] == "cartel" else "cartel"
    changed = {**fields, "kind": kind, "aliases": aliases}
    return {name: value for name, value in changed.items() if value != []}


def _renamed(fields: Fields) -> Fields:
    return {**fields, "name": f"{fields['name']} altered"}


CHANGES: dict[str, Callable[[Fields], Fields]] = {
    "sources": _changed_source,
    "organizations": _changed_organization,
    "persons": _renamed,
    "places": _renamed,
    "events": _renamed,
}
