"""The one object that the layers exchange: all records of a dataset, by id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from cartelgraph.dataset.manifest import DatasetInfo
from cartelgraph.errors import UnknownNameError
from cartelgraph.model import EdtfDate, Entity, Record, Relationship
from cartelgraph.model.entities import Source

__all__ = ["Dataset", "dataset_digest", "line_digest", "record_digest", "record_text"]

R = TypeVar("R", bound=Record)


def record_text(record: Record) -> str:
    """Return the one line of JSON that stands for a record: fields in the order of its type, no defaults.

    Equal records of a type have equal lines.
    """
    return record.model_dump_json(exclude_defaults=True)


def record_digest(record: Record) -> str:
    """Return a hexadecimal digest of everything that a record says; equal records have equal digests."""
    return line_digest(record.collection, record_text(record).encode())


def line_digest(collection: str, line: bytes) -> str:
    """Return the digest of the record of which this is the line, as :func:`record_text` writes it."""
    return hashlib.sha256(b"%b\n%b" % (collection.encode(), line)).hexdigest()[:32]


def dataset_digest(info: DatasetInfo, total: int) -> str:
    """Return the digest of a dataset from the sum of those of its records, each taken as a number.

    A sum does not depend on the order, so that nobody has to hold all of them, or to sort them.
    """
    return hashlib.sha256(f"{info.model_dump_json()}\n{total:x}".encode()).hexdigest()[:32]


class Dataset:
    """Records that fit together: every id is unique and everything that is referred to is there.

    Parameters
    ----------
    info
        What the dataset is.
    records
        Its records, in any order: order never matters.
    """

    def __init__(self, info: DatasetInfo, records: Iterable[Record]) -> None:
        self.info = info
        ordered = sorted(records, key=lambda record: record.id)
        self.records: Mapping[str, Record] = MappingProxyType({record.id: record for record in ordered})
        if len(self.records) != len(ordered):
            raise ValueError("two records share an id")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dataset):
            return NotImplemented
        return self.info == other.info and self.records == other.records

    __hash__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        return len(self.records)

    def __repr__(self) -> str:
        return f"<Dataset {self.info.name} {self.info.version}: {len(self)} records>"

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Return all records of a type, subtypes included, in order of their ids."""
        return tuple(record for record in self.records.values() if isinstance(record, kind))

    def get(self, record_id: str) -> Record:
        """Return the record with that id.

        Raises
        ------
        UnknownNameError
            When there is none; the message offers the nearest ids.
        """
        if record_id not in self.records:
            raise UnknownNameError("record", record_id, list(self.records))
        return self.records[record_id]

    def name_of(self, record_id: str) -> str:
        """Return the name of an entity; the id of a record that bears none.

        Raises
        ------
        UnknownNameError
            When there is no such record; the message offers the nearest ids.
        """
        record = self.get(record_id)
        return record.name if isinstance(record, Entity) else record.id

    def label_of(self, record_id: str) -> str:
        """Return the label or the relationship type of a record that is there."""
        return self.records[record_id].label

    @cached_property
    def relationships(self) -> tuple[Relationship, ...]:
        """All relationship records, in order of their ids."""
        return self.of(Relationship)

    @cached_property
    def published(self) -> Mapping[str, EdtfDate | None]:
        """Publication date of each source, None where it bears none."""
        return MappingProxyType({source.id: source.published for source in self.of(Source)})

    @cached_property
    def digest(self) -> str:
        """A hexadecimal digest of the whole content; equal datasets have equal digests."""
        return dataset_digest(
            self.info, sum(int(record_digest(record), 16) for record in self.records.values())
        )

    def counts(self) -> dict[str, int]:
        """Return the number of records in each collection that has any."""
        counts: dict[str, int] = {}
        for record in self.records.values():
            counts[record.collection] = counts.get(record.collection, 0) + 1
        return counts
