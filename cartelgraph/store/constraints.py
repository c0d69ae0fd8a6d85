"""Apply ``schema/constraints.cypher``, which is generated from the record types."""

from __future__ import annotations

import re

from neo4j import ManagedTransaction

from cartelgraph.settings import bundled
from cartelgraph.store.statements import statement

__all__ = ["apply_constraints"]

NAMED = re.compile(r"CREATE (?:CONSTRAINT|INDEX) (\w+) IF NOT EXISTS")


def apply_constraints(transaction: ManagedTransaction) -> None:
    """Create the constraints and indexes that the database lacks."""
    present = set(transaction.run(statement("index_names")).single(strict=True)["names"])
    for text in _statements():
        name = NAMED.match(text)
        if name is None or name[1] not in present:
            transaction.run(text).consume()


def _statements() -> list[str]:
    text = (bundled("schema") / "constraints.cypher").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("//")]
    parts = [part.strip() for part in "\n".join(lines).split(";")]
    return [part for part in parts if part]
