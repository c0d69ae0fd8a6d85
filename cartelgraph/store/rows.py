"""The rows that are written: records taken apart into nodes and relationships, as one list for each property.

Lists for each property travel with far fewer bytes than a map for each row. Days, of which a large dataset
has millions and few that differ, stand in a list of their own, and the columns have their places in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from cartelgraph.dataset import Dataset
from cartelgraph.dataset.supply import Supply
from cartelgraph.model import Entity, Record, Relationship
from cartelgraph.store.derived import derived
from cartelgraph.store.shape import DIGEST, HOLDERS, Link, Shape, shape_of

__all__ = ["Columns", "Rows", "batches", "component_nodes"]

Value: TypeAlias = str | int | float | bool | date | list[str] | None
Columns: TypeAlias = dict[str, list[Value]]

#: Parts the id of a component from that of its record; no id of a record has it.
PLACE = "#"

Node: TypeAlias = tuple[str, str]
"""Label and id by which a node is found."""

Row: TypeAlias = dict[str, Value]


class Table:
    """Rows of one kind, all with the same properties."""

    def __init__(self) -> None:
        self._names: tuple[str, ...] = ()
        self._rows: list[tuple[Value, ...]] = []

    def append(self, row: Row) -> None:
        """Take one row."""
        if not self._rows:
            self._names = tuple(row)
        self._rows.append(tuple(row.values()))

    def columns(self) -> Columns:
        """Return the rows as one list for each property."""
        return dict(zip(self._names, map(list, zip(*self._rows, strict=True)), strict=True))


class Rows:
    """Rows for the database, gathered record by record.

    Attributes
    ----------
    nodes
        Nodes by their labels, the one by which they are found first.
    leading
        Components that lead to one node by a relationship of their own, by their label, the type
        of that relationship and the label of the node; the column ``target`` holds its id. Both are written
        at once, so that the component need not be found again.
    days
        The days that the columns of days refer to, by their place.
    relationships
        Relationships by type, label of their source and label of their target; the columns
        ``source`` and ``target`` hold the ids of the ends.
    """

    def __init__(self, dataset: Dataset | Supply) -> None:
        self._label_of = dataset.label_of
        self._published = dataset.published
        self.nodes: defaultdict[tuple[str, ...], Table] = defaultdict(Table)
        self.leading: defaultdict[tuple[str, str, str], Table] = defaultdict(Table)
        self.relationships: defaultdict[tuple[str, str, str], Table] = defaultdict(Table)
        self._places: dict[date, int] = {}

    @property
    def days(self) -> list[Value]:
        """The days that the columns of days refer to."""
        return list(self._places)

    def add(self, record: Record, digest: str) -> None:
        """Take one record apart."""
        stored = record.model_dump(mode="json")
        self._add_itself(record, stored, digest)
        self._add_parts(record, stored)

    def add_node(self, entity: Entity, digest: str) -> None:
        """Take the node of an entity alone."""
        self._add_itself(entity, entity.model_dump(mode="json"), digest)

    def add_parts(self, entity: Entity) -> None:
        """Take everything of an entity but its node: its components and what it leads to."""
        self._add_parts(entity, entity.model_dump(mode="json"))

    def _add_itself(self, record: Record, stored: Mapping[str, Any], digest: str) -> None:
        shape = shape_of(type(record))
        row = _row(stored, shape.properties)
        places = self._places
        for name, value in derived(record, self._published).items():
            row[name] = places.setdefault(value, len(places)) if isinstance(value, date) else value
        row[DIGEST] = digest
        if isinstance(record, Relationship):
            self._relationship(shape.label, self._node(record.source), self._node(record.target), row)
        elif isinstance(record, Entity):
            self.nodes[record.labels].append(row)

    def _add_parts(self, record: Record, stored: Mapping[str, Any]) -> None:
        shape = shape_of(type(record))
        self._links((shape.label, record.id), shape.links, stored)
        for field, part in shape.components.items():
            for position, component in enumerate(stored[field], start=1):
                self._component(record, field, part, position, component)

    def _component(
        self,
        record: Record,
        field: str,
        shape: Shape,
        position: int,
        stored: Mapping[str, Any],
    ) -> None:
        node = (shape.label, component_id(record.id, shape.label, position))
        row: Row = {"id": node[1], "record": record.id, "position": position}
        row |= _row(stored, shape.properties)
        led = _single(shape, stored)
        if led is None:
            self.nodes[(shape.label,)].append(row)
            self._links(node, shape.links, stored)
        else:
            kind, target = led
            self.leading[shape.label, kind, self._label_of(target)].append({"target": target, **row})
        if field in HOLDERS:
            self._link(HOLDERS[field], self._node(record.id), node, position)

    def _links(self, node: Node, links: Mapping[str, Link], stored: Mapping[str, Any]) -> None:
        for field, link in links.items():
            ids = stored[field] if link.many else [stored[field]]
            for position, target in enumerate(ids, start=1):
                if target is not None:
                    self._link(link.type, node, self._node(target), position)

    def _link(self, kind: str, source: Node, target: Node, position: int) -> None:
        self._relationship(kind, source, target, {"position": position})

    def _relationship(self, kind: str, source: Node, target: Node, row: Row) -> None:
        ends: Row = {"source": source[1], "target": target[1]}
        self.relationships[kind, source[0], target[0]].append(ends | row)

    def _node(self, record_id: str) -> Node:
        return self._label_of(record_id), record_id


def _single(shape: Shape, stored: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the type of the one relationship by which a component leads to a node, and the node's id."""
    if len(shape.links) != 1:
        return None
    ((field, link),) = shape.links.items()
    return None if link.many or stored[field] is None else (link.type, stored[field])


def component_id(record_id: str, label: str, position: int) -> str:
    """Return the id of a component from its record, its label and its place among its like, from 1."""
    return f"{record_id}{PLACE}{label.lower()}-{position}"


def component_nodes(record: Record) -> Iterator[Node]:
    """Yield label and id of each node that a component of a record becomes."""
    for name, shape in shape_of(type(record)).components.items():
        for position in range(1, len(getattr(record, name)) + 1):
            yield shape.label, component_id(record.id, shape.label, position)


def batches(columns: Columns, size: int) -> Iterator[Columns]:
    """Yield the rows of columns in order, at most `size` at a time."""
    for start in range(0, length(columns), size):
        yield {name: values[start : start + size] for name, values in columns.items()}


def length(columns: Columns) -> int:
    """Return how many rows there are."""
    return len(next(iter(columns.values())))


def _row(stored: Mapping[str, Any], properties: Iterable[str]) -> Row:
    """Return values as properties: an empty list, like nothing, is no property at all."""
    return {name: None if (value := stored[name]) == [] else value for name in properties}
