"""What must be true of the graph before a load is committed, checked in the database itself.

Neo4j Community has no constraints on the presence of properties; this stands in for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from neo4j import ManagedTransaction

from cartelgraph.dataset import Dataset
from cartelgraph.errors import StoreError
from cartelgraph.model import ENTITY_TYPES, RELATIONSHIP_TYPES, Record
from cartelgraph.model.record import Model
from cartelgraph.store.shape import HOLDERS, PLACED, Shape, component_shapes, link_types, shape_of
from cartelgraph.store.statements import any_of, count_of, statement

__all__ = ["audit", "count_record", "expected_of"]


def audit(transaction: ManagedTransaction, expected: Mapping[str, int]) -> None:
    """Check that the database holds a dataset: all of it, with its properties and its sources.

    Parameters
    ----------
    transaction
        Where the graph is read.
    expected
        How many there must be of each label and each relationship type; see :func:`expected_of`.

    Raises
    ------
    StoreError
        Listing everything that is not as it must be.
    """
    faults = [
        *_node_faults(transaction, expected),
        *_relationship_faults(transaction, expected),
        *_source_faults(transaction),
    ]
    if faults:
        listed = "\n  ".join(faults)
        raise StoreError(
            f"the graph would not be what the dataset says, so nothing was changed:\n  {listed}\n"
            "If somebody has edited the database by hand, load again with --rewrite."
        )


def _node_faults(transaction: ManagedTransaction, expected: Mapping[str, int]) -> Iterator[str]:
    required = {kind.label: shape_of(kind).required for kind in ENTITY_TYPES}
    required |= {shape.label: (*PLACED, *shape.required) for shape in component_shapes()}
    text = "\nUNION ALL\n".join(
        statement("audit_nodes", label=label, counts=count_of("n", names))
        for label, names in required.items()
    )
    counts = {
        label: (held, dict(zip(required[label], present, strict=True)))
        for label, held, present in transaction.run(text)
    }
    yield from _faults(transaction, counts, required, expected, "incomplete_nodes")


def _relationship_faults(transaction: ManagedTransaction, expected: Mapping[str, int]) -> Iterator[str]:
    required = {kind.label: shape_of(kind).required for kind in RELATIONSHIP_TYPES}
    required |= dict.fromkeys(link_types(), ("position",))
    names = tuple(dict.fromkeys(name for some in required.values() for name in some))
    text = statement("audit_relationships", types=any_of(required), counts=count_of("n", names))
    counts = {
        label: (held, dict(zip(names, present, strict=True)))
        for label, held, present in transaction.run(text)
    }
    yield from _faults(transaction, counts, required, expected, "incomplete_relationships")


def _source_faults(transaction: ManagedTransaction) -> Iterator[str]:
    types = any_of(kind.label for kind in RELATIONSHIP_TYPES)
    uncited = transaction.run(statement("audit_statements", types=types)).single(strict=True)["ids"]
    sourceless = transaction.run(statement("audit_citations")).single(strict=True)["ids"]
    if uncited:
        yield f"without a citation: {', '.join(uncited)}"
    if sourceless:
        yield f"citation without a source: {', '.join(sourceless)}"


def _faults(
    transaction: ManagedTransaction,
    counts: Mapping[str, tuple[int, Mapping[str, int]]],
    required: Mapping[str, tuple[str, ...]],
    expected: Mapping[str, int],
    incomplete: str,
) -> Iterator[str]:
    for label, names in required.items():
        held, present = counts.get(label, (0, {}))
        if any(present.get(name, 0) != held for name in names):
            found = transaction.run(statement(incomplete, label=label), required=names)
            yield f"{label} without a required property: {', '.join(found.single(strict=True)['ids'])}"
        if held != expected.get(label, 0):
            yield f"{label}: {held} in the graph, {expected.get(label, 0)} in the dataset"


def expected_of(dataset: Dataset) -> Counter[str]:
    """Return how many there must be of each label and each relationship type."""
    counts: Counter[str] = Counter()
    for record in dataset.records.values():
        count_record(counts, record)
    return counts


def count_record(counts: Counter[str], record: Record) -> None:
    """Add the nodes and relationships of one record to those of each label and each type."""
    shape = shape_of(type(record))
    counts[shape.label] += 1
    _count_links(counts, [record], shape)
    for field, part in shape.components.items():
        components = getattr(record, field)
        counts[part.label] += len(components)
        if field in HOLDERS:
            counts[HOLDERS[field]] += len(components)
        _count_links(counts, components, part)


def _count_links(counts: Counter[str], models: Sequence[Model], shape: Shape) -> None:
    for field, link in shape.links.items():
        for model in models:
            value = getattr(model, field)
            counts[link.type] += len(value) if link.many else value is not None
