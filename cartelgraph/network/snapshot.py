"""The network as it stood at a time, as it was known at another, on stated assumptions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import networkx as nx

from cartelgraph.dataset import Dataset, DatasetInfo
from cartelgraph.model import (
    DEFAULT_CARRY,
    Certainty,
    EdtfDate,
    Relationship,
    SignedTie,
    Spell,
    Window,
)
from cartelgraph.model.knowledge import as_known_at, rests_on_undated, spell_of
from cartelgraph.network.build import build

__all__ = ["Moment", "Snapshot", "snapshot"]


@dataclass(frozen=True)
class Moment:
    """What is asked of time.

    Attributes
    ----------
    on
        The date asked about; of a month or a year, any day counts.
    known_at
        Only what was in print by the end of this date counts. None: everything.
    certainty
        Which statements count: those that certainly held, those taken to hold, or all not excluded.
    carry
        In the working view, months for which a missing bound is carried from the last (first) evidence;
        None carries without end.
    """

    on: EdtfDate
    known_at: EdtfDate | None = None
    certainty: Certainty = Certainty.WORKING
    carry: int | None = DEFAULT_CARRY

    def __str__(self) -> str:
        carried = "without end" if self.carry is None else f"{self.carry} months"
        carry = f", missing bounds carried {carried}" if self.certainty is Certainty.WORKING else ""
        known = f"as published by {self.known_at}" if self.known_at else "as known now"
        return f"{self.certainty} snapshot on {self.on}{carry}, {known}"


@dataclass(frozen=True)
class Snapshot:
    """The network at a moment.

    Attributes
    ----------
    graph
        Every entity of the dataset as a node; every relationship that holds as an edge keyed by its
        record's id. See :func:`cartelgraph.network.build.build`.
    moment
        What was asked of time.
    info
        The dataset that it is of.
    left_out_undated
        Relationships that are left out although a source without a date supports them, so that nobody
        can say whether they were known.
    left_out_later
        Relationships that are left out because all their sources were published later.
    """

    graph: nx.MultiDiGraph[str]
    moment: Moment
    info: DatasetInfo
    left_out_undated: int = 0
    left_out_later: int = 0

    def describe(self) -> str:
        """Return one sentence that says what this is a snapshot of and what it leaves out."""
        text = f"{self.info.name} {self.info.version}, {self.moment}"
        if self.moment.known_at is None:
            return f"{text}."
        return (
            f"{text}; {self.left_out_later} relationships published later and {self.left_out_undated} "
            f"whose sources bear no date are left out."
        )


def snapshot(dataset: Dataset, moment: Moment) -> Snapshot:
    """Return the network of a dataset at a moment.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> then = snapshot(read_dataset(), Moment(EdtfDate("2011-03")))
    >>> "los-zetas" in then.graph
    True
    """
    known = _known(dataset, moment.known_at)
    missing = [record for record in dataset.relationships if record.id not in known]
    undated = sum(rests_on_undated(record, dataset.published) for record in missing)
    return Snapshot(
        graph=build(dataset, _holding(known.values(), dataset, moment)),
        moment=moment,
        info=dataset.info,
        left_out_undated=undated,
        left_out_later=len(missing) - undated,
    )


def _known(dataset: Dataset, known_at: EdtfDate | None) -> dict[str, Relationship]:
    if known_at is None:
        return {record.id: record for record in dataset.relationships}
    reduced = (as_known_at(record, dataset.published, known_at.latest) for record in dataset.relationships)
    return {record.id: record for record in reduced if record is not None}


def _holding(known: Iterable[Relationship], dataset: Dataset, moment: Moment) -> list[Relationship]:
    window = Window.of(moment.on)
    spells = [(record, spell_of(record, dataset.published)) for record in known]
    if moment.certainty is Certainty.CERTAIN:
        return [record for record, spell in spells if spell.certainly(window)]
    if moment.certainty is Certainty.POSSIBLE:
        return [record for record, spell in spells if spell.possibly(window)]
    onsets = _onsets(spells)
    return [
        record
        for record, spell in spells
        if spell.working(window, carry=moment.carry, contrary=_contrary(record, spell, onsets))
    ]


Onsets = dict[tuple[str, str], list[tuple[int, date, date]]]


def _onsets(spells: Iterable[tuple[Relationship, Spell]]) -> Onsets:
    """Return, for each dyad, the sign of every statement on it and the days between which it set in."""
    onsets: Onsets = defaultdict(list)
    for record, spell in spells:
        if isinstance(record, SignedTie):
            first, last = spell.working_bounds(carry=0)
            if first <= last:
                # Of a tie of which only the end is known, the end is no day on which it may have set in.
                last_onset = spell.start_latest if spell.seen_last and spell.start_latest else first
                onsets[record.source, record.target].append((record.sign, first, last_onset))
    return onsets


def _contrary(record: Relationship, spell: Spell, onsets: Onsets) -> list[date]:
    """Return the first day after a tie's own evidence on which each statement of another sign may set in.

    A statement of any other sign counts, a truce included, whatever its likelihood; one that had set in
    by the last evidence leaves the dyad contested.
    """
    if not isinstance(record, SignedTie) or spell.seen_last is None or spell.seen_last == date.max:
        return []
    next_day = spell.seen_last + timedelta(days=1)
    return [
        max(first, next_day)
        for sign, first, last in onsets[record.source, record.target]
        if sign != record.sign and last >= next_day
    ]
