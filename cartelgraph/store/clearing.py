"""Remove everything that loads have written, and nothing else."""

from __future__ import annotations

from neo4j import ManagedTransaction, Session

from cartelgraph.errors import StoreError
from cartelgraph.store.change import Change, LockLostError, changing
from cartelgraph.store.connection import never_too_large
from cartelgraph.store.statements import statement
from cartelgraph.store.stored import count_nodes
from cartelgraph.store.ties import refuse_ties
from cartelgraph.store.version import lock_version, write_clearing

__all__ = ["clear", "delete_in_parts"]

#: Nodes in the database above which they are removed a part at a time: one transaction might not hold them.
ONE_TRANSACTION = 50_000

#: Relationships or nodes in a part.
PART = 10_000

BETWEEN = "a load came between while the graph was being removed: see what it holds now, and clear it again"


def clear(session: Session, other: Session) -> None:
    """Remove everything of ours.

    What is too large for one transaction goes a part at a time; the version node says so meanwhile, as for
    a load in batches.

    Parameters
    ----------
    session
        Holds the lock.
    other
        Removes parts, and says that the graph is changing.

    Raises
    ------
    StoreError
        When somebody else has tied something to a node of ours; nothing is changed then. When a load came
        between, of which nothing is removed.
    """
    with changing(other) as change:
        try:
            if not session.execute_write(_begin, change):
                session.execute_write(_finish, other, change)
        except LockLostError as error:
            raise StoreError(BETWEEN) from error


def delete_in_parts(session: Session, change: Change, name: str) -> None:
    """Run a statement that deletes some of what loads have written until there is none.

    Raises
    ------
    LockLostError
        When somebody else has begun to change the graph meanwhile; what they write is not touched.
    """
    while session.execute_write(_delete_some, change, statement(name)):
        pass


def _delete_some(transaction: ManagedTransaction, change: Change, text: str) -> int:
    change.hold(transaction)
    deleted: int = transaction.run(text, limit=PART).single(strict=True)["deleted"]
    return deleted


@never_too_large()
def _begin(transaction: ManagedTransaction, change: Change) -> bool:
    """Remove all of it if it is not much, or announce that it will be; return whether it is done."""
    lock_version(transaction)
    change.take_over(transaction)
    refuse_ties(transaction.run(statement("all_foreign_ties")))
    change.announce()
    if count_nodes(transaction) > ONE_TRANSACTION:
        write_clearing(transaction, change.mark)
        return False
    for name in ("delete_all_relationships", "delete_all_nodes", "delete_version"):
        transaction.run(statement(name)).consume()
    return True


def _finish(transaction: ManagedTransaction, other: Session, change: Change) -> None:
    if lock_version(transaction).get("loading") != change.mark:
        raise StoreError(BETWEEN)
    for name in ("delete_some_relationships", "delete_some_nodes"):
        delete_in_parts(other, change, name)
    transaction.run(statement("delete_version")).consume()
