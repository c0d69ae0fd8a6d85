"""Find the record that somebody means by an id, a name or an alias."""

from __future__ import annotations

from collections.abc import Iterator

from cartelgraph.dataset.dataset import Dataset
from cartelgraph.errors import AmbiguousNameError, UnknownNameError
from cartelgraph.model import Entity, Record
from cartelgraph.model.entities import Source

__all__ = ["find"]


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
    wanted = text.casefold()
    bearers = [entity for entity in dataset.of(Entity) if wanted in map(str.casefold, _names(entity))]
    bearers = [entity for entity in bearers if not isinstance(entity, Source)] or bearers
    if len(bearers) == 1:
        return bearers[0]
    if bearers:
        raise AmbiguousNameError(text, [entity.id for entity in bearers])
    names = {name for entity in dataset.of(Entity) for name in _names(entity)}
    raise UnknownNameError("record", text, sorted({*dataset.records, *names}))


def _names(entity: Entity) -> Iterator[str]:
    yield entity.name
    yield from (alias.name for alias in getattr(entity, "aliases", ()))
