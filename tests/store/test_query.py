"""Questions to the database only read, and end."""

from __future__ import annotations

from datetime import date

import pytest

from cartelgraph.errors import StoreError
from cartelgraph.store import Store
from tests import make
from tests.store.conftest import Cypher

pytestmark = pytest.mark.neo4j


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (:Organization {id: 'x'})",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n) SET n.name = 'x' RETURN n",
        "DROP CONSTRAINT cartelgraph_source_id",
        "CREATE USER mallory SET PASSWORD 'long-enough'",
        "CALL db.createLabel('Mine')",
    ],
)
def test_query_that_would_write_is_refused(store: Store, cypher: Cypher, text: str) -> None:
    store.load(make.dataset())
    before = cypher("MATCH (n) RETURN count(n) AS nodes")
    with pytest.raises(StoreError, match="queries here can only read"):
        store.query(text)
    assert cypher("MATCH (n) RETURN count(n) AS nodes") == before


def test_query_that_takes_too_long_is_stopped(store: Store) -> None:
    with pytest.raises(StoreError, match="took longer than it may"):
        store.query("UNWIND range(1, 1000000000) AS x RETURN sum(x % 7)", time_limit_s=0.2)


def test_wrong_query_is_told_in_the_words_of_neo4j(store: Store) -> None:
    with pytest.raises(StoreError, match="Invalid input 'MATSCH'") as caught:
        store.query("MATSCH (n) RETURN n")
    assert "expected" not in str(caught.value)
    assert '"MATSCH (n) RETURN n"\n ^' in str(caught.value)
    with pytest.raises(StoreError, match="Expected parameter"):
        store.query("RETURN $missing")


def test_values_are_plain_and_rows_are_limited(store: Store) -> None:
    text = "UNWIND range(1, 5) AS x RETURN x, date('2010-02-03') AS day, [x, null] AS list, {a: 1.5} AS map"
    answer = store.query(text, row_limit=2)
    assert answer.columns == ("x", "day", "list", "map")
    assert answer.rows == (
        (1, date(2010, 2, 3), [1, None], {"a": 1.5}),
        (2, date(2010, 2, 3), [2, None], {"a": 1.5}),
    )
    assert not answer.complete
    assert store.query(text, row_limit=5).complete


def test_node_is_a_map_of_its_properties(store: Store) -> None:
    store.load(make.dataset(make.organization("a")))
    ((node,),) = store.query("MATCH (n:Organization) RETURN n").rows
    assert (node["id"], node["name"]) == ("a", "A")
