"""When one statement held: certainly, possibly, and as a working assumption.

A record states one *spell*: an unbroken stretch of time with a start and an end of which more or less
is known. Four days say all that the record says of it:

* it started between ``start_earliest`` and ``start_latest``,
* it ended between ``end_earliest`` and ``end_latest``.

For the days from ``first`` to ``last`` that are asked about, the spell holds

* *possibly*, if it may have started by ``last`` and may have ended no sooner than ``first``;
* *certainly*, if it must have done both, whatever the true dates are;
* in the *working* view, within the possible bounds: an end that is not stated is carried on from the
  last evidence by a stated number of months, or up to a contrary statement, whichever is sooner; an
  unknown start is the first evidence, and is carried back likewise if all that is known is an end. What
  has no evidence in time does not hold.

Evidence of a spell is a stated bound, a date at which a source observed it, and, where sources say that
it goes on (``..``), the date on which each of them was published.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from cartelgraph.model.dates import Bound, BoundStatus, EdtfDate, Period, add_months

__all__ = ["DEFAULT_CARRY", "Certainty", "Spell", "Window"]

#: Months for which a tie with an unknown end is carried on after the last evidence of it.
DEFAULT_CARRY = 24

ONE_DAY = timedelta(days=1)

# Asked for millions of times; Python looks a member up in its class rather slowly.
STATED, OPEN = BoundStatus.STATED, BoundStatus.OPEN


class Certainty(StrEnum):
    """How much a snapshot takes for granted."""

    CERTAIN = "certain"
    WORKING = "working"
    POSSIBLE = "possible"


@dataclass(frozen=True)
class Window:
    """The days that are asked about, both ends included."""

    first: date
    last: date

    @classmethod
    def of(cls, day: EdtfDate | str) -> Window:
        """Return every day that a date may mean: `2010-06` asks about any day of that June.

        >>> Window.of("2010-06").last
        datetime.date(2010, 6, 30)
        """
        asked = EdtfDate(day)
        return cls(asked.earliest, asked.latest)


@dataclass(frozen=True)
class Spell:
    """What is known of the start and the end of one spell.

    Attributes
    ----------
    start_earliest, start_latest
        The first and last day on which it may have started. None: nothing bounds it on that side.
    end_earliest, end_latest
        The first and last day on which it may have ended. None: nothing bounds it on that side.
    seen_first, seen_last
        First and last day of the evidence for it, from which a missing bound is carried. None: the
        record has no evidence in time at all.
    start_status, end_status
        What the source says of the bound.
    """

    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None
    seen_first: date | None
    seen_last: date | None
    start_status: BoundStatus
    end_status: BoundStatus

    @classmethod
    def from_period(
        cls, period: Period, observed: Iterable[EdtfDate] = (), *, stated_on: Iterable[EdtfDate] = ()
    ) -> Spell:
        """Return the spell that a period and the dates of observation describe.

        Parameters
        ----------
        period
            The stated bounds.
        observed
            Dates at which a source saw it hold, within the period; they tighten what the bounds leave open.
        stated_on
            When each source that says "it goes on" was published: an observation, if the end is open, unless
            it was published before the start that it announces.

        Examples
        --------
        >>> spell = Spell.from_period(Period("2008/2010"))
        >>> spell.start_latest, spell.end_earliest
        (datetime.date(2008, 12, 31), datetime.date(2010, 1, 1))
        """
        return _spell(period, tuple(observed), tuple(stated_on))

    @classmethod
    def lasting(cls, period: Period) -> Spell:
        """Return the spell of a thing that happened within the period and stays true ever after."""
        start, end = period.start, period.end
        return cls(
            start_earliest=start.earliest,
            start_latest=end.latest,
            end_earliest=date.max,
            end_latest=date.max,
            seen_first=start.earliest or end.earliest,
            seen_last=date.max,
            start_status=start.status,
            end_status=BoundStatus.OPEN,
        )

    @classmethod
    def always(cls) -> Spell:
        """Return the spell of what has no dates, such as a border."""
        return cls(
            start_earliest=None,
            start_latest=date.min,
            end_earliest=date.max,
            end_latest=None,
            seen_first=date.min,
            seen_last=date.max,
            start_status=BoundStatus.OPEN,
            end_status=BoundStatus.OPEN,
        )

    def possibly(self, window: Window) -> bool:
        """Whether no stated bound excludes that it held on some day of the window."""
        started = self.start_earliest is None or self.start_earliest <= window.last
        not_ended = self.end_latest is None or self.end_latest >= window.first
        return started and not_ended

    def certainly(self, window: Window) -> bool:
        """Whether it held on some day of the window, whatever the true dates within the bounds are."""
        if self.start_latest is None or self.end_earliest is None:
            return False
        return self.start_latest <= window.last and self.end_earliest >= window.first

    def working(self, window: Window, *, carry: int | None, contrary: Iterable[date] = ()) -> bool:
        """Whether it is taken to have held on some day of the window.

        Parameters
        ----------
        window
            The days asked about.
        carry
            Months for which a missing bound is carried from the evidence; None carries without end.
        contrary
            Days on which statements to the contrary set in; the first one after the evidence ends it.
        """
        start, end = self.working_bounds(carry=carry, contrary=contrary)
        return start <= window.last and end >= window.first

    def working_bounds(self, *, carry: int | None, contrary: Iterable[date] = ()) -> tuple[date, date]:
        """Return the first and last day of the working view; the first is after the last if it is empty."""
        if self.start_status is not STATED and self.seen_first is None:
            return date.max, date.min
        return self._working_start(carry), self._working_end(carry, contrary)

    def _working_start(self, carry: int | None) -> date:
        if self.start_status is STATED and self.start_earliest:
            return self.start_earliest
        if self.start_status is OPEN or self.seen_first is None:
            return date.min
        if self.seen_last is not None:
            return self.seen_first
        # Only an end is known: what ended had been going on, for how long nobody says.
        return date.min if carry is None else add_months(self.seen_first, -carry)

    def _working_end(self, carry: int | None, contrary: Iterable[date]) -> date:
        if self.end_status is STATED and self.end_latest:
            return self.end_latest
        last_seen = self.seen_last or date.max
        carried = date.max if carry is None else add_months(last_seen, carry)
        ended_by = [day - ONE_DAY for day in contrary if day > last_seen]
        return min([carried, *ended_by])


@lru_cache(maxsize=16384)
def _spell(period: Period, observed: tuple[EdtfDate, ...], stated_on: tuple[EdtfDate, ...]) -> Spell:
    # The same statements are asked about again for every date, and whenever one of the others is left out.
    start, end = period.start, period.end
    start_early, start_late = _stated(start)
    end_early, end_late = _stated(end)
    goes_on: Iterable[EdtfDate] = ()
    if end.status is OPEN:
        begun = start_early or date.min
        goes_on = (day for day in stated_on if day.latest >= begun)
    seen = [*observed, *goes_on]
    early, late = [day.earliest for day in seen], [day.latest for day in seen]
    return Spell(
        start_earliest=start_early,
        start_latest=date.min if start.status is OPEN else _first([*late, start_late, end_late]),
        end_earliest=_last([*early, start_early, end_early]),
        end_latest=end_late,
        seen_first=_first(early) or end_early,
        seen_last=_last([*late, start_late]),
        start_status=start.status,
        end_status=end.status,
    )


def _stated(bound: Bound) -> tuple[date, date] | tuple[None, None]:
    return (bound.stated.earliest, bound.stated.latest) if bound.stated else (None, None)


def _first(days: Iterable[date | None]) -> date | None:
    return min(filter(None, days), default=None)


def _last(days: Iterable[date | None]) -> date | None:
    return max(filter(None, days), default=None)
