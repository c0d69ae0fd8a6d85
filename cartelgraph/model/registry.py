"""Every record type, in one closed list: the only place that names in Neo4j and of files come from."""

from __future__ import annotations

from cartelgraph.errors import UnknownNameError
from cartelgraph.model import entities, relationships
from cartelgraph.model.record import Entity, Record, Relationship

__all__ = ["ENTITY_TYPES", "RECORD_TYPES", "RELATIONSHIP_TYPES", "record_type"]

ENTITY_TYPES: tuple[type[Entity], ...] = (
    entities.Source,
    entities.Organization,
    entities.Person,
    entities.Place,
    entities.Program,
    entities.Partnership,
    entities.Event,
    entities.Figure,
)

RELATIONSHIP_TYPES: tuple[type[Relationship], ...] = (
    relationships.Alliance,
    relationships.Rivalry,
    relationships.Truce,
    relationships.Split,
    relationships.Merger,
    relationships.Renaming,
    relationships.Succession,
    relationships.FactionTie,
    relationships.ArmedWing,
    relationships.Presence,
    relationships.Base,
    relationships.Membership,
    relationships.Leadership,
    relationships.Funding,
    relationships.Assistance,
    relationships.Allocation,
    relationships.Participation,
    relationships.Targeting,
    relationships.Involvement,
    relationships.Occurrence,
    relationships.Containment,
    relationships.Border,
)

RECORD_TYPES: tuple[type[Record], ...] = (*ENTITY_TYPES, *RELATIONSHIP_TYPES)

BY_COLLECTION = {kind.collection: kind for kind in RECORD_TYPES}

if len(BY_COLLECTION) != len(RECORD_TYPES) or len({kind.label for kind in RECORD_TYPES}) != len(RECORD_TYPES):
    raise TypeError("two record types share a collection or a label")


def record_type(collection: str) -> type[Record]:
    """Return the record type of a collection.

    Raises
    ------
    UnknownNameError
        When there is no such collection.
    """
    if collection not in BY_COLLECTION:
        raise UnknownNameError("collection", collection, list(BY_COLLECTION))
    return BY_COLLECTION[collection]
