"""Do the work of a load: remove what is stale, write what is lacking, a batch at a time.

Who calls decides what a batch is run in: the one transaction of the load, or one of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any, TypeAlias, TypeVar

from cartelgraph.dataset.digests import Digests
from cartelgraph.dataset.supply import Supply
from cartelgraph.errors import StoreError
from cartelgraph.model import ENTITY_TYPES, RELATIONSHIP_TYPES, Entity, Record, Relationship
from cartelgraph.store.audit import count_record
from cartelgraph.store.rows import Rows
from cartelgraph.store.shape import HOLDERS, references, required_of_nodes, shape_of
from cartelgraph.store.statements import any_of, statement
from cartelgraph.store.ties import refuse_ties
from cartelgraph.store.work import MARK, Work
from cartelgraph.store.writing import Writer

__all__ = ["BATCH", "Progress", "Run", "Statements", "carry_out"]

T = TypeVar("T")

#: Records in a batch.
BATCH = 2000

#: The order in which entities are written.
PLACES: dict[type[Record] | None, int] = {kind: place for place, kind in enumerate(ENTITY_TYPES)}

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with how many records are written, how many there are in all, and what is being done."""

Statements: TypeAlias = list[tuple[str, dict[str, Any]]]
Run: TypeAlias = Callable[[Statements], list[list[Any]]]
"""Runs statements in one transaction; returns the first row of each."""


def carry_out(work: Work, run: Run, progress: Progress) -> None:
    """Bring the graph to what the dataset says.

    Parameters
    ----------
    work
        What there is to do; what was done is counted in it.
    run
        Runs the statements of a batch.
    progress
        Told of every batch that is written.

    Raises
    ------
    StoreError
        When somebody else has tied something to a node that must go, or the records are no longer those
        that were compared. A caller who runs all in one transaction gives that up, and nothing is changed.
    """
    if work.trusted:
        work.counted = Counter(work.before)
    if work.rewriting:
        _mark_all(run)
    else:
        ties = ((kind, key) for kind in RELATIONSHIP_TYPES for key in work.stale.get(kind, ()))
        for part in _parts(ties):
            _remove_relationships(work, run, part)
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


def _remove_relationships(work: Work, run: Run, part: list[tuple[type[Relationship], str]]) -> None:
    ids: defaultdict[type[Relationship], list[str]] = defaultdict(list)
    for kind, key in part:
        ids[kind].append(key)
    # One question for all types: to plan one for each takes a server longer than to answer it.
    marking, labels = _marking(ids, [key for _, key in part])
    deleting: Statements = [
        (statement("delete_relationships", type=kind.label), {"ids": some}) for kind, some in ids.items()
    ]
    rows = run([*marking, *deleting])
    _discount(work, labels, rows)
    if work.trusted:
        work.counted.subtract({kind.label: len(some) for kind, some in ids.items()})


def _mark_entities(work: Work, run: Run, kind: type[Entity], ids: list[str]) -> None:
    marking, labels = _marking([kind], ids)
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


def _marking(kinds: Iterable[type[Record]], ids: list[str]) -> tuple[Statements, list[tuple[str, str]]]:
    """Return the statements that mark the components of records, with the label and the link of each."""
    parts = (part for kind in kinds for part in shape_of(kind).components.values())
    labels = list(dict.fromkeys((part.label, link.type) for part in parts for link in part.links.values()))
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
    work.note(record)
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
            refuse_ties([tie])
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
