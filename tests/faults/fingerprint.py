"""Everything in a database, as numbers that can be compared: of two equal graphs they are equal."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from neo4j import Driver, Session

from cartelgraph.model import ENTITY_TYPES, RELATIONSHIP_TYPES
from tests.faults.sight import VERSION

__all__ = ["Graph", "differences", "read_graph"]

# A thousand to a row: a row costs much more than what is in it.
BY_THE_THOUSAND = (
    " UNWIND range(0, size(found) - 1, 1000) AS first RETURN found[first..first + 1000] AS found"
)
NODES = (
    "MATCH (n) WHERE NOT n:CartelGraphDataset WITH collect([labels(n), properties(n)]) AS found"
    + BY_THE_THOUSAND
)
TIES = (
    "MATCH (source)-[r]->(target) "
    "WITH collect([type(r), properties(r), source.id, target.id]) AS found" + BY_THE_THOUSAND
)
INDEXES = (
    "SHOW INDEXES YIELD name, state, entityType, labelsOrTypes, properties, owningConstraint "
    "WHERE labelsOrTypes IS NOT NULL AND size(properties) = 1 RETURN *"
)

ENTITIES = frozenset(kind.label for kind in ENTITY_TYPES)
STATEMENTS = frozenset(kind.label for kind in RELATIONSHIP_TYPES)


@dataclass(frozen=True)
class Graph:
    """A whole database.

    Attributes
    ----------
    nodes, relationships
        Sums of hashes, one for each, of all labels, properties and ends; what Neo4j itself numbers, and the
        time of the load, left out.
    counts
        How many there are of each label and type.
    digests
        How often each digest of a record is there.
    indexes
        The state of each index, and how many it finds.
    version
        What the version node says, without the time of the load.
    """

    nodes: int
    relationships: int
    counts: Counter[str]
    digests: Counter[str]
    indexes: Mapping[str, tuple[str, int]]
    version: Mapping[str, Any]


def read_graph(driver: Driver) -> Graph:
    """Read all of a database."""
    counts: Counter[str] = Counter()
    digests: Counter[str] = Counter()
    with driver.session(fetch_size=10) as session:
        nodes = relationships = 0
        for labels, properties in _each(session, NODES):
            nodes += _hash((sorted(labels), sorted(properties.items())))
            counts.update(labels)
            if not ENTITIES.isdisjoint(labels):
                digests[properties.get("record_digest", "")] += 1
        for kind, properties, source, target in _each(session, TIES):
            relationships += _hash((kind, source, target, sorted(properties.items())))
            counts[kind] += 1
            if kind in STATEMENTS:
                digests[properties.get("record_digest", "")] += 1
        return Graph(nodes, relationships, counts, digests, dict(_indexes(session)), _version(session))


def differences(found: Graph, expected: Graph) -> Iterator[str]:
    """Say in what a graph is not what it must be."""
    for name in sorted(found.counts.keys() | expected.counts.keys()):
        if found.counts[name] != expected.counts[name]:
            yield f"{found.counts[name]} {name} instead of {expected.counts[name]}"
    yield from missing_digests(found.digests, expected.digests)
    for name in [one.name for one in fields(Graph) if one.name not in {"counts", "digests"}]:
        if getattr(found, name) != getattr(expected, name):
            yield f"{name} differ: {_short(getattr(found, name))} for {_short(getattr(expected, name))}"


def missing_digests(found: Counter[str], expected: Counter[str]) -> Iterator[str]:
    if lost := (expected - found).total():
        yield f"{lost} records of the dataset are not in the database"
    if left := (found - expected).total():
        yield f"{left} records in the database are not in the dataset"


def _each(session: Session, text: str) -> Iterator[list[Any]]:
    for (found,) in session.run(text):
        yield from found


def _hash(value: object) -> int:
    return int.from_bytes(hashlib.blake2b(repr(value).encode(), digest_size=16).digest())


def _indexes(session: Session) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield each index with its state and with the number of ids in it: the graph says the same by a scan."""
    for row in session.run(INDEXES).data():
        (kind,), (name,) = row["labelsOrTypes"], row["properties"]
        if row["entityType"] == "NODE":
            text = (
                f"MATCH (n:{kind}) USING INDEX n:{kind}({name}) WHERE n.{name} > '' RETURN count(n) AS held"
            )
        else:
            text = (
                f"MATCH ()-[r:{kind}]->() USING INDEX r:{kind}({name}) WHERE r.{name} > '' "
                "RETURN count(r) AS held"
            )
        held = session.run(text).single(strict=True)["held"]
        yield row["name"], (row["state"], held)


def _version(session: Session) -> Mapping[str, Any]:
    found = session.run(VERSION).single()
    properties = found["properties"] if found else {}
    return {name: value for name, value in properties.items() if name != "loaded_at"}


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) < 300 else f"{text[:300]}…"
