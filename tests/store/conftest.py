"""An empty database for each test, and a way to write into it as somebody else would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pytest
from neo4j import Driver, GraphDatabase

from cartelgraph.settings import Address
from cartelgraph.store import Store

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


@pytest.fixture
def store(neo4j_address: Address, cypher: Cypher) -> Iterator[Store]:
    """A store on an empty database."""
    assert cypher("MATCH (n) RETURN n") == []
    with Store.connect(neo4j_address) as opened:
        yield opened
