"""Read a dataset back: the records that a load took apart, put together again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any, TypeAlias

from neo4j import ManagedTransaction
from pydantic import ValidationError

from cartelgraph.dataset import Dataset
from cartelgraph.dataset.reader import without_collector
from cartelgraph.errors import StoreError
from cartelgraph.model import RECORD_TYPES, Record, Relationship
from cartelgraph.store.change import change_of
from cartelgraph.store.shape import component_shapes, shape_of
from cartelgraph.store.statements import projected, projection, statement
from cartelgraph.store.version import LAYOUT, info_of, is_loading, loading_of, read_version

__all__ = ["ChangingError", "read"]

Fields: TypeAlias = dict[str, Any]
"""Fields of a record or a component, those without a value left out."""

Components: TypeAlias = dict[str, defaultdict[str, list[Fields]]]
"""By label and by the id of the record, in their order."""

Row: TypeAlias = list[Any]
"""What is projected of one node or relationship."""

#: By these a component finds its record, and its place there.
PLACE = ("record", "position")

#: By these a relationship is read before its properties.
ENDS = ("source", "target")


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
        single, several = projected(shape)
        text = statement("read_nodes", label=shape.label, projection=projection("n", shape, *PLACE))
        held = components[shape.label] = defaultdict(list)
        for record, _, *row in sorted(_rows(transaction, text), key=itemgetter(1)):
            held[record].append(_fields(single, several, row))
    return components


def _read_records(
    transaction: ManagedTransaction, kind: type[Record], components: Components
) -> Iterator[Record]:
    parts = [(name, components[part.label]) for name, part in shape_of(kind).components.items()]
    for fields in _read_fields(transaction, kind):
        for name, held in parts:
            # Taken away, as what is held twice takes its memory twice.
            if its := held.pop(fields.get("id", ""), None):
                fields[name] = its
        try:
            yield kind.model_validate(fields)
        except ValidationError as error:
            raise StoreError(
                f"the {kind.label} {fields.get('id')!r} in the database is not as it was loaded: {error}\n"
                "Somebody has edited it by hand: load again with --rewrite."
            ) from error


def _read_fields(transaction: ManagedTransaction, kind: type[Record]) -> Iterator[Fields]:
    shape = shape_of(kind)
    single, several = projected(shape)
    if issubclass(kind, Relationship):
        text = statement("read_relationships", type=shape.label, projection=projection("r", shape))
        single = (*ENDS, *single)
    else:
        text = statement("read_nodes", label=shape.label, projection=projection("n", shape))
    for row in _rows(transaction, text):
        yield _fields(single, several, row)


def _rows(transaction: ManagedTransaction, text: str) -> Iterator[Row]:
    for (rows,) in transaction.run(text):
        yield from rows


def _fields(single: Sequence[str], several: Sequence[str], row: Row) -> Fields:
    """Return the fields that a projection holds."""
    fields = {name: value for name, value in zip(single, row, strict=False) if value is not None}
    for name, linked in zip(several, row[len(single) :], strict=True):
        if linked:
            fields[name] = [key for _, key in sorted(linked, key=itemgetter(0))]
    return fields
