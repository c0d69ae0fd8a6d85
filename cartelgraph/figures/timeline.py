"""Alliances, rivalries and truces over the years: those of one organization, or all alliances.

What certainly held, what is taken to hold and what may have held are all drawn, so none has to be chosen.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date

from cartelgraph.dataset import Dataset
from cartelgraph.errors import ParameterError
from cartelgraph.figures.chart import BAR, Axis, rows_of
from cartelgraph.figures.figure import Figure
from cartelgraph.figures.style import SIGNS, TIES
from cartelgraph.figures.template import draw
from cartelgraph.model import DEFAULT_CARRY, EdtfDate
from cartelgraph.network import Bar, Interval, Moment, all_ties_over_time, ties_over_time

__all__ = ["alliances_figure", "timeline_figure"]

WIDTH, TOP = 960, 134

# Where the years begin and end: names stand above their bars, so that a phone shows bars, too, and not
# only a column of names.
LEFT, RIGHT = 82, WIDTH - 16

# How many letters fit into a line of notes.
LINE_OF_NOTES = 150

# Years shown before the date asked about and after it, in the picture of all alliances.
YEARS_BEFORE, YEARS_AFTER = 10, 4

Group = tuple[str, list[Bar]]
"""A name and the statements on it."""


@dataclass(frozen=True)
class _Content:
    """What a timeline shows.

    Attributes
    ----------
    name, title, subtitle
        Of the figure.
    groups
        Its rows.
    undated
        What belongs here and is dated by no source.
    years
        The first and the last year to show at most. None: all that are dated.
    elsewhere
        What belongs here and has nothing to show in these years.
    """

    name: str
    title: str
    subtitle: str
    groups: list[Group]
    undated: list[str]
    years: tuple[int, int] | None = None
    elsewhere: tuple[str, ...] = ()

    def cropped(self, first: EdtfDate | None, last: EdtfDate | None) -> _Content:
        """Return what of it falls into the years from one date to another."""
        if first is None and last is None:
            return self
        if first and last and last.latest < first.earliest:
            raise ParameterError(f"from {first} to {last}: the end comes before the beginning")
        years = (first.earliest.year if first else MINYEAR, last.latest.year if last else MAXYEAR)
        shown = [group for group in self.groups if any(_falls_into(bar, years) for bar in group[1])]
        elsewhere = tuple(name for name, bars in self.groups if (name, bars) not in shown)
        return replace(self, groups=shown, years=years, elsewhere=elsewhere)


def timeline_figure(  # noqa: PLR0913 - whose, as known when, and what part of it
    dataset: Dataset,
    organization: str,
    *,
    known_at: EdtfDate | None = None,
    carry: int | None = DEFAULT_CARRY,
    on: EdtfDate | None = None,
    first: EdtfDate | None = None,
    last: EdtfDate | None = None,
) -> Figure:
    """Return the allies and rivals of an organization over time, one row for each.

    Parameters
    ----------
    dataset
        Where the statements come from.
    organization
        Id of the organization.
    known_at
        Only what was in print by the end of this date counts. None: everything.
    carry
        Months for which the working view carries a missing bound; None carries without end.
    on
        A date to mark. None: none.
    first, last
        Only the years from the one to the other are shown, as far as anything in them is dated; who has
        nothing to show in them is named below the picture. None: no limit.

    Raises
    ------
    UnknownNameError
        When the dataset has no record of that id.
    ParameterError
        When the record is no organization, or the last year comes before the first.

    See Also
    --------
    cartelgraph.network.ties_over_time : The same as bars.
    """
    bars = ties_over_time(dataset, organization, known_at=known_at, carry=carry)
    dated = {bar.other for bar in bars if bar.working}
    return _figure(
        _Content(
            name=f"timeline-{organization}",
            title=f"Allies and rivals of {dataset.name_of(organization)} over time",
            subtitle="Everybody whom sources name as its ally, its rival, or at truce with it",
            groups=_groups((bar.other_name, bar) for bar in bars if bar.other in dated),
            undated=sorted({bar.other_name for bar in bars if bar.other not in dated}),
        ).cropped(first, last),
        dataset,
        Moment(on or dataset.info.focus, known_at, carry=carry),
        marked=on,
    )


def alliances_figure(
    dataset: Dataset,
    *,
    known_at: EdtfDate | None = None,
    carry: int | None = DEFAULT_CARRY,
    on: EdtfDate | None = None,
    first: EdtfDate | None = None,
    last: EdtfDate | None = None,
) -> Figure:
    """Return the alliances of all criminal organizations over time, one row for each allied dyad.

    Hostility and truces on the same dyad are shown as well: that is how enemies become allies. Dyads of
    which no alliance is dated are named below the picture. Without ``on`` all dated years are shown; with
    it, ten years before that date and four after it, and the date is marked.

    The parameters are those of :func:`timeline_figure`.
    """
    bars = all_ties_over_time(dataset, known_at=known_at, carry=carry)
    allied = {_dyad(bar) for bar in bars if bar.sign > 0}
    dated = {_dyad(bar) for bar in bars if bar.sign > 0 and bar.working}
    return _figure(
        _Content(
            name="alliances",
            title="Who allied with whom, and when they fought",
            subtitle="Every pair of criminal organizations with an alliance that a source dates",
            groups=_groups((_dyad(bar), bar) for bar in bars if _dyad(bar) in dated),
            undated=sorted(allied - dated),
            years=(on.earliest.year - YEARS_BEFORE, on.latest.year + YEARS_AFTER) if on else None,
        ).cropped(first, last),
        dataset,
        Moment(on or dataset.info.focus, known_at, carry=carry),
        marked=on,
    )


def _dyad(bar: Bar) -> str:
    return f"{bar.organization_name} – {bar.other_name}"  # noqa: RUF001 - a dash, as in prose


def _groups(named: Iterable[tuple[str, Bar]]) -> list[Group]:
    """Return the statements by name, those that set in first on top; last what nothing dates."""
    groups: dict[str, list[Bar]] = {}
    for name, bar in named:
        groups.setdefault(name, []).append(bar)
    return sorted(groups.items(), key=lambda group: (min(map(_onset, group[1])), group[0]))


def _onset(bar: Bar) -> date:
    return (bar.working.first or date.min) if bar.working else date.max


def _falls_into(bar: Bar, years: tuple[int, int]) -> bool:
    if bar.working is None:
        return False
    first, last = bar.working.first or date.min, bar.working.last or date.max
    return first.year <= years[1] and last.year >= years[0]


def _axis(content: _Content, moment: Moment, cut_off: date) -> Axis:
    """Return the years in which something dated falls, but for those that the picture leaves out."""
    days = [
        day
        for _, bars in content.groups
        for bar in bars
        if bar.working
        for day in (bar.working.first, bar.working.last or cut_off)
        if day
    ]
    years = sorted(day.year for day in (*days, moment.on.earliest, moment.on.latest))
    least, most = content.years or (years[0], years[-1])
    if least > years[-1]:
        return Axis(least, least, LEFT, RIGHT)
    if most < years[0]:
        return Axis(most, most, LEFT, RIGHT)
    return Axis(max(years[0], least), min(years[-1], most), LEFT, RIGHT)


def _figure(content: _Content, dataset: Dataset, moment: Moment, marked: EdtfDate | None) -> Figure:
    axis = _axis(content, moment, dataset.info.cut_off.latest)
    rows = rows_of(content.groups, axis, TOP)
    bottom = max([TOP + BAR, *(row.y + row.height for row in rows)]) + 6
    limits = [f"Not dated by any source: {'; '.join(content.undated)}."] if content.undated else []
    if content.elsewhere:
        limits.append(f"In other years only: {'; '.join(content.elsewhere)}.")
    if content.years:
        limits.append(f"Bars at the edge go on before {axis.first} or after {axis.last}.")
    assumed = str(moment).partition(", ")[2]
    source = f"{dataset.info.name} {dataset.info.version}, working view over time, {assumed}."
    notes = [*textwrap.wrap(" ".join(limits), LINE_OF_NOTES), *textwrap.wrap(source, LINE_OF_NOTES)]
    text = " ".join([*(_sentence(name, bars) for name, bars in content.groups), *limits, source])
    svg = draw(
        "timeline.svg.j2",
        name=content.name,
        title=content.title,
        subtitle=content.subtitle,
        text=text,
        notes=notes,
        rows=rows,
        axis=axis,
        every=_every(axis),
        marked={"x": axis.x(marked.earliest), "on": marked}
        if marked and axis.shows(marked.earliest)
        else None,
        bar=BAR,
        top=TOP,
        bottom=bottom,
        width=WIDTH,
        height=bottom + 32 + 14 * len(notes),
    )
    return Figure(content.name, content.title, text, svg)


def _every(axis: Axis) -> int:
    """Return of how many years one is written out, so that years keep apart."""
    for_one = (axis.right - axis.left) / (axis.last + 1 - axis.first)
    return next(every for every in (1, 2, 5, 10, 50) if for_one * every >= 34)


def _sentence(name: str, bars: Sequence[Bar]) -> str:
    """Return one row in words: what the two are taken to have been to each other, from year to year."""
    said = [
        f"{TIES[kind].word} {', '.join(spans)}"
        for sign, kind in SIGNS.items()
        if (spans := _spans(bar.working for bar in bars if bar.sign == sign and bar.working))
    ]
    return f"{name}: {'; '.join(said)}."


def _spans(intervals: Iterable[Interval]) -> list[str]:
    """Return the years of some intervals, those that meet taken together."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted((held.first or date.min, held.last or date.max) for held in intervals):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return [_years(first, last) for first, last in joined]


def _years(first: date, last: date) -> str:
    if first.year == last.year:
        return str(first.year)
    until = "on without end" if last == date.max else f"to {last.year}"
    return f"{first.year} {until}" if first > date.min else f"until {last.year}"
