"""What a load that goes record by record has to do: digests against digests."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from neo4j import ManagedTransaction

from cartelgraph.dataset.digests import Digests
from cartelgraph.dataset.supply import Comparison, Supply, packed
from cartelgraph.errors import StoreError
from cartelgraph.model import ENTITY_TYPES, RECORD_TYPES, Entity, Record
from cartelgraph.model.entities import Source
from cartelgraph.store.audit import count_record, holds_as_many
from cartelgraph.store.rows import component_nodes
from cartelgraph.store.shape import references
from cartelgraph.store.stored import (
    FOREIGN,
    all_relationships,
    foreign_ids,
    stale_relationships,
    stored_digests,
    stored_nodes,
)
from cartelgraph.store.summary import LoadSummary
from cartelgraph.store.ties import require_untied
from cartelgraph.store.version import audited_of, is_current, is_loading

__all__ = ["MARK", "NotEmptyError", "Work", "compare", "compare_with_nothing"]

#: In the place of a digest: the record is not, or no longer, complete.
MARK = "-"


@dataclass
class Work:
    """What a load has to do.

    Attributes
    ----------
    stale
        By record type the ids of what goes, or is written anew.
    counted
        How much there must be of each label and type. In `trusted` work it starts from what was there
        `before`, and follows what is removed and written; otherwise every record was counted.
    confirmed
        Whether it was seen that the database holds as much of everything as the last audit counted.
    fresh
        Whether the database holds nothing.
    """

    supply: Supply
    comparison: Comparison
    stale: dict[type[Record], set[str]]
    counted: Counter[str]
    trusted: bool
    rewriting: bool
    confirmed: bool = False
    fresh: bool = False
    updated: Counter[type[Record]] = field(default_factory=Counter)
    written: Counter[type[Record]] = field(default_factory=Counter)
    sum_of_written: int = 0
    before: Counter[str] = field(default_factory=Counter)

    @property
    def size(self) -> int:
        """How many records are written or removed."""
        return self.comparison.written + sum(map(len, self.stale.values()))

    def note(self, record: Record) -> None:
        """Count a record that is written."""
        kind = type(record)
        self.written[kind] += 1
        self.updated[kind] += record.id in self.stale.get(kind, ())

    def summary(self) -> LoadSummary:
        """Return the counts of what was done in each collection."""
        return LoadSummary.of(
            self.supply.info,
            (
                (
                    kind.collection,
                    self.comparison.counts[kind],
                    self.written[kind],
                    self.updated[kind],
                    len(self.stale.get(kind, ())) - self.updated[kind],
                )
                for kind in RECORD_TYPES
            ),
        )


def compare(
    transaction: ManagedTransaction, held: Mapping[str, Any], supply: Supply, *, rewrite: bool
) -> Work:
    """Find out what has to be done to a database that holds anything; nothing is changed.

    Parameters
    ----------
    transaction
        Where the database is read.
    held
        Properties of the version node.
    supply
        The records of the dataset.
    rewrite
        Whether every record is written, whatever its digest.

    Raises
    ------
    DatasetError
        When anything is wrong with the records.
    StoreError
        When somebody else's data are in the way.
    """
    nodes = stored_nodes(transaction, [kind.label for kind in ENTITY_TYPES])
    entities = {kind: nodes.get(kind.label, {}) for kind in ENTITY_TYPES}
    ours = any(digest != FOREIGN for ids in entities.values() for digest in ids.values())
    rewriting = rewrite or (ours and not is_current(held)) or bool(is_loading(held) and held.get("rewriting"))
    digests = Digests() if rewriting else Digests(_digests(transaction, entities))
    audited = None if rewriting else audited_of(held)
    standing = None
    if audited is not None:
        standing = {key: kind for kind, ids in entities.items() for key in ids if ids[key] != FOREIGN}
    counted: Counter[str] = Counter()
    # As many as were counted in the end of the last load: nobody has added anything under our labels.
    confirmed = holds_as_many(transaction, audited) if audited else False
    theirs = {} if confirmed else foreign_ids(transaction)
    comparison = supply.compare(digests, _visit(theirs, counted), standing)
    work = Work(
        supply,
        comparison,
        _stale(transaction, entities, comparison, rewriting=rewriting),
        counted if audited is None else audited,
        trusted=audited is not None,
        rewriting=rewriting,
        confirmed=confirmed,
        before=audited or Counter(),
    )
    _unsettle(work)
    for kind in ENTITY_TYPES:
        lost = [key for key in work.stale.get(kind, ()) if supply.kind_of(key) is not kind]
        require_untied(transaction, kind.label, lost)
    return work


class NotEmptyError(Exception):
    """The database holds something: it must be asked what."""


def compare_with_nothing(supply: Supply, *, unless: Callable[[], bool] = lambda: False) -> Work:
    """Return the work on a database that holds nothing, which need not be asked for it.

    Parameters
    ----------
    supply
        The records of the dataset.
    unless
        Asked at each record whether the database holds something after all.

    Raises
    ------
    DatasetError
        When anything is wrong with the records.
    NotEmptyError
        When the database holds something.
    """
    counted: Counter[str] = Counter()

    def visit(record: Record, _: bytes) -> None:
        if unless():
            raise NotEmptyError
        count_record(counted, record)

    comparison = supply.compare(Digests(), visit)
    return Work(supply, comparison, {}, counted, trusted=False, rewriting=False, fresh=True)


def _visit(theirs: dict[str, set[str]], counted: Counter[str]) -> Callable[[Record, bytes], None]:
    """Return what is done with every record that is read: count it, and see that its place is free."""

    def visit(record: Record, _: bytes) -> None:
        count_record(counted, record)
        if not theirs:
            return
        if record.id in theirs.get(record.label, ()):
            raise _foreign(record.label, record.id)
        for label, key in component_nodes(record):
            if key in theirs.get(label, ()):
                raise _foreign(label, key)

    return visit


def _stale(
    transaction: ManagedTransaction,
    entities: dict[type[Entity], dict[str, str]],
    comparison: Comparison,
    *,
    rewriting: bool,
) -> dict[type[Record], set[str]]:
    held = comparison.held
    stale: defaultdict[type[Record], set[str]] = defaultdict(set)
    for kind, ids in entities.items():
        for key, digest in ids.items():
            if digest == MARK or (digest != FOREIGN and (rewriting or held.is_gone(packed(digest)))):
                stale[kind].add(key)
    if rewriting:
        stale |= all_relationships(transaction)
    elif gone := [digest.hex() for digest in held.gone()]:
        stale |= stale_relationships(transaction, gone)
    return stale


def _digests(
    transaction: ManagedTransaction, entities: Mapping[type[Entity], Mapping[str, str]]
) -> Iterator[bytes]:
    """Yield the digests of all complete records that the database holds."""
    for ids in entities.values():
        yield from (packed(digest) for digest in ids.values() if digest not in {FOREIGN, MARK})
    for some in stored_digests(transaction):
        yield from map(packed, some)


def _unsettle(work: Work) -> None:
    """Write anew the records that lead to something which changed such that they no longer fit.

    That is a source, as its publication date decides when a statement was known, and an entity that becomes
    another type, and so another node.
    """
    unsettled = {
        key
        for kind in ENTITY_TYPES
        for key in work.stale.get(kind, ())
        if kind is Source or work.supply.kind_of(key) not in {None, kind}
    }
    if not unsettled or work.rewriting:
        return
    held = work.comparison.held
    for record, digest in chain(work.supply.entities(), work.supply.relationships()):
        if held.is_kept(digest) and not unsettled.isdisjoint(references(record)):
            held.give_up(digest)
            work.stale.setdefault(type(record), set()).add(record.id)


def _foreign(label: str, key: str) -> StoreError:
    return StoreError(
        f"{label} {key!r} in the database was not written by cartelgraph: nothing was changed. "
        "Remove it, change its id or label, or load into another database."
    )
