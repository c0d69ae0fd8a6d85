"""Constraints are made beside the reading of records, and nothing is written before they are there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cartelgraph.dataset import Dataset, open_supply, streamed, write_dataset
from cartelgraph.dataset.supply import Supply
from cartelgraph.errors import StoreError
from cartelgraph.settings import Address
from cartelgraph.store import Store
from cartelgraph.store import load as load_module
from tests.store.complete import complete_dataset
from tests.store.conftest import Cypher

pytestmark = pytest.mark.neo4j

COMPLETE = complete_dataset()


@pytest.fixture(params=["as a whole", "line by line", "in batches"])
def supply(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Dataset | Supply:
    if request.param == "as a whole":
        return COMPLETE
    if request.param == "in batches":
        monkeypatch.setattr(load_module, "ONE_TRANSACTION", 0)
    write_dataset(COMPLETE, tmp_path / "data")
    monkeypatch.setattr(streamed, "STREAMED_FROM", 0)
    return open_supply(tmp_path / "data")


def test_where_one_cannot_be_made_nothing_is_written(
    store: Store, cypher: Cypher, supply: Dataset | Supply
) -> None:
    cypher("DROP CONSTRAINT cartelgraph_alias_id IF EXISTS")
    cypher("DROP CONSTRAINT cartelgraph_citation_id IF EXISTS")
    cypher("UNWIND [1, 2] AS i CREATE (:Citation {id: 'twice', mine: i})")
    with pytest.raises(StoreError, match="have the label `Citation` and property `id` = 'twice'"):
        store.load(supply)
    assert cypher("MATCH (n) RETURN labels(n) AS labels, n.mine AS mine ORDER BY mine") == [
        {"labels": ["Citation"], "mine": 1},
        {"labels": ["Citation"], "mine": 2},
    ]
    cypher("MATCH (c:Citation {mine: 2}) DELETE c")
    store.load(supply)
    assert store.read_dataset() == COMPLETE
    made = {row["name"] for row in cypher("SHOW CONSTRAINTS YIELD name")}
    assert {"cartelgraph_alias_id", "cartelgraph_citation_id"} <= made


def test_two_first_loads_at_once_make_them_once(neo4j_address: Address, store: Store, cypher: Cypher) -> None:
    for row in cypher("SHOW CONSTRAINTS YIELD name WHERE name STARTS WITH 'cartelgraph_'"):
        cypher(f"DROP CONSTRAINT {row['name']}")
    with Store.connect(neo4j_address) as other, ThreadPoolExecutor(2) as pool:
        summaries = list(pool.map(lambda each: each.load(COMPLETE), [store, other]))
    assert sorted(summary.changes for summary in summaries) == [0, len(COMPLETE)]
    assert store.read_dataset() == COMPLETE
