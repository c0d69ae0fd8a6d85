"""Which names mean the same organization, as it was decided: for every alias, and every two told apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cartelgraph.dataset.dataset import Dataset
from cartelgraph.dataset.lookup import telling_words
from cartelgraph.model.entities import Organization

__all__ = ["Decision", "decisions"]


@dataclass(frozen=True)
class Decision:
    """What was decided of a name.

    Attributes
    ----------
    organization
        Id of the organization that the record of the decision is on.
    name
        A name that some source uses, or the name of another organization.
    same
        Whether the name means the organization.
    other
        Id of the other organization, where it does not.
    source
        Id of the source that uses the name, where one is given.
    alike
        Whether the two names differ in articles, accents and words such as *cartel* at most.
    """

    organization: str
    name: str
    same: bool
    other: str | None = None
    source: str | None = None
    alike: bool = False


def decisions(dataset: Dataset) -> Iterator[Decision]:
    """Yield the decisions in a dataset, in order of organizations: aliases first, then what it is not."""
    for organization in dataset.of(Organization):
        words = telling_words(organization.name)
        for alias in organization.aliases:
            alike = telling_words(alias.name) == words
            yield Decision(organization.id, alias.name, same=True, source=alias.source, alike=alike)
        for other in organization.distinct_from:
            name = dataset.name_of(other)
            alike = _share_a_name(organization, dataset.get(other))
            yield Decision(organization.id, name, same=False, other=other, alike=alike)


def _share_a_name(one: Organization, other: object) -> bool:
    if not isinstance(other, Organization):
        return False
    first, second = (
        {telling_words(name) for name in (each.name, *(alias.name for alias in each.aliases))}
        for each in (one, other)
    )
    return not first.isdisjoint(second)
