"""What all records share: a key, a note, sources, and one declaration of what they are in the graph."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from cartelgraph.model.dates import EdtfDate, Period
from cartelgraph.model.text import Id, Locator, Name, Note

__all__ = [
    "Alias",
    "Citation",
    "CitedEntity",
    "DatedRelationship",
    "Entity",
    "LastingRelationship",
    "Likelihood",
    "Part",
    "Record",
    "Relationship",
    "SignedTie",
    "Stance",
]


class Likelihood(StrEnum):
    """How likely a statement is to be right, in estimative words; apart from its source's reliability."""

    CONFIRMED = "confirmed"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    DOUBTFUL = "doubtful"

    @property
    def probability(self) -> float:
        """The one published probability of the word, between 0 and 1."""
        return PROBABILITIES[self]


PROBABILITIES = {
    Likelihood.CONFIRMED: 0.95,
    Likelihood.PROBABLE: 0.75,
    Likelihood.POSSIBLE: 0.5,
    Likelihood.DOUBTFUL: 0.2,
}

#: A second table, to see what turns on the first: the midpoints of the ranges that Intelligence Community
#: Directive 203 (2015, section D.6.e.2.a) gives for almost certain, likely, roughly even chance and unlikely.
ICD_203_PROBABILITIES = {
    Likelihood.CONFIRMED: 0.97,
    Likelihood.PROBABLE: 0.675,
    Likelihood.POSSIBLE: 0.5,
    Likelihood.DOUBTFUL: 0.325,
}


class Stance(StrEnum):
    """What a source does to a statement; *disputes* is kept for an explicit denial."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"


class Part(StrEnum):
    """The part of a statement that a citation is about: all of it, that it held, or one of its bounds."""

    WHOLE = "whole"
    TIE = "tie"
    START = "start"
    END = "end"


class Model(BaseModel):
    """Base of everything: immutable, strict about unknown fields, documented field by field."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        str_strip_whitespace=True,
        use_attribute_docstrings=True,
        validate_default=True,
    )


class Citation(Model):
    """Where a statement was found."""

    label: ClassVar[str] = "Citation"

    source: Id
    """Id of the source that says it."""
    locator: Locator | None = None
    """Page, section, note or table cell. Left out only where the source has no divisions."""
    stance: Stance = Stance.SUPPORTS
    """Whether the source supports the statement or explicitly denies it."""
    part: Part = Part.WHOLE
    """Which part of the statement the source is cited for."""
    checked: bool = True
    """Whether the source itself was read for this citation, rather than a text that quotes it."""
    note: Note | None = None
    """Anything a reader needs to judge the citation, in our own words."""


class Alias(Model):
    """Another name that sources use."""

    label: ClassVar[str] = "Alias"

    name: Name
    """The name as written."""
    language: str | None = Field(default=None, pattern=r"^[a-z]{2,3}$")
    """Language of the name, ISO 639."""
    source: Id | None = None
    """Id of a source that uses the name, where known."""


class Record(Model):
    """One entry of the seeds.

    A subclass is the one declaration of its type: its place in the seeds (``collection``) and in Neo4j
    (``label``), from which constraints, schemas, queries and documents are made.
    """

    collection: ClassVar[str] = ""
    label: ClassVar[str] = ""

    id: Id
    """Stable, readable key: lower-case letters, digits and single hyphens; never reused."""
    note: Note | None = None
    """What a reader should know to use the record well, in our own words."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401
        """Refuse a declaration that could not be loaded."""
        super().__pydantic_init_subclass__(**kwargs)
        if "collection" in cls.__dict__ and not cls.__dict__.get("label"):
            raise TypeError(f"{cls.__name__} names its collection but no label: add `label`")


class Entity(Record):
    """A record that describes a thing; a node in Neo4j."""

    name: Name
    """The name used in tables and figures."""
    citations: tuple[Citation, ...] = ()
    """Where what the record states was found."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Neo4j labels of the node, the type's own first."""
        return (self.label,)

    @classmethod
    def all_labels(cls) -> tuple[str, ...]:
        """Return every label that a record of this type can carry, the type's own first."""
        return (cls.label,)


class CitedEntity(Entity):
    """An entity that states facts, so it has a source and a likelihood as a relationship has."""

    likelihood: Likelihood
    """How likely the record as it stands is to be right."""
    citations: tuple[Citation, ...] = Field(min_length=1)
    """Where what the record states was found."""


class Relationship(Record):
    """One cited statement about two things; a relationship in Neo4j."""

    ends: ClassVar[tuple[tuple[type[Entity], ...], tuple[type[Entity], ...]]]
    directed: ClassVar[bool] = True
    #: Common knowledge, such as a border: known at any time, whenever the source that we cite was published.
    common_knowledge: ClassVar[bool] = False

    source: Id
    """Id of the entity that it starts from; for an undirected type, the first in order of ids."""
    target: Id
    """Id of the entity that it leads to."""
    likelihood: Likelihood
    """How likely the statement is to be right."""
    citations: tuple[Citation, ...] = Field(min_length=1)
    """Where the statement was found; sources that say the same share one record."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401
        """Refuse a relationship type without declared ends."""
        super().__pydantic_init_subclass__(**kwargs)
        if "collection" in cls.__dict__ and not hasattr(cls, "ends"):
            raise TypeError(f"{cls.__name__} declares no ends: add `ends = ((From, ...), (To, ...))`")

    def model_post_init(self, context: Any, /) -> None:  # noqa: ANN401, ARG002
        """Refuse a tie with itself; put the ends of an undirected tie in one order."""
        if self.source == self.target:
            raise ValueError(f"source and target are both {self.source!r}: a tie needs two different ends")
        if not self.directed and self.source > self.target:
            first, second = self.target, self.source
            self.__dict__.update(source=first, target=second)


class DatedRelationship(Relationship):
    """A relationship that holds for a time."""

    period: Period = Period("/")
    """When it held; left out when no source says. See the table of dates."""
    observed: tuple[EdtfDate, ...] = ()
    """Dates at which a source saw it hold, within the period."""

    def model_post_init(self, context: Any, /) -> None:  # noqa: ANN401
        """Refuse an observation outside the stated bounds; keep observations in order."""
        super().model_post_init(context)
        if not self.observed:
            return
        start, end = self.period.start.earliest, self.period.end.latest
        for day in self.observed:
            if (start and day.latest < start) or (end and day.earliest > end):
                raise ValueError(f"observed {str(day)!r} lies outside the period {str(self.period)!r}")
        self.__dict__.update(observed=tuple(sorted(set(self.observed))))


class LastingRelationship(Relationship):
    """A relationship made by something that happened once and stays true ever after."""

    period: Period = Period("/")
    """When it happened; left out when no source says."""


class SignedTie(DatedRelationship):
    """An undirected statement on a dyad with a sign: +1 cooperation, -1 hostility, 0 truce."""

    sign: ClassVar[int]
    directed: ClassVar[bool] = False

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401
        """Refuse a signed tie without a declared sign."""
        super().__pydantic_init_subclass__(**kwargs)
        if not hasattr(cls, "sign"):
            raise TypeError(f"{cls.__name__} declares no sign: add `sign = 1`, `0` or `-1`")
