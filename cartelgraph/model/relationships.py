"""The statements that records make about two things."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from cartelgraph.model.entities import (
    Event,
    Organization,
    Partnership,
    Person,
    Place,
    Program,
)
from cartelgraph.model.record import (
    DatedRelationship,
    Entity,
    LastingRelationship,
    Relationship,
    SignedTie,
)
from cartelgraph.model.text import Name

__all__ = [
    "Activity",
    "Alliance",
    "AllianceForm",
    "Allocation",
    "ArmedWing",
    "Assistance",
    "Base",
    "Border",
    "Containment",
    "FactionTie",
    "Funding",
    "Intensity",
    "Involvement",
    "Leadership",
    "Level",
    "Membership",
    "Merger",
    "Occurrence",
    "Participation",
    "Presence",
    "Renaming",
    "Rivalry",
    "Split",
    "Stage",
    "Strength",
    "Succession",
    "Targeting",
    "Truce",
]

Ends = tuple[tuple[type[Entity], ...], tuple[type[Entity], ...]]
ORGANIZATIONS: Ends = ((Organization,), (Organization,))


class AllianceForm(StrEnum):
    """What form cooperation takes."""

    COOPERATION = "cooperation"
    FEDERATION = "federation"
    NON_AGGRESSION = "non-aggression"
    SUBCONTRACTING = "subcontracting"
    CO_BELLIGERENCE = "co-belligerence"


class Intensity(StrEnum):
    """How hostile a rivalry is."""

    DISPUTE = "dispute"
    ARMED_CLASHES = "armed-clashes"
    OPEN_WAR = "open-war"


class Activity(StrEnum):
    """What an organization does in a place."""

    PRODUCTION = "production"
    TRANSIT = "transit"
    WHOLESALE = "wholesale"
    RETAIL = "retail"
    ARMS = "arms"
    FINANCE = "finance"
    TRAINING = "training"
    EXTORTION = "extortion"
    ARMED_VIOLENCE = "armed-violence"
    SUPPLY = "supply"


class Strength(StrEnum):
    """How strong a presence is."""

    MINOR = "minor"
    SIGNIFICANT = "significant"
    DOMINANT = "dominant"
    CONTESTED = "contested"


class Level(StrEnum):
    """Where in an organization a person stands."""

    LEADERSHIP = "leadership"
    FINANCIER = "financier"
    ENFORCER = "enforcer"
    FOOT_SOLDIER = "foot-soldier"


class Stage(StrEnum):
    """How far money has gone on its way from a request to a payment."""

    REQUESTED = "requested"
    APPROPRIATED = "appropriated"
    OBLIGATED = "obligated"
    DISBURSED = "disbursed"


class Alliance(SignedTie):
    """Two organizations cooperate."""

    collection: ClassVar[str] = "alliances"
    label: ClassVar[str] = "ALLIED_WITH"
    ends: ClassVar[Ends] = ORGANIZATIONS
    sign: ClassVar[int] = 1

    form: AllianceForm | None = None
    """What form the cooperation takes, where the source says."""


class Rivalry(SignedTie):
    """Two organizations are hostile to each other."""

    collection: ClassVar[str] = "rivalries"
    label: ClassVar[str] = "RIVAL_OF"
    ends: ClassVar[Ends] = ORGANIZATIONS
    sign: ClassVar[int] = -1

    intensity: Intensity | None = None
    """How hostile, where the source says."""


class Truce(SignedTie):
    """Two rivals stop fighting without becoming allies."""

    collection: ClassVar[str] = "truces"
    label: ClassVar[str] = "TRUCE_WITH"
    ends: ClassVar[Ends] = ORGANIZATIONS
    sign: ClassVar[int] = 0


class Split(LastingRelationship):
    """The source organization broke away from the target."""

    collection: ClassVar[str] = "splits"
    label: ClassVar[str] = "SPLIT_FROM"
    ends: ClassVar[Ends] = ORGANIZATIONS


class Merger(LastingRelationship):
    """The source organization became part of the target."""

    collection: ClassVar[str] = "mergers"
    label: ClassVar[str] = "MERGED_INTO"
    ends: ClassVar[Ends] = ORGANIZATIONS


class Renaming(LastingRelationship):
    """The source organization took a new name, under which it is the target."""

    collection: ClassVar[str] = "renamings"
    label: ClassVar[str] = "RENAMED_TO"
    ends: ClassVar[Ends] = ORGANIZATIONS


class Succession(LastingRelationship):
    """The source organization took the place of the target, which had ended."""

    collection: ClassVar[str] = "successions"
    label: ClassVar[str] = "SUCCEEDED"
    ends: ClassVar[Ends] = ORGANIZATIONS


class FactionTie(DatedRelationship):
    """The source organization was a part of the target with a will of its own."""

    collection: ClassVar[str] = "faction_ties"
    label: ClassVar[str] = "FACTION_OF"
    ends: ClassVar[Ends] = ORGANIZATIONS


class ArmedWing(DatedRelationship):
    """The source organization fought for the target as its armed wing."""

    collection: ClassVar[str] = "armed_wings"
    label: ClassVar[str] = "ARMED_WING_OF"
    ends: ClassVar[Ends] = ORGANIZATIONS


class Presence(DatedRelationship):
    """An organization operates in a place."""

    collection: ClassVar[str] = "presences"
    label: ClassVar[str] = "OPERATES_IN"
    ends: ClassVar[Ends] = ((Organization,), (Place,))

    activities: tuple[Activity, ...] = ()
    """What it does there, where the source says."""
    strength: Strength | None = None
    """How strong it is there, where the source says."""


class Base(DatedRelationship):
    """An organization has its seat in a place."""

    collection: ClassVar[str] = "bases"
    label: ClassVar[str] = "BASED_IN"
    ends: ClassVar[Ends] = ((Organization,), (Place,))


class Membership(DatedRelationship):
    """A person belonged to an organization."""

    collection: ClassVar[str] = "memberships"
    label: ClassVar[str] = "MEMBER_OF"
    ends: ClassVar[Ends] = ((Person,), (Organization,))

    role: Name | None = None
    """The role that the official source gives."""
    level: Level | None = None
    """Where in the organization that role stands."""


class Leadership(DatedRelationship):
    """A person led an organization."""

    collection: ClassVar[str] = "leaderships"
    label: ClassVar[str] = "LEADS"
    ends: ClassVar[Ends] = ((Person,), (Organization,))


class Funding(DatedRelationship):
    """A donor pays for a program."""

    collection: ClassVar[str] = "fundings"
    label: ClassVar[str] = "FUNDS"
    ends: ClassVar[Ends] = ((Place, Organization), (Program,))


class Assistance(DatedRelationship):
    """A program assists a country."""

    collection: ClassVar[str] = "assistances"
    label: ClassVar[str] = "ASSISTS"
    ends: ClassVar[Ends] = ((Program,), (Place,))


class Allocation(Relationship):
    """Money of a program for a recipient in one fiscal year at one stage; sums are computed, never stored."""

    collection: ClassVar[str] = "allocations"
    label: ClassVar[str] = "ALLOCATED_TO"
    ends: ClassVar[Ends] = ((Program,), (Place,))

    fiscal_year: int = Field(ge=1900, le=2100, json_schema_extra={"unit": "United States fiscal year"})
    """Fiscal year, named by the calendar year in which it ends: that of the money; of a disbursed sum that in
    which it was paid."""
    account: Name | None = None
    """Appropriations account, where the source says."""
    amount_usd: float = Field(ge=0, json_schema_extra={"unit": "US dollars, nominal"})
    """Amount."""
    stage: Stage
    """How far the money had gone."""


class Participation(DatedRelationship):
    """A country or an organization takes part in a partnership."""

    collection: ClassVar[str] = "participations"
    label: ClassVar[str] = "PARTICIPATES_IN"
    ends: ClassVar[Ends] = ((Place, Organization), (Partnership,))

    role: Name | None = None
    """What it does there: provides training, receives it, leads ..."""


class Targeting(DatedRelationship):
    """A program or partnership is directed against an organization."""

    collection: ClassVar[str] = "targetings"
    label: ClassVar[str] = "TARGETS"
    ends: ClassVar[Ends] = ((Program, Partnership), (Organization,))


class Involvement(Relationship):
    """An organization or a person had a part in an event."""

    collection: ClassVar[str] = "involvements"
    label: ClassVar[str] = "INVOLVED_IN"
    ends: ClassVar[Ends] = ((Organization, Person), (Event,))

    role: Name
    """What part: target, perpetrator, declared by ..."""


class Occurrence(Relationship):
    """An event took place somewhere."""

    collection: ClassVar[str] = "occurrences"
    label: ClassVar[str] = "OCCURRED_IN"
    ends: ClassVar[Ends] = ((Event,), (Place,))


class Containment(Relationship):
    """A place is part of a larger one."""

    collection: ClassVar[str] = "containments"
    label: ClassVar[str] = "PART_OF"
    ends: ClassVar[Ends] = ((Place,), (Place,))
    common_knowledge: ClassVar[bool] = True


class Border(Relationship):
    """Two places share a land border: two countries, or a state of Mexico and what lies beyond it."""

    collection: ClassVar[str] = "borders"
    label: ClassVar[str] = "BORDERS"
    ends: ClassVar[Ends] = ((Place,), (Place,))
    directed: ClassVar[bool] = False
    common_knowledge: ClassVar[bool] = True
