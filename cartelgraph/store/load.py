"""Bring the database to exactly what a dataset says, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from neo4j import ManagedTransaction

from cartelgraph.dataset import Dataset
from cartelgraph.model import ENTITY_TYPES
from cartelgraph.store.audit import audit, expected_of
from cartelgraph.store.change import Change
from cartelgraph.store.connection import never_too_large
from cartelgraph.store.plan import make_plan
from cartelgraph.store.removal import remove
from cartelgraph.store.rows import Columns, Rows, batches, length
from cartelgraph.store.statements import create_relationships, write_leading, write_nodes
from cartelgraph.store.stored import stored_records
from cartelgraph.store.summary import LoadSummary
from cartelgraph.store.version import is_current, is_loading, lock_version, write_version

__all__ = ["Progress", "load", "writing"]

#: Called with how many rows are written, how many there are in all, and what is being done.
Progress: TypeAlias = Callable[[int, int, str], None]

#: Rows in one statement: large enough that the way to the server does not count.
BATCH = 5000


@never_too_large()
def load(
    transaction: ManagedTransaction,
    dataset: Dataset,
    change: Change,
    *,
    rewrite: bool,
    progress: Progress,
) -> LoadSummary:
    """Write what differs, remove what is gone, audit the result.

    Parameters
    ----------
    transaction
        All of it happens here.
    dataset
        What the database will hold.
    change
        Announced before anything is written: while a transaction is committed, others see parts of it.
    rewrite
        Write every record, whatever its digest. What another version of cartelgraph wrote is
        rewritten in any case.
    progress
        Told of every batch of rows.

    Raises
    ------
    StoreError
        When somebody else's data are in the way, the audit finds a fault, or it is all too much for one
        transaction of the server; nothing is changed then.
    """
    progress(0, 1, "waiting for any other load")
    held = lock_version(transaction)
    change.take_over(transaction)
    # What an interrupted load in batches has left is not looked into: all of it is written anew.
    rewrite = rewrite or not is_current(held) or is_loading(held)
    progress(0, 1, "comparing")
    plan = make_plan(dataset, stored_records(transaction), rewrite=rewrite)
    if rewrite or not plan.is_empty:
        change.announce()
        rows = Rows(dataset)
        for record in plan.written:
            rows.add(record, plan.digests[record.id])
        remove(transaction, plan, rows, rewrite=rewrite)
        _write(transaction, rows, progress)
    progress(0, 1, "checking")
    expected = expected_of(dataset)
    audit(transaction, expected)
    if not plan.is_empty or held.get("digest") != dataset.digest or is_loading(held):
        change.announce()
        write_version(transaction, dataset.info, dataset.digest, expected)
    return plan.summary()


def _write(transaction: ManagedTransaction, rows: Rows, progress: Progress) -> None:
    work = list(writing(rows))
    total, done = sum(length(batch) for _, batch in work), 0
    for text, batch in work:
        transaction.run(text, batch).consume()
        done += length(batch)
        progress(done, total, "writing")


def writing(rows: Rows, *, fresh: bool = False) -> Iterator[tuple[str, Columns]]:
    """Yield the statements that write rows, in an order in which each finds what it needs.

    Parameters
    ----------
    rows
        The rows.
    fresh
        Whether the database held nothing, so that nodes need not be looked for.
    """
    days = rows.days
    for text, columns in _statements(rows, fresh=fresh):
        for batch in batches(columns, BATCH):
            yield text, {**batch, "days": days}


def _statements(rows: Rows, *, fresh: bool) -> Iterator[tuple[str, Columns]]:
    kinds = {kind.label: kind.all_labels()[1:] for kind in ENTITY_TYPES}
    for labels, columns in rows.nodes.items():
        yield write_nodes(labels, kinds.get(labels[0], ()), columns, fresh=fresh), columns
    for (label, kind, target), columns in rows.leading.items():
        properties = [name for name in columns if name != "target"]
        yield write_leading(label, kind, target, properties, fresh=fresh), columns
    for (kind, source, target), columns in rows.relationships.items():
        properties = [name for name in columns if name not in {"source", "target"}]
        yield create_relationships(kind, source, target, properties), columns
