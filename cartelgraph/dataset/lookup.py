"""Find the record that somebody means by an id, a name or an alias."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cartelgraph.dataset.dataset import Dataset
from cartelgraph.errors import AmbiguousNameError, UnknownNameError
from cartelgraph.model import Entity, Record
from cartelgraph.model.entities import Source

__all__ = ["Named", "bearer_of", "find"]


@dataclass(frozen=True)
class Named:
    """An entity as it is looked for: its id, its name and aliases, and whether it is a publication."""

    id: str
    names: tuple[str, ...]
    is_source: bool


def find(dataset: Dataset, text: str) -> Record:
    """Return the record with that id, or the one entity that bears that name or alias in any case.

    A publication is often titled for what it is about, so a source is meant only if nothing else is.

    Raises
    ------
    UnknownNameError
        When there is none; the message offers the nearest ids and names.
    AmbiguousNameError
        When several bear the name; the message gives their ids.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> find(read_dataset(), "Los Zetas").id
    'los-zetas'
    """
    if text in dataset.records:
        return dataset.records[text]
    named = [_named(entity) for entity in dataset.of(Entity)]
    if bearer := bearer_of(text, named):
        return dataset.records[bearer]
    names = {name for entity in named for name in entity.names}
    raise UnknownNameError("record", text, sorted({*dataset.records, *names}))


def bearer_of(text: str, entities: Iterable[Named]) -> str | None:
    """Return the id of the one entity that bears a name or alias in any case; None when nothing does.

    A publication is often titled for what it is about, so a source is meant only if nothing else is.

    Raises
    ------
    AmbiguousNameError
        When several bear the name; the message gives their ids.
    """
    wanted = text.casefold()
    bearers = [entity for entity in entities if wanted in map(str.casefold, entity.names)]
    bearers = [entity for entity in bearers if not entity.is_source] or bearers
    if len(bearers) > 1:
        raise AmbiguousNameError(text, [entity.id for entity in bearers])
    return bearers[0].id if bearers else None


def _named(entity: Entity) -> Named:
    aliases = (alias.name for alias in getattr(entity, "aliases", ()))
    return Named(entity.id, (entity.name, *aliases), isinstance(entity, Source))
