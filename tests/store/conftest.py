"""An empty database for each test, a way to write into it as somebody else would, and saved queries asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import pytest
from neo4j import Driver, GraphDatabase

from cartelgraph.dataset import Dataset
from cartelgraph.settings import Address
from cartelgraph.store import Store, query_named

Cypher: TypeAlias = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def driver(neo4j_address: Address) -> Iterator[Driver]:
    auth = (neo4j_address.username, neo4j_address.password)
    with GraphDatabase.driver(neo4j_address.uri, auth=auth) as opened:
        yield opened


@pytest.fixture
def cypher(driver: Driver) -> Iterator[Cypher]:
    """Run Cypher beside the store; the database is empty before and after the test."""

    def run(text: str, **parameters: Any) -> list[dict[str, Any]]:
        with driver.session() as session:
            return session.run(text, parameters).data()

    run("MATCH (n) DETACH DELETE n")
    yield run
    run("MATCH (n) DETACH DELETE n")


def terminate_locking(cypher: Cypher) -> None:
    """Terminate every transaction that holds locks: between two parts of a load, the one with the lock."""
    for row in cypher(
        "SHOW TRANSACTIONS YIELD transactionId, activeLockCount WHERE activeLockCount > 0 "
        "RETURN transactionId AS id"
    ):
        cypher("TERMINATE TRANSACTION $id", id=row["id"])


@pytest.fixture
def store(neo4j_address: Address, cypher: Cypher) -> Iterator[Store]:
    """A store on an empty database."""
    assert cypher("MATCH (n) RETURN n") == []
    with Store.connect(neo4j_address) as opened:
        yield opened


Expected: TypeAlias = dict[str, list[tuple[dict[str, str], list[tuple[Any, ...]]]]]
"""What saved queries answer to some settings of their parameters, worked out by hand."""


@contextmanager
def holding(address: Address, dataset: Dataset) -> Iterator[Store]:
    """Yield a store on a database that holds a dataset and nothing else of ours."""
    with Store.connect(address) as opened:
        opened.clear()
        opened.load(dataset)
        yield opened
        opened.clear()


def cases(expected: Expected) -> list[Any]:
    return [
        pytest.param(name, settings, rows, id=f"{name}-{number}")
        for name, answers in expected.items()
        for number, (settings, rows) in enumerate(answers, start=1)
    ]


def check_answer(
    store: Store, world: Dataset, name: str, settings: dict[str, str], rows: list[tuple[Any, ...]]
) -> None:
    """Compare the answer to a saved query with what it must be, and see that records stand behind it."""
    saved = query_named(name)
    table = store.answer(saved, settings)
    assert [row.values for row in table.rows] == rows
    assert [column.name for column in table.columns] == [column.name for column in saved.columns]
    assert all(row.records and set(row.records) <= set(world.records) for row in table.rows)
    assert all(len(set(row.records)) == len(row.records) for row in table.rows)
