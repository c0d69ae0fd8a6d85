"""A dataset without some of what it holds: to see what depends on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from cartelgraph.dataset.dataset import Dataset
from cartelgraph.model import Record, Relationship
from cartelgraph.model.knowledge import as_cited

__all__ = ["without_organization", "without_records", "without_source"]


def without_records(dataset: Dataset, records: Collection[str]) -> Dataset:
    """Return a dataset without some statements, of which the ids are given; ids that it has not are no fault.

    Raises
    ------
    ValueError
        When one of them is an entity: others refer to it.
    """
    for key in records:
        if key in dataset.records and not isinstance(dataset.records[key], Relationship):
            raise ValueError(f"{key} is no relationship, and others may refer to it")
    return _of(dataset, (record for key, record in dataset.records.items() if key not in records))


def without_source(dataset: Dataset, source: str) -> Dataset:
    """Return a dataset as if a source had never been read.

    Its citations are gone, and with them the statements that no other source supports, and the bounds that no
    other source gives. A date at which a statement was seen is tied to no single citation and stays.
    """
    return _of(dataset, (kept for record in dataset.records.values() if (kept := _uncited(record, source))))


def _uncited(record: Record, source: str) -> Record | None:
    if not isinstance(record, Relationship) or all(cited.source != source for cited in record.citations):
        return record
    return as_cited(record, lambda citation: citation.source != source)


def without_organization(dataset: Dataset, organization: str) -> Dataset:
    """Return a dataset without any statement on an organization; it stays, with nothing said of it."""
    return _of(
        dataset,
        (
            record
            for record in dataset.records.values()
            if not isinstance(record, Relationship) or organization not in {record.source, record.target}
        ),
    )


def _of(dataset: Dataset, records: Iterable[Record]) -> Dataset:
    return Dataset(dataset.info, records)
