"""At home in a cluster: `neo4j://`, bookmarks from one session to the next, and work that is tried again.

A community server is a cluster of one: its routing table has itself in it. What the driver and the
server say to each other is read from the driver's log.
"""

from __future__ import annotations

import ast
import logging
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest
from neo4j.exceptions import TransientError

from cartelgraph.dataset import Dataset
from cartelgraph.model.entities import Source
from cartelgraph.settings import Address
from cartelgraph.store import Store, execution, query_named
from cartelgraph.store import load as load_module
from tests import make
from tests.store.complete import complete_dataset
from tests.store.conftest import Cypher
from tests.store.test_load import graph

pytestmark = pytest.mark.neo4j

COMPLETE = complete_dataset()
PAIR = make.dataset(
    make.organization("a"), make.organization("b"), make.alliance("a", "b", period="2008/2010")
)
SIZES = pytest.mark.parametrize("_sized", [1000, 0], ids=["one transaction", "batches"], indirect=True)


@pytest.fixture(autouse=True)
def _sized(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loads go in batches of two, each a transaction of its own if nothing else is asked for."""
    monkeypatch.setattr(load_module, "ONE_TRANSACTION", getattr(request, "param", 0))
    monkeypatch.setattr(execution, "BATCH", 2)


@pytest.fixture
def routed(neo4j_address: Address, cypher: Cypher) -> Iterator[Store]:
    """A store on an empty database that is reached by its routing table."""
    assert cypher("MATCH (n) RETURN n") == []
    with Store.connect(
        replace(neo4j_address, uri=neo4j_address.uri.replace("bolt://", "neo4j://"))
    ) as opened:
        yield opened


class Message(NamedTuple):
    """What one side said: `C` the client, `S` the server."""

    connection: str
    side: str
    kind: str
    text: str


def said(caplog: pytest.LogCaptureFixture) -> list[Message]:
    """Return what was said over Bolt since the log was cleared."""
    pattern = re.compile(r"\[#(\w+)\]  ([CS]): ([A-Z]+) ?(.*)", re.DOTALL)
    found = (pattern.match(record.getMessage()) for record in caplog.records if record.name == "neo4j.io")
    return [Message(*match.groups()) for match in found if match]


def bookmarks_received(messages: list[Message]) -> list[str]:
    found = (re.search(r"'bookmark': '([^']+)'", message.text) for message in messages if message.side == "S")
    return [match[1] for match in found if match]


def bookmarks_sent(message: Message) -> list[str]:
    found = re.search(r"'bookmarks': (\[[^\]]*\])", message.text)
    return list(ast.literal_eval(found[1])) if found else []


@SIZES
def test_all_that_a_store_does_can_be_done_in_a_cluster(routed: Store, cypher: Cypher) -> None:
    assert routed.load(COMPLETE).total.created == len(COMPLETE)
    assert routed.read_dataset() == COMPLETE
    assert not routed.load(COMPLETE).changed
    assert not routed.preview(COMPLETE).table().rows
    assert routed.describe().info == COMPLETE.info
    assert routed.query("MATCH (s:Source) RETURN count(s)").rows == ((len(COMPLETE.of(Source)),),)
    routed.load(PAIR)
    assert [row.values[:2] for row in routed.answer(query_named("allies-on"), {"on": "2009"}).rows] == [
        ("A", "B")
    ]
    routed.clear()
    assert cypher("MATCH (n) RETURN n") == []


@SIZES
def test_whoever_reads_after_a_load_waits_for_what_it_wrote(
    routed: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """The member that is read from may lag behind: the bookmark says how far it must have come."""
    caplog.set_level(logging.DEBUG, "neo4j.io")
    routed.load(COMPLETE)
    *_, last = bookmarks_received(said(caplog))
    for read in (routed.read_dataset, routed.describe, lambda: routed.query("RETURN 1"), routed.clear):
        caplog.clear()
        read()
        (begun, *_) = [message for message in said(caplog) if (message.side, message.kind) == ("C", "BEGIN")]
        assert last in bookmarks_sent(begun)
        assert ("'mode': 'r'" in begun.text) is (read != routed.clear)
        *_, last = bookmarks_received(said(caplog))


def test_batches_follow_what_announced_them(routed: Store, caplog: pytest.LogCaptureFixture) -> None:
    """The announcement and the batches are written by two sessions."""
    caplog.set_level(logging.DEBUG, "neo4j.io")
    routed.load(COMPLETE)
    known: set[str] = set()
    chained = 0
    for message in said(caplog):
        if (message.side, message.kind) == ("C", "BEGIN") and known:
            assert bookmarks_sent(message)
            assert known.issuperset(bookmarks_sent(message))
            chained += 1
        known.update(bookmarks_received([message]))
    assert chained > len(COMPLETE) / 2


@SIZES
@pytest.mark.parametrize("rewrite", [False, True])
def test_what_writes_is_a_managed_transaction(
    routed: Store, caplog: pytest.LogCaptureFixture, *, rewrite: bool
) -> None:
    """The driver tries it again when the leader changes."""
    routed.load(PAIR)
    caplog.set_level(logging.DEBUG, "neo4j.io")
    routed.load(COMPLETE, rewrite=rewrite)
    routed.clear()
    begun: defaultdict[str, bool] = defaultdict(bool)
    alone = []
    for message in said(caplog):
        if message.side == "C" and message.kind in {"BEGIN", "COMMIT", "ROLLBACK", "RESET"}:
            begun[message.connection] = message.kind == "BEGIN"
        if message.side == "C" and message.kind == "RUN" and not begun[message.connection]:
            alone.append(message.text)
    assert not alone


@SIZES
@pytest.mark.parametrize("before", [None, PAIR], ids=["empty", "other"])
@pytest.mark.parametrize("rewrite", [False, True])
def test_load_that_the_server_has_to_be_asked_for_again_doubles_nothing(
    store: Store, cypher: Cypher, before: Dataset | None, *, rewrite: bool
) -> None:
    """As after a deadlock, or when another member becomes the leader."""
    store.load(COMPLETE)
    expected = graph(cypher)
    store.clear()
    if before:
        store.load(before)
    tries: list[int] = []

    def fail_once(done: int, total: int, what: str) -> None:
        if what == "writing" and done > total / 2 and not tries:
            tries.append(done)
            raise TransientError("another member is the leader now")

    summary = store.load(COMPLETE, rewrite=rewrite, progress=fail_once)
    assert tries
    assert summary.total.created + summary.total.updated + summary.total.unchanged == len(COMPLETE)
    assert graph(cypher) == expected
    assert store.read_dataset() == COMPLETE
    assert not store.load(COMPLETE).changed
