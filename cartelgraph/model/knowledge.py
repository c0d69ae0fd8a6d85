"""What could be known of a statement on a given day, from the publication dates of its sources.

A statement is known from the day on which the first source that supports it was published. A citation
may support only one part of it: a bound counts as known from the first source for the whole or for that
bound, so that an end learnt later never shows in an earlier view.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from cartelgraph.model.dates import Bound, BoundStatus, EdtfDate, Period
from cartelgraph.model.record import (
    Citation,
    CitedEntity,
    DatedRelationship,
    LastingRelationship,
    Part,
    Relationship,
    Stance,
)
from cartelgraph.model.spell import Spell

__all__ = [
    "Publications",
    "as_cited",
    "as_known_at",
    "known_days",
    "known_from",
    "rests_on_undated",
    "spell_of",
    "supporting",
]

#: Publication date of each source by its id; None where the source bears none.
Publications = Mapping[str, EdtfDate | None]

#: Parts that a citation of any part supports.
WHOLLY = frozenset({Part.TIE, Part.WHOLE})

# Asked for millions of times; Python looks a member up in its class rather slowly.
SUPPORTS, WHOLE, OPEN = Stance.SUPPORTS, Part.WHOLE, BoundStatus.OPEN

R = TypeVar("R", bound=Relationship)


def supporting(record: Relationship | CitedEntity, part: Part = Part.TIE) -> list[Citation]:
    """Return the citations that support a statement, or one bound of it, in their order.

    Any citation that supports a part of it shows the tie itself to exist; a denial supports nothing.
    """
    if part in WHOLLY:
        return [citation for citation in record.citations if citation.stance is SUPPORTS]
    return [
        citation
        for citation in record.citations
        if citation.stance is SUPPORTS and (citation.part is WHOLE or citation.part is part)
    ]


def known_from(record: Relationship, published: Publications, part: Part = Part.TIE) -> date | None:
    """Return the first day on which the statement, or one bound of it, was in print.

    Parameters
    ----------
    record
        The statement.
    published
        Publication date of every source that it cites.
    part
        The tie itself, which any supporting citation shows to exist, or one of its bounds.

    Returns
    -------
    date or None
        The last day that the earliest publication date may mean. None when no dated source supports it.
    """
    days = [
        day.latest for citation in supporting(record, part) if (day := published[citation.source]) is not None
    ]
    return min(days, default=None)


def known_days(record: Relationship, published: Publications) -> tuple[date | None, date | None, date | None]:
    """Return :func:`known_from` of a statement, of its start and of its end."""
    known = known_from(record, published)
    # Most citations are for the whole, and then both bounds were known when the tie was.
    if all(citation.part is WHOLE for citation in record.citations):
        return known, known, known
    return known, known_from(record, published, Part.START), known_from(record, published, Part.END)


def rests_on_undated(record: Relationship, published: Publications) -> bool:
    """Whether a source without a date supports the statement, so that it may have been known sooner."""
    return any(published[citation.source] is None for citation in supporting(record))


def as_known_at(record: R, published: Publications, day: date) -> R | None:
    """Return the record as a reader of that day could have written it, or None if nobody could have.

    Citations published later, or undated, are gone; bounds that only they support are unknown;
    observations later than the day are gone. An observation is not tied to one citation, so an old one that
    only a later source reports belongs in a record of its own.

    Geography is common knowledge and stays as it is: that Michoacán lies in Mexico was known before the
    gazetteer that we cite came out.
    """
    if record.common_knowledge:
        return record
    known = as_cited(record, lambda citation: _in_print(citation, published, day))
    if not isinstance(known, DatedRelationship):
        return known
    seen = tuple(seen for seen in known.observed if seen.latest <= day)
    return known.model_copy(update={"observed": seen})


def as_cited(record: R, counts: Callable[[Citation], bool]) -> R | None:
    """Return the record as the citations that count support it, or None if none of them does.

    The other citations are gone; bounds that only they support are unknown.
    """
    cited = record.model_copy(
        update={"citations": tuple(citation for citation in record.citations if counts(citation))}
    )
    if not supporting(cited):
        return None
    if not isinstance(record, DatedRelationship | LastingRelationship):
        return cited
    return cited.model_copy(update={"period": _supported_period(record.period, cited)})


def spell_of(record: Relationship, published: Publications) -> Spell:
    """Return when the statement holds; what has no dates of its own holds always."""
    if isinstance(record, DatedRelationship):
        # Only where the end is open does it matter when that was said.
        said = _stated_on(record, published) if record.period.end.status is OPEN else ()
        return Spell.from_period(record.period, record.observed, stated_on=said)
    if isinstance(record, LastingRelationship):
        return Spell.lasting(record.period)
    return Spell.always()


def _in_print(citation: Citation, published: Publications, day: date) -> bool:
    printed = published[citation.source]
    return printed is not None and printed.latest <= day


def _supported_period(period: Period, cited: Relationship) -> Period:
    """Return a period without the bounds that no citation of a record supports."""
    keeps_start, keeps_end = (bool(supporting(cited, part)) for part in (Part.START, Part.END))
    if keeps_start and keeps_end:
        return period
    return Period(f"{_text(period.start) if keeps_start else ''}/{_text(period.end) if keeps_end else ''}")


def _text(bound: Bound) -> str:
    return ".." if bound.status is BoundStatus.OPEN else bound.stated or ""


def _stated_on(record: DatedRelationship, published: Publications) -> list[EdtfDate]:
    # Each of them: with the last alone, a second source would take away what the first had shown.
    return [day for citation in supporting(record, Part.END) if (day := published[citation.source])]
