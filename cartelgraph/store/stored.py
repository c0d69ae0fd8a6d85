"""What the database holds already under our labels and relationship types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from neo4j import ManagedTransaction

from cartelgraph.model import ENTITY_TYPES, RECORD_TYPES, RELATIONSHIP_TYPES, Record
from cartelgraph.store.shape import component_shapes
from cartelgraph.store.statements import any_of, statement

__all__ = [
    "FOREIGN",
    "all_relationships",
    "count_nodes",
    "foreign_ids",
    "stale_relationships",
    "stored_digests",
    "stored_nodes",
    "stored_records",
]

#: In the place of a digest: what bears our label or type and an id, and was not written by us.
FOREIGN = ""


def count_nodes(transaction: ManagedTransaction) -> int:
    """Return how many nodes there are, whoever wrote them, the version node included."""
    return int(transaction.run(statement("count_everything")).single(strict=True)["nodes"])


def stored_records(transaction: ManagedTransaction) -> dict[type[Record], dict[str, str]]:
    """Return for each record type the digest of what is stored under each id."""
    nodes = stored_nodes(transaction, [kind.label for kind in ENTITY_TYPES])
    held = nodes | _stored_relationships(transaction)
    return {kind: held.get(kind.label, {}) for kind in RECORD_TYPES}


def stored_nodes(transaction: ManagedTransaction, labels: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return for each label that any node has the digest of what is stored under each id."""
    return _digests(transaction, statement("stored_nodes", labels=any_of(labels)), labels=labels)


def stored_digests(transaction: ManagedTransaction) -> Iterator[list[str]]:
    """Yield the digests of all relationships of ours, many at a time."""
    types = any_of(kind.label for kind in RELATIONSHIP_TYPES)
    for (digests,) in transaction.run(statement("stored_digests", types=types)):
        yield digests


def stale_relationships(
    transaction: ManagedTransaction, digests: Iterable[str]
) -> dict[type[Record], set[str]]:
    """Return the ids of the relationships that bear any of some digests, by their types."""
    text = statement("stale_relationships", types=any_of(kind.label for kind in RELATIONSHIP_TYPES))
    held = {label: set(ids) for label, ids in transaction.run(text, digests=list(digests))}
    return {kind: held[kind.label] for kind in RELATIONSHIP_TYPES if kind.label in held}


def all_relationships(transaction: ManagedTransaction) -> dict[type[Record], set[str]]:
    """Return the ids of all relationships of ours, by their types."""
    held = _stored_relationships(transaction)
    return {
        kind: {key for key, digest in held[kind.label].items() if digest != FOREIGN}
        for kind in RELATIONSHIP_TYPES
        if kind.label in held
    }


def foreign_ids(transaction: ManagedTransaction) -> dict[str, set[str]]:
    """Return by label and type the ids of what somebody else has written where ours might be."""
    labels = [*(kind.label for kind in ENTITY_TYPES), *(shape.label for shape in component_shapes())]
    nodes = transaction.run(statement("foreign_nodes", labels=any_of(labels)), labels=labels)
    types = any_of(kind.label for kind in RELATIONSHIP_TYPES)
    relationships = transaction.run(statement("foreign_relationships", types=types))
    return {label: set(ids) for label, ids in (*nodes, *relationships)}


def _stored_relationships(transaction: ManagedTransaction) -> dict[str, dict[str, str]]:
    types = any_of(kind.label for kind in RELATIONSHIP_TYPES)
    return _digests(transaction, statement("stored_relationships", types=types))


def _digests(
    transaction: ManagedTransaction, text: str, **parameters: Sequence[str]
) -> dict[str, dict[str, str]]:
    found = transaction.run(text, parameters)
    return {label: dict(zip(ids, digests, strict=True)) for label, ids, digests in found}
