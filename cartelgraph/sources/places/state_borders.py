"""Land borders of the states of Mexico, from the lines that boundaries share.

A line of positive length is a border; states that meet in a point share none. Boundaries are drawn for maps
at 1 to 10 million, on which a millimetre is ten kilometres: a shorter line is at most probable, and one of
a kilometre or less is taken for a point, as the lines are no truer than that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cartelgraph.model.entities import Place
from cartelgraph.model.record import Citation, Likelihood
from cartelgraph.model.relationships import Border

__all__ = ["SharedLine", "state_borders"]

#: Kilometres: up to here two boundaries meet in a point, and up to here a line is shorter than a map shows.
POINT, SHORT = 1.0, 10.0

SHORT_NOTE = "The shared line is shorter than ten kilometres, a millimetre at the scale of the source."


@dataclass(frozen=True)
class SharedLine:
    """A line between a state and what lies beyond it."""

    one: str
    """Code of ISO 3166-2."""
    other: str
    """Code of ISO 3166-2, or of ISO 3166-1 for a country."""
    kilometres: float
    """Its length."""
    sources: tuple[str, str]
    """Ids of the sources of the two boundaries."""

    def citations(self) -> tuple[Citation, ...]:
        """Return where the line stands: in one source, or in two that draw one side of it each."""
        here, there = self.sources
        if here == there:
            return (Citation(source=here, locator=f"boundary of {self.one} with {self.other}"),)
        return (
            Citation(source=here, locator=f"boundary of {self.one}"),
            Citation(source=there, locator=f"boundary of {self.other}"),
        )


def state_borders(
    places: Iterable[Place], earlier: Iterable[Border], lines: Iterable[SharedLine]
) -> tuple[Border, ...]:
    """Return a border for each line between two of the places that is no mere point, in order of ids."""
    ids = {frozenset((one.source, one.target)): one.id for one in earlier}
    by_code = {place.iso_subdivision or place.iso_alpha2: place.id for place in places}
    borders = []
    for line in lines:
        if line.kilometres > POINT and line.one in by_code and line.other in by_code:
            ends = sorted((by_code[line.one], by_code[line.other]))
            record_id = ids.get(frozenset(ends), f"border-{ends[0]}-{ends[1]}-1")
            borders.append(_border(record_id, ends, line))
    return tuple(sorted(borders, key=lambda border: border.id))


def _border(record_id: str, ends: list[str], line: SharedLine) -> Border:
    short = line.kilometres < SHORT
    return Border(
        id=record_id,
        source=ends[0],
        target=ends[1],
        likelihood=Likelihood.PROBABLE if short else Likelihood.CONFIRMED,
        citations=line.citations(),
        note=SHORT_NOTE if short else None,
    )
