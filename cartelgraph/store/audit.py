"""What must be true of the graph before a load is committed, checked in the database itself.

Neo4j Community has no constraints on the presence of properties; this stands in for them. What a database
that held nothing was given is counted only: that no required property is absent was seen when it was sent
(:mod:`cartelgraph.store.writing`). So is a large graph that was audited before, as what stays of it is there
by its digest. Where the counts differ, or after a load that was interrupted, everything is looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from neo4j import ManagedTransaction

from cartelgraph.errors import StoreError
from cartelgraph.model import RELATIONSHIP_TYPES, Record
from cartelgraph.model.record import Model
from cartelgraph.store.shape import (
    DIGEST,
    HOLDERS,
    Shape,
    required_of_nodes,
    required_of_relationships,
    shape_of,
)
from cartelgraph.store.statements import any_of, statement

__all__ = ["audit", "count_record", "holds_as_many"]


def audit(transaction: ManagedTransaction, expected: Mapping[str, int], *, by_counts: bool = False) -> None:
    """Check that the database holds a dataset: all of it, with its properties and its sources.

    Parameters
    ----------
    transaction
        Where the graph is read.
    expected
        How many there must be of each label and each relationship type; see :func:`count_record`.
    by_counts
        Whether it will do that there are as many of everything: the database held nothing before, or what it
        held was audited, and is there by its digest.

    Raises
    ------
    StoreError
        Listing everything that is not as it must be.
    """
    if by_counts and holds_as_many(transaction, expected):
        return
    nodes = required_of_nodes(), "audit_nodes", "incomplete_nodes"
    relationships = required_of_relationships(), "audit_relationships", "incomplete_relationships"
    faults = [fault for sort in (nodes, relationships) for fault in _faults(transaction, expected, *sort)]
    if faults:
        listed = "\n  ".join([*faults, *_source_faults(transaction)])
        raise StoreError(
            f"the graph would not be what the dataset says, so nothing was changed:\n  {listed}\n"
            "If somebody has edited the database by hand, load again with --rewrite."
        )


def holds_as_many(transaction: ManagedTransaction, expected: Mapping[str, int]) -> bool:
    """Whether there are as many as expected of each of our labels and types, whoever wrote them."""
    totals: Counter[str] = Counter()
    for labels, held in transaction.run(statement("total_nodes")):
        totals.update(dict.fromkeys(labels, held))
    totals.update(dict(iter(transaction.run(statement("total_relationships")))))
    ours = (*required_of_nodes(), *required_of_relationships())
    return all(totals[name] == expected.get(name, 0) for name in ours)


def _counts(transaction: ManagedTransaction, text: str) -> defaultdict[str, Counter[str]]:
    """Return for each label or type how many of ours bear each property; all of them bear the digest."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for labels, names, held in transaction.run(text):
        for label in labels:
            counts[label].update(dict.fromkeys(names, held))
    return counts


def _source_faults(transaction: ManagedTransaction) -> Iterator[str]:
    """Yield which statements lack a citation, and which citations a source, where counts say that some do."""
    types = any_of(kind.label for kind in RELATIONSHIP_TYPES)
    uncited = transaction.run(statement("audit_statements", types=types)).single(strict=True)["ids"]
    sourceless = transaction.run(statement("audit_citations")).single(strict=True)["ids"]
    if uncited:
        yield f"without a citation: {', '.join(uncited)}"
    if sourceless:
        yield f"citation without a source: {', '.join(sourceless)}"


def _faults(
    transaction: ManagedTransaction,
    expected: Mapping[str, int],
    required: Mapping[str, tuple[str, ...]],
    counting: str,
    naming: str,
) -> Iterator[str]:
    """Yield what is wrong with nodes, or with relationships; two templates count them, and name some."""
    # One question for all labels: to plan one for each takes a server longer than to answer it.
    counts = _counts(transaction, statement(counting, labels=any_of(required)))
    for label, names in required.items():
        present = counts[label]
        held = present[DIGEST]
        if any(present[name] != held for name in names):
            found = transaction.run(statement(naming, label=label), required=names)
            yield f"{label} without a required property: {', '.join(found.single(strict=True)['ids'])}"
        if held != expected.get(label, 0):
            yield f"{label}: {held} in the graph, {expected.get(label, 0)} in the dataset"


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
        if link.always:
            counts[link.type] += len(models)
            continue
        for model in models:
            value = getattr(model, field)
            counts[link.type] += len(value) if link.many else value is not None
