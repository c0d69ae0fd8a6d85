"""What loads have written is removed, all of it and nothing else, in one transaction or a part at a time."""

# ruff: noqa: SLF001 - it is cut in two where nobody can
from __future__ import annotations

import pytest
from neo4j import ManagedTransaction

from cartelgraph.errors import StoreError
from cartelgraph.settings import Address
from cartelgraph.store import Store, clearing
from cartelgraph.store.change import Change
from cartelgraph.store.statements import statement
from tests.store.complete import complete_dataset
from tests.store.conftest import Cypher, terminate_locking

pytestmark = pytest.mark.neo4j

COMPLETE = complete_dataset()
THEIRS = "MATCH (n) RETURN labels(n) AS labels, n.id AS id"


@pytest.fixture(params=[0, 50_000], ids=["in parts", "in one go"], autouse=True)
def _sized(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clearing, "ONE_TRANSACTION", request.param)


def test_nothing_of_ours_stays_and_all_of_theirs_does(store: Store, cypher: Cypher) -> None:
    cypher("CREATE (:Organization {id: 'alien'})-[:KNOWS]->(:Note)")
    before = cypher(THEIRS)
    store.load(COMPLETE)

    store.clear()

    assert cypher(THEIRS) == before
    assert cypher("MATCH ()-[r]->() RETURN type(r) AS type") == [{"type": "KNOWS"}]
    assert store.describe().info is None
    store.load(COMPLETE)
    assert store.read_dataset() == COMPLETE


def test_a_tie_of_somebody_else_stops_it_before_anything_is_removed(store: Store, cypher: Cypher) -> None:
    store.load(COMPLETE)
    cypher("MATCH (n {id: 'alpha'}) CREATE (n)-[:KNOWS]->(:Note)")

    with pytest.raises(StoreError, match="KNOWS on 'alpha'"):
        store.clear()

    assert store.read_dataset() == COMPLETE


def test_what_is_cut_short_says_so_and_can_be_loaded_or_cleared(
    store: Store, cypher: Cypher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clearing, "ONE_TRANSACTION", 0)
    store.load(COMPLETE)
    cut_short(monkeypatch, store)
    assert cypher("MATCH (:Organization)-[r]->() RETURN count(r) AS ties") == [{"ties": 0}]
    assert "nothing, as it is to be empty" in str(store.describe())
    with pytest.raises(StoreError, match="nothing, as it is to be empty"):
        store.read_dataset()
    store.load(COMPLETE)
    assert store.read_dataset() == COMPLETE

    cut_short(monkeypatch, store)
    store.clear()
    assert cypher(THEIRS) == []


def test_a_load_that_came_between_two_parts_is_left_alone(
    store: Store, neo4j_address: Address, cypher: Cypher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The transaction that holds the lock is terminated after a part, and a load comes."""
    monkeypatch.setattr(clearing, "ONE_TRANSACTION", 0)
    monkeypatch.setattr(clearing, "PART", 5)
    store.load(COMPLETE)
    delete, parts = clearing._delete_some, []

    def interrupted(transaction: ManagedTransaction, change: Change, text: str) -> int:
        parts.append(text)
        if len(parts) == 3:
            terminate_locking(cypher)
            with Store.connect(neo4j_address) as other:
                other.load(COMPLETE)
        return delete(transaction, change, text)

    monkeypatch.setattr(clearing, "_delete_some", interrupted)
    with pytest.raises(StoreError, match="a load came between"):
        store.clear()
    assert len(parts) == 3
    assert store.read_dataset() == COMPLETE


def cut_short(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    """Clear, but with a failure after the relationships and before the nodes."""

    def failing(name: str, **fragments: str) -> str:
        if name == "delete_some_nodes":
            raise KeyboardInterrupt
        return statement(name, **fragments)

    with monkeypatch.context() as patched:
        patched.setattr(clearing, "statement", failing)
        with pytest.raises(KeyboardInterrupt):
            store.clear()
