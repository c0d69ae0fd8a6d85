"""Rules between records. Each check yields every fault that it finds; none stops at the first.

A remark is worth knowing and is no fault.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from cartelgraph.dataset.dataset import Dataset
from cartelgraph.dataset.files import collection_of
from cartelgraph.dataset.folder import MANIFEST, Folder, Located
from cartelgraph.dataset.lookup import telling_words
from cartelgraph.dataset.manifest import Expectation, Floor
from cartelgraph.dataset.quality import Measured, quality
from cartelgraph.dataset.references import references_of
from cartelgraph.errors import Problem, UnknownNameError, suggest
from cartelgraph.model import Record, Relationship, record_type
from cartelgraph.model.entities import Organization, Source

__all__ = ["CHECKS", "REMARKS", "Check", "check_floors"]

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
                if message := _misfit(getattr(record, side), allowed, kinds, folder):
                    yield located.problem(message, side)


def check_references(folder: Folder) -> Iterator[Problem]:
    """What a record refers to (sources, subjects, other organizations) exists."""
    kinds = {located.record.id: type(located.record) for located in folder.located}
    for located in folder.located:
        for wanted, reference, location in references_of(located.record):
            if message := _misfit(reference, (wanted,), kinds, folder):
                yield located.problem(message, *location)


def _misfit(
    reference: str, wanted: tuple[type[Record], ...], kinds: dict[str, type[Record]], folder: Folder
) -> str | None:
    names = " or ".join(kind.__name__.lower() for kind in wanted)
    if reference in kinds:
        if issubclass(kinds[reference], wanted):
            return None
        return f"{reference!r} names a record of type {kinds[reference].__name__.lower()}, not {names}"
    if folder.may_hold(reference):
        return None
    fitting = [key for key, kind in kinds.items() if issubclass(kind, wanted)]
    return f"unknown {names} {reference!r}.{suggest(reference, fitting)}"


def check_expectations(folder: Folder) -> Iterator[Problem]:
    """Counts and fill rates are those that the manifest states."""
    if folder.manifest is None:
        return
    for index, expectation in enumerate(folder.manifest.expectations):
        if message := _meaningless(expectation) or _unmet(expectation, folder):
            line = folder.manifest_document.line(("expectations", index))
            yield Problem(folder.path / MANIFEST, line, "", message)


def _meaningless(expectation: Expectation) -> str:
    try:
        fields = record_type(expectation.collection).model_fields
    except UnknownNameError as error:
        return str(error)
    if expectation.field is None or expectation.field in fields:
        return ""
    hint = suggest(expectation.field, fields)
    return f"{expectation.collection} have no field {expectation.field!r}.{hint}"


def _unmet(expectation: Expectation, folder: Folder) -> str:
    name = expectation.collection
    if folder.unread or name in {collection_of(problem.path) for problem in folder.problems}:
        return ""  # of records that could not be read, no count says anything
    shortfall = _shortfall(expectation, [at.record for at in folder.located if at.record.collection == name])
    return f"{shortfall} ({expectation.reason})" if shortfall else ""


def _shortfall(expectation: Expectation, records: list[Record]) -> str:
    count, name = len(records), expectation.collection
    if expectation.field is not None and expectation.min_fill is not None:
        filled = sum(_is_given(record, expectation.field) for record in records)
        if filled < expectation.min_fill * count:
            return f"{filled} of {count} {name} have {expectation.field}: expected {expectation.min_fill:.0%}"
    if expectation.min is not None and count < expectation.min:
        return f"{count} {name}: expected at least {expectation.min}"
    if expectation.max is not None and count > expectation.max:
        return f"{count} {name}: expected at most {expectation.max}"
    return ""


def _is_given(record: Record, field: str) -> bool:
    return bool(getattr(record, field) != type(record).model_fields[field].default)


def check_floors(folder: Folder, dataset: Dataset) -> Iterator[Problem]:
    """The dataset is as good as the manifest says."""
    if folder.manifest is None or not folder.manifest.floors:
        return
    known = quality(dataset)
    for index, floor in enumerate(folder.manifest.floors):
        if message := _below(floor, known):
            line = folder.manifest_document.line(("floors", index))
            yield Problem(folder.path / MANIFEST, line, "", message)


def _below(floor: Floor, known: Mapping[str, Measured]) -> str:
    if floor.quality not in known:
        return str(UnknownNameError("quality", floor.quality, list(known)))
    found = known[floor.quality]
    told = f"{floor.quality}: {found.count} of {found.total} are {found.share:.1%}"
    if floor.at_least is not None and found.share < floor.at_least:
        return f"{told}, expected at least {floor.at_least:.1%} ({floor.reason})"
    if floor.at_most is not None and found.share > floor.at_most:
        return f"{told}, expected at most {floor.at_most:.1%} ({floor.reason})"
    return ""


def check_namesakes(folder: Folder) -> Iterator[Problem]:
    """Two organizations whose names differ in small words or accents only are told apart, or are one."""
    for words, first, second in _sharing(folder, telling_words):
        if not _told_apart(first.record, second.record):
            yield second.problem(
                f"is named like {first.record.id!r} ({' '.join(words)}): merge the two, or write "
                f"`distinct_from: [{first.record.id}]`"
            )


def remark_shared_names(folder: Folder) -> Iterator[Problem]:
    """Two organizations that are told apart share a name or an alias."""
    for (name,), first, second in _sharing(folder, lambda name: (name.casefold(),)):
        if _told_apart(first.record, second.record):
            yield second.problem(f"shares the name {name!r} with {first.record.id!r}")


def _sharing(
    folder: Folder, form: Callable[[str], tuple[str, ...]]
) -> Iterator[tuple[tuple[str, ...], Located, Located]]:
    """Yield each two organizations of which a name or an alias has the same form, with that form."""
    holders: defaultdict[tuple[str, ...], list[Located]] = defaultdict(list)
    for located in folder.located:
        if isinstance(located.record, Organization):
            names = (located.record.name, *(alias.name for alias in located.record.aliases))
            for formed in {form(name) for name in names}:
                holders[formed].append(located)
    for formed, sharing in sorted(holders.items()):
        for first, second in combinations(sharing, 2):
            yield formed, first, second


def _told_apart(first: Record, second: Record) -> bool:
    """Whether either of two organizations says that it is not the other."""
    return second.id in getattr(first, "distinct_from", ()) or first.id in getattr(
        second, "distinct_from", ()
    )


def remark_uncited_sources(folder: Folder) -> Iterator[Problem]:
    """A source that nothing refers to."""
    cited = Counter(
        reference for located in folder.located for _, reference, _ in references_of(located.record)
    )
    for located in folder.located:
        if isinstance(located.record, Source) and not cited[located.record.id]:
            yield located.problem("no record cites this source")


CHECKS: tuple[Check, ...] = (
    check_unique_ids,
    check_ends,
    check_references,
    check_namesakes,
    check_expectations,
)
REMARKS: tuple[Check, ...] = (remark_shared_names, remark_uncited_sources)
