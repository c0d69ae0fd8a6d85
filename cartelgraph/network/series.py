"""Snapshots in a row: the same question asked on one date after another, and how each dyad's sign changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from cartelgraph.dataset import Dataset
from cartelgraph.errors import ParameterError
from cartelgraph.model import EdtfDate
from cartelgraph.model.dates import FIRST_YEAR, add_months
from cartelgraph.network.layers import signed_layer
from cartelgraph.network.snapshot import Moment, Snapshot, snapshot

__all__ = ["Dyad", "Step", "dates_between", "series", "signs_over_time", "span", "turns", "years_before"]

Dyad: TypeAlias = tuple[str, str]
"""Two organizations, in order of their ids."""

#: More dates than these are a slip of the pen.
MOST_DATES = 1200

#: Lengths of a year, a month and a day as they are written.
PRECISIONS = (4, 7, 10)


class Step(StrEnum):
    """From one date to the next."""

    MONTH = "month"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Its length in months."""
        return 12 if self is Step.YEAR else 1


def dates_between(first: EdtfDate, last: EdtfDate, every: Step) -> tuple[EdtfDate, ...]:
    """Return the dates from one to another, both included if the steps meet it, as precise as the first.

    A year is asked about as a whole; by the month, it stands for its months.

    Raises
    ------
    ParameterError
        When the two are not equally precise, are doubtful, come in the wrong order, or are too far apart.

    Examples
    --------
    >>> dates_between(EdtfDate("2009-03"), EdtfDate("2011-03"), Step.YEAR)
    ('2009-03', '2010-03', '2011-03')
    >>> dates_between(EdtfDate("2010"), EdtfDate("2010"), Step.MONTH)[-1]
    '2010-12'
    """
    plain = first[-1].isdecimal() and last[-1].isdecimal()
    if not plain or len(first) not in PRECISIONS or len(last) != len(first):
        raise ParameterError(
            f"from {first} to {last}: both ends of a series are years, both are months, or both are days, "
            "without ~ or ?"
        )
    if every is Step.MONTH and len(first) == len("2010"):
        first, last = EdtfDate(f"{first}-01"), EdtfDate(f"{last}-12")
    if last < first:
        raise ParameterError(f"from {first} to {last}: the end comes before the beginning")
    dates: list[EdtfDate] = []
    while len(dates) <= MOST_DATES:
        day = add_months(first.earliest, len(dates) * every.months)
        on = EdtfDate(day.isoformat()[: len(first)])
        if on > last:
            return tuple(dates)
        dates.append(on)
    raise ParameterError(f"from {first} to {last}: more than {MOST_DATES} dates. Ask for fewer")


def series(dataset: Dataset, moment: Moment, dates: Iterable[EdtfDate]) -> tuple[Snapshot, ...]:
    """Return the network on each of some dates, otherwise as at a moment.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> years = dates_between(EdtfDate("2008"), EdtfDate("2010"), Step.YEAR)
    >>> [one.moment.on for one in series(read_dataset(), Moment(years[0]), years)]
    ['2008', '2009', '2010']
    """
    return tuple(snapshot(dataset, replace(moment, on=on)) for on in dates)


def span(moments: Sequence[Moment]) -> str:
    """Return in words from when to when some moments are, how many there are, and what they share.

    >>> span([Moment(EdtfDate(year), carry=0) for year in ("2009", "2010")])
    '2009 to 2010, 2 dates; working snapshots, missing bounds carried 0 months, as known now'
    """
    first, last = moments[0], moments[-1]
    shared = str(last).replace(f"snapshot on {last.on}", "snapshots", 1)
    return f"{first.on} to {last.on}, {len(moments)} dates; {shared}"


def years_before(on: EdtfDate, years: int) -> EdtfDate:
    """Return a date some years earlier, as precise and as doubtful as it is.

    A year holds more than a month of it, so only dates of one precision can be compared.

    >>> years_before(EdtfDate("2011-03"), 3)
    '2008-03'
    """
    text = on.rstrip("~?%")
    day = add_months(EdtfDate(text).latest, -12 * years)
    earlier = max(day, date(FIRST_YEAR, 1, 1)).isoformat()[: len(text)]
    return EdtfDate(earlier + on[len(text) :])


def signs_over_time(snapshots: Sequence[Snapshot]) -> dict[Dyad, list[set[int]]]:
    """Return for each dyad of the signed layer the signs that are stated of it in each snapshot.

    The set is empty where nothing holds on the dyad, and has several signs where it is contested.
    """
    signs: dict[Dyad, list[set[int]]] = {}
    for place, one in enumerate(snapshots):
        for source, target, data in signed_layer(one.graph).edges(data=True):
            first, second = sorted((source, target))
            signs.setdefault((first, second), [set() for _ in snapshots])[place].add(data["sign"])
    return dict(sorted(signs.items()))


def turns(signs: Iterable[set[int]]) -> tuple[int, int]:
    """Return how often a dyad turned from enemies to allies, and from allies to enemies.

    Only dates on which it was one of the two and nothing else count; between two such dates there may be
    others on which nothing is known, a truce holds, or statements contradict each other.

    Examples
    --------
    >>> turns([{1}, set(), {-1}, {1, -1}, {1}])
    (1, 1)
    """
    clear = [next(iter(held)) for held in signs if held in ({1}, {-1})]
    changes = list(pairwise(clear))
    return changes.count((-1, 1)), changes.count((1, -1))
