"""What a database needs before anything is written into it, done while the records are read.

``schema/constraints.cypher``, which is generated from the record types, is applied. In an empty database that
takes seconds, as the first queries of a server do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from neo4j import ManagedTransaction, Session

from cartelgraph.settings import bundled
from cartelgraph.store.statements import statement

__all__ = ["Preparation", "preparing"]

NAMED = re.compile(r"CREATE (?:CONSTRAINT|INDEX) (\w+) IF NOT EXISTS")


@dataclass(frozen=True)
class Preparation:
    """Work that goes on in a thread of its own; each result raises what has kept it from being done.

    Attributes
    ----------
    lockable
        Done when loads can wait for each other: the version node has its constraint.
    constrained
        Done when all constraints and indexes are there.
    """

    lockable: Future[None]
    constrained: Future[None]


@contextmanager
def preparing(session: Session) -> Iterator[Preparation]:
    """Prepare a database, with a session that is for this alone as long as the block lasts."""
    pool = ThreadPoolExecutor(1)
    try:
        missing = pool.submit(_missing, session)
        lockable = pool.submit(lambda: _create(session, missing.result()[:1]))
        constrained = pool.submit(_create_others, session, missing, lockable)
        yield Preparation(lockable, constrained)
    finally:
        pool.shutdown(cancel_futures=True)


def _create_others(session: Session, missing: Future[list[str]], first: Future[None]) -> None:
    first.result()
    _create(session, missing.result()[1:])


def _missing(session: Session) -> list[str]:
    """Return the statements that make what the database lacks; the version node's constraint is the first."""
    present = set(session.execute_read(_names))
    return [text for text in _statements() if (name := NAMED.match(text)) is None or name[1] not in present]


def _names(transaction: ManagedTransaction) -> Sequence[str]:
    names: Sequence[str] = transaction.run(statement("index_names")).single(strict=True)["names"]
    return names


def _create(session: Session, texts: Sequence[str]) -> None:
    # One by one: the server takes longer for all of them in one transaction.
    for text in texts:
        session.execute_write(_run, text)


def _run(transaction: ManagedTransaction, text: str) -> None:
    transaction.run(text).consume()


def _statements() -> list[str]:
    text = (bundled("schema") / "constraints.cypher").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("//")]
    parts = [part.strip() for part in "\n".join(lines).split(";")]
    return [part for part in parts if part]
