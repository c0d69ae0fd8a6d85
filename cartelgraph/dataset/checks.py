"""Rules between records. Each check yields every fault that it finds; none stops at the first.

A remark is worth knowing and is no fault.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from cartelgraph.dataset.folder import MANIFEST, Folder, Located
from cartelgraph.dataset.manifest import Expectation
from cartelgraph.errors import Problem, suggest
from cartelgraph.model import RECORD_TYPES, Entity, Record, Relationship
from cartelgraph.model.entities import Figure, Organization, Source

__all__ = ["CHECKS", "REMARKS", "Check"]

Check = Callable[[Folder], Iterator[Problem]]


def check_unique_ids(folder: Folder) -> Iterator[Problem]:
    """Every id names one record, whatever its collection."""
    first: dict[str, Located] = {}
    for located in folder.located:
        earlier = first.setdefault(located.record.id, located)
        if earlier is not located:
            line = earlier.document.line((earlier.index,))
            yield located.problem(f"id is already used in {earlier.path}:{line}: ids are never shared", "id")


def check_ends(folder: Folder) -> Iterator[Problem]:
    """Both ends of a relationship exist and are of the types that it joins."""
    kinds = {located.record.id: type(located.record) for located in folder.located}
    for located in folder.located:
        record = located.record
        if isinstance(record, Relationship):
            for side, allowed in zip(("source", "target"), record.ends, strict=True):
                if message := _wrong_end(getattr(record, side), allowed, kinds, folder):
                    yield located.problem(message, side)


def _wrong_end(
    end: str, allowed: tuple[type[Entity], ...], kinds: dict[str, type[Record]], folder: Folder
) -> str | None:
    names = " or ".join(kind.__name__.lower() for kind in allowed)
    if end not in kinds:
        fitting = [key for key, kind in kinds.items() if issubclass(kind, allowed)]
        return None if end in folder.claimed_ids else f"unknown {names} {end!r}.{suggest(end, fitting)}"
    if not issubclass(kinds[end], allowed):
        return f"{end!r} is a {kinds[end].__name__.lower()}: this end must be a {names}"
    return None


def check_references(folder: Folder) -> Iterator[Problem]:
    """What a record refers to (sources, subjects, other organizations) exists."""
    kinds = {located.record.id: type(located.record) for located in folder.located}
    for located in folder.located:
        for wanted, reference, location in _references(located.record):
            if reference in kinds and issubclass(kinds[reference], wanted):
                continue
            if reference not in folder.claimed_ids or reference in kinds:
                fitting = [key for key, kind in kinds.items() if issubclass(kind, wanted)]
                name = wanted.__name__.lower()
                yield located.problem(
                    f"unknown {name} {reference!r}.{suggest(reference, fitting)}", *location
                )


def _references(record: Record) -> Iterator[tuple[type[Record], str, tuple[str | int, ...]]]:
    if isinstance(record, Entity | Relationship):
        for position, citation in enumerate(record.citations):
            yield Source, citation.source, ("citations", position, "source")
    for position, alias in enumerate(getattr(record, "aliases", ())):
        if alias.source:
            yield Source, alias.source, ("aliases", position, "source")
    if isinstance(record, Organization):
        yield from ((Organization, other, ("distinct_from",)) for other in record.distinct_from)
    if isinstance(record, Source):
        yield from ((Source, other, ("derives_from",)) for other in record.derives_from)
    if isinstance(record, Figure):
        yield from ((Entity, subject, ("subjects",)) for subject in record.subjects)


def check_expectations(folder: Folder) -> Iterator[Problem]:
    """Counts and fill rates are those that the manifest states."""
    if folder.manifest is None:
        return
    collections = [kind.collection for kind in RECORD_TYPES]
    for index, expectation in enumerate(folder.manifest.expectations):
        line = folder.manifest_document.line(("expectations", index))
        if expectation.collection not in collections:
            hint = suggest(expectation.collection, collections)
            yield Problem(
                folder.path / MANIFEST, line, "", f"unknown collection {expectation.collection!r}.{hint}"
            )
        elif message := _unmet(expectation, folder):
            yield Problem(folder.path / MANIFEST, line, "", f"{message} ({expectation.reason})")


def _unmet(expectation: Expectation, folder: Folder) -> str:
    records = [
        located.record for located in folder.located if located.record.collection == expectation.collection
    ]
    count, name = len(records), expectation.collection
    if expectation.field is not None and expectation.min_fill is not None:
        if records and not hasattr(records[0], expectation.field):
            return f"{name} have no field {expectation.field!r}"
        filled = sum(getattr(record, expectation.field) not in (None, ()) for record in records)
        if count and filled / count < expectation.min_fill:
            return f"{filled} of {count} {name} have {expectation.field}: expected {expectation.min_fill:.0%}"
    if expectation.min is not None and count < expectation.min:
        return f"{count} {name}: expected at least {expectation.min}"
    if expectation.max is not None and count > expectation.max:
        return f"{count} {name}: expected at most {expectation.max}"
    return ""


def remark_shared_names(folder: Folder) -> Iterator[Problem]:
    """Two organizations share a name or an alias and are not declared distinct."""
    holders: defaultdict[str, list[Located]] = defaultdict(list)
    for located in folder.located:
        if isinstance(located.record, Organization):
            names = {located.record.name, *(alias.name for alias in located.record.aliases)}
            for name in names:
                holders[name.casefold()].append(located)
    for name, sharing in sorted(holders.items()):
        for located in sharing[1:]:
            first = sharing[0].record
            if isinstance(located.record, Organization) and first.id not in located.record.distinct_from:
                yield located.problem(f"shares the name {name!r} with {first.id!r}")


def remark_uncited_sources(folder: Folder) -> Iterator[Problem]:
    """A source that nothing refers to."""
    cited = Counter(
        reference for located in folder.located for _, reference, _ in _references(located.record)
    )
    for located in folder.located:
        if isinstance(located.record, Source) and not cited[located.record.id]:
            yield located.problem("no record cites this source")


CHECKS: tuple[Check, ...] = (check_unique_ids, check_ends, check_references, check_expectations)
REMARKS: tuple[Check, ...] = (remark_shared_names, remark_uncited_sources)
