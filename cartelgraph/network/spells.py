"""When statements held, by what was in print on a date, and which others on their dyad contradict them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

from cartelgraph.dataset import Dataset
from cartelgraph.model import EdtfDate, Relationship, SignedTie, Spell
from cartelgraph.model.knowledge import as_known_at, spell_of
from cartelgraph.network.contradiction import Judge, Policy

__all__ = ["Spells", "known_relationships"]

Onset = tuple[SignedTie, date, date]
"""A statement, and the first and last day on which it may have set in."""


def known_relationships(dataset: Dataset, known_at: EdtfDate | None) -> tuple[Relationship, ...]:
    """Return the relationships that were in print by the end of a date, as they could be written then.

    Parameters
    ----------
    dataset
        Where they come from.
    known_at
        The date; None takes all of them as they are.
    """
    if known_at is None:
        return dataset.relationships
    reduced = (as_known_at(record, dataset.published, known_at.latest) for record in dataset.relationships)
    return tuple(record for record in reduced if record is not None)


class Spells:
    """The spells of some statements, and for each the days on which others of them contradict it.

    Parameters
    ----------
    records
        The statements, as far as they are known.
    dataset
        Where they come from: it knows when their sources were published.
    judge
        Says which statements count against which; by default every one counts.
    """

    def __init__(self, records: Iterable[Relationship], dataset: Dataset, judge: Judge | None = None) -> None:
        self.records = tuple(records)
        self._judge = judge or Judge(dataset, Policy.KEEP)
        self._spells = {record.id: spell_of(record, dataset.published) for record in self.records}

    def of(self, record: Relationship) -> Spell:
        """Return when a statement held."""
        return self._spells[record.id]

    def contrary(self, record: Relationship) -> list[date]:
        """Return the first day after a tie's own evidence on which each statement of another sign may set in.

        A statement of any other sign counts, a truce included, unless the policy on contradictions puts it
        below the tie; one that had set in by the last evidence leaves the dyad contested.
        """
        spell = self.of(record)
        if not isinstance(record, SignedTie) or spell.seen_last is None or spell.seen_last == date.max:
            return []
        next_day = spell.seen_last + timedelta(days=1)
        return [
            max(first, next_day)
            for other, first, last in self._onsets[record.source, record.target]
            if other.sign != record.sign and last >= next_day and self._judge.overrules(other, record)
        ]

    @cached_property
    def _onsets(self) -> dict[tuple[str, str], list[Onset]]:
        onsets: dict[tuple[str, str], list[Onset]] = defaultdict(list)
        for record in self.records:
            if isinstance(record, SignedTie):
                spell = self.of(record)
                first, last = spell.working_bounds(carry=0)
                if first <= last:
                    # Of a tie of which only the end is known, the end is no day on which it may have set in.
                    last_onset = spell.start_latest if spell.seen_last and spell.start_latest else first
                    onsets[record.source, record.target].append((record, first, last_onset))
        return onsets
