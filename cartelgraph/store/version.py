"""The version node: which dataset the database holds, and who wrote it. It is also the lock of a load."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from neo4j import ManagedTransaction

from cartelgraph.dataset import DatasetInfo
from cartelgraph.store.connection import our_version
from cartelgraph.store.statements import statement

__all__ = [
    "LAYOUT",
    "audited_of",
    "info_of",
    "is_current",
    "is_loading",
    "loaded_at",
    "loading_of",
    "lock_version",
    "read_version",
    "write_clearing",
    "write_loading",
    "write_version",
]

#: Version of what a load makes of records. Raise it when the same records give another graph: the next
#: load then writes all of them anew.
LAYOUT = 3

LOADING = "loading"


def lock_version(transaction: ManagedTransaction) -> Mapping[str, Any]:
    """Wait until no other load is under way; return the properties of the version node."""
    return _properties(transaction, "lock_version") or {}


def read_version(transaction: ManagedTransaction) -> Mapping[str, Any] | None:
    """Return the properties of the version node, or None when no dataset was loaded."""
    return _properties(transaction, "read_version")


def write_version(
    transaction: ManagedTransaction, info: DatasetInfo, digest: str, audited: Mapping[str, int]
) -> None:
    """Write down which dataset the database holds from now on, and how much of everything was counted."""
    properties = {
        **info.model_dump(mode="json"),
        "digest": digest,
        "audited": json.dumps({name: count for name, count in sorted(audited.items()) if count}),
        "schema_version": LAYOUT,
        "cartelgraph_version": our_version(),
    }
    transaction.run(statement("write_version"), properties=properties).consume()


def write_loading(
    transaction: ManagedTransaction, info: DatasetInfo, digest: str, mark: str, *, rewriting: bool
) -> None:
    """Write down that a load in batches is under way, with the mark by which it knows itself again.

    Until :func:`write_version` the graph is neither what it was nor what it will be.
    """
    properties = {
        "state": LOADING,
        "loading": mark,
        "loading_name": info.name,
        "loading_version": info.version,
        "loading_digest": digest,
        "rewriting": rewriting,
        "schema_version": LAYOUT,
        "cartelgraph_version": our_version(),
    }
    transaction.run(statement("write_loading"), properties=properties).consume()


def write_clearing(transaction: ManagedTransaction, mark: str) -> None:
    """Write down that everything is being removed a part at a time: as a load of nothing.

    What an interrupted one leaves may be without its ties, whatever its digest says: a load writes it anew.
    """
    properties = {
        "state": LOADING,
        "loading": mark,
        "loading_name": "nothing, as it is to be empty",
        "rewriting": True,
    }
    transaction.run(statement("write_loading"), properties=properties).consume()


def is_loading(properties: Mapping[str, Any]) -> bool:
    """Whether a load in batches is under way, or was interrupted: the next load completes it."""
    return properties.get("state") == LOADING


def loading_of(properties: Mapping[str, Any]) -> str:
    """Return the name and version of the dataset that is being loaded."""
    return f"{properties['loading_name']} {properties.get('loading_version', '')}".strip()


def audited_of(properties: Mapping[str, Any]) -> Counter[str] | None:
    """Return what the last audit counted of each label and type; None when the graph may be otherwise."""
    if is_loading(properties) or not is_current(properties) or "audited" not in properties:
        return None
    return Counter(json.loads(properties["audited"]))


def is_current(properties: Mapping[str, Any]) -> bool:
    """Whether what the database holds was written by this version of cartelgraph, in its layout."""
    return (properties.get("schema_version"), properties.get("cartelgraph_version")) == (
        LAYOUT,
        our_version(),
    )


def info_of(properties: Mapping[str, Any]) -> DatasetInfo:
    """Return the description of the dataset that the database holds."""
    return DatasetInfo.model_validate({name: properties.get(name) for name in DatasetInfo.model_fields})


def loaded_at(properties: Mapping[str, Any]) -> datetime | None:
    """Return when the last load that changed anything ended."""
    at = properties.get("loaded_at")
    return at.to_native() if at is not None else None


def _properties(transaction: ManagedTransaction, name: str) -> Mapping[str, Any] | None:
    found = transaction.run(statement(name)).single()
    return found["properties"] if found else None
