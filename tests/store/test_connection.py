"""What a user is told when the server cannot be used."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest
from neo4j import Driver, ManagedTransaction

from cartelgraph.errors import StoreError, StoreUnavailableError
from cartelgraph.settings import Address
from cartelgraph.store import Store
from cartelgraph.store.connection import never_too_large, require_supported

PASSWORD = "s3cret-of-mine"  # noqa: S105


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def refusal(address: Address) -> str:
    with pytest.raises(StoreUnavailableError) as failure:
        Store.connect(address)
    assert PASSWORD not in str(failure.value)
    return str(failure.value)


@pytest.mark.neo4j
def test_wrong_password(neo4j_address: Address) -> None:
    message = refusal(replace(neo4j_address, password=PASSWORD))
    assert f"Neo4j at {neo4j_address.uri} refuses user 'neo4j'" in message
    assert "NEO4J_PASSWORD" in message


def test_nothing_listens() -> None:
    uri = f"bolt://127.0.0.1:{free_port()}"
    message = refusal(Address(uri, "neo4j", PASSWORD))
    assert f"Neo4j at {uri} does not answer" in message


@pytest.mark.parametrize(
    "uri",
    [
        "http://localhost:7474",
        "localhost:7687",
        "bolt://localhost:port",
        "bolt://",
        "bolt://[::1",
        "",
        f"bolt://neo4j:{PASSWORD}@localhost:1",
        f"bolt://localhost:1?password={PASSWORD}",
    ],
)
def test_address_that_is_none(uri: str) -> None:
    message = refusal(Address(uri, "neo4j", PASSWORD))
    assert "NEO4J_URI" in message


def test_unknown_host() -> None:
    assert "does not answer" in refusal(Address("bolt://no-such-host.invalid:7687", "neo4j", PASSWORD))


@pytest.mark.parametrize("agent", ["Neo4j/5.7.0", "Neo4j/5.26.31", "Neo4j/2025.09.0", "Neo4j/5.27-aura"])
def test_supported_servers(agent: str) -> None:
    require_supported(agent)


@pytest.mark.parametrize("agent", ["Neo4j/4.4.40", "Neo4j/5.6.0", "Neo4j/v5.11.0 compatible server", ""])
def test_unsupported_servers(agent: str) -> None:
    with pytest.raises(StoreUnavailableError, match=r"needs Neo4j 5\.7 or newer"):
        require_supported(agent)


@pytest.mark.neo4j
def test_work_that_outgrows_the_server_is_not_tried_again(driver: Driver) -> None:
    calls = []

    @never_too_large()
    def hoard(transaction: ManagedTransaction) -> None:
        calls.append(transaction)
        transaction.run("UNWIND range(1, 1000000000) AS x RETURN size(collect(toString(x)))").consume()

    with driver.session() as session, pytest.raises(StoreError, match="does not fit into one transaction"):
        session.execute_write(hoard)
    assert len(calls) == 1
