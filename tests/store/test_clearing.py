"""What loads have written is removed, all of it and nothing else, in one transaction or a part at a time."""

from __future__ import annotations

import pytest

from cartelgraph.errors import StoreError
from cartelgraph.store import Store, clearing
from cartelgraph.store.statements import statement
from tests.store.complete import complete_dataset
from tests.store.conftest import Cypher

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


def cut_short(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    """Clear, but with a failure after the relationships and before the nodes."""

    def failing(name: str, **fragments: str) -> str:
        if name == "delete_all_nodes_in_batches":
            raise KeyboardInterrupt
        return statement(name, **fragments)

    with monkeypatch.context() as patched:
        patched.setattr(clearing, "statement", failing)
        with pytest.raises(KeyboardInterrupt):
            store.clear()
