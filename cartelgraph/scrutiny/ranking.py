"""Who stands where in a ranking, and how alike two rankings are."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from cartelgraph.scrutiny.cell import Key, keyed
from cartelgraph.table import Table

__all__ = ["Ranks", "kendall_tau", "ranks"]

Ranks: TypeAlias = dict[Key, int]
"""The rank of whatever is ranked, from 1; equal numbers share the best, and the next ones are left out."""


def ranks(table: Table, about: Sequence[str], column: str) -> Ranks:
    """Return the rank of each row by a column, the greatest number first; a row without a number has none.

    Numbers that differ by rounding only are equal.

    Examples
    --------
    >>> from cartelgraph.table import Column, Row
    >>> rows = tuple(Row(values) for values in (("a", 2), ("b", 5), ("c", 2), ("d", 1), ("e", None)))
    >>> table = Table("t", "T", (Column("name", "Who."), Column("size", "How much.", "1")), rows)
    >>> ranks(table, ("name",), "size")
    {('b',): 1, ('a',): 2, ('c',): 2, ('d',): 4}
    """
    place = table.place(column)
    numbers = {
        key: round(value, 9)
        for key, row in keyed(table, about).items()
        if isinstance(value := row.values[place], int | float)
    }
    ordered = sorted(numbers, key=lambda key: -numbers[key])
    best: dict[float, int] = {}
    for rank, key in enumerate(ordered, start=1):
        best.setdefault(numbers[key], rank)
    return {key: best[numbers[key]] for key in ordered}


def kendall_tau(one: Mapping[Key, int], other: Mapping[Key, int]) -> float | None:
    """Return Kendall's tau-b of two rankings of whatever the first one ranks, from -1 to 1 (Kendall 1945).

    What the other does not rank comes last in it, all of it together. None where one of the two has all in
    one place: there is no order to compare.

    Examples
    --------
    >>> one = {("a",): 1, ("b",): 2, ("c",): 3}
    >>> kendall_tau(one, one), kendall_tau(one, {("c",): 1, ("b",): 2, ("a",): 3})
    (1.0, -1.0)
    """
    last = len(other) + 1
    first, second = list(one.values()), [other.get(key, last) for key in one]
    if len(set(first)) < 2 or len(set(second)) < 2:
        return None
    from scipy import stats  # noqa: PLC0415 - it takes seconds to import, and only this needs it

    tau = float(stats.kendalltau(first, second, variant="b").statistic)
    return None if math.isnan(tau) else tau
