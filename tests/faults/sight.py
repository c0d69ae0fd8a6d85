"""What a reader can see of the graph at little cost, and what the version node says beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from neo4j import ManagedTransaction, Transaction

from cartelgraph.model import ENTITY_TYPES, RELATIONSHIP_TYPES
from cartelgraph.store.shape import component_shapes, link_types

__all__ = ["EMPTY", "Glance", "Sight", "glance", "labels", "look", "types"]

VERSION = "MATCH (d:CartelGraphDataset {id: 'current'}) RETURN properties(d) AS properties"
CHANGE = "MATCH (c:CartelGraphDataset {id: 'changing'}) RETURN c.change AS change"

#: Digests of a type each of which there are some, but not many.
DIGESTS = (
    "MATCH (n:Source|Person) RETURN collect(n.record_digest) AS digests "
    "UNION ALL MATCH ()-[r:LEADS]->() RETURN collect(r.record_digest) AS digests"
)


def labels() -> list[str]:
    return [*(kind.label for kind in ENTITY_TYPES), *(shape.label for shape in component_shapes())]


def types() -> list[str]:
    return [*(kind.label for kind in RELATIONSHIP_TYPES), *link_types()]


# Neo4j answers each part from its own books, without looking at nodes or relationships.
COUNTS = " UNION ALL ".join(
    [
        *(f"MATCH (n:{label}) RETURN '{label}' AS name, count(n) AS held" for label in labels()),
        *(f"MATCH ()-[r:{kind}]->() RETURN '{kind}' AS name, count(r) AS held" for kind in types()),
    ]
)


@dataclass(frozen=True)
class Sight:
    """How many there are of each label and type, and the sum of some digests."""

    counts: Mapping[str, int]
    digests: int

    def against(self, expected: Sight) -> str:
        """Say in what this is not what is expected."""
        names = sorted(self.counts.keys() | expected.counts.keys())
        pairs = [(name, self.counts.get(name, 0), expected.counts.get(name, 0)) for name in names]
        told = [f"{held} {name} instead of {right}" for name, held, right in pairs if held != right]
        if self.digests != expected.digests:
            told.append("other digests")
        return ", ".join(told)


EMPTY = Sight({}, 0)


@dataclass(frozen=True)
class Glance:
    """A sight, and the version node before and after it in the same transaction.

    A transaction of Neo4j sees what others commit meanwhile. So whoever reads must look at the version node
    again in the end: if it changed, what was read is of two minds.
    """

    before: Mapping[str, Any]
    sight: Sight
    after: Mapping[str, Any]
    announced: bool = False

    @property
    def loading(self) -> bool:
        """Whether the version node says that a load is under way or was interrupted."""
        return self.announced or "loading" in (self.before.get("state"), self.after.get("state"))

    @property
    def known(self) -> bool:
        """Whether a reader knows that this may be neither the old nor the new."""
        return self.loading or self.before != self.after

    @property
    def digest(self) -> str:
        """The digest of the dataset of which the version node speaks; empty where it speaks of none."""
        return str(self.before.get("digest", ""))


def glance(transaction: ManagedTransaction | Transaction) -> Glance:
    announced, before = _announced(transaction), _version(transaction)
    sight = look(transaction)
    after = _version(transaction)
    return Glance(before, sight, after, announced or _announced(transaction))


def look(transaction: ManagedTransaction | Transaction) -> Sight:
    counts = {name: held for name, held in transaction.run(COUNTS) if held}
    digests = [digest for (some,) in transaction.run(DIGESTS) for digest in some]
    return Sight(counts, _sum(digests))


def _sum(digests: Iterable[str]) -> int:
    # A mark in the place of a digest counts as 1.
    return sum(int(digest, 16) if len(digest) == 32 else 1 for digest in digests)


def _announced(transaction: ManagedTransaction | Transaction) -> bool:
    return transaction.run(CHANGE).single() is not None


def _version(transaction: ManagedTransaction | Transaction) -> Mapping[str, Any]:
    found = transaction.run(VERSION).single()
    return found["properties"] if found else {}
