"""A load on a real Neo4j: exactly the dataset, all or nothing, and hands off what is not ours."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from cartelgraph.dataset import Dataset
from cartelgraph.errors import StoreError
from cartelgraph.model import RECORD_TYPES, Record
from cartelgraph.settings import Address
from cartelgraph.store import Store
from cartelgraph.store.summary import Counts
from tests import make
from tests.store.complete import complete_dataset
from tests.store.conftest import Cypher

pytestmark = pytest.mark.neo4j

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = complete_dataset()

# Three sources, two organizations and a tie that cites one of them.
PAIR = make.dataset(
    make.organization("a", aliases=[{"name": "A!", "source": "early"}, {"name": "AA"}]),
    make.organization("b"),
    make.alliance("a", "b", period="2008/2010"),
)


def without(dataset: Dataset, *ids: str) -> Dataset:
    return Dataset(dataset.info, (record for key, record in dataset.records.items() if key not in ids))


def replaced(dataset: Dataset, *records: Record) -> Dataset:
    return Dataset(dataset.info, ({**dataset.records, **{record.id: record for record in records}}).values())


def graph(cypher: Cypher) -> tuple[list[str], list[str]]:
    """Return all that the database holds but the time of the load, in a form that can be compared."""
    nodes = cypher("MATCH (n) RETURN labels(n) AS labels, n {.*, loaded_at: null} AS properties")
    ties = cypher("MATCH (a)-[r]->(b) RETURN a.id, type(r), properties(r) AS properties, b.id")
    found = ([sorted(row["properties"].items()), row | {"properties": None}] for row in nodes + ties)
    listed = [repr(row) for row in found]
    return sorted(listed[: len(nodes)]), sorted(listed[len(nodes) :])


def test_complete_dataset_uses_every_type_and_every_field() -> None:
    for kind in RECORD_TYPES:
        records = COMPLETE.of(kind)
        assert records, kind
        for field in kind.model_fields:
            assert any(getattr(record, field) not in (None, ()) for record in records), (kind, field)


def test_what_is_read_back_is_what_was_loaded(store: Store) -> None:
    summary = store.load(COMPLETE)
    assert summary.total == Counts(created=len(COMPLETE))
    read = store.read_dataset()
    assert read == COMPLETE
    assert read.digest == COMPLETE.digest


def test_second_load_changes_nothing(store: Store, cypher: Cypher) -> None:
    store.load(COMPLETE)
    before = graph(cypher)
    summary = store.load(COMPLETE)
    assert summary.total == Counts(unchanged=len(COMPLETE))
    assert "nothing changed" in str(summary)
    assert graph(cypher) == before


def test_seeds_come_back_as_they_are(store: Store, seeds: Dataset) -> None:
    store.load(seeds)
    assert store.read_dataset() == seeds
    assert not store.load(seeds).changed


def test_changes_bring_the_graph_to_what_a_first_load_gives(store: Store, cypher: Cypher) -> None:
    alpha = COMPLETE.get("alpha").model_copy(update={"aliases": (), "distinct_from": ("beta",)})
    deaths = COMPLETE.get("deaths").model_copy(update={"subjects": ("land",)})
    tie = COMPLETE.get("allied-with-1")
    turned = tie.model_copy(update={"source": "beta", "target": "gamma", "citations": tie.citations[1:2]})  # type: ignore[attr-defined]
    changed = replaced(without(COMPLETE, "operates-in-2", "borders-1"), alpha, deaths, turned)

    store.load(COMPLETE)
    summary = store.load(changed)
    assert summary.total == Counts(updated=3, unchanged=len(COMPLETE) - 5, deleted=2)
    assert store.read_dataset() == changed
    stepwise = graph(cypher)
    store.clear()
    store.load(changed)
    assert graph(cypher) == stepwise


def test_kind_of_an_organization_is_its_only_label_beside_its_type(store: Store, cypher: Cypher) -> None:
    store.load(make.dataset(make.organization("a", kind="cartel")))
    cypher("MATCH (n:Organization {id: 'a'}) SET n:Favourite")
    store.load(make.dataset(make.organization("a", kind="armed-wing")))
    (found,) = cypher("MATCH (n {id: 'a'}) RETURN labels(n) AS labels")
    assert set(found["labels"]) == {"Organization", "ArmedWing", "Favourite"}


def test_changed_publication_date_reaches_known_from(store: Store, cypher: Cypher) -> None:
    store.load(PAIR)
    known = "MATCH ()-[r:ALLIED_WITH]-() RETURN DISTINCT toString(r.known_from) AS day"
    assert cypher(known) == [{"day": "2010-05-01"}]
    store.load(replaced(PAIR, make.EARLY.model_copy(update={"published": make.LATE.published})))
    assert cypher(known) == [{"day": "2020-12-31"}]


def test_an_analyst_finds_what_held_and_where_it_is_said(store: Store) -> None:
    store.load(PAIR)
    held = (
        "MATCH (a:Cartel)-[r:ALLIED_WITH]->(b) WHERE (r.valid_from IS NULL OR r.valid_from <= date($last)) "
        "AND (r.valid_to IS NULL OR r.valid_to >= date($first)) "
        "MATCH (c:Citation {record: r.id})-[:CITES]->(s:Source) "
        "RETURN a.id, b.id, r.period, r.valid_from, r.sign, c.locator, c.stance, s.id"
    )
    found = store.query(held, {"first": "2010-12-31", "last": "2010-12-31"})
    assert found.rows == (("a", "b", "2008/2010", date(2008, 1, 1), 1, "p. 1", "supports", "early"),)
    assert store.query(held, {"first": "2011-01-01", "last": "2011-01-01"}).rows == ()
    aliases = store.query(
        "MATCH (:Organization {id: 'a'})-[h:HAS_ALIAS]->(x:Alias) OPTIONAL MATCH (x)-[:CITES]->(s:Source) "
        "RETURN x.id, x.record, h.position, x.name, s.id ORDER BY h.position"
    )
    assert aliases.rows == (
        ("a#alias-1", "a", 1, "A!", "early"),
        ("a#alias-2", "a", 2, "AA", None),
    )


def test_pruning_leaves_what_somebody_else_wrote(store: Store, cypher: Cypher) -> None:
    store.load(PAIR)
    cypher(
        "MATCH (a:Organization {id: 'a'}) "
        "CREATE (a)-[:ALLIED_WITH {id: 'theirs'}]->(o:Organization {id: 'theirs'}) "
        "CREATE (o)<-[:CITES]-(:Citation {id: 'c'})"
    )
    summary = store.load(without(PAIR, "b", "alliance-a-b-1"))
    assert summary.total == Counts(unchanged=4, deleted=2)
    theirs = cypher(
        "MATCH (:Organization {id: 'a'})-[r]->(:Organization {id: 'theirs'})<-[:CITES]-(c) RETURN r.id, c.id"
    )
    assert theirs == [{"r.id": "theirs", "c.id": "c"}]
    with pytest.raises(StoreError, match=r"ALLIED_WITH on 'a'"):
        store.clear()
    cypher("MATCH ()-[r:ALLIED_WITH {id: 'theirs'}]->() DELETE r")
    store.clear()
    assert cypher("MATCH (n) RETURN n.id ORDER BY n.id") == [{"n.id": "c"}, {"n.id": "theirs"}]


def test_audit_that_fails_leaves_the_old_graph(store: Store, cypher: Cypher) -> None:
    store.load(PAIR)
    cypher("MATCH (c:Citation) DETACH DELETE c")
    cypher("MATCH (n:Organization {id: 'b'}) REMOVE n.name")
    before = graph(cypher)
    with pytest.raises(StoreError) as failure:
        store.load(replaced(PAIR, make.organization("a", kind="gang")))
    assert "Citation: 0 in the graph, 1 in the dataset" in str(failure.value)
    assert "without a citation: alliance-a-b-1" in str(failure.value)
    assert "Organization without a required property: b" in str(failure.value)
    assert graph(cypher) == before
    assert store.load(PAIR, rewrite=True).total == Counts(updated=6)
    assert store.read_dataset() == PAIR


def test_rewrite_mends_what_was_edited_by_hand(store: Store, cypher: Cypher) -> None:
    store.load(COMPLETE)
    cypher("MATCH (c:Citation) WHERE c.position = 2 DETACH DELETE c")
    cypher("MATCH ()-[l:ABOUT]->() DELETE l")
    cypher("MATCH (n:Place) SET n.name = 'Elsewhere'")
    assert store.load(COMPLETE, rewrite=True).total == Counts(updated=len(COMPLETE))
    assert store.read_dataset() == COMPLETE


def test_interrupted_load_leaves_the_old_graph(store: Store, cypher: Cypher) -> None:
    store.load(PAIR)
    before = graph(cypher)

    def interrupt(done: int, total: int, what: str) -> None:
        if what == "writing" and done > total / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.load(COMPLETE, progress=interrupt)
    assert graph(cypher) == before


def test_fault_in_the_program_is_not_taken_for_one_of_the_server(store: Store) -> None:
    def fail(done: int, total: int, what: str) -> None:
        raise ValueError(f"{what} {done} of {total}")

    with pytest.raises(ValueError, match="waiting for any other load 0 of 1"):
        store.load(PAIR, progress=fail)


def test_killed_load_leaves_the_old_graph(store: Store, cypher: Cypher, neo4j_address: Address) -> None:
    store.load(PAIR)
    before = graph(cypher)
    address = (neo4j_address.uri, neo4j_address.username, neo4j_address.password)
    program = (
        "import os, sys\n"
        "from cartelgraph.settings import Address\n"
        "from cartelgraph.store import Store\n"
        "from tests.store.complete import complete_dataset\n"
        "def die(done, total, what):\n"
        "    if what == 'writing' and done > total / 2: os._exit(9)\n"
        "Store.connect(Address(*sys.argv[1:])).load(complete_dataset(), progress=die)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, *address], cwd=ROOT, check=False)
    assert ended.returncode == 9
    # What it had announced goes as soon as somebody reads.
    assert store.read_dataset() == PAIR
    assert graph(cypher) == before
    assert store.load(COMPLETE).changed
    assert store.read_dataset() == COMPLETE


def test_two_loads_at_once_wait_for_each_other(store: Store, neo4j_address: Address) -> None:
    def load() -> int:
        with Store.connect(neo4j_address) as other:
            return other.load(COMPLETE).total.created

    with ThreadPoolExecutor(2) as pool:
        created = sorted(future.result() for future in [pool.submit(load), pool.submit(load)])
    assert created == [0, len(COMPLETE)]
    assert store.read_dataset() == COMPLETE


def test_progress_ends_at_the_total(store: Store) -> None:
    calls: list[tuple[int, int, str]] = []
    store.load(PAIR, progress=lambda *call: calls.append(call))
    writing = [(done, total) for done, total, what in calls if what == "writing"]
    assert writing == sorted(writing)
    assert writing[-1][0] == writing[-1][1] > 0


def test_what_another_version_wrote_is_written_anew(store: Store, cypher: Cypher) -> None:
    store.load(PAIR)
    cypher("MATCH (d:CartelGraphDataset) SET d.cartelgraph_version = '0.0.0'")
    assert store.load(PAIR).total == Counts(updated=6)
    assert not store.load(PAIR).changed


def test_changed_description_alone_is_stored(store: Store) -> None:
    store.load(PAIR)
    renamed = Dataset(PAIR.info.model_copy(update={"title": "Another title"}), PAIR.records.values())
    store.load(renamed)
    assert store.read_dataset() == renamed


def test_constraint_for_every_type_is_there_after_a_load(store: Store, cypher: Cypher) -> None:
    store.load(PAIR)
    found = cypher(
        "SHOW CONSTRAINTS YIELD labelsOrTypes, properties RETURN labelsOrTypes[0] AS label, properties"
    )
    unique = {row["label"] for row in found if row["properties"] == ["id"]}
    assert {kind.label for kind in RECORD_TYPES} | {"Citation", "Alias", "CartelGraphDataset"} <= unique
