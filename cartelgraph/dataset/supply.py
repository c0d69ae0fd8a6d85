"""Records on their way into a store, which takes them one by one and never all at once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from cartelgraph.dataset.dataset import Dataset, dataset_digest, record_digest
from cartelgraph.dataset.digests import Digests
from cartelgraph.dataset.manifest import DatasetInfo
from cartelgraph.model import ENTITY_TYPES, RELATIONSHIP_TYPES, EdtfDate, Entity, Record, Relationship

__all__ = ["Comparison", "DatasetSupply", "Standing", "Supply", "Visit", "packed"]

Standing: TypeAlias = Mapping[str, type[Record]]
"""The type of each entity that a database holds, by id."""

Visit: TypeAlias = Callable[[Record, bytes], None]
"""Called with a record and its digest."""


def packed(digest: str) -> bytes:
    """Return a hexadecimal digest as bytes, of which millions fit into memory."""
    return bytes.fromhex(digest)


@dataclass
class Comparison:
    """What a dataset has in common with what a database holds.

    Attributes
    ----------
    held
        Digests of what the database holds: kept is what the dataset has as well.
    counts
        Records of each type in the dataset.
    digest
        The digest of the dataset.
    total
        Sum of the digests of all records, as numbers.
    """

    held: Digests
    counts: Counter[type[Record]] = field(default_factory=Counter)
    digest: str = ""
    total: int = 0

    @property
    def written(self) -> int:
        """How many records the database lacks."""
        return self.counts.total() - self.held.kept_count

    def meet(self, kind: type[Record], digest: bytes) -> bool:
        """Count a record of the dataset; return whether the database holds the same."""
        self.counts[kind] += 1
        self.total += int.from_bytes(digest)
        return self.held.meet(digest)


class Supply(ABC):
    """The records of a dataset that has no fault, to be had again and again."""

    info: DatasetInfo
    published: Mapping[str, EdtfDate | None]
    """Publication date of each source, None where it bears none."""

    @abstractmethod
    def compare(self, held: Digests, visit: Visit, standing: Standing | None = None) -> Comparison:
        """Check the records and compare them with what a database holds.

        Parameters
        ----------
        held
            Digests of what it holds; those that the dataset has, too, are kept afterwards.
        visit
            Called with the records that are read, in no order.
        standing
            The entities that the database holds, if it holds exactly what was once loaded. A record that
            is there already need not be read then: it was when it was loaded, and what it refers to stands.

        Raises
        ------
        DatasetError
            When anything is wrong with the records.
        """

    def label_of(self, entity: str) -> str:
        """Return the label of an entity that is there."""
        kind = self.kind_of(entity)
        if kind is None:
            raise LookupError(f"{entity} is no entity of the dataset")
        return kind.label

    @abstractmethod
    def kind_of(self, entity: str) -> type[Entity] | None:
        """Return the type of an entity; None when there is none of that id."""

    @abstractmethod
    def entities(self, known: Digests | None = None) -> Iterator[tuple[Record, bytes]]:
        """Yield each entity with its digest, type by type, those aside of which the digest is kept."""

    @abstractmethod
    def relationships(self, known: Digests | None = None) -> Iterator[tuple[Record, bytes]]:
        """Yield each relationship with its digest, type by type, those aside of which the digest is kept."""


class DatasetSupply(Supply):
    """The records of a dataset in memory."""

    def __init__(self, dataset: Dataset) -> None:
        self.info = dataset.info
        self.published = dataset.published
        self._dataset = dataset
        self._digests = {key: packed(record_digest(record)) for key, record in dataset.records.items()}

    def compare(
        self,
        held: Digests,
        visit: Visit,
        standing: Standing | None = None,  # noqa: ARG002 - all is in memory anyway
    ) -> Comparison:
        """Compare; a dataset in memory was checked when it was read."""
        comparison = Comparison(held)
        for key, record in self._dataset.records.items():
            comparison.meet(type(record), self._digests[key])
            visit(record, self._digests[key])
        comparison.digest = dataset_digest(self.info, comparison.total)
        return comparison

    def kind_of(self, entity: str) -> type[Entity] | None:
        """Return the type of an entity; None when there is none of that id."""
        kind = type(self._dataset.records.get(entity))
        return kind if issubclass(kind, Entity) else None

    def entities(self, known: Digests | None = None) -> Iterator[tuple[Record, bytes]]:
        """Yield each entity with its digest, those aside of which the digest is kept."""
        return self._of(ENTITY_TYPES, known)

    def relationships(self, known: Digests | None = None) -> Iterator[tuple[Record, bytes]]:
        """Yield each relationship with its digest, those aside of which the digest is kept."""
        return self._of(RELATIONSHIP_TYPES, known)

    def _of(
        self, kinds: tuple[type[Entity], ...] | tuple[type[Relationship], ...], known: Digests | None
    ) -> Iterator[tuple[Record, bytes]]:
        by_kind: dict[type[Record], list[Record]] = {kind: [] for kind in kinds}
        for key, record in self._dataset.records.items():
            if type(record) in by_kind and not (known and known.is_kept(self._digests[key])):
                by_kind[type(record)].append(record)
        return ((record, self._digests[record.id]) for records in by_kind.values() for record in records)
