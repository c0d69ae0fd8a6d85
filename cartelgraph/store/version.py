"""The version node: which dataset the database holds, and who wrote it. It is also the lock of a load."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from neo4j import ManagedTransaction

from cartelgraph.dataset import Dataset, DatasetInfo
from cartelgraph.store.connection import our_version
from cartelgraph.store.statements import statement

__all__ = ["LAYOUT", "info_of", "is_current", "loaded_at", "lock_version", "read_version", "write_version"]

#: Version of what a load makes of records. Raise it when the same records give another graph: the next
#: load then writes all of them anew.
LAYOUT = 1


def lock_version(transaction: ManagedTransaction) -> Mapping[str, Any]:
    """Wait until no other load is under way; return the properties of the version node."""
    return _properties(transaction, "lock_version") or {}


def read_version(transaction: ManagedTransaction) -> Mapping[str, Any] | None:
    """Return the properties of the version node, or None when no dataset was loaded."""
    return _properties(transaction, "read_version")


def write_version(transaction: ManagedTransaction, dataset: Dataset) -> None:
    """Write down which dataset the database holds from now on."""
    properties = {
        **dataset.info.model_dump(mode="json"),
        "digest": dataset.digest,
        "schema_version": LAYOUT,
        "cartelgraph_version": our_version(),
    }
    transaction.run(statement("write_version"), properties=properties).consume()


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
