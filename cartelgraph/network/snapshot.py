"""The network as it stood at a time, as it was known at another, on stated assumptions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import networkx as nx

from cartelgraph.dataset import Dataset, DatasetInfo
from cartelgraph.model import (
    DEFAULT_CARRY,
    Certainty,
    EdtfDate,
    Entity,
    Relationship,
    SignedTie,
    Window,
)
from cartelgraph.model.knowledge import rests_on_undated
from cartelgraph.model.relationships import Presence
from cartelgraph.network.build import build
from cartelgraph.network.contradiction import Contested, Judge, Policy
from cartelgraph.network.lineage import Level, fold
from cartelgraph.network.spells import Spells, known_relationships

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
    contradictions
        What becomes of statements of different signs that hold on a dyad at once.
    level
        What counts as one actor: each faction, each organization, or each lineage.
    """

    on: EdtfDate
    known_at: EdtfDate | None = None
    certainty: Certainty = Certainty.WORKING
    carry: int | None = DEFAULT_CARRY
    contradictions: Policy = Policy.KEEP
    level: Level = Level.FACTION

    def __str__(self) -> str:
        carried = "without end" if self.carry is None else f"{self.carry} months"
        carry = f", missing bounds carried {carried}" if self.certainty is Certainty.WORKING else ""
        known = f"as published by {self.known_at}" if self.known_at else "as known now"
        policy = "" if self.contradictions is Policy.KEEP else f", contradictions: {self.contradictions}"
        level = "" if self.level is Level.FACTION else f", level: {self.level}"
        return f"{self.certainty} snapshot on {self.on}{carry}, {known}{policy}{level}"


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
    evidence
        From the first to the last day on which any known tie or presence is stated to have begun, ended or
        been seen; None if there is none with a date.
    set_aside
        Ids of the statements that hold and are left out by the policy on contradictions.
    contested
        Every statement on a dyad on which statements of different signs hold, left out or not; the dyads are
        those that are stated, before anything is folded.
    folded
        For each organization that counts as another here, by its id, that other.
    stay_apart
        For each organization that is not folded because it has several parents, by its id, these.
    within
        Ids of the statements between organizations that are one here.
    names
        Name of every entity, folded or not.
    """

    graph: nx.MultiDiGraph[str]
    moment: Moment
    info: DatasetInfo
    left_out_undated: int = 0
    left_out_later: int = 0
    evidence: Window | None = None
    set_aside: tuple[str, ...] = ()
    contested: tuple[Contested, ...] = ()
    folded: Mapping[str, str] = field(default_factory=dict)
    stay_apart: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    within: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    _then: Callable[[], Snapshot] | None = field(default=None, repr=False, compare=False)

    def known_then(self) -> Snapshot:
        """Return the network on the same date by what was in print by the end of it, and no later.

        Raises
        ------
        TypeError
            When the snapshot was not taken of a dataset, so that nobody knows.
        """
        if self._then is None:
            raise TypeError("only what cartelgraph.network.snapshot took of a dataset can be taken again")
        return self._then()

    def describe(self) -> str:
        """Return what this is a snapshot of, what it leaves out, and whether its date is beyond the data."""
        text = f"{self.info.name} {self.info.version}, {self.moment}"
        if self.moment.known_at is not None:
            text += (
                f"; {self.left_out_later} relationships published later and {self.left_out_undated} "
                "whose sources bear no date are left out"
            )
        if self.moment.contradictions is not Policy.KEEP:
            text += (
                f"; set aside as others contradict them: {len(self.set_aside)} of the statements that hold"
            )
        return f"{text}.{self._beyond()}"

    def _beyond(self) -> str:
        asked, told = Window.of(self.moment.on), self.evidence
        if told is None:
            return " No tie or presence that is known bears a date."
        if asked.last < told.first or asked.first > told.last:
            return (
                f" The date is beyond the data: dated evidence of ties and presence runs from {told.first} "
                f"to {told.last}."
            )
        return ""


def snapshot(dataset: Dataset, moment: Moment) -> Snapshot:
    """Return the network of a dataset at a moment.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> then = snapshot(read_dataset(), Moment(EdtfDate("2011-03")))
    >>> "los-zetas" in then.graph
    True
    """
    known = known_relationships(dataset, moment.known_at)
    kept = {record.id for record in known}
    missing = [record for record in dataset.relationships if record.id not in kept]
    undated = sum(rests_on_undated(record, dataset.published) for record in missing)
    judge = Judge(dataset, moment.contradictions)
    spells = Spells(known, dataset, judge)
    settled = judge.settle(_holding(spells, moment))
    folded = fold(build(dataset, settled.kept), moment.level)
    return Snapshot(
        graph=folded.graph,
        moment=moment,
        info=dataset.info,
        left_out_undated=undated,
        left_out_later=len(missing) - undated,
        evidence=_evidence(spells),
        set_aside=settled.set_aside,
        contested=settled.contested,
        folded=folded.into,
        stay_apart=folded.left,
        within=folded.within,
        names={entity.id: entity.name for entity in dataset.of(Entity)},
        _then=lambda: snapshot(dataset, replace(moment, known_at=_by_its_end(moment))),
    )


def _by_its_end(moment: Moment) -> EdtfDate:
    """Return the date asked about, or an earlier one by which what counts had to be in print."""
    if moment.known_at is not None and moment.known_at.latest < moment.on.latest:
        return moment.known_at
    return moment.on


def _evidence(spells: Spells) -> Window | None:
    told = [spells.of(record) for record in spells.records if isinstance(record, SignedTie | Presence)]
    days = [
        day
        for spell in told
        for day in (spell.start_earliest, spell.seen_first, spell.seen_last, spell.end_latest)
        if day and day not in {date.min, date.max}
    ]
    return Window(min(days), max(days)) if days else None


def _holding(spells: Spells, moment: Moment) -> list[Relationship]:
    window = Window.of(moment.on)
    match moment.certainty:
        case Certainty.CERTAIN:
            return [record for record in spells.records if spells.of(record).certainly(window)]
        case Certainty.POSSIBLE:
            return [record for record in spells.records if spells.of(record).possibly(window)]
        case Certainty.WORKING:
            return [
                record
                for record in spells.records
                if spells.of(record).working(window, carry=moment.carry, contrary=spells.contrary(record))
            ]
