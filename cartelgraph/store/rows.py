"""The rows that are written: records taken apart into nodes and relationships, as one list for each property.

Lists for each property travel with far fewer bytes than a map for each row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from cartelgraph.dataset import Dataset
from cartelgraph.model import Entity, Record, Relationship
from cartelgraph.store.derived import derived
from cartelgraph.store.shape import DIGEST, HOLDERS, Link, Shape, shape_of

__all__ = ["Columns", "Rows", "batches", "length", "record_of"]

Value: TypeAlias = str | int | float | bool | date | list[str] | None
Columns: TypeAlias = dict[str, list[Value]]

#: Parts the id of a component from that of its record; no id of a record has it.
PLACE = "#"

Node: TypeAlias = tuple[str, str]
"""Label and id by which a node is found."""


class Rows:
    """Rows for the database, gathered record by record.

    Attributes
    ----------
    nodes
        Columns of nodes by their labels, the one by which they are found first.
    relationships
        Columns of relationships by type, label of their source and label of their target; the columns
        ``source`` and ``target`` hold the ids of the ends.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.nodes: dict[tuple[str, ...], Columns] = {}
        self.relationships: dict[tuple[str, str, str], Columns] = {}

    def ids(self, label: str) -> list[Any]:
        """Return the ids of the nodes of a label that has no kinds."""
        return self.nodes.get((label,), {}).get("id", [])

    def add(self, record: Record, digest: str) -> None:
        """Take one record apart."""
        shape = shape_of(type(record))
        stored = record.model_dump(mode="json")
        row: dict[str, Value] = {name: _present(stored[name]) for name in shape.properties}
        row |= {**derived(record, self.dataset.published), DIGEST: digest}
        if isinstance(record, Relationship):
            self._relationship(shape.label, self._node(record.source), self._node(record.target), row)
        elif isinstance(record, Entity):
            _append(self.nodes, record.labels, row)
            self._links((shape.label, record.id), shape.links, stored, digest)
        for field, part in shape.components.items():
            for position, component in enumerate(stored[field], start=1):
                self._component(record, field, part, position, component, digest)

    def _component(
        self,
        record: Record,
        field: str,
        shape: Shape,
        position: int,
        stored: Mapping[str, Any],
        digest: str,
    ) -> None:
        node = (shape.label, f"{record.id}{PLACE}{shape.label.lower()}-{position}")
        row = {name: _present(stored[name]) for name in shape.properties}
        place: dict[str, Value] = {"id": node[1], "record": record.id, "position": position}
        _append(self.nodes, (shape.label,), place | row | {DIGEST: digest})
        if field in HOLDERS:
            self._link(HOLDERS[field], self._node(record.id), node, position, digest)
        self._links(node, shape.links, stored, digest)

    def _links(self, node: Node, links: Mapping[str, Link], stored: Mapping[str, Any], digest: str) -> None:
        for field, link in links.items():
            ids = stored[field] if link.many else [stored[field]]
            for position, target in enumerate(ids, start=1):
                if target is not None:
                    self._link(link.type, node, self._node(target), position, digest)

    def _link(self, kind: str, source: Node, target: Node, position: int, digest: str) -> None:
        self._relationship(kind, source, target, {"position": position, DIGEST: digest})

    def _relationship(self, kind: str, source: Node, target: Node, row: dict[str, Value]) -> None:
        ends: dict[str, Value] = {"source": source[1], "target": target[1]}
        _append(self.relationships, (kind, source[0], target[0]), ends | row)

    def _node(self, record_id: str) -> Node:
        return self.dataset.records[record_id].label, record_id


def record_of(component: str) -> str:
    """Return the id of the record that a component is part of."""
    return component.partition(PLACE)[0]


def batches(columns: Columns, size: int) -> Iterator[Columns]:
    """Yield the rows of columns in order, at most `size` at a time."""
    for start in range(0, length(columns), size):
        yield {name: values[start : start + size] for name, values in columns.items()}


def length(columns: Columns) -> int:
    """Return how many rows there are."""
    return len(next(iter(columns.values())))


def _append(tables: dict[Any, Columns], key: tuple[str, ...], row: dict[str, Value]) -> None:
    columns = tables.setdefault(key, {name: [] for name in row})
    for name, value in row.items():
        columns[name].append(value)


def _present(value: Any) -> Value:  # noqa: ANN401
    """Return the value as a property: an empty list, like nothing, is no property at all."""
    return None if value == [] else value
