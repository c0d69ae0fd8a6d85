"""Whoever reads can know that the graph is being changed: a node says so, from before the first write.

Neo4j keeps a transaction that fails from leaving anything behind, but while one is committed others see
parts of it, and the version node may be new before the rest is. So a change is announced first, in a
transaction of its own, by a node beside the version node, and that node goes when all is there. Who reads the
graph looks for it, and at the version node, before and after:

* the node is there: the graph is about to change, or is changing;
* the version node is another than before: it has changed meanwhile;
* neither: what was read is what the version node says.

A loader that was killed leaves the node behind. What it announced has then happened whole or not at all, or
the version node says that a load in batches is to be completed. Only who holds the lock on the version node,
and so knows that nobody else is at work, may take the node away.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from neo4j import ManagedTransaction, Session
from neo4j.exceptions import DriverError, Neo4jError

from cartelgraph.store.statements import statement
from cartelgraph.store.version import is_loading, lock_version

__all__ = ["Change", "LockLostError", "change_of", "changing", "settle"]


class LockLostError(Exception):
    """Somebody else has begun to change the graph: the transaction that kept them from it has ended."""


class Change:
    """A change to the graph, by which its parts know each other.

    Parameters
    ----------
    session
        Writes the announcement, beside the session that holds the lock.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.mark = uuid.uuid4().hex
        self._announced = False

    def take_over(self, transaction: ManagedTransaction) -> None:
        """Announce the change at once if another was interrupted, whose last part may still be under way.

        It is waited for, and no more of it can follow: its parts find that another change is announced.
        """
        if change_of(transaction) is not None:
            self.announce()

    def announce(self) -> None:
        """Say that the graph is about to change; the version node must be locked."""
        if not self._announced:
            self._session.execute_write(_write, "announce_change", self.mark)
            self._announced = True

    def hold(self, transaction: ManagedTransaction) -> None:
        """See that this change is still the one that is announced, until a transaction has ended.

        Raises
        ------
        LockLostError
            When it is not.
        """
        if _single(transaction, "hold_change") != self.mark:
            raise LockLostError

    def end(self) -> None:
        """Say no more: all of it is there, or nothing."""
        if self._announced:
            self._session.execute_write(_write, "end_change", self.mark)
            self._announced = False


@contextmanager
def changing(session: Session) -> Iterator[Change]:
    """Yield a change, which has ended when the block has.

    Where an error ends it the announcement stays if the server cannot be reached: the next to come takes it.
    """
    change = Change(session)
    try:
        yield change
    except BaseException:
        with suppress(DriverError, Neo4jError):
            change.end()
        raise
    change.end()


def change_of(transaction: ManagedTransaction) -> str | None:
    """Return the mark of the change that is announced, if one is."""
    return _single(transaction, "read_change")


def settle(transaction: ManagedTransaction) -> None:
    """Wait until nobody is changing the graph, and take away what an interrupted change has left said.

    What a load in batches has said stays: the graph is not complete.
    """
    held = lock_version(transaction)
    left = change_of(transaction)
    if left is not None and not is_loading(held):
        _write(transaction, "end_change", left)
    if "digest" not in held and not is_loading(held):
        # Locking made a version node where there was none.
        transaction.run(statement("delete_version")).consume()


def _write(transaction: ManagedTransaction, name: str, change: str) -> None:
    transaction.run(statement(name), change=change).consume()


def _single(transaction: ManagedTransaction, name: str) -> str | None:
    found = transaction.run(statement(name)).single()
    return None if found is None else found["change"]
