"""What exists: records, their dates, and the registry of their types. Knows no file and no database."""

from cartelgraph.model.dates import BoundStatus, EdtfDate, Period
from cartelgraph.model.record import (
    Alias,
    Citation,
    CitedEntity,
    DatedRelationship,
    Entity,
    LastingRelationship,
    Likelihood,
    Part,
    Record,
    Relationship,
    SignedTie,
    Stance,
)
from cartelgraph.model.registry import ENTITY_TYPES, RECORD_TYPES, RELATIONSHIP_TYPES, record_type
from cartelgraph.model.spell import DEFAULT_CARRY, Certainty, Spell, Window

__all__ = [
    "DEFAULT_CARRY",
    "ENTITY_TYPES",
    "RECORD_TYPES",
    "RELATIONSHIP_TYPES",
    "Alias",
    "BoundStatus",
    "Certainty",
    "Citation",
    "CitedEntity",
    "DatedRelationship",
    "EdtfDate",
    "Entity",
    "LastingRelationship",
    "Likelihood",
    "Part",
    "Period",
    "Record",
    "Relationship",
    "SignedTie",
    "Spell",
    "Stance",
    "Window",
    "record_type",
]
