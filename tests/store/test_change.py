"""Whoever reads can know of a change, from before its first write until all of it is there."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from neo4j import Driver

from cartelgraph.settings import Address
from cartelgraph.store import Store
from cartelgraph.store import load as load_module
from cartelgraph.store.change import Change
from tests import make
from tests.store.complete import complete_dataset
from tests.store.conftest import Cypher

pytestmark = pytest.mark.neo4j

COMPLETE = complete_dataset()
PAIR = make.dataset(make.organization("a"), make.organization("b"), make.alliance("a", "b"))
ANNOUNCED = "MATCH (c:CartelGraphDataset {id: 'changing'}) RETURN count(c) AS changes"


@pytest.mark.parametrize("way", ["one transaction", "batches"])
def test_it_is_announced_before_the_first_write_and_not_after_the_last(
    store: Store, driver: Driver, cypher: Cypher, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    store.load(PAIR)
    assert cypher(ANNOUNCED) == [{"changes": 0}]
    monkeypatch.setattr(load_module, "ONE_TRANSACTION", 0 if way == "batches" else 20_000)
    seen: list[int] = []

    def look(_done: int, _total: int, what: str) -> None:
        if what == "writing":
            with driver.session() as session:
                seen.append(session.run(ANNOUNCED).single(strict=True)["changes"])

    store.load(COMPLETE, progress=look)

    assert seen
    assert set(seen) == {1}
    assert cypher(ANNOUNCED) == [{"changes": 0}]


def test_a_load_that_changes_nothing_announces_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.load(PAIR)
    monkeypatch.setattr(Change, "announce", lambda _: pytest.fail("announced"))
    assert not store.load(PAIR).changed


def test_a_load_that_fails_announces_no_longer(store: Store, cypher: Cypher) -> None:
    def fail(_done: int, _total: int, what: str) -> None:
        if what == "writing":
            raise ValueError("here")

    store.load(PAIR)
    with pytest.raises(ValueError, match="here"):
        store.load(COMPLETE, progress=fail)
    assert cypher(ANNOUNCED) == [{"changes": 0}]
    assert store.read_dataset() == PAIR


def test_what_a_killed_load_has_left_announced_keeps_nobody_from_reading_or_loading(
    store: Store, cypher: Cypher
) -> None:
    announce = "CREATE (:CartelGraphDataset {id: 'changing', change: 'of somebody who was killed'})"
    store.load(PAIR)
    cypher(announce)
    assert store.read_dataset() == PAIR
    assert cypher(ANNOUNCED) == [{"changes": 0}]
    cypher(announce)
    store.load(COMPLETE)
    assert store.read_dataset() == COMPLETE
    cypher(announce)
    store.clear()
    assert cypher("MATCH (n) RETURN n") == []


def test_where_a_first_load_was_killed_there_is_still_no_dataset(store: Store, cypher: Cypher) -> None:
    cypher("CREATE (:CartelGraphDataset {id: 'changing', change: 'of somebody who was killed'})")
    with pytest.raises(Exception, match="holds no dataset"):
        store.read_dataset()
    assert cypher("MATCH (n) RETURN n") == []
    assert store.load(PAIR).total.created == len(PAIR)


def test_reading_waits_for_a_load_that_is_under_way(store: Store, neo4j_address: Address) -> None:
    store.load(PAIR)
    writing, read = threading.Event(), threading.Event()
    found: list[Any] = []

    def hold(_done: int, _total: int, what: str) -> None:
        if what == "writing":
            writing.set()
            assert not read.wait(0.5)

    def reads() -> None:
        assert writing.wait(60)
        with Store.connect(neo4j_address) as other:
            found.append(other.read_dataset())
        read.set()

    reader = threading.Thread(target=reads)
    reader.start()
    store.load(COMPLETE, progress=hold)
    reader.join(60)
    assert found == [COMPLETE]
