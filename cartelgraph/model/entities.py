"""The things that records describe."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from cartelgraph.model.dates import EdtfDate, Period
from cartelgraph.model.record import Alias, CitedEntity, Entity
from cartelgraph.model.text import Id, Name, Note, Url

__all__ = [
    "Event",
    "EventKind",
    "Figure",
    "Organization",
    "OrganizationKind",
    "Partnership",
    "PartnershipKind",
    "PartnershipStatus",
    "Person",
    "Place",
    "PlaceKind",
    "Program",
    "ProgramStatus",
    "Purpose",
    "Reliability",
    "Source",
    "SourceKind",
]


class OrganizationKind(StrEnum):
    """What an organization is; each kind is a Neo4j label of its own."""

    CARTEL = "cartel"
    FACTION = "faction"
    ARMED_WING = "armed-wing"
    GANG = "gang"
    SYNDICATE = "syndicate"
    AGENCY = "agency"
    SECURITY_FORCE = "security-force"
    GOVERNMENT = "government"
    COLLECTIVE = "collective"
    """What a source leaves unnamed, such as "Mexican cartels": kept, but never part of a measure."""

    @property
    def is_criminal_group(self) -> bool:
        """Whether it is one criminal organization or part of one: what measures are about."""
        return self in {
            OrganizationKind.CARTEL,
            OrganizationKind.FACTION,
            OrganizationKind.ARMED_WING,
            OrganizationKind.GANG,
            OrganizationKind.SYNDICATE,
        }


class PlaceKind(StrEnum):
    """What a place is; each kind is a Neo4j label of its own."""

    COUNTRY = "country"
    SUBDIVISION = "subdivision"
    CITY = "city"
    REGION = "region"


class Purpose(StrEnum):
    """What an assistance program is for."""

    COUNTERNARCOTICS = "counternarcotics"
    COUNTERTERRORISM = "counterterrorism"
    MILITARY = "military"
    LAW_ENFORCEMENT = "law-enforcement"
    RULE_OF_LAW = "rule-of-law"
    DEVELOPMENT = "development"


class ProgramStatus(StrEnum):
    """Where a program stood when its source described it."""

    ACTIVE = "active"
    WINDING_DOWN = "winding-down"
    ENDED = "ended"
    PROPOSED = "proposed"


class PartnershipKind(StrEnum):
    """What form a partnership takes."""

    BILATERAL = "bilateral"
    MULTILATERAL = "multilateral"
    LIAISON_NETWORK = "liaison-network"
    FRAMEWORK = "framework"
    AGREEMENT = "agreement"


class PartnershipStatus(StrEnum):
    """Where a partnership stood when its source described it."""

    RECOMMENDED = "recommended"
    PROPOSED = "proposed"
    PENDING = "pending"
    FORMING = "forming"
    ACTIVE = "active"
    ENDED = "ended"


class EventKind(StrEnum):
    """What happened."""

    ARREST = "arrest"
    KILLING = "killing"
    EXTRADITION = "extradition"
    STATE_OF_SIEGE = "state-of-siege"
    LABORATORY_DISCOVERY = "laboratory-discovery"
    SEIZURE = "seizure"
    SPLIT = "split"
    DESIGNATION = "designation"
    TREATY = "treaty"
    ANNOUNCEMENT = "announcement"


class SourceKind(StrEnum):
    """What sort of publication a source is."""

    POLICY_BRIEF = "policy-brief"
    OFFICIAL = "official"
    DATASET = "dataset"
    NEWS = "news"
    RESEARCH = "research"
    ENCYCLOPEDIA = "encyclopedia"
    WEBLOG = "weblog"


class Reliability(StrEnum):
    """The Admiralty scale of a source: A completely reliable ... E unreliable, F cannot be judged."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


def _label(kind: StrEnum) -> str:
    """Return the Neo4j label of a kind: `armed-wing` is `ArmedWing`."""
    return kind.value.title().replace("-", "")


class Organization(Entity):
    """A criminal organization, or a body that acts against one."""

    collection: ClassVar[str] = "organizations"
    label: ClassVar[str] = "Organization"

    kind: OrganizationKind
    """What it is."""
    aliases: tuple[Alias, ...] = ()
    """Other names that sources use for it."""
    founded: EdtfDate | None = None
    """When it came into being, where a source says."""
    dissolved: EdtfDate | None = None
    """When it ceased to be, where a source says."""
    summary: Note | None = None
    """What it is, in our own words."""
    ucdp_ids: tuple[Name, ...] = ()
    """Actor ids in the Uppsala Conflict Data Program."""
    ofac_ids: tuple[Name, ...] = ()
    """Entity numbers in the United States Treasury's list of designated nationals."""
    opensanctions_ids: tuple[Name, ...] = ()
    """Ids in OpenSanctions."""
    wikidata_ids: tuple[Name, ...] = ()
    """Ids in Wikidata."""
    distinct_from: tuple[Id, ...] = ()
    """Organizations that share a name with this one and are not the same."""

    @property
    def labels(self) -> tuple[str, ...]:
        """`Organization` and the label of its kind."""
        return (self.label, _label(self.kind))

    @classmethod
    def all_labels(cls) -> tuple[str, ...]:
        """Return `Organization` and the label of every kind."""
        return (cls.label, *(_label(kind) for kind in OrganizationKind))

    @model_validator(mode="after")
    def _states_only_what_is_cited(self) -> Self:
        if (self.founded or self.dissolved) and not self.citations:
            raise ValueError("founded and dissolved are facts: cite where they were found")
        if self.founded and self.dissolved and self.founded.earliest > self.dissolved.latest:
            raise ValueError(f"dissolved {str(self.dissolved)!r} lies before founded {str(self.founded)!r}")
        return self


class Person(CitedEntity):
    """A person whom an official designation, indictment, court record or announcement names."""

    collection: ClassVar[str] = "persons"
    label: ClassVar[str] = "Person"

    aliases: tuple[Alias, ...] = ()
    """Other names in official sources."""
    summary: Note | None = None
    """Public role, in our own words."""
    ofac_ids: tuple[Name, ...] = ()
    """Entity numbers in the United States Treasury's list of designated nationals."""


class Place(Entity):
    """A country, subdivision, city or region."""

    collection: ClassVar[str] = "places"
    label: ClassVar[str] = "Place"

    kind: PlaceKind
    """What it is."""
    iso_alpha2: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    """ISO 3166-1 two-letter code of a country."""
    iso_alpha3: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    """ISO 3166-1 three-letter code of a country."""
    iso_subdivision: str | None = Field(default=None, pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")
    """ISO 3166-2 code of a subdivision."""
    latitude: float | None = Field(default=None, ge=-90, le=90, json_schema_extra={"unit": "degrees north"})
    """Latitude of a point that stands for the place: its capital, or its own centre for a city."""
    longitude: float | None = Field(default=None, ge=-180, le=180, json_schema_extra={"unit": "degrees east"})
    """Longitude of the same point."""

    @property
    def labels(self) -> tuple[str, ...]:
        """`Place` and the label of its kind."""
        return (self.label, _label(self.kind))

    @classmethod
    def all_labels(cls) -> tuple[str, ...]:
        """Return `Place` and the label of every kind."""
        return (cls.label, *(_label(kind) for kind in PlaceKind))

    @model_validator(mode="after")
    def _has_its_codes(self) -> Self:
        if self.kind is PlaceKind.COUNTRY and not (self.iso_alpha2 and self.iso_alpha3):
            raise ValueError("a country needs iso_alpha2 and iso_alpha3")
        if self.kind is PlaceKind.SUBDIVISION and not self.iso_subdivision:
            raise ValueError("a subdivision needs iso_subdivision")
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude come together")
        return self


class Program(CitedEntity):
    """An assistance program; who pays, who receives and how much are relationships of it."""

    collection: ClassVar[str] = "programs"
    label: ClassVar[str] = "Program"

    purposes: tuple[Purpose, ...] = Field(min_length=1)
    """What the program is for."""
    start: EdtfDate | None = None
    """When it began."""
    status: ProgramStatus
    """Where it stood when the source described it."""
    summary: Note | None = None
    """What it is, in our own words."""


class Partnership(CitedEntity):
    """A bilateral or multilateral effort: a joint group, vetted units, training, a treaty."""

    collection: ClassVar[str] = "partnerships"
    label: ClassVar[str] = "Partnership"

    kind: PartnershipKind
    """What form it takes."""
    status: PartnershipStatus
    """Where it stood when the source described it; what is only recommended or proposed is not in use."""
    summary: Note | None = None
    """What it is, in our own words."""


class Event(CitedEntity):
    """Something that happened; its name is its title. Only a title may name a victim, as its source does."""

    collection: ClassVar[str] = "events"
    label: ClassVar[str] = "Event"

    kind: EventKind
    """What happened."""
    date: EdtfDate
    """When it happened."""
    summary: Note | None = None
    """What happened, in our own words."""


class Figure(CitedEntity):
    """A number that a source states; never a sum of our own."""

    collection: ClassVar[str] = "figures"
    label: ClassVar[str] = "Figure"

    subjects: tuple[Id, ...] = Field(min_length=1)
    """Ids of the entities that the number is about; two for a dyad."""
    quantity: Name
    """What is counted or measured."""
    unit: Name
    """Unit of the value: persons, US dollars (nominal), cities ..."""
    period: Period
    """The time that the number covers."""
    value: float
    """The number, or the source's best estimate."""
    low: float | None = None
    """The source's lower bound."""
    high: float | None = None
    """The source's upper bound; for "more than" only `low` is given."""

    @model_validator(mode="after")
    def _lies_within_its_bounds(self) -> Self:
        if self.low is not None and self.low > self.value:
            raise ValueError(f"low {self.low:.15g} lies above value {self.value:.15g}")
        if self.high is not None and self.high < self.value:
            raise ValueError(f"high {self.high:.15g} lies below value {self.value:.15g}")
        return self


class Source(Entity):
    """A publication. Its name is its title."""

    collection: ClassVar[str] = "sources"
    label: ClassVar[str] = "Source"

    kind: SourceKind
    """What sort of publication it is."""
    author: Name | None = None
    """Who wrote it; several are parted by semicolons."""
    publisher: Name
    """Who published it."""
    published: EdtfDate | None = None
    """When it was published; left out when it does not say."""
    accessed: EdtfDate | None = None
    """When it was read for this dataset."""
    url: Url | None = None
    """Where it is, or was."""
    archived_url: Url | None = None
    """Where a copy is kept."""
    reliability: Reliability
    """How far the source can be relied on in general."""
    derives_from: tuple[Id, ...] = ()
    """Sources that it repeats or is drawn from: together they are one lineage, not two witnesses."""
