"""The names of entities, as tables and notes show them."""

from __future__ import annotations

from collections.abc import Iterable

from cartelgraph.network import Snapshot

__all__ = ["name_of", "names_of"]


def name_of(snapshot: Snapshot, entity: str) -> str:
    """Return the name of an entity, also of one that is folded into another."""
    return snapshot.names[entity]


def names_of(snapshot: Snapshot, entities: Iterable[str]) -> str:
    """Return the names of distinct entities in alphabetical order, parted by semicolons.

    Two that share a name are both there.
    """
    names = (name_of(snapshot, entity) for entity in set(entities))
    return "; ".join(sorted(names, key=lambda name: (name.casefold(), name)))
