"""The Cypher that the store runs: templates in ``schema/templates`` with names filled in.

Only labels, relationship types and property names of the record types are filled in, and each is held
to be a plain identifier; whatever comes from data travels as a parameter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from string import Template

from cartelgraph.settings import bundled
from cartelgraph.store.shape import Shape

__all__ = [
    "any_of",
    "create_relationships",
    "merge_leading",
    "merge_nodes",
    "projection",
    "set_labels",
    "statement",
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


def merge_nodes(label: str, properties: Iterable[str]) -> str:
    """Return the statement that writes nodes; its parameters are the properties, a list each."""
    return statement("merge_nodes", label=_name(label), properties=_from_columns(properties))


def set_labels(label: str, labels: Iterable[str], all_labels: Iterable[str]) -> str:
    """Return the statement that gives nodes, found by `label`, some of all labels that they can have."""
    return statement(
        "set_labels",
        label=_name(label),
        labels=":".join(_name(other) for other in labels),
        other_labels=":".join(_name(other) for other in all_labels),
    )


def create_relationships(kind: str, source: str, target: str, properties: Iterable[str]) -> str:
    """Return the statement that writes relationships of a type between nodes of two labels."""
    return statement(
        "create_relationships",
        type=_name(kind),
        source_label=_name(source),
        target_label=_name(target),
        properties=_from_columns(properties),
    )


def merge_leading(label: str, kind: str, target: str, properties: Iterable[str]) -> str:
    """Return the statement that writes components, each with its relationship to the node it leads to."""
    return statement(
        "merge_leading",
        label=_name(label),
        type=_name(kind),
        target_label=_name(target),
        properties=_from_columns(properties),
    )


def any_of(names: Iterable[str]) -> str:
    """Return the pattern that matches any of several labels or relationship types."""
    return "|".join(_name(name) for name in names)


def projection(variable: str, shape: Shape, *leading: str) -> str:
    """Return what is read of a node or relationship: properties, then for each link a list of ids."""
    properties = [f"{variable}.{_name(name)}" for name in (*leading, *shape.properties)]
    links = [statement("linked_ids", type=_name(link.type)) for link in shape.links.values()]
    return ", ".join([*properties, *links])


def _from_columns(names: Iterable[str]) -> str:
    return ", ".join(f"{_name(name)}: ${name}[i]" for name in names)


def _name(name: str) -> str:
    if not IDENTIFIER.fullmatch(name):
        raise ValueError(f"{name!r} cannot stand in Cypher text: names come from the record types only")
    return name
