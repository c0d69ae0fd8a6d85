"""Dates and periods as sources give them: EDTF (ISO 8601-2), the part of it that this field needs.

==================  ==============================================================================
text                meaning
==================  ==============================================================================
``2010-02-15``      that day
``2010-02``         some day of that month
``2010``            some day of that year
``198X``, ``19XX``  some day of that decade, of that century
``2010~``           about then: one more unit of its own precision on either side (a day: 7 days)
``2010?``           doubtful reading: widened likewise; ``2010%`` is both: twice as wide
==================  ==============================================================================

As a period, ``2010`` says that something held at some time within 2010. ``2008/2010`` starts on some
day of 2008 and ends on some day of 2010. On either side of the slash an empty text is *unknown* and
``..`` is *open*: ``2010/`` has an end that nobody states, ``2010/..`` was stated to go on when its
source was published, ``/2010`` has an unknown start, ``../2010`` none.

Unknown is not open, and neither is a date: no bound is ever filled in here.

References
----------
Library of Congress, Extended Date/Time Format (EDTF) Specification, 2019, levels 0 and 1.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

__all__ = ["Bound", "BoundStatus", "EdtfDate", "EdtfText", "Period", "add_months"]

# Years outside this range are slips of the pen in our subject, and leave room to widen a date.
FIRST_YEAR, LAST_YEAR = 1500, 2999

# How far one `~` or `?` reaches, in months; a day is widened by days instead.
SLACK_MONTHS = {"century": 1200, "decade": 120, "year": 12, "month": 1}
SLACK_DAYS = 7

DATE_PATTERN = r"(?:\d{4}-\d{2}-\d{2}|\d{4}-\d{2}|\d{4}|\d{3}X|\d{2}XX)[~?%]?"
DATE = re.compile(
    r"(?P<value>\d{4}-\d{2}-\d{2}|\d{4}-\d{2}|\d{4}|\d{3}X|\d{2}XX)(?P<qualifier>[~?%]?)", re.ASCII
)
PRECISIONS = {10: "day", 7: "month", 4: "year"}


@lru_cache(maxsize=16384)
def add_months(day: date, months: int) -> date:
    """Return the day that many calendar months later (or earlier), at most the month's last day.

    >>> add_months(date(2010, 1, 31), 1)
    datetime.date(2010, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class EdtfText(str):
    """A text in one of the notations above; equal to, hashed and sorted as that text."""

    __slots__ = ()

    pattern = ""

    @classmethod
    def __get_pydantic_core_schema__(
        cls,
        source: object,
        handler: GetCoreSchemaHandler,
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls,
            core_schema.str_schema(strip_whitespace=True),
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls,
        schema: core_schema.CoreSchema,
        handler: GetJsonSchemaHandler,
    ) -> dict[str, Any]:
        # An unquoted year is a number to a YAML editor, and text to our reader.
        return {"anyOf": [{"type": "string", "pattern": f"^(?:{cls.pattern})$"}, {"type": "integer"}]}


class EdtfDate(EdtfText):
    """One date of any precision: the days from ``earliest`` to ``latest`` are what it may mean.

    Raises
    ------
    ValueError
        When the text is not a date in the notation of this module.

    Examples
    --------
    >>> EdtfDate("2010-02").latest
    datetime.date(2010, 2, 28)
    >>> EdtfDate("2010~").earliest
    datetime.date(2009, 1, 1)
    """

    __slots__ = ()

    pattern = DATE_PATTERN

    def __new__(cls, text: str) -> Self:
        """Read the text once; a wrong one never becomes a date."""
        _day_range(text)
        return super().__new__(cls, text)

    @property
    def earliest(self) -> date:
        """First day that it may mean."""
        return _day_range(self)[0]

    @property
    def latest(self) -> date:
        """Last day that it may mean."""
        return _day_range(self)[1]


class BoundStatus(StrEnum):
    """What a source says of one end of a period."""

    STATED = "stated"
    UNKNOWN = "unknown"
    OPEN = "open"


@dataclass(frozen=True)
class Bound:
    """One end of a period: ``stated`` is there exactly when the status is *stated*."""

    status: BoundStatus
    stated: EdtfDate | None = None

    @property
    def earliest(self) -> date | None:
        """First day that a stated bound may fall on, else None."""
        return self.stated.earliest if self.stated else None

    @property
    def latest(self) -> date | None:
        """Last day that a stated bound may fall on, else None."""
        return self.stated.latest if self.stated else None


class Period(EdtfText):
    """When something held: two bounds, each stated, unknown or open.

    Raises
    ------
    ValueError
        When the text is not a period in the notation of this module, or ends before it starts.

    Examples
    --------
    >>> Period("2010-02/").end.status
    <BoundStatus.UNKNOWN: 'unknown'>
    >>> Period("2010").start == Period("2010").end
    True
    """

    __slots__ = ()

    pattern = f"(?:{DATE_PATTERN}|\\.\\.)?/(?:{DATE_PATTERN}|\\.\\.)?|{DATE_PATTERN}"

    def __new__(cls, text: str) -> Self:
        """Read the text once; a wrong one never becomes a period."""
        _bounds(text)
        return super().__new__(cls, text)

    @property
    def start(self) -> Bound:
        """The start."""
        return _bounds(self)[0]

    @property
    def end(self) -> Bound:
        """The end."""
        return _bounds(self)[1]


@lru_cache(maxsize=16384)
def _day_range(text: str) -> tuple[date, date]:
    match = DATE.fullmatch(text)
    if not match:
        raise ValueError(
            f"{text!r} is not a date: write 2010-02-15, 2010-02, 2010, 198X or 19XX, "
            f"with ~ (about), ? (doubtful) or % (both) after it if need be"
        )
    earliest, latest, precision = _plain_range(match["value"])
    widenings = {"": 0, "~": 1, "?": 1, "%": 2}[match["qualifier"]]
    return _widened(earliest, latest, precision, widenings)


def _plain_range(value: str) -> tuple[date, date, str]:
    digits_missing = value.count("X")
    first_year = int(value[:4].replace("X", "0"))
    if not FIRST_YEAR <= first_year <= LAST_YEAR:
        raise ValueError(
            f"{value!r} is not a date of this subject: years run from {FIRST_YEAR} to {LAST_YEAR}"
        )
    if digits_missing:
        last_year = first_year + 10**digits_missing - 1
        precision = "decade" if digits_missing == 1 else "century"
        return date(first_year, 1, 1), date(last_year, 12, 31), precision
    precision = PRECISIONS[len(value)]
    try:
        earliest = date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError as error:
        raise ValueError(f"{value!r} is not a day of the calendar: {error}") from None
    if precision == "year":
        return earliest, date(earliest.year, 12, 31), precision
    if precision == "month":
        return earliest, add_months(earliest, 1) - timedelta(days=1), precision
    return earliest, earliest, precision


def _widened(earliest: date, latest: date, precision: str, times: int) -> tuple[date, date]:
    if precision == "day":
        return earliest - timedelta(days=SLACK_DAYS * times), latest + timedelta(days=SLACK_DAYS * times)
    months = SLACK_MONTHS[precision] * times
    # By way of the next first of a month, so that a month's last day stays one.
    return add_months(earliest, -months), add_months(latest + timedelta(days=1), months) - timedelta(days=1)


@lru_cache(maxsize=16384)
def _bounds(text: str) -> tuple[Bound, Bound]:
    first, slash, second = text.partition("/")
    if "/" in second or text == "":
        raise ValueError(f"{text!r} is not a period: write one date, or start/end with a single slash")
    start = _bound(first)
    end = _bound(second) if slash else start
    if not slash and start.status is not BoundStatus.STATED:
        raise ValueError(f"{text!r} is not a period: an open bound stands beside a slash, as in 2010/..")
    if start.earliest and end.latest and start.earliest > end.latest:
        raise ValueError(f"{text!r} ends before it starts")
    return start, end


@lru_cache(maxsize=16384)
def _bound(text: str) -> Bound:
    if text == "":
        return Bound(BoundStatus.UNKNOWN)
    if text == "..":
        return Bound(BoundStatus.OPEN)
    return Bound(BoundStatus.STATED, EdtfDate(text))
