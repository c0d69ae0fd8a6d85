"""What a load would do, worked out without writing anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from neo4j import ManagedTransaction

from cartelgraph.dataset import Dataset, DatasetInfo
from cartelgraph.model import RECORD_TYPES, Record
from cartelgraph.store.plan import Plan, make_plan
from cartelgraph.store.removal import require_removable
from cartelgraph.store.rows import Rows
from cartelgraph.store.stored import stored_records
from cartelgraph.store.summary import LoadSummary
from cartelgraph.store.version import info_of, is_current, is_loading, read_version
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


def preview(transaction: ManagedTransaction, dataset: Dataset, *, rewrite: bool) -> Preview:
    """Return what a load of this dataset would do now; the transaction only reads.

    Parameters
    ----------
    transaction
        Where the database is read.
    dataset
        What would be loaded.
    rewrite
        Whether every record is to be written, as for a load.

    Raises
    ------
    StoreError
        When the load would be refused because of what somebody else has written.
    """
    version = read_version(transaction)
    held = version or {}
    rewrite = rewrite or not is_current(held) or is_loading(held)
    plan = make_plan(dataset, stored_records(transaction), rewrite=rewrite)
    rows = Rows(dataset)
    for record in plan.written:
        rows.add(record, plan.digests[record.id])
    require_removable(transaction, plan, rows, rewrite=rewrite)
    changes = {kind.collection: _changes(plan, kind) for kind in RECORD_TYPES}
    return Preview(
        plan.summary(),
        {name: changed for name, changed in changes.items() if changed != Changes()},
        rewritten=rewrite and version is not None,
        replaced=info_of(version) if version is not None and not is_loading(version) else None,
    )


def _changes(plan: Plan, kind: type[Record]) -> Changes:
    updated = set(plan.updated.get(kind, ()))
    written = sorted(record.id for record in plan.written if type(record) is kind)
    return Changes(
        tuple(key for key in written if key not in updated),
        tuple(key for key in written if key in updated),
        tuple(sorted(plan.deleted.get(kind, ()))),
    )


def _spelled_out(ids: tuple[str, ...]) -> str:
    more = len(ids) - SPELLED_OUT
    return ", ".join(ids[:SPELLED_OUT]) + (f" and {more} more" if more > 0 else "")
