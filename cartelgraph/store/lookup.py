"""Find in the database the record that somebody means by an id, a name or an alias."""

from __future__ import annotations

from neo4j import ManagedTransaction

from cartelgraph.dataset import Named, bearer_of, unknown
from cartelgraph.model import ENTITY_TYPES, RELATIONSHIP_TYPES
from cartelgraph.store.catalogue import Reference
from cartelgraph.store.statements import any_of, statement
from cartelgraph.store.stored import stored_records

__all__ = ["find_id"]


def find_id(transaction: ManagedTransaction, reference: Reference) -> str:
    """Return the id of the record that is meant; the rules are those of ``cartelgraph.dataset.find``.

    Raises
    ------
    UnknownNameError
        When there is none; the message offers what is named alike.
    AmbiguousNameError
        When several bear the name; the message gives their ids.
    """
    labels = [reference.label] if reference.label else [kind.label for kind in ENTITY_TYPES]
    found = transaction.run(statement("names", labels=any_of(labels)), labels=labels)
    entities = [Named(entity["id"], tuple(entity["names"]), entity["label"]) for entity in found]
    text = reference.text
    if any(entity.id == text for entity in entities):
        return text
    if reference.label is None and _is_statement(transaction, text):
        return text
    if bearer := bearer_of(text, entities):
        return bearer
    if reference.label is None:
        known = {entity.id for entity in entities}
        for kind, ids in stored_records(transaction).items():
            entities += [Named(key, (), kind.label) for key in ids if key not in known]
    raise unknown((reference.label or "record").lower(), text, entities)


def _is_statement(transaction: ManagedTransaction, text: str) -> bool:
    types = any_of(kind.label for kind in RELATIONSHIP_TYPES)
    return bool(list(transaction.run(statement("statement_with_id", types=types), text=text)))
