"""Load what is large: record by record, in batches, with only digests in memory.

A record is known by its digest. What the database has and the dataset lacks is *stale* and goes; what the
dataset has and the database lacks is written. While that is little it happens in one transaction, as in
:mod:`cartelgraph.store.load`. Otherwise each batch is a transaction of its own, and this is what makes an
interrupted load something that the next one completes:

* From before the first batch until after the last, the version node says that a load is under way. Whoever
  reads the dataset is refused meanwhile. One transaction holds the lock on that node for as long as it lasts.
* All of a record is written in one batch, with its digest. Only an entity that may lead to what is not there
  yet, as to another of its type, is written in two, and bears a mark instead of its digest until the second.
* What is stale is removed a record at a time, or, if others may need its node, marked.

So a digest in the database always stands for a complete record; what is marked is written anew or removed.
"""

from __future__ import annotations

import gc
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice
from typing import Any, TypeAlias, TypeVar

from neo4j import ManagedTransaction, Session
from neo4j.exceptions import TransactionError

from cartelgraph.dataset.digests import Digests
from cartelgraph.dataset.supply import Supply
from cartelgraph.errors import StoreError
from cartelgraph.model import ENTITY_TYPES, RELATIONSHIP_TYPES, Entity, Record
from cartelgraph.store.audit import audit, count_record
from cartelgraph.store.change import Change, LockLostError
from cartelgraph.store.clearing import delete_in_parts
from cartelgraph.store.connection import never_too_large
from cartelgraph.store.early import EarlyReading, reading_early
from cartelgraph.store.load import Progress
from cartelgraph.store.preparation import Preparation
from cartelgraph.store.removal import refuse_ties
from cartelgraph.store.rows import Rows
from cartelgraph.store.shape import HOLDERS, references, required_of_nodes, shape_of
from cartelgraph.store.statements import any_of, statement
from cartelgraph.store.stored import count_nodes
from cartelgraph.store.summary import LoadSummary
from cartelgraph.store.version import (
    is_loading,
    lock_version,
    write_loading,
    write_version,
)
from cartelgraph.store.work import MARK, Work, compare
from cartelgraph.store.writing import Writer

__all__ = ["ONE_TRANSACTION", "Request", "load_in_batches"]

T = TypeVar("T")

#: Records that are written or removed in one transaction; above, each batch is one.
ONE_TRANSACTION = 20_000

#: Records in a batch.
BATCH = 2000

#: How often a load is begun, if its lock is lost each time.
TRIES = 5

#: How many more objects there must be before the garbage collector looks through them. A batch is many times
#: what it waits for otherwise, and holds nothing that only a collector could find.
RARELY = 100_000

#: Seconds for which a thread may keep others from running.
IN_TURN = 0.0002

#: The order in which entities are written.
PLACES: dict[type[Record] | None, int] = {kind: place for place, kind in enumerate(ENTITY_TYPES)}

Statements: TypeAlias = list[tuple[str, dict[str, Any]]]
Run: TypeAlias = Callable[[Statements], list[list[Any]]]
"""Runs statements in one transaction; returns the first row of each."""


@dataclass(frozen=True)
class Request:
    """What is to be loaded, and how.

    Attributes
    ----------
    supply
        The records of the dataset.
    change
        Announced before anything is written.
    preparation
        Waited for before that.
    rewrite
        Whether every record is written, whatever its digest.
    progress
        Told of every batch.
    """

    supply: Supply
    change: Change
    preparation: Preparation
    rewrite: bool
    progress: Progress


def load_in_batches(session: Session, other: Session, request: Request) -> LoadSummary:
    """Bring the database to exactly what a dataset says.

    Parameters
    ----------
    session
        Holds the lock.
    other
        Writes the batches.
    request
        What is to be loaded, and how.

    Raises
    ------
    StoreError
        When somebody else's data are in the way or the audit finds a fault. Nothing is changed when the work
        fits into one transaction; otherwise the graph is incomplete, and says so, until the next load.
    """
    with at_ease(), reading_early(request.supply) as early:
        request.preparation.lockable.result()
        for _ in range(TRIES):
            begun = session.execute_write(_begin, request, early)
            if isinstance(begun, LoadSummary):
                return begun
            try:
                return session.execute_write(_once(_finish), other, begun, request)
            except (LockLostError, TransactionError):
                # Batches stand that the comparison does not know of: what is left to do is found out anew.
                continue
    raise StoreError(f"the load was interrupted {TRIES} times: load again")


@contextmanager
def at_ease() -> Iterator[None]:
    """Have Python do for many records what it does otherwise for few.

    The garbage collector would look through each batch a hundred times. Of two threads, of which one makes
    batches and one sends them, the one that has an answer from the server would often wait for the other.
    """
    threshold, interval = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(RARELY, *threshold[1:])
    sys.setswitchinterval(IN_TURN)
    try:
        yield
    finally:
        gc.set_threshold(*threshold)
        sys.setswitchinterval(interval)


def _once(function: Callable[..., T]) -> Callable[..., T]:
    """Return a function that does its work at the first call only: the driver would try it again."""
    calls = count()

    def limited(*given: Any) -> T:  # noqa: ANN401
        if next(calls):
            raise LockLostError
        return function(*given)

    return limited


@never_too_large()
def _begin(transaction: ManagedTransaction, request: Request, early: EarlyReading) -> LoadSummary | Work:
    """Find out what has to be done; do it, or announce that it will be done in batches."""
    change, progress = request.change, request.progress
    progress(0, 1, "waiting for any other load")
    held = lock_version(transaction)
    change.take_over(transaction)
    progress(0, 1, "comparing")
    if count_nodes(transaction) == 1:  # the version node
        work = early.work()
    else:
        early.give_up()
        work = compare(transaction, held, request.supply, rewrite=request.rewrite)
    request.preparation.constrained.result()
    if work.size > ONE_TRANSACTION:
        change.announce()
        digest = work.comparison.digest
        write_loading(transaction, request.supply.info, digest, change.mark, rewriting=work.rewriting)
        return work

    def run(statements: Statements) -> list[list[Any]]:
        return _run_all(transaction, statements)

    same = held.get("digest") == work.comparison.digest and not work.size and not is_loading(held)
    if work.rewriting or not same:
        change.announce()
    if work.size or work.rewriting or is_loading(held):
        if work.rewriting:
            run([(statement("delete_all_relationships"), {})])
        _carry_out(work, run, progress)
    _conclude(transaction, work, progress, same=same)
    return work.summary()


@never_too_large()
def _finish(transaction: ManagedTransaction, other: Session, work: Work, request: Request) -> LoadSummary:
    """Do the work in batches, under the lock."""
    change, progress = request.change, request.progress
    if lock_version(transaction).get("loading") != change.mark:
        raise StoreError("another load came between: load again")

    def run(statements: Statements) -> list[list[Any]]:
        return other.execute_write(_run_under, change, statements)

    if work.rewriting:
        delete_in_parts(other, change, "delete_some_relationships")
    _carry_out(work, run, progress)
    _conclude(transaction, work, progress, same=False)
    return work.summary()


def _run_under(transaction: ManagedTransaction, change: Change, statements: Statements) -> list[list[Any]]:
    """Run statements, unless somebody else has begun to change the graph.

    After a moment without the server the lock is gone, and the driver would write on into their work.
    """
    change.hold(transaction)
    return _run_all(transaction, statements)


def _run_all(transaction: ManagedTransaction, statements: Statements) -> list[list[Any]]:
    found = ([list(row) for row in transaction.run(text, parameters)] for text, parameters in statements)
    return [rows[0] if rows else [] for rows in found]


def _conclude(transaction: ManagedTransaction, work: Work, progress: Progress, *, same: bool) -> None:
    progress(0, 1, "checking")
    audit(transaction, work.counted, by_counts=work.fresh or work.trusted)
    if not same:
        write_version(transaction, work.supply.info, work.comparison.digest, work.counted)


def _carry_out(work: Work, run: Run, progress: Progress) -> None:
    if work.trusted:
        work.counted = Counter(work.before)
    if work.rewriting:
        _mark_all(run)
    else:
        for kind in RELATIONSHIP_TYPES:
            for ids in _parts(work.stale.get(kind, ())):
                _remove_relationships(work, run, kind, ids)
        for entity in ENTITY_TYPES:
            for ids in _parts(work.stale.get(entity, ())):
                _mark_entities(work, run, entity, ids)
    work.updated, work.written, work.sum_of_written = Counter(), Counter(), 0
    total, done = work.comparison.written, 0
    for statements, records in _ahead(_units(work)):
        run(statements)
        _let_go(statements)
        done += records
        progress(done, total, "writing")
    kept = sum(map(int.from_bytes, work.comparison.held.kept()))
    if work.sum_of_written + kept != work.comparison.total:
        raise StoreError("the records changed while they were loaded: load again")
    if not work.fresh:
        _sweep(run)


def _let_go(statements: Statements) -> None:
    """Empty the columns: the driver holds what it sent in a circle that only the garbage collector breaks."""
    for _, parameters in statements:
        for values in parameters.values():
            if isinstance(values, list):
                values.clear()


def _remove_relationships(work: Work, run: Run, kind: type[Record], ids: list[str]) -> None:
    marking, labels = _marking(kind, ids)
    rows = run([*marking, (statement("delete_relationships", type=kind.label), {"ids": ids})])
    _discount(work, labels, rows)
    work.counted[kind.label] -= len(ids) if work.trusted else 0


def _mark_entities(work: Work, run: Run, kind: type[Entity], ids: list[str]) -> None:
    marking, labels = _marking(kind, ids)
    shape = shape_of(kind)
    holding = [HOLDERS[name] for name in shape.components if name in HOLDERS]
    types = [*holding, *(link.type for link in shape.links.values())]
    cutting: Statements = [
        (statement("cut_links", label=kind.label, type=name), {"ids": ids}) for name in types
    ]
    marked = statement("mark_nodes", label=kind.label)
    rows = run([*marking, *cutting, (marked, {"ids": ids, "mark": MARK})])
    _discount(work, labels, rows)
    if work.trusted:
        for name, (cut,) in zip(types, rows[len(labels) :], strict=False):
            work.counted[name] -= cut
        work.counted[kind.label] -= len(ids)


def _marking(kind: type[Record], ids: list[str]) -> tuple[Statements, list[tuple[str, str]]]:
    """Return the statements that mark the components of records, with the label and the link of each."""
    labels = [
        (shape.label, link.type)
        for shape in shape_of(kind).components.values()
        for link in shape.links.values()
    ]
    parameters = {"ids": ids, "mark": MARK}
    marking = [(statement("mark_components", label=label, type=link), parameters) for label, link in labels]
    return marking, labels


def _discount(work: Work, labels: list[tuple[str, str]], rows: list[list[Any]]) -> None:
    if work.trusted:
        for (label, link), (nodes, links) in zip(labels, rows, strict=False):
            work.counted[label] -= nodes
            work.counted[link] -= links


def _units(work: Work) -> Iterator[tuple[Statements, int]]:
    """Yield what each transaction runs, with the number of records that are complete after it."""
    supply, held = work.supply, work.comparison.held
    writer = Writer(fresh=work.fresh)
    waiting = False
    for part in _parts(supply.entities(held)):
        statements, complete = _entities(work, writer, part)
        waiting |= complete < len(part)
        yield statements, complete
    if waiting:
        for unfinished in _parts(_waiting(supply, held)):
            yield _finishing(work, writer, unfinished), len(unfinished)
    for part in _parts(supply.relationships(held)):
        rows = Rows(supply)
        for record, digest in part:
            _note(work, record, digest)
            rows.add(record, digest.hex())
        yield list(writer.statements(rows)), len(part)


def _entities(work: Work, writer: Writer, part: list[tuple[Record, bytes]]) -> tuple[Statements, int]:
    """Return the statements that write entities, and how many are complete then: of the others the nodes."""
    rows, complete = Rows(work.supply), 0
    for record, digest in part:
        if _leads_back(record, work.supply):
            _note(work, record, digest)
            rows.add(record, digest.hex())
            complete += 1
        elif isinstance(record, Entity):
            rows.add_node(record, MARK)
    return list(writer.statements(rows)), complete


def _finishing(work: Work, writer: Writer, part: list[tuple[Entity, bytes]]) -> Statements:
    """Return the statements that write everything of entities but their nodes, which are complete then."""
    rows = Rows(work.supply)
    digests: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: {"id": [], "record_digest": []})
    for entity, digest in part:
        _note(work, entity, digest)
        rows.add_parts(entity)
        digests[entity.label]["id"].append(entity.id)
        digests[entity.label]["record_digest"].append(digest.hex())
    finishing = [(statement("finish_nodes", label=label), columns) for label, columns in digests.items()]
    return [*writer.statements(rows), *finishing]


def _leads_back(record: Record, supply: Supply) -> bool:
    """Whether all that an entity leads to is of types that are written before its own."""
    place = PLACES[type(record)]
    return all(PLACES.get(supply.kind_of(key), place) < place for key in references(record))


def _waiting(supply: Supply, held: Digests) -> Iterator[tuple[Entity, bytes]]:
    """Yield the entities of which only the nodes have been written."""
    for record, digest in supply.entities(held):
        if isinstance(record, Entity) and not _leads_back(record, supply):
            yield record, digest


def _note(work: Work, record: Record, digest: bytes) -> None:
    kind = type(record)
    work.written[kind] += 1
    work.updated[kind] += record.id in work.stale.get(kind, ())
    work.sum_of_written += int.from_bytes(digest)
    if work.trusted:
        count_record(work.counted, record)


def _mark_all(run: Run) -> None:
    """Mark every node of ours; each part goes on after the last id of the one before."""
    for label in required_of_nodes():
        marking, after = statement("mark_some_nodes", label=label), ""
        while after is not None:
            ((after,),) = run([(marking, {"after": after, "mark": MARK, "limit": BATCH})])


def _sweep(run: Run) -> None:
    """Remove what is still marked: nothing of the dataset is."""
    labels = list(required_of_nodes())
    marked = statement("labels_of_marked", labels=any_of(labels))
    ((left,),) = run([(marked, {"labels": labels, "mark": MARK})])
    for label in left:
        _sweep_label(run, label)


def _sweep_label(run: Run, label: str) -> None:
    while True:
        (row,) = run([(statement("marked_nodes", label=label), {"mark": MARK, "limit": BATCH})])
        if not row or not row[0]:
            return
        (tie,) = run([(statement("foreign_ties", label=label), {"ids": row[0]})])
        if tie:
            refuse_ties([dict(zip(("id", "type"), tie, strict=True))])
        run([(statement("delete_nodes", label=label), {"ids": row[0]})])


def _parts(values: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(values)
    while part := list(islice(iterator, BATCH)):
        yield part


def _ahead(units: Iterator[T]) -> Iterator[T]:
    """Yield from an iterator that works out the next while the last is used: two work at once."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, units, None)
        while (unit := coming.result()) is not None:
            coming = pool.submit(next, units, None)
            yield unit
