"""Find the record that somebody means by an id, a name or an alias."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from cartelgraph.dataset.dataset import Dataset
from cartelgraph.errors import AmbiguousNameError, ParameterError, UnknownNameError
from cartelgraph.model import Entity, Record
from cartelgraph.model.entities import Organization, Source

__all__ = ["Named", "bearer_of", "find", "namesakes", "plain", "telling_words", "unknown"]

#: Words that tell no two names apart.
ARTICLES = frozenset({"the", "el", "la", "los", "las", "of", "de", "del"})

#: Words for what an organization is, which tell no two of them apart.
GENERIC = frozenset({"cartel", "carteles", "organization", "organizacion", "group", "grupo", "gang", "banda"})

#: How like a name a text must be to be taken for a slip, from 0 to 1, and for hardly one; how much less like
#: than the nearest one still is; and how many are offered.
NEAR, ALMOST, AS_NEAR, MOST_OFFERED = 0.6, 0.85, 0.15, 3


@dataclass(frozen=True)
class Named:
    """A record as it is looked for: its id, its name and aliases if it is an entity, and its label."""

    id: str
    names: tuple[str, ...]
    label: str

    @property
    def is_source(self) -> bool:
        """Whether it is a publication."""
        return self.label == Source.label

    def __str__(self) -> str:
        return f"{self.id} ({self.names[0]})" if self.names else self.id


def find(dataset: Dataset, text: str, among: type[Entity] = Entity) -> Record:
    """Return the record with that id, or the one entity that bears that name or alias.

    Case and accents do not matter. A publication is often titled for what it is about, so a source is meant
    only if nothing else is.

    Parameters
    ----------
    dataset
        Where to look.
    text
        The id, name or alias.
    among
        Type of the entities that can be meant; if it is any, a statement can be meant by its id as well.

    Raises
    ------
    UnknownNameError
        When there is none; the message offers what is named alike.
    AmbiguousNameError
        When several bear the name; the message gives their ids.
    ParameterError
        When it is the id of something else than what is looked for.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> find(read_dataset(), "Los Zetas").id
    'los-zetas'
    """
    record = dataset.records.get(text)
    if record is not None and (among is Entity or isinstance(record, among)):
        return record
    if record is not None:
        alike = [str(one) for one in map(_named, dataset.of(among)) if _part_of(text, one)]
        offer = f" Did you mean {' or '.join(alike[:MOST_OFFERED])}?" if alike else ""
        kind = record.label.lower().replace("_", " ")
        raise ParameterError(f"{text!r} is no {among.label.lower()}: it is the id of a {kind}.{offer}")
    named = [_named(entity) for entity in dataset.of(among)]
    if bearer := bearer_of(text, named):
        return dataset.records[bearer]
    if among is Entity:
        known = {entity.id for entity in named}
        named += [Named(key, (), held.label) for key, held in dataset.records.items() if key not in known]
    raise unknown("record" if among is Entity else among.label.lower(), text, named)


def bearer_of(text: str, entities: Iterable[Named]) -> str | None:
    """Return the id of the one entity that bears a name or alias; None when nothing does.

    Case and accents do not matter. A publication is often titled for what it is about, so a source is meant
    only if nothing else is.

    Raises
    ------
    AmbiguousNameError
        When several bear the name; the message gives their ids.
    """
    wanted = plain(text)
    bearers = [entity for entity in entities if wanted in map(plain, entity.names)]
    bearers = [entity for entity in bearers if not entity.is_source] or bearers
    if len(bearers) > 1:
        raise AmbiguousNameError(text, [entity.id for entity in bearers])
    return bearers[0].id if bearers else None


def namesakes(dataset: Dataset, text: str) -> tuple[str, ...]:
    """Return the organizations with all words of a text in their name, each as id and name.

    If there is none, those with all of them in an alias.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> namesakes(read_dataset(), "Knights")
    ('knights-templar (Knights Templar)',)
    """
    named = [_named(organization) for organization in dataset.of(Organization)]
    by_name = [each for each in named if _part_of(text, Named(each.id, each.names[:1], each.label))]
    return tuple(map(str, by_name or [each for each in named if _part_of(text, each)]))


def unknown(kind: str, text: str, candidates: Iterable[Named]) -> UnknownNameError:
    """Return the error for a text that nothing bears; it offers each record that may be meant, once.

    What has all words of the text in a name, or almost its letters, comes before what is only spelt alike,
    an organization before anything else, and a publication last.
    """
    candidates = tuple(candidates)
    likeness = {candidate: _likeness(text, candidate) for candidate in candidates}
    least = max(NEAR, max(likeness.values(), default=0.0) - AS_NEAR)
    near = [
        candidate for candidate in candidates if _part_of(text, candidate) or likeness[candidate] >= ALMOST
    ]
    near = near or [candidate for candidate in candidates if likeness[candidate] >= least]

    def order(candidate: Named) -> tuple[bool, bool, float, str]:
        is_other = candidate.label != Organization.label
        return candidate.is_source, is_other, -likeness[candidate], candidate.id

    offered = [str(candidate) for candidate in sorted(near, key=order)[:MOST_OFFERED]]
    return UnknownNameError(kind, text, [candidate.id for candidate in candidates], near=offered)


def _likeness(text: str, candidate: Named) -> float:
    """Return how like a text is to a name or the id of a record, from 0 to 1, articles and accents apart."""
    wanted = " ".join(_words(text))
    return max(
        difflib.SequenceMatcher(None, wanted, " ".join(_words(name))).ratio()
        for name in (candidate.id, *candidate.names)
    )


def _part_of(text: str, candidate: Named) -> bool:
    wanted = set(_words(text))
    return bool(wanted) and any(wanted <= set(_words(name)) for name in candidate.names)


def telling_words(name: str) -> tuple[str, ...]:
    """Return the words of an organization's name that tell it from others, without case and accents.

    >>> telling_words("El Cártel del Golfo") == telling_words("Golfo Cartel")
    True
    """
    words = _words(name)
    return tuple(word for word in words if word not in GENERIC) or tuple(words) or (plain(name),)


def _words(name: str) -> list[str]:
    """Return what a name consists of, without case, accents and articles."""
    return [word for word in re.findall(r"\w+", plain(name)) if word not in ARTICLES]


def plain(name: str) -> str:
    """Return a name without case and accents."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def _named(entity: Entity) -> Named:
    aliases = (alias.name for alias in getattr(entity, "aliases", ()))
    return Named(entity.id, (entity.name, *aliases), entity.label)
