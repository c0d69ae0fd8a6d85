"""Loads in batches: the graph of a load in one go, whatever was there before and wherever it was cut."""

# ruff: noqa: SLF001 - a load is cut in two where nobody can
from __future__ import annotations

import subprocess
import sys
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from neo4j import ManagedTransaction

from cartelgraph.dataset import Dataset
from cartelgraph.dataset.supply import DatasetSupply
from cartelgraph.errors import StoreError
from cartelgraph.settings import Address
from cartelgraph.store import Store, execution
from cartelgraph.store import load as load_module
from cartelgraph.store.change import Change, LockLostError
from cartelgraph.store.early import reading_early
from cartelgraph.store.preparation import Preparation
from cartelgraph.store.summary import Counts
from cartelgraph.store.work import Work
from tests import make
from tests.store.complete import complete_dataset
from tests.store.conftest import Cypher, terminate_locking
from tests.store.test_load import graph, replaced, without

pytestmark = pytest.mark.neo4j

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = complete_dataset()
CHANGED = replaced(
    without(COMPLETE, "operates-in-2", "borders-1"),
    COMPLETE.get("alpha").model_copy(update={"aliases": (), "distinct_from": ("beta",)}),
    COMPLETE.get("deaths").model_copy(update={"subjects": ("land",)}),
    COMPLETE.get("paper").model_copy(update={"published": make.LATE.published}),
    make.organization("omega", kind="gang"),
)
OTHER = make.dataset(make.organization("a"), make.organization("b"), make.alliance("a", "b"))

# A figure on somebody who turns out to be a gang.
FIGURE = [
    *(COMPLETE.get(key) for key in ("paper", "book", "page")),
    COMPLETE.get("deaths").model_copy(update={"subjects": ("x",)}),
]
AS_PERSON = Dataset(COMPLETE.info, [*FIGURE, COMPLETE.get("someone").model_copy(update={"id": "x"})])
AS_GANG = Dataset(COMPLETE.info, [*FIGURE, make.organization("x", kind="gang")])


@pytest.fixture(params=[0, 1000], ids=["batches", "one transaction"])
def _sized(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records go in batches of two, each a transaction of its own, or all of one."""
    monkeypatch.setattr(load_module, "ONE_TRANSACTION", request.param)
    monkeypatch.setattr(execution, "BATCH", 2)


@pytest.mark.usefixtures("_sized")
@pytest.mark.parametrize("after", [COMPLETE, CHANGED, OTHER], ids=["same", "changed", "other"])
def test_whatever_was_there_the_graph_is_that_of_a_first_load(
    store: Store, cypher: Cypher, after: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as plain:
        plain.setattr(load_module, "ONE_TRANSACTION", 1000)
        plain.setattr(execution, "BATCH", 1000)
        store.load(after)
        expected = graph(cypher)
        store.clear()
    store.load(COMPLETE)
    assert store.read_dataset() == COMPLETE
    store.load(after)
    assert graph(cypher) == expected
    assert store.read_dataset() == after
    assert not store.load(after).changed
    assert store.load(after, rewrite=True).total == Counts(updated=len(after))
    assert graph(cypher) == expected


def test_counts_are_those_of_a_load_in_one_go(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    summaries = []
    for most in (0, 1000):
        monkeypatch.setattr(load_module, "ONE_TRANSACTION", most)
        store.clear()
        summaries.append([store.load(COMPLETE), store.load(CHANGED), store.load(CHANGED)])
    assert summaries[0] == summaries[1]


@pytest.mark.usefixtures("_sized")
def test_an_entity_of_another_type_takes_what_leads_to_it_along(store: Store) -> None:
    store.load(AS_PERSON)
    assert store.load(AS_GANG).collections["figures"] == Counts(updated=1)
    assert store.read_dataset() == AS_GANG


@pytest.mark.usefixtures("_sized")
@pytest.mark.parametrize(
    ("theirs", "named"),
    [
        ("(:Organization {id: 'a'})", "Organization 'a'"),
        ("(:Citation {id: 'alliance-a-b-1#citation-1'})", "Citation 'alliance-a-b-1#citation-1'"),
        ("(:X)-[:ALLIED_WITH {id: 'alliance-a-b-1'}]->(:Y)", "ALLIED_WITH 'alliance-a-b-1'"),
    ],
)
def test_id_that_somebody_else_uses_is_refused(store: Store, cypher: Cypher, theirs: str, named: str) -> None:
    cypher(f"CREATE {theirs}")
    before = graph(cypher)
    with pytest.raises(StoreError, match=named):
        store.load(OTHER)
    assert graph(cypher) == before


@pytest.mark.usefixtures("_sized")
def test_node_that_somebody_is_tied_to_is_not_pruned(store: Store, cypher: Cypher) -> None:
    store.load(OTHER)
    cypher("MATCH (b:Organization {id: 'b'}) CREATE (:Memo)-[:MENTIONS]->(b)")
    before = graph(cypher)
    with pytest.raises(StoreError, match=r"MENTIONS on 'b'"):
        store.load(without(OTHER, "b", "alliance-a-b-1"))
    assert graph(cypher) == before


@pytest.mark.usefixtures("_sized")
def test_what_somebody_edited_is_found(store: Store, cypher: Cypher) -> None:
    store.load(OTHER)
    cypher("MATCH (c:Citation) DETACH DELETE c")
    with pytest.raises(StoreError, match="Citation: 0 in the graph, 1 in the dataset"):
        store.load(OTHER)
    store.load(OTHER, rewrite=True)
    assert store.read_dataset() == OTHER


@pytest.mark.usefixtures("_sized")
def test_progress_ends_at_the_total(store: Store) -> None:
    calls: list[tuple[int, int, str]] = []
    store.load(COMPLETE, progress=lambda *call: calls.append(call))
    told = [(done, total) for done, total, what in calls if what == "writing"]
    assert told == sorted(told)
    assert told[-1] == (len(COMPLETE), len(COMPLETE))


# A load that is cut off in the middle of its batches.

PROGRAM = """
import os, sys
from cartelgraph.settings import Address
from cartelgraph.store import Store, execution
from cartelgraph.store import load as load_module
from tests.store import test_batches
load_module.ONE_TRANSACTION, execution.BATCH = 0, 2
cut = int(sys.argv[5])
run = load_module._run_all
calls = []
def counted(transaction, statements):
    calls.append(1)
    if len(calls) > cut:
        os._exit(9)
    return run(transaction, statements)
load_module._run_all = counted
Store.connect(Address(*sys.argv[1:4])).load(getattr(test_batches, sys.argv[4]))
"""


def cut_off(address: Address, name: str, transactions: int) -> None:
    """Load in a process that dies after that many transactions."""
    reached = [address.uri, address.username, address.password]
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, *reached, name, str(transactions)], cwd=ROOT, check=False
    )
    assert ended.returncode == 9


@pytest.mark.parametrize("transactions", [0, 1, 3, 7, 12, 20])
@pytest.mark.parametrize("after", ["CHANGED", "COMPLETE"])
def test_a_load_that_was_cut_off_is_completed_by_the_next(
    store: Store, cypher: Cypher, neo4j_address: Address, transactions: int, after: str
) -> None:
    """The next is that of the same dataset, or of the one that was there before."""
    dataset = {"CHANGED": CHANGED, "COMPLETE": COMPLETE}[after]
    store.load(dataset)
    expected = graph(cypher)
    store.clear()
    store.load(COMPLETE)
    cut_off(neo4j_address, "CHANGED", transactions)
    with pytest.raises(StoreError, match=r"is being loaded with .*, or that load was interrupted"):
        store.read_dataset()
    assert "or that load was interrupted" in str(store.describe())
    with pytest.MonkeyPatch.context() as small:
        small.setattr(load_module, "ONE_TRANSACTION", 0)
        store.load(dataset)
    assert graph(cypher) == expected
    assert store.read_dataset() == dataset


def test_a_first_load_that_was_cut_off_is_not_begun_again(
    store: Store, cypher: Cypher, neo4j_address: Address
) -> None:
    cut_off(neo4j_address, "COMPLETE", 25)
    assert cypher("MATCH (d:CartelGraphDataset {id: 'current'}) RETURN d.loading_digest AS digest") == [
        {"digest": COMPLETE.digest}
    ]
    held = cypher("MATCH (s:Source) WHERE s.record_digest <> '-' RETURN count(s) AS count")[0]["count"]
    assert held > 0
    summary = store.load(COMPLETE)
    assert summary.collections["sources"].unchanged == held
    assert store.read_dataset() == COMPLETE


def test_a_small_load_mends_what_one_in_batches_has_left(
    store: Store, neo4j_address: Address, cypher: Cypher
) -> None:
    store.load(COMPLETE)
    cut_off(neo4j_address, "CHANGED", 9)
    store.load(OTHER)
    assert store.read_dataset() == OTHER
    assert cypher("MATCH (n) WHERE n.record_digest = '-' RETURN n") == []


def done() -> Future[None]:
    future: Future[None] = Future()
    future.set_result(None)
    return future


def test_a_load_that_waited_does_not_go_on_with_what_it_saw(store: Store, neo4j_address: Address) -> None:
    """Between its announcement and its work another load came."""

    def intrude(done: int, total: int, what: str) -> None:
        assert (done, total) == (0, 1)
        assert what in {"waiting for any other load", "comparing"}

    with pytest.MonkeyPatch.context() as small:
        small.setattr(load_module, "ONE_TRANSACTION", 0)
        with Store.connect(neo4j_address) as other, other._driver.session() as session:
            change = Change(session)
            with other._driver.session() as locking:
                prepared = done()
                request = load_module.Request(
                    DatasetSupply(COMPLETE),
                    change,
                    Preparation(prepared, prepared),
                    rewrite=False,
                    progress=intrude,
                )
                with reading_early(request.supply) as early:
                    begun = locking.execute_write(load_module._begin, request, early)
                assert isinstance(begun, Work)
                small.undo()
                store.load(OTHER)
                with pytest.raises(StoreError, match="another load came between"):
                    locking.execute_write(load_module._finish, session, begun, request)
            with pytest.raises(LockLostError):
                session.execute_write(load_module._run_under, change, [("CREATE (:Stray)", {})])
    assert store.read_dataset() == OTHER


@pytest.mark.parametrize("rewrite", [False, True], ids=["while writing", "while marking"])
def test_batches_of_a_load_that_has_lost_its_lock_do_not_enter_the_next(
    store: Store, neo4j_address: Address, cypher: Cypher, monkeypatch: pytest.MonkeyPatch, *, rewrite: bool
) -> None:
    """The transaction that holds the lock is terminated between two batches, and another load comes."""
    if rewrite:
        store.load(COMPLETE)
    monkeypatch.setattr(load_module, "ONE_TRANSACTION", 0)
    monkeypatch.setattr(execution, "BATCH", 2)
    monkeypatch.setattr(load_module, "TRIES", 1)
    run, batches = load_module._run_under, []

    def interrupted(transaction: ManagedTransaction, change: Change, statements: Any) -> Any:
        batches.append(change)
        if len(batches) == 4:
            terminate_locking(cypher)
            with monkeypatch.context() as undisturbed:
                undisturbed.setattr(load_module, "_run_under", run)
                store.load(OTHER)
        return run(transaction, change, statements)

    monkeypatch.setattr(load_module, "_run_under", interrupted)
    with Store.connect(neo4j_address) as other, pytest.raises(StoreError, match="interrupted 1 times"):
        other.load(COMPLETE, rewrite=rewrite)
    assert store.read_dataset() == OTHER
    assert not store.load(OTHER).changed
