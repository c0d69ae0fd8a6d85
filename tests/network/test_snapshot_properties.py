"""What is true of every snapshot: what knowing more may change, and what carrying bounds may add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cartelgraph.dataset import Dataset, without_records
from cartelgraph.model import (
    BoundStatus,
    Certainty,
    Citation,
    EdtfDate,
    Part,
    Relationship,
    SignedTie,
    Stance,
    Window,
)
from cartelgraph.model.record import DatedRelationship, LastingRelationship
from cartelgraph.network import Moment, Snapshot, known_relationships, shaping, snapshot
from cartelgraph.network.contradiction import Policy
from cartelgraph.network.lineage import Level
from tests.make import alliance
from tests.network.worlds import CARRIES, DATES, PERIODS, times, worlds

CERTAIN, WORKING, POSSIBLE = Certainty.CERTAIN, Certainty.WORKING, Certainty.POSSIBLE

Timed = DatedRelationship | LastingRelationship
Dates = tuple[EdtfDate, ...]

MOMENTS = st.builds(
    Moment,
    on=DATES,
    certainty=st.sampled_from(Certainty),
    carry=CARRIES,
    contradictions=st.sampled_from(Policy),
    level=st.sampled_from(Level),
)
#: A drawn date, and others all along the years that the worlds tell of: one alone seldom meets what matters.
ASKED = DATES.map(
    lambda day: (
        day,
        *(EdtfDate(f"{year}{part}") for year in range(2008, 2014) for part in ("-01-01", "-06")),
    )
)


def holding(world: Dataset, on: EdtfDate, known_at: EdtfDate | None = None, **assumed: Any) -> set[str]:
    """Return the ids of the statements in a snapshot."""
    graph = snapshot(world, Moment(on, known_at, **assumed)).graph
    return {key for _, _, key in graph.edges(keys=True)}


def steps(world: Dataset, another: EdtfDate) -> list[tuple[EdtfDate, EdtfDate]]:
    """Return each two successive dates at which more may have been known."""
    dates = {another, *(day for day in world.published.values() if day)}
    return list(pairwise(sorted(dates, key=lambda day: (day.latest, day))))


def timed(world: Dataset, known_at: EdtfDate | None = None) -> dict[str, Timed]:
    """Return the statements that are known, as they are known."""
    known = known_relationships(world, known_at)
    return {record.id: record for record in known if isinstance(record, Timed)}


def excluded(record: Timed, window: Window) -> bool:
    """Whether a stated bound lies wholly on the wrong side of the days asked about."""
    start, end = record.period.start.earliest, record.period.end.latest
    begins_later = start is not None and start > window.last
    ended_before = end is not None and end < window.first and isinstance(record, DatedRelationship)
    return begins_later or ended_before


# What carrying adds.


@settings(max_examples=40)
@given(worlds(), ASKED, st.none() | DATES, st.integers(0, 36), st.integers(0, 36))
def test_each_view_lies_within_the_next(
    world: Dataset, asked: Dates, known_at: EdtfDate | None, carry: int, more: int
) -> None:
    for on in asked:
        views = [
            holding(world, on, known_at, certainty=CERTAIN),
            *(holding(world, on, known_at, carry=months) for months in (0, carry, carry + more, None)),
            holding(world, on, known_at, certainty=POSSIBLE),
        ]
        for narrower, wider in pairwise(views):
            assert narrower <= wider


@settings(max_examples=40)
@given(worlds(), ASKED, st.none() | DATES, CARRIES)
def test_no_carry_contradicts_a_stated_bound(
    world: Dataset, asked: Dates, known_at: EdtfDate | None, carry: int | None
) -> None:
    known = timed(world, known_at)
    for on in asked:
        for key in holding(world, on, known_at, carry=carry):
            assert not excluded(known[key], Window.of(on))


#: Every day that a drawn date may mean, with years to spare; the edges stand for "ever".
CALENDAR = [date(2004, 1, 1) + timedelta(days=number) for number in range(13 * 365)]


@cache
def days_of(day: EdtfDate) -> frozenset[date]:
    return frozenset(one for one in CALENDAR if day.earliest <= one <= day.latest)


def told_days(record: Timed, world: Dataset) -> set[date]:
    """Return each day on which a source may have seen it begin or go on, within the stated bounds."""
    start, end = record.period.start, record.period.end
    told = [start.stated] if start.stated else []
    if isinstance(record, DatedRelationship):
        told += record.observed
        if end.status is BoundStatus.OPEN:
            told += [day for cited in supporting(record, Part.END) if (day := world.published[cited.source])]
    return {
        day
        for one in told
        for day in days_of(one)
        if (start.earliest or CALENDAR[0]) <= day
        and (isinstance(record, LastingRelationship) or day <= (end.latest or CALENDAR[-1]))
    }


def days_without_carry(record: Timed, world: Dataset) -> set[date]:
    """Return the days on which it holds by what is observed and stated: all from the first to the last."""
    start, end = record.period.start, record.period.end
    told = told_days(record, world)
    ends = days_of(end.stated) if end.stated else frozenset()
    if not told | ends:
        return set()
    first = CALENDAR[0] if start.status is BoundStatus.OPEN else min(told or ends)
    last = CALENDAR[-1] if isinstance(record, LastingRelationship) else max(ends or told)
    return {day for day in CALENDAR if first <= day <= last}


@settings(max_examples=40)
@given(worlds(), ASKED)
def test_without_carry_only_what_is_observed_and_stated_counts(world: Dataset, asked: Dates) -> None:
    held = {key: days_without_carry(record, world) for key, record in timed(world).items()}
    for on in asked:
        assert holding(world, on, carry=0) == {key for key, days in held.items() if days & days_of(on)}


# What knowing more changes.


def supporting(record: Relationship, part: Part) -> list[Citation]:
    """Return the citations that speak for a part of a statement, or for all of it."""
    return [
        cited
        for cited in record.citations
        if cited.stance is Stance.SUPPORTS and cited.part in {Part.WHOLE, part}
    ]


def in_print(cited: Citation, world: Dataset, day: date) -> bool:
    published = world.published[cited.source]
    return published is not None and published.latest <= day


def written_by(world: Dataset, day: date) -> Dataset:
    """Return the data as they would be if nothing that came out after a day, or undated, had been read."""
    others = [record for record in world.records.values() if not isinstance(record, Timed)]
    return Dataset(world.info, [*others, *_rewritten(world, day)])


def _rewritten(world: Dataset, day: date) -> Iterator[Relationship]:
    for record in timed(world).values():
        if not any(
            cited.stance is Stance.SUPPORTS and in_print(cited, world, day) for cited in record.citations
        ):
            continue
        first, slash, second = record.period.partition("/")
        start, end = (
            text if any(in_print(cited, world, day) for cited in supporting(record, part)) else ""
            for part, text in ((Part.START, first), (Part.END, second if slash else first))
        )
        fields = record.model_dump() | {
            "citations": [cited for cited in record.citations if in_print(cited, world, day)],
            "period": first if not slash and start and end else f"{start}/{end}",
        }
        if isinstance(record, DatedRelationship):
            fields["observed"] = [seen for seen in record.observed if seen.latest <= day]
        yield type(record).model_validate(fields)


def content(then: Snapshot) -> tuple[object, ...]:
    """Return all that a snapshot shows, but for what was asked and how many records are left out."""
    nodes = dict(then.graph.nodes.items())
    edges = dict(then.graph.edges.items())
    told = (then.evidence, then.set_aside, then.contested, then.folded, then.stay_apart, then.within)
    return nodes, edges, *told


@settings(max_examples=60)
@given(worlds(), MOMENTS, DATES)
def test_nothing_that_came_out_later_leaks(world: Dataset, moment: Moment, known_at: EdtfDate) -> None:
    then = snapshot(world, replace(moment, known_at=known_at))
    assert content(then) == content(snapshot(written_by(world, known_at.latest), moment))


@st.composite
def learnt_later(draw: st.DrawFn) -> tuple[SignedTie, SignedTie]:
    """Draw a tie one bound of which is told by a later or undated source alone, and the same without it."""
    part = draw(st.sampled_from((Part.START, Part.END)))
    fields = draw(times(PERIODS.filter(lambda period: bool(getattr(period, part).stated))))
    known = {"source": "early", "part": Part.END if part is Part.START else Part.START}
    later = {"source": draw(st.sampled_from(("late", "undated"))), "part": part}
    first, slash, second = fields["period"].partition("/")
    second = second if slash else first
    period = f"/{second}" if part is Part.START else f"{first}/"
    return (
        alliance("a", "b", 99, **fields, citations=[known, later]),
        alliance("a", "b", 99, observed=fields["observed"], period=period, citations=[known]),
    )


@settings(max_examples=60)
@given(worlds(), learnt_later(), MOMENTS, st.sampled_from(("2010-05-01", "2011", "2019-12")))
def test_a_bound_learnt_later_is_as_if_it_had_never_been_written(
    world: Dataset, ties: tuple[SignedTie, SignedTie], moment: Moment, known_at: str
) -> None:
    asked = replace(moment, known_at=EdtfDate(known_at))
    told, untold = (snapshot(Dataset(world.info, [*world.records.values(), tie]), asked) for tie in ties)
    assert content(told) == content(untold)
    assert (told.left_out_later, told.left_out_undated) == (untold.left_out_later, untold.left_out_undated)


@settings(max_examples=60)
@given(worlds(), DATES, DATES)
def test_what_is_not_known_is_left_out_and_counted(world: Dataset, on: EdtfDate, known_at: EdtfDate) -> None:
    kept, undated, later = set(), set(), set()
    for record in world.relationships:
        published = [world.published[c.source] for c in record.citations if c.stance is Stance.SUPPORTS]
        if any(day and day.latest <= known_at.latest for day in published):
            kept.add(record.id)
        elif None in published:
            undated.add(record.id)
        else:
            later.add(record.id)
    then = snapshot(world, Moment(on, known_at, POSSIBLE))
    assert timed(world, known_at).keys() == kept
    assert {key for _, _, key in then.graph.edges(keys=True)} <= kept
    assert (then.left_out_undated, then.left_out_later) == (len(undated), len(later))


@settings(max_examples=60)
@given(worlds(), DATES, DATES)
def test_who_knows_more_knows_every_statement_that_was_known(
    world: Dataset, on: EdtfDate, another: EdtfDate
) -> None:
    everything = timed(world)
    for sooner, later in steps(world, another):
        then, now = timed(world, sooner), timed(world, later)
        assert then.keys() <= now.keys() <= everything.keys()
        assert left_out(world, Moment(on, sooner)) >= left_out(world, Moment(on, later))
    assert left_out(world, Moment(on)) == 0


def left_out(world: Dataset, moment: Moment) -> int:
    then = snapshot(world, moment)
    return then.left_out_later + then.left_out_undated


def newly_excluded(then: Timed, now: Timed, window: Window) -> bool:
    """Whether a bound that was not known then excludes the days asked about now."""
    return excluded(now, window) and not excluded(then, window)


@settings(max_examples=40)
@given(worlds(), ASKED, DATES)
def test_a_possible_statement_vanishes_exactly_if_a_bound_learnt_since_excludes_it(
    world: Dataset, asked: Dates, another: EdtfDate
) -> None:
    for sooner, later in steps(world, another):
        then, now = timed(world, sooner), timed(world, later)
        for on in asked:
            before, after = (holding(world, on, day, certainty=POSSIBLE) for day in (sooner, later))
            gone = {key for key in before if newly_excluded(then[key], now[key], Window.of(on))}
            assert before - after == gone


def announced(then: Timed, now: Timed, world: Dataset) -> bool:
    """Whether the start learnt since shows that a source had spoken of what was to come."""
    start = now.period.start.earliest
    said = (world.published[cited.source] for cited in supporting(then, Part.END))
    return (
        then.period.end.status is BoundStatus.OPEN
        and then.period.start.status is BoundStatus.UNKNOWN
        and start is not None
        and any(day and day.latest < start for day in said)
    )


@settings(max_examples=40)
@given(worlds(), ASKED, DATES)
def test_what_was_certain_stays_so_unless_it_was_only_announced(
    world: Dataset, asked: Dates, another: EdtfDate
) -> None:
    for sooner, later in steps(world, another):
        then, now = timed(world, sooner), timed(world, later)
        for on in asked:
            before, after = (holding(world, on, day, certainty=CERTAIN) for day in (sooner, later))
            assert all(announced(then[key], now[key], world) for key in before - after)


def without(world: Dataset, ids: Iterable[str]) -> Dataset:
    gone = set(ids)
    return Dataset(world.info, [record for record in world.records.values() if record.id not in gone])


def contrary(record: Timed, known: dict[str, Timed]) -> list[Timed]:
    """Return the statements of another sign on the two organizations of a tie."""
    return [
        other
        for other in known.values()
        if isinstance(record, SignedTie)
        and isinstance(other, SignedTie)
        and (other.source, other.target) == (record.source, record.target)
        and other.sign != record.sign
    ]


def seen_after_all(then: Timed, now: Timed, window: Window) -> bool:
    """Whether the start had been carried back from an end, and an observation took its place."""
    carried_back = then.period.start.status is BoundStatus.UNKNOWN and then.period.end.stated
    if not (carried_back and isinstance(then, DatedRelationship) and isinstance(now, DatedRelationship)):
        return False
    return not then.observed and any(seen.earliest > window.last for seen in now.observed)


@settings(max_examples=40)
@given(worlds(), ASKED, DATES, CARRIES)
def test_a_working_statement_vanishes_only_for_what_was_learnt_since(
    world: Dataset, asked: Dates, another: EdtfDate, carry: int | None
) -> None:
    for sooner, later in steps(world, another):
        then, now = timed(world, sooner), timed(world, later)
        for on in asked:
            before, after = (holding(world, on, day, carry=carry) for day in (sooner, later))
            for key in before - after:
                told = newly_excluded(then[key], now[key], Window.of(on))
                if not told and not seen_after_all(then[key], now[key], Window.of(on)):
                    learnt = [other.id for other in contrary(now[key], now) if then.get(other.id) != other]
                    assert learnt
                    assert key in holding(without(world, learnt), on, later, carry=carry)


# What a snapshot depends on.


@settings(max_examples=60)
@given(worlds(), MOMENTS, st.none() | DATES)
def test_without_a_statement_that_does_not_shape_it_a_snapshot_is_the_same_network(
    world: Dataset, moment: Moment, known_at: EdtfDate | None
) -> None:
    for on in (moment.on, EdtfDate("2009"), EdtfDate("2010-06"), EdtfDate("2011")):
        asked = replace(moment, on=on, known_at=known_at)
        whole = snapshot(world, asked)
        for record in world.relationships:
            if record.id not in shaping(world, [whole]):
                assert network_of(snapshot(without_records(world, {record.id}), asked)) == network_of(whole)


def network_of(one: Snapshot) -> Any:
    edges = sorted(
        (key, source, target, data["type"])
        for source, target, key, data in one.graph.edges(keys=True, data=True)
    )
    return edges, one.set_aside, one.contested, one.folded, one.stay_apart, one.within
