"""What the dataset sees most: whose word its ties and presences rest on, and of whom they tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cartelgraph.dataset.dataset import Dataset
from cartelgraph.dataset.lineages import lineages
from cartelgraph.model import Relationship, SignedTie
from cartelgraph.model.entities import Organization, Source
from cartelgraph.model.knowledge import supporting
from cartelgraph.model.relationships import Presence

__all__ = ["VIEWS", "Coverage", "coverage"]


@dataclass(frozen=True)
class Coverage:
    """How often ties and presences have each value of something.

    Attributes
    ----------
    view
        What is looked at.
    statements
        Number of ties and presences.
    counts
        How many of them have each value, the most frequent first, then by name. A statement may have several:
        the shares add up to more than one.
    """

    view: str
    statements: int
    counts: tuple[tuple[str, int], ...]


def coverage(dataset: Dataset) -> tuple[Coverage, ...]:
    """Return how often ties and presences have each value, for each of the :data:`VIEWS`."""
    statements = [*dataset.of(SignedTie), *dataset.of(Presence)]
    found = []
    for name, values_in in VIEWS.items():
        values = values_in(dataset)
        counts = Counter(value for statement in statements for value in set(values(statement)))
        ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        found.append(Coverage(name, len(statements), tuple(ordered)))
    return tuple(found)


Values = Callable[[Relationship], Iterable[str]]


def _sources(dataset: Dataset, value: Callable[[Source], str]) -> Values:
    of = {source.id: value(source) for source in dataset.of(Source)}
    return lambda statement: (of[cited.source] for cited in supporting(statement))


def _lineages(dataset: Dataset) -> Values:
    of = lineages(dataset)
    members = Counter(of.values())
    # A lineage is called by the source that most of it derives from.
    drawn_on = Counter(other for source in dataset.of(Source) for other in source.derives_from)
    root: dict[str, str] = {}
    for source, lineage in sorted(of.items(), key=lambda one: (-drawn_on[one[0]], one[0])):
        root.setdefault(lineage, source)

    def name(source: Source) -> str:
        lineage = of[source.id]
        others = members[lineage] - 1
        return f"{dataset.name_of(root[lineage])}{f' and {others} related' if others else ''}"

    return _sources(dataset, name)


def _organizations(dataset: Dataset) -> Values:
    return lambda statement: (
        dataset.name_of(end)
        for end in (statement.source, statement.target)
        if isinstance(dataset.records[end], Organization)
    )


#: What is looked at, and for a dataset what a statement has of it.
VIEWS: dict[str, Callable[[Dataset], Values]] = {
    "lineage of the sources": _lineages,
    "kind of source": lambda dataset: _sources(dataset, lambda source: str(source.kind)),
    "reliability of the source": lambda dataset: _sources(dataset, lambda source: str(source.reliability)),
    "organization": _organizations,
}
