"""``schema/constraints.cypher``: what keeps ids unique, and the indexes that a load and an analyst need."""

from __future__ import annotations

from collections.abc import Iterator

from cartelgraph.model import ENTITY_TYPES, RELATIONSHIP_TYPES
from cartelgraph.store.shape import component_shapes

__all__ = ["constraints"]

HEADER = """\
// Generated from the record types by `cartelgraph schema --write`; every load applies it.
// Neo4j Community has uniqueness constraints and indexes. That required properties are there is checked
// by the models before a load and by an audit at its end.
"""


def constraints() -> str:
    """Return the text of the file."""
    return HEADER + "".join(f"\n{statement};\n" for statement in _statements())


def _statements() -> Iterator[str]:
    yield _unique("CartelGraphDataset", "(n:CartelGraphDataset)", "n")
    for kind in ENTITY_TYPES:
        yield _unique(kind.label, f"(n:{kind.label})", "n")
    for shape in component_shapes():
        yield _unique(shape.label, f"(n:{shape.label})", "n")
        yield _index(shape.label, "record")
        if "name" in shape.properties:
            yield _index(shape.label, "name")
    for tie in RELATIONSHIP_TYPES:
        yield _unique(tie.label, f"()-[r:{tie.label}]-()", "r")


def _unique(name: str, pattern: str, variable: str) -> str:
    # Names of our own, as a constraint of the same name would silently stand for ours.
    return (
        f"CREATE CONSTRAINT cartelgraph_{name.lower()}_id IF NOT EXISTS\n"
        f"FOR {pattern} REQUIRE {variable}.id IS UNIQUE"
    )


def _index(label: str, name: str) -> str:
    return f"CREATE INDEX cartelgraph_{label.lower()}_{name} IF NOT EXISTS\nFOR (n:{label}) ON (n.{name})"
