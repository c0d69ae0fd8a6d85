"""What a record refers to besides the two ends of a relationship."""

from __future__ import annotations

from collections.abc import Iterator

from cartelgraph.model import Entity, Record, Relationship
from cartelgraph.model.entities import Figure, Organization, Source

__all__ = ["references_of"]


def references_of(record: Record) -> Iterator[tuple[type[Record], str, tuple[str | int, ...]]]:
    """Yield the type, the id and the place in the record of everything that it refers to."""
    if isinstance(record, Entity | Relationship):
        for position, citation in enumerate(record.citations):
            yield Source, citation.source, ("citations", position, "source")
    if isinstance(record, Relationship):
        return
    for position, alias in enumerate(getattr(record, "aliases", ())):
        if alias.source:
            yield Source, alias.source, ("aliases", position, "source")
    if isinstance(record, Organization):
        yield from ((Organization, other, ("distinct_from",)) for other in record.distinct_from)
    if isinstance(record, Source):
        yield from ((Source, other, ("derives_from",)) for other in record.derives_from)
    if isinstance(record, Figure):
        yield from ((Entity, subject, ("subjects",)) for subject in record.subjects)
