"""Dates and periods as hypothesis draws them: every precision, qualifier and kind of bound."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from cartelgraph.model import EdtfDate, Period

QUALIFIERS = ("", "~", "?", "%")
DAYS = st.dates(date(1995, 1, 1), date(2024, 12, 31))


@st.composite
def date_texts(
    draw: st.DrawFn,
    days: st.SearchStrategy[date] = DAYS,
    lengths: tuple[int, ...] = (2, 3, 4, 7, 10),
    qualifiers: tuple[str, ...] = QUALIFIERS,
) -> str:
    """Draw a date: the first 10, 7 or 4 characters of a day, or the 3 or 2 that a decade or century keeps."""
    length = draw(st.sampled_from(lengths))
    return draw(days).isoformat()[:length].ljust(4, "X") + draw(st.sampled_from(qualifiers))


@st.composite
def period_texts(draw: st.DrawFn, dates: st.SearchStrategy[str] | None = None) -> str:
    """Draw a period that does not end before it starts."""
    bounds = st.one_of(date_texts() if dates is None else dates, st.sampled_from(("", "..")))
    first, second = draw(bounds), draw(bounds)
    if draw(st.booleans()) and first not in {"", ".."}:
        return first
    return f"{first}/{second}" if _is_period(f"{first}/{second}") else f"{second}/{first}"


def edtf_dates(texts: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[EdtfDate]:
    """Draw a date as the models hold it."""
    return (date_texts() if texts is None else texts).map(EdtfDate)


def _is_period(text: str) -> bool:
    try:
        Period(text)
    except ValueError:
        return False
    return True
