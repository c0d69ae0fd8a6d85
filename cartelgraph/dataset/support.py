"""The citations that stand behind some statements, as far as they were known on a day."""

from __future__ import annotations

from collections.abc import Iterable

from cartelgraph.dataset.dataset import Dataset
from cartelgraph.model import Citation, EdtfDate, Relationship
from cartelgraph.model.knowledge import as_known_at, supporting

__all__ = ["supporting_citations"]


def supporting_citations(
    dataset: Dataset, records: Iterable[str], known_at: EdtfDate | None
) -> dict[str, list[Citation]]:
    """Return the citations that support some relationship records, by the id of their source.

    Parameters
    ----------
    dataset
        Where the records come from.
    records
        Ids of relationship records.
    known_at
        Leave out what was not in print by the end of this date; None leaves nothing out.
    """
    found: dict[str, list[Citation]] = {}
    for key in records:
        record = dataset.get(key)
        if not isinstance(record, Relationship):
            continue
        known = as_known_at(record, dataset.published, known_at.latest) if known_at else record
        for citation in supporting(known) if known else ():
            found.setdefault(citation.source, []).append(citation)
    return found
