"""A record before it has its id, and its id: the same from one version of the coded data to the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cartelgraph.model import Entity, Record, Relationship

__all__ = ["Draft", "identified", "ordered"]


@dataclass(frozen=True)
class Draft:
    """What a record will say."""

    kind: type[Record]
    stem: str
    """Its id without the number."""
    source: str
    locator: str
    fields: dict[str, Any]

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it apart for good: a run of years may grow at its end with the next version."""
        return _key(self.stem, self.source, self.locator)

    def record(self, record_id: str) -> Record:
        """Return the record."""
        citation = {"source": self.source, "locator": self.locator}
        return self.kind.model_validate(self.fields | {"id": record_id, "citations": [citation]})


def identified(drafts: Iterable[Draft], earlier: Iterable[Record], mark: str) -> tuple[Record, ...]:
    """Return the records of the drafts: with the id that the same record had earlier, or a new one.

    Parameters
    ----------
    drafts
        What the records will say, in their order.
    earlier
        The seeds, among them the records that were derived earlier.
    mark
        What the numbers of new ids stand after, so that no record of another origin has them.
    """
    known, highest = {}, Counter[str]()
    for record in earlier:
        stem, marked, number = _parted(record.id, mark)
        if marked:
            highest[stem] = max(highest[stem], number)
        if isinstance(record, Entity | Relationship) and len(record.citations) == 1:
            citation = record.citations[0]
            known[_key(stem, citation.source, citation.locator or "")] = record.id
    records = []
    for draft in drafts:
        if draft.key not in known:
            highest[draft.stem] += 1
        record_id = known.get(draft.key) or f"{draft.stem}-{mark}-{highest[draft.stem]}"
        records.append(draft.record(record_id))
    return tuple(records)


def _key(stem: str, source: str, locator: str) -> tuple[str, str, str]:
    return stem, source, re.sub(r"(\d{4})-\d{4}$", r"\1", locator)


def _parted(record_id: str, mark: str) -> tuple[str, bool, int]:
    """Return the stem of an id, whether its number stands after the mark, and the number.

    >>> _parted("rivalry-gulf-cartel-los-zetas-ucdp-2", "ucdp")
    ('rivalry-gulf-cartel-los-zetas', True, 2)
    >>> _parted("rivalry-gulf-cartel-los-zetas-3", "ucdp")
    ('rivalry-gulf-cartel-los-zetas', False, 3)
    """
    stem, _, number = record_id.rpartition("-")
    if not number.isdigit():
        return record_id, False, 0
    return stem.removesuffix(f"-{mark}"), stem.endswith(f"-{mark}"), int(number)


def ordered(drafts: Iterable[Draft]) -> list[Draft]:
    """Return drafts in order of what they are about; within that, the order of derivation is kept."""
    return sorted(drafts, key=lambda draft: draft.stem)
