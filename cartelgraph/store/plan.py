"""What a load has to do: the records of a dataset against what the database holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from cartelgraph.dataset import Dataset, record_digest
from cartelgraph.errors import StoreError
from cartelgraph.model import RECORD_TYPES, Record
from cartelgraph.model.entities import Source
from cartelgraph.store.shape import references
from cartelgraph.store.summary import LoadSummary

__all__ = ["FOREIGN", "Plan", "Stored", "foreign", "make_plan"]

#: For each record type the digest of what is stored under each id.
Stored = Mapping[type[Record], Mapping[str, str]]

#: The digest of what bears our label or type and an id, and was not written by us.
FOREIGN = ""


@dataclass
class Plan:
    """What has to be done.

    Attributes
    ----------
    digests
        The digest of every record of the dataset, by its id.
    written
        Records to write.
    updated, deleted
        Ids, by record type, of what is stored and will be written anew, and of what must go.
    """

    dataset: Dataset
    digests: dict[str, str]
    written: list[Record] = field(default_factory=list)
    updated: dict[type[Record], list[str]] = field(default_factory=dict)
    deleted: dict[type[Record], list[str]] = field(default_factory=dict)

    def outdated(self, kind: type[Record]) -> list[str]:
        """Return the ids of a type whose stored relationships and components are no longer right."""
        return [*self.updated.get(kind, ()), *self.deleted.get(kind, ())]

    @property
    def is_empty(self) -> bool:
        """Whether the database holds these records already, and no others."""
        return not self.written and not self.deleted

    def summary(self) -> LoadSummary:
        """Return the counts of what is done in each collection."""
        written = Counter(type(record) for record in self.written)
        totals = self.dataset.counts()
        return LoadSummary.of(
            self.dataset.info,
            (
                (
                    kind.collection,
                    totals.get(kind.collection, 0),
                    written[kind],
                    len(self.updated.get(kind, ())),
                    len(self.deleted.get(kind, ())),
                )
                for kind in RECORD_TYPES
            ),
        )


def make_plan(dataset: Dataset, stored: Stored, *, rewrite: bool) -> Plan:
    """Compare a dataset with what is stored.

    A record is written when it is new or its digest differs; also when something that it leads to has
    changed such that what is stored of it no longer fits: a source, as its publication date decides
    when a statement was known, or an entity that becomes another type and so another node.

    Raises
    ------
    StoreError
        When somebody else's node or relationship has the label and the id of a record.
    """
    plan = Plan(dataset, {record.id: record_digest(record) for record in dataset.records.values()})
    _refuse_foreign(dataset, stored)
    differing = {
        record.id
        for record in dataset.records.values()
        if rewrite or stored[type(record)].get(record.id) != plan.digests[record.id]
    }
    unsettled = _unsettled(dataset, stored, differing)
    for record in dataset.records.values():
        if record.id in differing or (unsettled and not unsettled.isdisjoint(references(record))):
            plan.written.append(record)
            if record.id in stored[type(record)]:
                plan.updated.setdefault(type(record), []).append(record.id)
    for kind, held in stored.items():
        gone = [
            key
            for key, digest in held.items()
            if digest != FOREIGN and type(dataset.records.get(key)) is not kind
        ]
        if gone:
            plan.deleted[kind] = gone
    return plan


def _unsettled(dataset: Dataset, stored: Stored, differing: set[str]) -> set[str]:
    """Return the ids whose change reaches the records that lead to them."""
    before = {key: kind for kind, held in stored.items() for key, digest in held.items() if digest != FOREIGN}
    return {
        key
        for key in differing & before.keys()
        if before[key] is Source or before[key] is not type(dataset.records[key])
    }


def _refuse_foreign(dataset: Dataset, stored: Stored) -> None:
    for kind, held in stored.items():
        for key, digest in held.items():
            if digest == FOREIGN and type(dataset.records.get(key)) is kind:
                raise foreign(kind.label, key)


def foreign(label: str, key: str) -> StoreError:
    """Return the error for somebody else's node or relationship where ours would be."""
    return StoreError(
        f"{label} {key!r} in the database was not written by cartelgraph: nothing was changed. "
        "Remove it, change its id or label, or load into another database."
    )
