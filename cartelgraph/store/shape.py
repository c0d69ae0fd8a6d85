"""How a record looks in Neo4j, worked out from its type.

* An entity is a node, a relationship record a relationship; each plain field is a property of its own.
* Citations and aliases are nodes of their own (*components*): lists in Neo4j hold no nulls, parallel
  lists come apart, and a relationship cannot have relationships. A component names its record in the
  property ``record``; its id is the record's id and its place, ``los-zetas#alias-1``.
* A field that holds ids of other records becomes relationships to them (*links*), never a property.

The two tables below name the relationships of links and components. A type with another field of
either sort fails here, before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from cartelgraph.model import ENTITY_TYPES, RECORD_TYPES, RELATIONSHIP_TYPES, Record, Relationship
from cartelgraph.model.record import Model
from cartelgraph.model.text import Id

__all__ = [
    "DIGEST",
    "HOLDERS",
    "PART",
    "PLACED",
    "Link",
    "Shape",
    "component_shapes",
    "link_types",
    "references",
    "required_of_nodes",
    "required_of_relationships",
    "shape_of",
]

#: The property that marks every node and relationship of ours; what lacks it is never touched.
DIGEST = "record_digest"

#: Its value on components and links, which are written and removed with their record and have no digest.
PART = "part"

#: The type of the relationship that a field of ids becomes.
LINKS = {
    "source": "CITES",
    "subjects": "ABOUT",
    "derives_from": "DERIVES_FROM",
    "distinct_from": "DISTINCT_FROM",
}

#: The type of the relationship from an entity to a component; citations have none, as they serve
#: relationship records as well, and are found by their `record`.
HOLDERS = {"aliases": "HAS_ALIAS"}

#: Properties of every component beside its fields: which it is, of which record, and which in order.
PLACED = ("id", "record", "position")


@dataclass(frozen=True)
class Link:
    """A field of ids: the type of its relationships, whether it holds several, or always one."""

    type: str
    many: bool
    always: bool = False


@dataclass(frozen=True)
class Shape:
    """The fields of a record type or a component, sorted by what they become.

    Attributes
    ----------
    label
        Label or relationship type.
    properties
        Fields that are stored as properties.
    required
        Those of them that every record has.
    links
        Fields of ids.
    components
        Fields that hold citations or aliases.
    """

    label: str
    properties: tuple[str, ...]
    required: tuple[str, ...]
    links: Mapping[str, Link]
    components: Mapping[str, Shape]


@cache
def shape_of(model: type[Model]) -> Shape:
    """Return the shape of a record type or a component type.

    Raises
    ------
    TypeError
        When a field cannot be stored, because no table says how.
    """
    hints = get_type_hints(model, include_extras=True)
    ends = {"source", "target"} if issubclass(model, Relationship) else set()
    properties, required = [], []
    links: dict[str, Link] = {}
    components: dict[str, Shape] = {}
    for name, field in model.model_fields.items():
        hint = hints[name]
        if name in ends:
            continue
        if part := _component(hint):
            components[name] = shape_of(part)
        elif hint in {Id, Id | None, tuple[Id, ...]} and name != "id":
            links[name] = Link(
                _link_type(model, name),
                many=hint == tuple[Id, ...],
                always=hint == Id and field.is_required(),
            )
        else:
            properties.append(name)
            if field.is_required() or field.default not in (None, ()):
                required.append(name)
    return Shape(_label(model), tuple(properties), tuple(required), links, components)


def _component(hint: Any) -> type[Model] | None:  # noqa: ANN401
    held = (get_args(hint) or (None,))[0]
    return held if isinstance(held, type) and issubclass(held, Model) else None


def _link_type(model: type[Model], name: str) -> str:
    if issubclass(model, Relationship) or name not in LINKS:
        raise TypeError(f"{model.__name__}.{name} holds ids of records, and nothing says how to store them")
    return LINKS[name]


def _label(model: type[Model]) -> str:
    return str(model.label)  # type: ignore[attr-defined]


@cache
def component_shapes() -> tuple[Shape, ...]:
    """Return the shape of every component that some record type has."""
    found = {}
    for kind in RECORD_TYPES:
        for shape in shape_of(kind).components.values():
            found[shape.label] = shape
    return tuple(found.values())


@cache
def link_types() -> tuple[str, ...]:
    """Return the type of every relationship that comes from a field, in alphabetical order."""
    shapes = [*component_shapes(), *(shape_of(kind) for kind in ENTITY_TYPES)]
    return tuple(
        sorted({link.type for shape in shapes for link in shape.links.values()} | set(HOLDERS.values()))
    )


@cache
def required_of_nodes() -> Mapping[str, tuple[str, ...]]:
    """Return for each label of ours the properties that every node has."""
    entities = {kind.label: shape_of(kind).required for kind in ENTITY_TYPES}
    return entities | {shape.label: (*PLACED, *shape.required) for shape in component_shapes()}


@cache
def required_of_relationships() -> Mapping[str, tuple[str, ...]]:
    """Return for each type of ours the properties that every relationship has."""
    statements = {kind.label: shape_of(kind).required for kind in RELATIONSHIP_TYPES}
    return statements | dict.fromkeys(link_types(), ("position",))


def references(record: Record) -> Iterator[str]:
    """Yield the id of every record that this one leads to in the graph."""
    if isinstance(record, Relationship):
        yield record.source
        yield record.target
    yield from _linked(record, shape_of(type(record)))
    for name, shape in shape_of(type(record)).components.items():
        for component in getattr(record, name):
            yield from _linked(component, shape)


def _linked(model: Model, shape: Shape) -> Iterator[str]:
    for name, link in shape.links.items():
        value = getattr(model, name)
        if value is not None:
            yield from value if link.many else (value,)
