"""A folder read line by line: the dataset and the faults are those of a folder read as a whole."""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest

from cartelgraph.dataset import Dataset, Form, read_dataset, write_dataset
from cartelgraph.dataset import streamed as module
from cartelgraph.dataset.dataset import record_digest, record_text
from cartelgraph.dataset.digests import Digests
from cartelgraph.dataset.streamed import StreamedFolder, open_supply
from cartelgraph.dataset.supply import Comparison, DatasetSupply, Supply, packed
from cartelgraph.errors import DatasetError
from cartelgraph.model import Entity, Record
from tests import make
from tests.dataset.folders import FILES, write_folder
from tests.store.complete import complete_dataset

COMPLETE = complete_dataset()


@pytest.fixture(autouse=True)
def _beside_seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, "STREAMED_FROM", 1)


def written(dataset: Dataset, folder: str = "seeds", *, compressed: bool = False) -> Path:
    """Write a dataset as JSON Lines, each as the store knows it."""
    path = write_folder(Path(folder), **{name[:-4]: None for name in FILES if name != "dataset.yml"})
    texts: dict[str, list[str]] = {}
    for record in dataset.records.values():
        texts.setdefault(record.collection, []).append(record_text(record) + "\n")
    for collection, lines in texts.items():
        content = "".join(lines).encode()
        name = f"{collection}.jsonl"
        if compressed:
            (path / f"{name}.gz").write_bytes(gzip.compress(content))
        else:
            (path / name).write_bytes(content)
    return path


def streamed(path: Path) -> StreamedFolder:
    supply = open_supply(path)
    assert isinstance(supply, StreamedFolder)
    return supply


def compared(
    supply: Supply, held: Collection[bytes] = (), standing: Any = None
) -> tuple[Comparison, list[Record]]:
    seen: list[Record] = []
    return supply.compare(Digests(held), lambda record, _: seen.append(record), standing), seen


def digests(dataset: Dataset) -> set[bytes]:
    return {packed(record_digest(record)) for record in dataset.records.values()}


def standing_in(dataset: Dataset) -> dict[str, type[Record]]:
    return {record.id: type(record) for record in dataset.of(Entity)}


@pytest.mark.parametrize("compressed", [False, True])
def test_it_gives_every_record_and_the_digest_of_the_dataset(compressed: bool) -> None:  # noqa: FBT001
    path = written(COMPLETE, compressed=compressed)
    whole, supply = read_dataset(path), streamed(path)
    comparison, seen = compared(supply)
    assert {record.id: record for record in seen} == whole.records
    assert comparison.digest == whole.digest
    assert comparison.counts.total() == comparison.written == len(whole)
    assert supply.published == whole.published
    entities, relationships = dict(supply.entities()), dict(supply.relationships())
    assert {record.id for record in entities} == {record.id for record in whole.of(Entity)}
    assert {*entities.values(), *relationships.values()} == digests(whole)
    assert all(supply.kind_of(record.id) is type(record) for record in entities)
    assert all(supply.label_of(record.id) == record.label for record in entities)


def test_yaml_beside_json_lines_and_lines_in_another_hand_are_read_as_well() -> None:
    path = write_folder(Path("seeds"), alliances=None)
    tie = {"citations": [{"source": "early"}], "period": 2010, "likelihood": "possible"}
    named = {"id": "alliance-1", "target": "cjng", "source": "zetas"}
    (path / "alliances.jsonl").write_bytes(b"\xef\xbb\xbf\n" + json.dumps(tie | named).encode())
    whole, supply = read_dataset(path), streamed(path)
    comparison, seen = compared(supply)
    assert {record.id: record for record in seen} == whole.records
    assert comparison.digest == whole.digest


def test_a_dataset_in_memory_is_compared_alike() -> None:
    held = digests(COMPLETE) - {packed(record_digest(COMPLETE.get("alpha")))} | {b"x" * 16}
    path = written(COMPLETE)
    one, _ = compared(streamed(path), held)
    other, _ = compared(DatasetSupply(Dataset(streamed(path).info, COMPLETE.records.values())), held)
    assert (one.counts, one.digest, one.total) == (other.counts, other.digest, other.total)
    assert set(one.held.kept()) == set(other.held.kept())
    assert set(other.held.gone()) == {b"x" * 16}
    assert set(one.held.gone()) == {b"x" * 16}
    assert one.written == 1


def test_what_the_database_holds_is_not_read_again_and_not_yielded() -> None:
    held = digests(COMPLETE) - {packed(record_digest(COMPLETE.get("allied-with-1")))}
    supply = streamed(written(COMPLETE))
    comparison, seen = compared(supply, held, standing_in(COMPLETE))
    assert {record.id for record in seen} == {"allied-with-1", "paper", "book", "page"}  # sources have dates
    assert comparison.digest == compared(supply)[0].digest
    assert [record.id for record, _ in supply.relationships(comparison.held)] == ["allied-with-1"]
    assert not list(supply.entities(comparison.held))


def test_records_are_read_again_when_an_entity_that_they_may_refer_to_is_gone() -> None:
    """Otherwise nobody would see that a tie that is there already has lost its end."""
    lost = [record for record in COMPLETE.records.values() if record.id != "alpha"]
    supply = streamed(written(Dataset(COMPLETE.info, lost)))
    with pytest.raises(DatasetError, match="unknown organization 'alpha'"):
        compared(supply, digests(COMPLETE), standing_in(COMPLETE))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("alliances.jsonl", b"{"),
        ("alliances.jsonl", b""),
        ("alliances.jsonl", b'{"id": "\xff"}'),
        ("alliances.jsonl.gz", b"no gzip"),
        ("aliances.jsonl", b"{}"),
        ("alliances.yml", b"- id: a\n  id: b\n"),
        ("alliances.yml", b"id: a\n"),
        ("alliances.yml", b"\xff"),
        ("organizations.jsonl", b'{"id":"zetas","name":"Others","kind":"gang"}'),
        ("organizations.jsonl", b'{"id":"zetas-2","name":"The Zetas","kind":"gang"}'),
        ("organizations.jsonl", b'{"id":"x","name":"X","kind":"gang","distinct_from":["nobody"]}'),
        ("organizations.jsonl", b'{"id":"x","name":"X","kind":"gang","kind":"cartel"}'),
        ("organizations.jsonl", b'{"id":"x","name":"X","kind":"gang","note":null}'),
        ("presences.jsonl", b'{"id":"p","source":"zetas","target":"cjng","likelihood":"possible"}'),
        *(
            (
                "presences.jsonl",
                json.dumps(
                    {"id": key, "source": source, "target": target, "likelihood": "possible"}
                    | {"citations": [{"source": cited}]}
                ).encode(),
            )
            for key, source, target, cited in [
                ("alliance-cjng-zetas-1", "zetas", "mexico", "early"),
                ("zetas", "zetas", "mexico", "early"),
                ("p", "zetas", "cjng", "early"),
                ("p", "zetas", "nowhere", "early"),
                ("p", "zetas", "mexico", "late"),
            ]
        ),
    ],
)
def test_every_fault_is_told_as_if_the_folder_were_read_as_a_whole(name: str, content: bytes) -> None:
    folder = write_folder(Path("seeds"), **({"alliances": None} if name == "alliances.yml" else {}))
    (folder / name).write_bytes(content)
    with pytest.raises(DatasetError) as expected:
        read_dataset(folder)
    with pytest.raises(DatasetError) as found:
        compared(streamed(folder))
    assert found.value.problems == expected.value.problems


def test_two_of_one_name_that_are_told_apart_are_no_fault() -> None:
    folder = write_folder(Path("seeds"))
    line = b'{"id":"zetas-2","name":"Zetas","kind":"gang","distinct_from":["zetas"]}\n'
    (folder / "organizations.jsonl").write_bytes(line)
    assert compared(streamed(folder))[0].counts.total() == 6


@pytest.mark.parametrize(
    "more", ["expectations: [{collection: places, min: 1, reason: one}]", "version: x", "title: [", None]
)
def test_a_folder_that_is_judged_as_a_whole_is_read_as_a_whole(more: str | None) -> None:
    text = FILES["dataset.yml"]
    folder = write_folder(Path("seeds"), dataset=None if more is None else text + more + "\n")
    if more and more.startswith("expectations"):
        assert isinstance(open_supply(folder), Dataset)
    else:
        with pytest.raises(DatasetError):
            open_supply(folder)


def test_a_small_folder_is_read_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STREAMED_FROM", 1_000_000)
    folder = write_folder(Path("small"))
    assert open_supply(folder) == read_dataset(folder)


def test_yaml_is_read_as_a_whole_up_to_a_greater_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STREAMED_FROM", 100)
    dataset = make.dataset(make.organization("a"), make.organization("b"))
    lines, yaml = Path("lines"), Path("yaml")
    write_dataset(dataset, lines, form=Form.JSONL)
    write_dataset(dataset, yaml)
    assert isinstance(open_supply(lines), StreamedFolder)
    assert isinstance(open_supply(yaml), Dataset)
    monkeypatch.setattr(module, "STREAMED_FROM", 10)
    assert isinstance(open_supply(yaml), StreamedFolder)
