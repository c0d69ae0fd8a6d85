"""Bring the database to exactly what a dataset says, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from neo4j import ManagedTransaction

from cartelgraph.dataset import Dataset
from cartelgraph.store.audit import audit, expected_of
from cartelgraph.store.change import Change
from cartelgraph.store.connection import never_too_large
from cartelgraph.store.plan import make_plan
from cartelgraph.store.removal import remove
from cartelgraph.store.rows import Rows, length
from cartelgraph.store.stored import stored_records
from cartelgraph.store.summary import LoadSummary
from cartelgraph.store.version import is_current, is_loading, lock_version, write_version
from cartelgraph.store.writing import Writer

__all__ = ["Progress", "load"]

#: Called with how many rows are written, how many there are in all, and what is being done.
Progress: TypeAlias = Callable[[int, int, str], None]


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
    work = list(Writer().statements(rows))
    total, done = sum(length(batch) for _, batch in work), 0
    for text, batch in work:
        transaction.run(text, batch).consume()
        done += length(batch)
        progress(done, total, "writing")
