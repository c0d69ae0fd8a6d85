"""What the database holds already under our labels and relationship types."""

from __future__ import annotations

from collections.abc import Sequence

from neo4j import ManagedTransaction

from cartelgraph.model import ENTITY_TYPES, RECORD_TYPES, RELATIONSHIP_TYPES
from cartelgraph.store.plan import Stored
from cartelgraph.store.statements import any_of, statement

__all__ = ["stored_nodes", "stored_records"]


def stored_records(transaction: ManagedTransaction) -> Stored:
    """Return for each record type the digest of what is stored under each id."""
    nodes = stored_nodes(transaction, [kind.label for kind in ENTITY_TYPES])
    types = any_of(kind.label for kind in RELATIONSHIP_TYPES)
    relationships = _digests(transaction, statement("stored_relationships", types=types))
    held = nodes | relationships
    return {kind: held.get(kind.label, {}) for kind in RECORD_TYPES}


def stored_nodes(transaction: ManagedTransaction, labels: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return for each label that any node has the digest of what is stored under each id."""
    return _digests(transaction, statement("stored_nodes", labels=any_of(labels)), labels=labels)


def _digests(
    transaction: ManagedTransaction, text: str, **parameters: Sequence[str]
) -> dict[str, dict[str, str]]:
    found = transaction.run(text, parameters)
    return {label: dict(zip(ids, digests, strict=True)) for label, ids, digests in found}
