"""Bring the database to exactly what a dataset says: record by record, with only digests in memory.

A record is known by its digest. What the database has and the dataset lacks is *stale* and goes; what the
dataset has and the database lacks is written. While that is little it happens in one transaction. Otherwise
each batch is a transaction of its own, and this is what makes an interrupted load something that the next
one completes:

* From before the first batch until after the last, the version node says that a load is under way. Whoever
  reads the dataset is refused meanwhile. One transaction holds the lock on that node for as long as it lasts.
* All of a record is written in one batch, with its digest. Only an entity that may lead to what is not there
  yet, as to another of its type, is written in two, and bears a mark instead of its digest until the second.
* What is stale is removed a record at a time, or, if others may need its node, marked.

So a digest in the database always stands for a complete record; what is marked is written anew or removed.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar

from neo4j import ManagedTransaction, Session
from neo4j.exceptions import TransactionError

from cartelgraph.dataset.supply import Supply
from cartelgraph.errors import StoreError
from cartelgraph.store.audit import audit
from cartelgraph.store.change import Change, LockLostError
from cartelgraph.store.clearing import delete_in_parts
from cartelgraph.store.connection import never_too_large
from cartelgraph.store.early import EarlyReading, reading_early
from cartelgraph.store.execution import Progress, Statements, carry_out
from cartelgraph.store.preparation import Preparation
from cartelgraph.store.statements import statement
from cartelgraph.store.stored import count_nodes
from cartelgraph.store.summary import LoadSummary
from cartelgraph.store.version import (
    is_loading,
    lock_version,
    write_loading,
    write_version,
)
from cartelgraph.store.work import Work, compare

__all__ = ["ONE_TRANSACTION", "Progress", "Request", "load"]

T = TypeVar("T")

#: Records that are written or removed in one transaction; above, each batch is one.
ONE_TRANSACTION = 20_000

#: How often a load is begun, if its lock is lost each time.
TRIES = 5

#: How many more objects there must be before the garbage collector looks through them. A batch is many times
#: what it waits for otherwise, and holds nothing that only a collector could find.
RARELY = 100_000

#: Seconds for which a thread may keep others from running.
IN_TURN = 0.0002

#: Records up to which what was audited before is looked at again, property by property: people edit by hand
#: what is small.
LOOKED_AT = 10_000


@dataclass(frozen=True)
class Request:
    """What is to be loaded, and how.

    Attributes
    ----------
    supply
        The records of the dataset.
    change
        Announced before anything is written.
    preparation
        Waited for before that.
    rewrite
        Whether every record is written, whatever its digest.
    progress
        Told of every batch.
    """

    supply: Supply
    change: Change
    preparation: Preparation
    rewrite: bool
    progress: Progress


def load(session: Session, other: Session, request: Request) -> LoadSummary:
    """Bring the database to exactly what a dataset says.

    Parameters
    ----------
    session
        Holds the lock.
    other
        Writes the batches.
    request
        What is to be loaded, and how.

    Raises
    ------
    StoreError
        When somebody else's data are in the way or the audit finds a fault. Nothing is changed when the work
        fits into one transaction; otherwise the graph is incomplete, and says so, until the next load.
    """
    with at_ease(), reading_early(request.supply) as early:
        request.preparation.lockable.result()
        for _ in range(TRIES):
            begun = session.execute_write(_begin, request, early)
            if isinstance(begun, LoadSummary):
                return begun
            try:
                return session.execute_write(_once(_finish), other, begun, request)
            except (LockLostError, TransactionError):
                # Batches stand that the comparison does not know of: what is left to do is found out anew.
                continue
    raise StoreError(f"the load was interrupted {TRIES} times: load again")


@contextmanager
def at_ease() -> Iterator[None]:
    """Have Python do for many records what it does otherwise for few.

    The garbage collector would look through each batch a hundred times. Of two threads, of which one makes
    batches and one sends them, the one that has an answer from the server would often wait for the other.
    """
    threshold, interval = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(RARELY, *threshold[1:])
    sys.setswitchinterval(IN_TURN)
    try:
        yield
    finally:
        gc.set_threshold(*threshold)
        sys.setswitchinterval(interval)


def _once(function: Callable[..., T]) -> Callable[..., T]:
    """Return a function that does its work at the first call only: the driver would try it again."""
    calls = count()

    def limited(*given: Any) -> T:  # noqa: ANN401
        if next(calls):
            raise LockLostError
        return function(*given)

    return limited


@never_too_large()
def _begin(transaction: ManagedTransaction, request: Request, early: EarlyReading) -> LoadSummary | Work:
    """Find out what has to be done; do it, or announce that it will be done in batches."""
    change, progress = request.change, request.progress
    progress(0, 1, "waiting for any other load")
    held = lock_version(transaction)
    change.take_over(transaction)
    progress(0, 1, "comparing")
    if count_nodes(transaction) == 1:  # the version node
        work = early.work()
    else:
        early.give_up()
        work = compare(transaction, held, request.supply, rewrite=request.rewrite)
    request.preparation.constrained.result()
    if work.size > ONE_TRANSACTION:
        change.announce()
        digest = work.comparison.digest
        write_loading(transaction, request.supply.info, digest, change.mark, rewriting=work.rewriting)
        return work

    def run(statements: Statements) -> list[list[Any]]:
        return _run_all(transaction, statements)

    same = held.get("digest") == work.comparison.digest and not work.size and not is_loading(held)
    if work.rewriting or not same:
        change.announce()
    if work.size or work.rewriting or is_loading(held):
        if work.rewriting:
            run([(statement("delete_all_relationships"), {})])
        carry_out(work, run, progress)
    _conclude(transaction, work, progress, same=same)
    return work.summary()


@never_too_large()
def _finish(transaction: ManagedTransaction, other: Session, work: Work, request: Request) -> LoadSummary:
    """Do the work in batches, under the lock."""
    change, progress = request.change, request.progress
    if lock_version(transaction).get("loading") != change.mark:
        raise StoreError("another load came between: load again")

    def run(statements: Statements) -> list[list[Any]]:
        return other.execute_write(_run_under, change, statements)

    if work.rewriting:
        delete_in_parts(other, change, "delete_some_relationships")
    carry_out(work, run, progress)
    _conclude(transaction, work, progress, same=False)
    return work.summary()


def _run_under(transaction: ManagedTransaction, change: Change, statements: Statements) -> list[list[Any]]:
    """Run statements, unless somebody else has begun to change the graph.

    After a moment without the server the lock is gone, and the driver would write on into their work.
    """
    change.hold(transaction)
    return _run_all(transaction, statements)


def _run_all(transaction: ManagedTransaction, statements: Statements) -> list[list[Any]]:
    found = ([list(row) for row in transaction.run(text, parameters)] for text, parameters in statements)
    return [rows[0] if rows else [] for rows in found]


def _conclude(transaction: ManagedTransaction, work: Work, progress: Progress, *, same: bool) -> None:
    progress(0, 1, "checking")
    many = work.comparison.counts.total() > LOOKED_AT
    # What was counted for the comparison is not counted again if nothing has changed.
    if not (same and many and work.confirmed):
        audit(transaction, work.counted, by_counts=work.fresh or (work.trusted and many))
    if not same:
        write_version(transaction, work.supply.info, work.comparison.digest, work.counted)
