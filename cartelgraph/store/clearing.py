"""Remove everything that loads have written, and nothing else."""

from __future__ import annotations

from neo4j import ManagedTransaction, Session

from cartelgraph.store.change import Change, changing
from cartelgraph.store.connection import never_too_large
from cartelgraph.store.removal import refuse_ties
from cartelgraph.store.statements import statement
from cartelgraph.store.stored import count_nodes
from cartelgraph.store.version import lock_version, write_clearing

__all__ = ["clear"]

#: Nodes in the database above which they are removed a part at a time: one transaction might not hold them.
ONE_TRANSACTION = 50_000


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
        When somebody else has tied something to a node of ours; nothing is changed.
    """
    with changing(other) as change:
        if not session.execute_write(_begin, change):
            session.execute_write(_finish, other)


@never_too_large()
def _begin(transaction: ManagedTransaction, change: Change) -> bool:
    """Remove all of it if it is not much, or announce that it will be; return whether it is done."""
    lock_version(transaction)
    change.take_over(transaction)
    refuse_ties(transaction.run(statement("all_foreign_ties")).data())
    change.announce()
    if count_nodes(transaction) > ONE_TRANSACTION:
        write_clearing(transaction, change.mark)
        return False
    for name in ("delete_all_relationships", "delete_all_nodes", "delete_version"):
        transaction.run(statement(name)).consume()
    return True


def _finish(transaction: ManagedTransaction, other: Session) -> None:
    lock_version(transaction)
    for name in ("delete_all_relationships_in_batches", "delete_all_nodes_in_batches"):
        other.run(statement(name)).consume()
    transaction.run(statement("delete_version")).consume()
