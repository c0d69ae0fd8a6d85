"""What a ranking rests on, and what is missing from it: second sources, dates, sources of other kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cartelgraph.dataset import Dataset, supporting_citations
from cartelgraph.model import DatedRelationship, EdtfDate, Relationship
from cartelgraph.model.entities import Source, SourceKind
from cartelgraph.model.knowledge import spell_of
from cartelgraph.network import known_relationships

__all__ = ["Gaps", "gaps_of", "undated_by_type"]


@dataclass(frozen=True)
class Gaps:
    """What some records rest on; geography, which is common knowledge, does not count.

    Attributes
    ----------
    statements
        Statements among the records.
    single
        Those of them that a single source supports.
    undated
        Statements of the same types that nothing dates.
    sources
        Distinct sources behind the statements.
    official
        Those of them that are official publications.
    """

    statements: int
    single: int
    undated: int
    sources: int
    official: int


def undated_by_type(dataset: Dataset, known_at: EdtfDate | None) -> Counter[str]:
    """Return how many statements of each type nothing dated, as far as was in print by a date."""
    return Counter(
        record.label
        for record in known_relationships(dataset, known_at)
        if isinstance(record, DatedRelationship) and _is_undated(record, dataset)
    )


def gaps_of(
    dataset: Dataset, records: Iterable[str], undated: Mapping[str, int], known_at: EdtfDate | None
) -> Gaps:
    """Return what some records rest on, as far as it was in print by a date.

    Parameters
    ----------
    dataset
        Where the records come from.
    records
        Ids of records.
    undated
        See :func:`undated_by_type`.
    known_at
        The date; None counts everything.
    """
    known = (dataset.get(key) for key in set(records))
    stated = [record for record in known if isinstance(record, Relationship) and not record.common_knowledge]
    behind = [supporting_citations(dataset, [record.id], known_at) for record in stated]
    sources = set().union(*behind)
    kinds = [source.kind for source in dataset.of(Source) if source.id in sources]
    return Gaps(
        statements=len(stated),
        single=sum(len(cited) == 1 for cited in behind),
        undated=sum(undated.get(label, 0) for label in {record.label for record in stated}),
        sources=len(sources),
        official=kinds.count(SourceKind.OFFICIAL),
    )


def _is_undated(record: DatedRelationship, dataset: Dataset) -> bool:
    first, last = spell_of(record, dataset.published).working_bounds(carry=None)
    return first > last
