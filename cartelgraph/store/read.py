"""Read a dataset back: the records that a load took apart, put together again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from neo4j import ManagedTransaction
from pydantic import ValidationError

from cartelgraph.dataset import Dataset
from cartelgraph.dataset.reader import without_collector
from cartelgraph.errors import StoreError
from cartelgraph.model import RECORD_TYPES, Record, Relationship
from cartelgraph.store.change import change_of
from cartelgraph.store.shape import Shape, component_shapes, shape_of
from cartelgraph.store.statements import projection, statement
from cartelgraph.store.version import LAYOUT, info_of, is_loading, loading_of, read_version

__all__ = ["ChangingError", "read"]

Fields: TypeAlias = dict[str, Any]
"""Fields of a record or a component, those without a value left out."""

Components: TypeAlias = dict[str, dict[str, list[Fields]]]
"""By label and by the id of the record, in their order."""


class ChangingError(Exception):
    """The graph is being changed, or was while it was read."""


def read(transaction: ManagedTransaction) -> Dataset:
    """Return the dataset that the database holds.

    Raises
    ------
    ChangingError
        When it was changed meanwhile: see :mod:`cartelgraph.store.change`.
    StoreError
        When it holds none, one of another layout, or records that nobody could have loaded.
    """
    change, version = change_of(transaction), read_version(transaction)
    if change is not None and not (version and is_loading(version)):
        raise ChangingError
    if version is None:
        raise StoreError("the database holds no dataset: load one with `cartelgraph load`")
    if is_loading(version):
        raise StoreError(
            f"the database is being loaded with {loading_of(version)}, or that load was interrupted: wait "
            "for it, or complete it with `cartelgraph load`"
        )
    if version.get("schema_version") != LAYOUT:
        raise StoreError(
            "the dataset in the database was loaded by another version of cartelgraph: "
            "load it again with `cartelgraph load`"
        )
    with without_collector():
        components = _read_components(transaction)
        records = [record for kind in RECORD_TYPES for record in _read_records(transaction, kind, components)]
    if read_version(transaction) != version or change_of(transaction) is not None:
        raise ChangingError
    return Dataset(info_of(version), records)


def _read_components(transaction: ManagedTransaction) -> Components:
    components: Components = {}
    for shape in component_shapes():
        text = statement("read_components", label=shape.label, projection=projection("n", shape, "position"))
        components[shape.label] = {
            record: [_fields(shape, row[1:]) for row in sorted(rows, key=_position)]
            for record, rows in transaction.run(text)
        }
    return components


def _read_records(
    transaction: ManagedTransaction, kind: type[Record], components: Components
) -> Iterator[Record]:
    shape = shape_of(kind)
    for fields in _read_fields(transaction, kind, shape):
        for name, part in shape.components.items():
            if held := components[part.label].get(fields.get("id", "")):
                fields[name] = held
        try:
            yield kind.model_validate(fields)
        except ValidationError as error:
            raise StoreError(
                f"the {kind.label} {fields.get('id')!r} in the database is not as it was loaded: {error}\n"
                "Somebody has edited it by hand: load again with --rewrite."
            ) from error


def _read_fields(transaction: ManagedTransaction, kind: type[Record], shape: Shape) -> Iterator[Fields]:
    if not issubclass(kind, Relationship):
        text = statement("read_entities", label=shape.label, projection=projection("n", shape))
        for (row,) in transaction.run(text):
            yield _fields(shape, row)
        return
    text = statement("read_relationships", type=shape.label, projection=projection("r", shape))
    for source, rows in transaction.run(text):
        for target, *row in rows:
            yield {"source": source, "target": target} | _fields(shape, row)


def _fields(shape: Shape, row: list[Any]) -> Fields:
    """Return the fields that a projection holds: properties, then the ids of each link."""
    fields = {name: value for name, value in zip(shape.properties, row, strict=False) if value is not None}
    for (name, link), linked in zip(shape.links.items(), row[len(shape.properties) :], strict=True):
        ids = [key for _, key in sorted(linked, key=_position)]
        if ids:
            fields[name] = ids if link.many else ids[0]
    return fields


def _position(row: list[Any]) -> int:
    return int(row[0])
