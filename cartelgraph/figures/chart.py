"""Bars on an axis of years: where each day falls, and what of a statement is drawn there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cartelgraph.figures.style import SIGNS
from cartelgraph.network import Bar, Interval

__all__ = ["Axis", "Lane", "Mark", "Row", "Stretch", "rows_of"]

# Heights in pixels: of a name above its bars, of a bar, from lane to lane of a row, and between rows.
NAME, BAR, LANE, GAP = 15, 11, 15, 7

# Pixels that even a single day is wide, and that the arrow of an unknown end is long.
LEAST, ARROW = 3.0, 15.0

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """From where to where something is drawn, in pixels."""

    x: float
    end: float

    @property
    def width(self) -> float:
        """Its width."""
        return round(self.end - self.x, 1)


@dataclass(frozen=True)
class Axis:
    """The years that are shown, and where the first begins and the last ends, in pixels.

    Attributes
    ----------
    first, last
        The first and the last year, both included.
    left, right
        Where the first day of the first year and the last day of the last year are.
    """

    first: int
    last: int
    left: float
    right: float

    def x(self, day: date) -> float:
        """Return where a day begins; what lies outside the axis is at its nearer end."""
        start, end = date(self.first, 1, 1), date(self.last + 1, 1, 1)
        share = (day - start) / (end - start)
        return round(self.left + min(max(share, 0.0), 1.0) * (self.right - self.left), 1)

    def shows(self, day: date) -> bool:
        """Whether a day is on the axis."""
        return self.first <= day.year <= self.last

    def stretch(self, interval: Interval) -> Stretch | None:
        """Return from where to where an interval runs; None when it lies outside the axis.

        A side without a bound runs to the end of the axis.
        """
        if (interval.first and interval.first.year > self.last) or (
            interval.last and interval.last.year < self.first
        ):
            return None
        x = self.x(interval.first) if interval.first else self.left
        end = self.x(interval.last + ONE_DAY) if interval.last else self.right
        x = min(x, self.right - LEAST)
        return Stretch(x, max(end, round(x + LEAST, 1)))

    def years(self) -> list[tuple[int, float]]:
        """Return each year with where it begins."""
        return [(year, self.x(date(year, 1, 1))) for year in range(self.first, self.last + 1)]


@dataclass(frozen=True)
class Mark:
    """What is drawn of one statement.

    Attributes
    ----------
    bar
        The statement.
    working
        Where it is taken to have held.
    certain
        Where it certainly held, if the statement is right. None: nowhere.
    before, after
        Where it may have held besides; an arrow of one length where nothing says how far that goes. None:
        nowhere, as its start or end is stated.
    seen
        Where a source saw it hold.
    """

    bar: Bar
    working: Stretch
    certain: Stretch | None
    before: Stretch | None
    after: Stretch | None
    seen: tuple[Stretch, ...]


@dataclass(frozen=True)
class Lane:
    """The statements of one kind on a dyad, at their height in pixels, and whether any of them is dated."""

    kind: str
    y: int
    marks: tuple[Mark, ...]
    dated: bool


@dataclass(frozen=True)
class Row:
    """A name with its lanes below it: where it begins and how high it is, in pixels."""

    name: str
    y: int
    height: int
    lanes: tuple[Lane, ...]


def rows_of(groups: Sequence[tuple[str, Sequence[Bar]]], axis: Axis, top: int) -> tuple[Row, ...]:
    """Return a row for each name with the statements on it that are dated, from ``top`` down."""
    rows: list[Row] = []
    y = top
    for name, bars in groups:
        stated = {kind: [bar for bar in bars if bar.sign == sign] for sign, kind in SIGNS.items()}
        kinds = [kind for kind, found in stated.items() if found]
        lanes = tuple(
            _lane(kind, y + NAME + LANE * place, stated[kind], axis) for place, kind in enumerate(kinds)
        )
        height = NAME + LANE * (len(lanes) - 1) + BAR
        rows.append(Row(name, y, height, lanes))
        y += height + GAP
    return tuple(rows)


def _lane(kind: str, y: int, bars: list[Bar], axis: Axis) -> Lane:
    marks = (_mark(bar, held, axis) for bar in bars if bar.working and (held := axis.stretch(bar.working)))
    return Lane(kind, y, tuple(marks), dated=any(bar.working for bar in bars))


def _mark(bar: Bar, held: Stretch, axis: Axis) -> Mark:
    possible = bar.possible
    x = axis.x(possible.first) if possible.first else max(axis.left, held.x - ARROW)
    end = axis.x(possible.last + ONE_DAY) if possible.last else min(axis.right, held.end + ARROW)
    seen = (axis.stretch(Interval(day.earliest, day.latest)) for day in bar.observed)
    return Mark(
        bar=bar,
        working=held,
        certain=axis.stretch(bar.certain) if bar.certain else None,
        before=Stretch(x, held.x) if x < held.x else None,
        after=Stretch(held.end, end) if end > held.end else None,
        seen=tuple(stretch for stretch in seen if stretch),
    )
