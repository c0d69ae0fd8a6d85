"""What a load would do, worked out without writing anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from neo4j import ManagedTransaction

from cartelgraph.dataset import DatasetInfo
from cartelgraph.dataset.supply import Supply
from cartelgraph.model import RECORD_TYPES, Record
from cartelgraph.store.rows import component_nodes
from cartelgraph.store.summary import LoadSummary
from cartelgraph.store.ties import Tie, refuse_ties, ties_on_components
from cartelgraph.store.version import info_of, is_loading, read_version
from cartelgraph.store.work import MARK, Work, compare
from cartelgraph.table import Column, Row, Table

__all__ = ["Changes", "Preview", "preview"]

#: Ids that are spelled out in a row; all of them are among its records.
SPELLED_OUT = 3

COLUMNS = (
    Column("collection", "Which records."),
    Column("change", "What would become of them: created, updated or deleted."),
    Column("records", "How many records.", "1"),
    Column(
        "ids", f"Ids of the first {SPELLED_OUT} in order of their ids; JSON has all of them.", detail=True
    ),
)


@dataclass(frozen=True)
class Changes:
    """What a load would do in one collection, as ids in their order."""

    created: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()

    def named(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each change by its name, with the ids."""
        yield "created", self.created
        yield "updated", self.updated
        yield "deleted", self.deleted


@dataclass(frozen=True)
class Preview:
    """What a load would do.

    Attributes
    ----------
    summary
        The counts that the load would give back.
    collections
        The changes in each collection that has any.
    rewritten
        Whether every record would be written anew, as another version of cartelgraph wrote the database or
        as this was asked for; `updated` then names records that are the same as well.
    replaced
        The dataset that the database holds; None when it holds none.
    """

    summary: LoadSummary
    collections: Mapping[str, Changes]
    rewritten: bool
    replaced: DatasetInfo | None

    def table(self) -> Table:
        """Return one row for each change in a collection, with the ids as its records."""
        rows = [
            Row((collection, change, len(ids), _spelled_out(ids)), ids)
            for collection, changes in self.collections.items()
            for change, ids in changes.named()
            if ids
        ]
        return Table(
            "load",
            f"What a load would do; nothing was written. {self._head()}",
            COLUMNS,
            tuple(rows),
            notes=tuple(self._notes()),
            grouped=True,
        )

    def _head(self) -> str:
        info, total = self.summary.info, self.summary.total
        counts = f"{total.created} created, {total.updated} updated, {total.deleted} deleted"
        return f"{info.title}, version {info.version}: {counts}, {total.unchanged} unchanged"

    def _notes(self) -> Iterator[str]:
        held, loaded = self.replaced, self.summary.info
        if held is not None and held.name != loaded.name:
            yield (
                f"The database holds another dataset, {held.title} ({held.name} {held.version}): it would be "
                "replaced."
            )
        elif held is not None and held != loaded:
            named = [
                name for name in DatasetInfo.model_fields if getattr(held, name) != getattr(loaded, name)
            ]
            yield f"The description of the dataset would change: {', '.join(named)}."
        if self.rewritten:
            yield "Every record would be written anew, those that are the same included."


def preview(transaction: ManagedTransaction, supply: Supply, *, rewrite: bool) -> Preview:
    """Return what a load of these records would do now; the transaction only reads.

    Parameters
    ----------
    transaction
        Where the database is read.
    supply
        What would be loaded.
    rewrite
        Whether every record is to be written, as for a load.

    Raises
    ------
    DatasetError
        When anything is wrong with the records.
    StoreError
        When the load would be refused because of what somebody else has written.
    """
    version = read_version(transaction)
    work = compare(transaction, version or {}, supply, rewrite=rewrite)
    written = _written(work, ties_on_components(transaction))
    changes = {kind.collection: _changes(work, kind, written[kind]) for kind in RECORD_TYPES}
    return Preview(
        work.summary(),
        {name: changed for name, changed in changes.items() if changed != Changes()},
        rewritten=work.rewriting,
        replaced=info_of(version) if version is not None and not is_loading(version) else None,
    )


def _written(work: Work, ties: list[Tie]) -> Mapping[type[Record], list[str]]:
    """Return the ids of what would be written, by type.

    Raises
    ------
    StoreError
        When a component would go that somebody else has tied something to.
    """
    held, tied = work.comparison.held, {tie.record for tie in ties}
    written: defaultdict[type[Record], list[str]] = defaultdict(list)
    kept: set[str] = set()
    for record, _ in chain(work.supply.entities(held), work.supply.relationships(held)):
        work.note(record)
        written[type(record)].append(record.id)
        if record.id in tied:
            kept.update(key for _, key in component_nodes(record))
    refuse_ties((tie.id, tie.type) for tie in ties if tie.id not in kept and _is_stale(work, tie))
    return written


def _is_stale(work: Work, tie: Tie) -> bool:
    return tie.digest == MARK or any(tie.record in ids for ids in work.stale.values())


def _changes(work: Work, kind: type[Record], written: Iterable[str]) -> Changes:
    stale, now = work.stale.get(kind, set()), set(written)
    return Changes(tuple(sorted(now - stale)), tuple(sorted(now & stale)), tuple(sorted(stale - now)))


def _spelled_out(ids: tuple[str, ...]) -> str:
    more = len(ids) - SPELLED_OUT
    return ", ".join(ids[:SPELLED_OUT]) + (f" and {more} more" if more > 0 else "")
