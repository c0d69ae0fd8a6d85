"""How good a dataset is, in numbers that anybody can compute again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from cartelgraph.dataset.dataset import Dataset
from cartelgraph.dataset.grading import Grading
from cartelgraph.dataset.lineages import lineages
from cartelgraph.dataset.references import references_of
from cartelgraph.model import CitedEntity, Record, Relationship, SignedTie
from cartelgraph.model.dates import BoundStatus, EdtfDate, Period
from cartelgraph.model.entities import Organization, Source
from cartelgraph.model.knowledge import known_from, supporting
from cartelgraph.model.relationships import Alliance, Allocation, Presence

__all__ = ["QUALITIES", "Measured", "Quality", "quality", "records_by_year"]

T = TypeVar("T")


@dataclass(frozen=True)
class Measured:
    """How many of how many have a quality."""

    count: int
    total: int

    @property
    def share(self) -> float:
        """The share, 0 to 1; 0 where there is nothing to have it."""
        return self.count / self.total if self.total else 0.0


@dataclass(frozen=True)
class Quality:
    """Something by which a dataset is judged.

    Attributes
    ----------
    name
        What `dataset.yml` calls it by.
    meaning
        What is counted, and among what.
    measure
        Counts it.
    """

    name: str
    meaning: str
    measure: Callable[[Dataset], Measured]


def quality(dataset: Dataset) -> dict[str, Measured]:
    """Return every quality of a dataset by its name, in the order of :data:`QUALITIES`."""
    return {one.name: one.measure(dataset) for one in QUALITIES}


def records_by_year(dataset: Dataset) -> dict[str, Counter[int | None]]:
    """Return for each collection how many of its records begin in which year; None where none is stated.

    What began in an unknown year counts where it was first seen, or ended.
    """
    counts: defaultdict[str, Counter[int | None]] = defaultdict(Counter)
    for record in dataset.records.values():
        counts[record.collection][_year(record)] += 1
    return dict(counts)


def _year(record: Record) -> int | None:
    if isinstance(record, Allocation):
        return record.fiscal_year
    days = sorted(day for day in _days(record) if day is not None and day > date.min)
    return days[0].year if days else None


def _days(record: Record) -> Iterable[date | None]:
    period = getattr(record, "period", None)
    if isinstance(period, Period):
        start, end = period.start, period.end
        if start.status is BoundStatus.STATED:
            yield start.earliest
            return
        yield from (seen.earliest for seen in getattr(record, "observed", ()))
        yield end.earliest
        return
    for field in ("date", "published", "founded", "start"):
        value = getattr(record, field, None)
        if isinstance(value, EdtfDate):
            yield value.earliest


def _among(records: Iterable[T], counts: Callable[[T], bool]) -> Measured:
    found = [counts(record) for record in records]
    return Measured(sum(found), len(found))


def _with_two_lineages(dataset: Dataset) -> Measured:
    lineage = lineages(dataset)
    return _among(
        dataset.of(SignedTie), lambda tie: len({lineage[cited.source] for cited in supporting(tie)}) > 1
    )


def _with_a_source_that_was_read(dataset: Dataset) -> Measured:
    return _among(dataset.of(SignedTie), lambda tie: any(cited.checked for cited in supporting(tie)))


def _likelihood_in_rule(dataset: Dataset) -> Measured:
    grading = Grading(dataset)
    judged: list[Relationship | CitedEntity] = [
        *(record for record in dataset.of(Relationship) if not record.common_knowledge),
        *dataset.of(CitedEntity),
    ]
    return _among(judged, grading.keeps_to_it)


def _known_at_the_focus(dataset: Dataset) -> Measured:
    def is_known(record: Relationship) -> bool:
        known = known_from(record, dataset.published)
        return known is not None and known <= dataset.info.focus.latest

    return _among((*dataset.of(SignedTie), *dataset.of(Presence)), is_known)


def _without_start(dataset: Dataset) -> Measured:
    return _among(dataset.of(Alliance), lambda tie: tie.period.start.status is BoundStatus.UNKNOWN)


def _without_end(dataset: Dataset) -> Measured:
    return _among(dataset.of(Alliance), lambda tie: tie.period.end.status is BoundStatus.UNKNOWN)


def _organizations_without_a_tie(dataset: Dataset) -> Measured:
    tied = {end for record in dataset.of(SignedTie) for end in (record.source, record.target)}
    groups = [group for group in dataset.of(Organization) if group.kind.is_criminal_group]
    return _among(groups, lambda group: group.id not in tied)


def _aliases_with_source(dataset: Dataset) -> Measured:
    return _among(
        [alias for group in dataset.of(Organization) for alias in group.aliases],
        lambda alias: alias.source is not None,
    )


def _uncited(dataset: Dataset) -> Measured:
    referred = {key for record in dataset.records.values() for _, key, _ in references_of(record)}
    return _among(dataset.of(Source), lambda source: source.id not in referred)


QUALITIES: tuple[Quality, ...] = (
    Quality(
        "two-lineages",
        "dyad statements that sources of two or more independent lineages support",
        _with_two_lineages,
    ),
    Quality(
        "source-read",
        "dyad statements of which a supporting source was itself read",
        _with_a_source_that_was_read,
    ),
    Quality(
        "likelihood-in-rule",
        "statements, geography apart, that are called no likelier than their sources allow",
        _likelihood_in_rule,
    ),
    Quality(
        "known-at-focus",
        "dyad and presence statements that a source published by the date of the focus supports",
        _known_at_the_focus,
    ),
    Quality("alliances-without-start", "alliances of which no source states the start", _without_start),
    Quality("alliances-without-end", "alliances of which no source states the end", _without_end),
    Quality(
        "organizations-without-tie",
        "criminal organizations without an alliance, a rivalry or a truce",
        _organizations_without_a_tie,
    ),
    Quality(
        "aliases-with-source", "aliases of organizations with a source that uses them", _aliases_with_source
    ),
    Quality("sources-uncited", "sources that no record refers to", _uncited),
)
