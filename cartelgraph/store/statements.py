"""The Cypher that the store runs: templates in ``schema/templates`` with names filled in.

Only labels, relationship types and property names of the record types are filled in, and each is held
to be a plain identifier; whatever comes from data travels as a parameter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from string import Template

from cartelgraph.settings import bundled
from cartelgraph.store.derived import derived_days
from cartelgraph.store.shape import DIGEST, PART, Shape

__all__ = [
    "any_of",
    "create_relationships",
    "projected",
    "projection",
    "statement",
    "write_leading",
    "write_nodes",
]

IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class CypherTemplate(Template):
    """A template whose placeholders read `%label`, as `$` is Cypher's own sign for a parameter."""

    delimiter = "%"


@cache
def statement(name: str, **fragments: str) -> str:
    """Return the template of that name with its placeholders filled in, without its comments.

    The fragments are names, or made from names by a function of this module.
    """
    text = (bundled("schema") / "templates" / f"{name}.cypher").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("//")]
    return CypherTemplate("\n".join(lines)).substitute(fragments)


def write_nodes(
    labels: Sequence[str], others: Iterable[str], properties: Iterable[str], *, fresh: bool
) -> str:
    """Return the statement that writes nodes; its parameters are the properties, a list each.

    Parameters
    ----------
    labels
        Label by which a node is found, and that of its kind if it has one.
    others
        All labels of kinds, to be taken away from a node that is there already.
    properties
        Names of the properties.
    fresh
        Whether no such node can be there.
    """
    columns = _properties(properties)
    label, *kinds = labels
    if fresh:
        return statement("create_nodes", labels=":".join(map(_name, labels)), properties=columns)
    replaced = f"\nREMOVE n:{':'.join(map(_name, others))}\nSET n:{':'.join(map(_name, kinds))}"
    return statement("merge_nodes", label=_name(label), properties=columns, kinds=replaced if kinds else "")


def create_relationships(kind: str, source: str, target: str, properties: Iterable[str]) -> str:
    """Return the statement that writes relationships of a type between nodes of two labels."""
    return statement(
        "create_relationships",
        type=_name(kind),
        source_label=_name(source),
        target_label=_name(target),
        properties=_properties(properties),
    )


def write_leading(label: str, kind: str, target: str, properties: Iterable[str], *, fresh: bool) -> str:
    """Return the statement that writes components, each with its relationship to the node it leads to."""
    return statement(
        "create_leading" if fresh else "merge_leading",
        label=_name(label),
        type=_name(kind),
        target_label=_name(target),
        properties=_properties(properties),
        part=PART,
    )


def any_of(names: Iterable[str]) -> str:
    """Return the pattern that matches any of several labels or relationship types."""
    return "|".join(_name(name) for name in names)


def projection(variable: str, shape: Shape, *leading: str) -> str:
    """Return what is read of a node or relationship: properties, then links, those that hold several last."""
    properties = [f"{variable}.{_name(name)}" for name in (*leading, *shape.properties)]
    linked = [
        statement("linked_ids" if shape.links[name].many else "linked_id", type=_name(shape.links[name].type))
        for name in _links(shape)
    ]
    return ", ".join([*properties, *linked])


def projected(shape: Shape) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fields in a projection: those of one value, then those of ids, each with its position."""
    several = tuple(name for name in _links(shape) if shape.links[name].many)
    single = tuple(name for name in _links(shape) if name not in several)
    return (*shape.properties, *single), several


def _links(shape: Shape) -> list[str]:
    return sorted(shape.links, key=lambda name: shape.links[name].many)


def _properties(names: Iterable[str]) -> str:
    """Return properties from columns; what has no digest of its own is marked as part of a record."""
    given = list(names)
    part = [] if DIGEST in given else [f"{DIGEST}: '{PART}'"]
    return ", ".join([*(f"{_name(name)}: {_from_column(name)}" for name in given), *part])


def _from_column(name: str) -> str:
    """Return the value of a row; that of a day is its place in the list of days."""
    return f"$days[${name}[i]]" if name in derived_days() else f"${name}[i]"


def _name(name: str) -> str:
    if not IDENTIFIER.fullmatch(name):
        raise ValueError(f"{name!r} cannot stand in Cypher text: names come from the record types only")
    return name
