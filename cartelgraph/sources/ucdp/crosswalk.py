"""Which organization a UCDP actor is, and which place a state that UCDP names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cartelgraph.dataset.lookup import plain
from cartelgraph.errors import suggest
from cartelgraph.model import Record
from cartelgraph.model.entities import Organization, Place
from cartelgraph.sources.rows import Line
from cartelgraph.sources.ucdp.tables import Actor

__all__ = ["Crosswalk"]

#: ISO 3166-2 code of Mexico, with which those of its states begin.
MEXICO = "MX-"

#: Names of states in UCDP's files that are not the place's own, in plain letters.
OTHER_NAMES = {
    "ciudad de mexico": "MX-CMX",
    "coahuila de zaragoza": "MX-COA",
    "distrito federal": "MX-CMX",
    "mexico": "MX-MEX",
    "michoacan de ocampo": "MX-MIC",
    "veracruz de ignacio de la llave": "MX-VER",
}


@dataclass(frozen=True)
class Crosswalk:
    """The organizations by UCDP actor id, and the states by the names that UCDP gives them.

    Attributes
    ----------
    organizations
        Organization by UCDP actor id, from the organizations' `ucdp_ids`.
    states
        Id of a place by name, in plain lower-case letters.
    compounds
        Actor ids of the organizations behind an actor that stands for several.
    """

    organizations: Mapping[str, Organization]
    states: Mapping[str, str]
    compounds: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, records: Iterable[Record], actors: Iterable[Actor]) -> Crosswalk:
        """Return the crosswalk of the organizations and places among the records, for these actors."""
        kept = tuple(records)
        return cls(
            {
                actor: record
                for record in kept
                if isinstance(record, Organization)
                for actor in record.ucdp_ids
            },
            _states(record for record in kept if isinstance(record, Place)),
            _compounds(tuple(actors)),
        )

    def is_compound(self, actor: Actor) -> bool:
        """Whether the actor stands for several organizations that fight as one."""
        return actor.id in self.compounds

    def side(self, actor: Actor, line: Line) -> tuple[Organization, ...]:
        """Return the organizations of a side in order of their ids: one, or those that fight as one.

        Raises
        ------
        DatasetError
            When no organization has the id of one of them.
        """
        parts = self.compounds.get(actor.id, (actor.id,))
        found = [self._organization(part, actor, line) for part in parts]
        return tuple(sorted(found, key=lambda organization: organization.id))

    def _organization(self, actor_id: str, actor: Actor, line: Line) -> Organization:
        if actor_id not in self.organizations:
            within = f", part of {actor.name!r}," if actor_id != actor.id else f" {actor.name!r}"
            raise line.error(
                f"UCDP actor {actor_id}{within} is no organization of the seeds: "
                f'add ucdp_ids: ["{actor_id}"] to the one that it is, or add that organization'
            )
        return self.organizations[actor_id]

    def place(self, state: str, line: Line) -> str:
        """Return the id of the place that a state is.

        Raises
        ------
        DatasetError
            When no state of Mexico among the places has that name.
        """
        name = _plain(state)
        if name not in self.states:
            raise line.error(
                f"{state!r} is no state of Mexico among the places.{suggest(name, self.states)} "
                f"If it is another name of one, add it to OTHER_NAMES in {__name__}"
            )
        return self.states[name]


def _plain(name: str) -> str:
    """Return a name in lower-case letters without accents, and without the word that UCDP adds.

    >>> _plain("Nuevo León state")
    'nuevo leon'
    """
    return " ".join(plain(name).split()).removesuffix(" state")


def _states(places: Iterable[Place]) -> dict[str, str]:
    states = {
        place.iso_subdivision: place for place in places if (place.iso_subdivision or "").startswith(MEXICO)
    }
    named = {_plain(place.name): place.id for place in states.values()}
    return named | {name: states[code].id for name, code in OTHER_NAMES.items() if code in states}


def _compounds(actors: tuple[Actor, ...]) -> dict[str, tuple[str, ...]]:
    """Return the parts of each compound: those that the conflict file names, or else the parts of its name.

    GED gives a compound no components, but a name of the names of its parts, with commas between them.
    """
    compounds = {actor.id: actor.components for actor in actors if actor.components}
    ids = {actor.name: actor.id for actor in actors}
    for actor in actors:
        parts = actor.name.split(", ")
        if actor.id not in compounds and len(parts) > 1 and all(part in ids for part in parts):
            compounds[actor.id] = tuple(ids[part] for part in parts)
    return compounds
