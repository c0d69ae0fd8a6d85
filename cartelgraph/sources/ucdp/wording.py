"""The words of notes and locators."""

from __future__ import annotations

from cartelgraph.sources.ucdp.spells import Year

__all__ = ["counted", "span"]


def counted(run: list[Year]) -> str:
    """Return the events and deaths of a run: `2 coded events, 1 death (best estimate).`."""
    events, deaths = sum(year.events for year in run), sum(year.deaths for year in run)
    return f"{events} coded {_plural('event', events)}, {deaths} {_plural('death', deaths)} (best estimate)."


def span(run: list[Year]) -> str:
    """Return the years of a run: `2010`, or `2010-2012`."""
    first, last = run[0].year, run[-1].year
    return str(first) if first == last else f"{first}-{last}"


def _plural(noun: str, number: int) -> str:
    return noun if number == 1 else f"{noun}s"
