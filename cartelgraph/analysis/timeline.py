"""The ties of one organization in the order of time, each with a strip of years to take in at a glance."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cartelgraph.analysis.analysis import SOURCES
from cartelgraph.dataset import Dataset, supporting_citations
from cartelgraph.errors import ParameterError
from cartelgraph.model import DEFAULT_CARRY, EdtfDate, SignedTie, Window
from cartelgraph.network import Bar, Interval, ties_over_time
from cartelgraph.table import Column, Row, Table

__all__ = ["TIES", "timeline"]

#: A sign in words.
TIES = {1: "allied", 0: "truce", -1: "rival"}

# From the strongest to the weakest; in print and without colour each is darker than the next.
CERTAIN, WORKING, POSSIBLE, NOT = "█", "▒", "·", " "

COLUMNS = (
    Column("with", "The other organization."),
    Column("tie", "Allied, rival, or at truce."),
    Column(
        "years",
        "One sign for each year; the line above the table says which years and what they mean.",
        whole=True,
    ),
    Column(
        "from",
        "First day on which it is taken to have held; `..` is no bound. Undefined if undated.",
        detail=True,
    ),
    Column(
        "until",
        "Last day on which it is taken to have held; `..` is no bound. Undefined if undated.",
        detail=True,
    ),
    Column("seen", "Dates at which a source saw it hold, in EDTF.", detail=True),
    Column("likelihood", "How likely the statement is to be right."),
    Column("record", "Id of the statement.", detail=True, whole=True),
    SOURCES,
)


def timeline(
    dataset: Dataset,
    organization: str,
    *,
    first: EdtfDate | None = None,
    last: EdtfDate | None = None,
    known_at: EdtfDate | None = None,
    carry: int | None = DEFAULT_CARRY,
) -> Table:
    """Return the alliances, rivalries and truces of an organization, by the other's name and then by time.

    The sign of a year says in which snapshot on that year the statement is: in the certain one, else in the
    working one, else in the possible one, else in none.

    Parameters
    ----------
    dataset
        Where the statements come from.
    organization
        Id of the organization.
    first, last
        Only the years from the one to the other are shown, and what may have held in them. None: no limit.
    known_at
        Only what was in print by the end of this date counts. None: everything.
    carry
        Months for which the working view carries a missing bound; None carries without end.

    Raises
    ------
    UnknownNameError
        When the dataset has no record of that id.
    ParameterError
        When the record is no organization, or the last year comes before the first.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> table = timeline(read_dataset(), "los-zetas", known_at=EdtfDate("2011-03"))
    >>> "Gulf Cartel" in table.column("with")
    True
    """
    bars = sorted(ties_over_time(dataset, organization, known_at=known_at, carry=carry), key=_order)
    years = _cropped(_years(bars, dataset.info.cut_off.latest.year), first, last)
    cropped = first is not None or last is not None
    shown = [bar for bar in bars if strip(bar, years).strip(NOT)] if cropped else bars
    rows = tuple(_row(dataset, bar, years, known_at) for bar in shown)
    known = f"as published by {known_at}" if known_at else "as known now"
    return Table(
        name="timeline",
        title=f"{dataset.name_of(organization)}: allies and rivals over time, "
        f"{dataset.info.name} {dataset.info.version}, {known}",
        columns=COLUMNS,
        rows=rows,
        notes=(*_hidden(len(bars) - len(shown)), *_notes(dataset, organization, len(bars), known_at, carry)),
        lead=(_legend(years),) if rows else (),
        grouped=True,
    )


def strip(bar: Bar, years: range) -> str:
    """Return one sign for each year: certain, working, possible, or in no snapshot on that year."""
    return "".join(_sign(bar, year) for year in years)


def _sign(bar: Bar, year: int) -> str:
    window = Window(date(year, 1, 1), date(year, 12, 31))
    if bar.spell.certainly(window):
        return CERTAIN
    if bar.working is not None and _touches(bar.working, window):
        return WORKING
    return POSSIBLE if bar.spell.possibly(window) else NOT


def _touches(interval: Interval, window: Window) -> bool:
    begun = interval.first is None or interval.first <= window.last
    return begun and (interval.last is None or interval.last >= window.first)


def _years(bars: Iterable[Bar], last_of_dataset: int) -> range:
    """Return the years from the first to the last that any statement is taken to have held in."""
    held = [bar.working for bar in bars if bar.working]
    firsts = [interval.first.year for interval in held if interval.first]
    lasts = [interval.last.year for interval in held if interval.last]
    if len(lasts) < len(held):
        lasts.append(last_of_dataset)
    return range(min(firsts, default=last_of_dataset), max(lasts, default=last_of_dataset) + 1)


def _cropped(years: range, first: EdtfDate | None, last: EdtfDate | None) -> range:
    """Return those of some years that lie between two dates; a year that is asked for if none does."""
    if first and last and last.latest < first.earliest:
        raise ParameterError(f"from {first} to {last}: the end comes before the beginning")
    if first and first.earliest.year > years[-1]:
        return range(first.earliest.year, first.earliest.year + 1)
    if last and last.latest.year < years[0]:
        return range(last.latest.year, last.latest.year + 1)
    begin = max(years[0], first.earliest.year) if first else years[0]
    end = min(years[-1], last.latest.year) if last else years[-1]
    return range(begin, end + 1)


def _hidden(number: int) -> Iterable[str]:
    if number:
        yield f"{number} statements are not shown: nothing of them falls into these years."


def _order(bar: Bar) -> tuple[str, str, date, str]:
    begun = bar.working.first or date.min if bar.working else date.max
    return bar.other_name.casefold(), bar.other, begun, bar.record


def _row(dataset: Dataset, bar: Bar, years: range, known_at: EdtfDate | None) -> Row:
    values = (
        bar.other_name,
        TIES[bar.sign],
        strip(bar, years),
        _day(bar.working.first) if bar.working else None,
        _day(bar.working.last) if bar.working else None,
        ", ".join(bar.observed) or None,
        str(bar.likelihood),
        bar.record,
        len(supporting_citations(dataset, [bar.record], known_at)),
    )
    return Row(values, (bar.record,))


def _day(bound: date | None) -> str:
    return bound.isoformat() if bound else ".."


def _legend(years: range) -> str:
    return (
        f"Years {years[0]} to {years[-1]}, one sign each: {CERTAIN} certainly held (if the "
        f"statement is right), {WORKING} taken to hold, {POSSIBLE} nothing stated excludes it."
    )


def _notes(
    dataset: Dataset, organization: str, shown: int, known_at: EdtfDate | None, carry: int | None
) -> Iterable[str]:
    if not shown:
        yield "No alliance, rivalry or truce is stated of it that could be known then."
    carried = "without end" if carry is None else f"for {carry} months"
    yield (
        f"Each row is one statement. Taken to hold: an end that is not stated is carried {carried} after the "
        "last evidence, or up to a statement to the contrary."
    )
    yield (
        "Days given are the bounds of that: where a source names a year, its first and its last day; a "
        "doubtful or rough date (`2021?`, `2021~`) reaches one year, or one month, further on either side."
    )
    if known_at is not None:
        stated = sum(organization in {tie.source, tie.target} for tie in dataset.of(SignedTie))
        yield f"{stated - shown} statements are left out: published later, or by sources that bear no date."
