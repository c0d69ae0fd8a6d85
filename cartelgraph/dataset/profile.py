"""Everything that a dataset says of one record, as a table to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cartelgraph.dataset.dataset import Dataset
from cartelgraph.dataset.wording import found_in, period_of
from cartelgraph.model import (
    Citation,
    CitedEntity,
    DatedRelationship,
    Entity,
    Record,
    Relationship,
    SignedTie,
)
from cartelgraph.model.entities import Event, Figure
from cartelgraph.model.relationships import (
    Allocation,
    ArmedWing,
    Assistance,
    Base,
    Border,
    Containment,
    FactionTie,
    Funding,
    Involvement,
    Leadership,
    Membership,
    Merger,
    Occurrence,
    Participation,
    Presence,
    Renaming,
    Split,
    Succession,
    Targeting,
)
from cartelgraph.table import Column, Row, Table

__all__ = ["profile"]

#: What a profile is divided into, in its order; a record belongs to the first section that takes its type.
SECTIONS: tuple[tuple[str, tuple[type[Record], ...]], ...] = (
    ("lineage", (Split, Merger, Renaming, Succession, FactionTie, ArmedWing)),
    ("allies and rivals", (SignedTie,)),
    ("where", (Presence, Base, Occurrence, Containment, Border)),
    ("people", (Membership, Leadership)),
    ("assistance", (Funding, Assistance, Allocation, Participation, Targeting)),
    ("events", (Involvement, Event)),
    ("figures", (Figure,)),
    ("others", (Entity,)),
)

STATEMENT_COLUMNS = (
    Column("about", "What the statement is about."),
    Column(
        "statement", "What is said; an arrow shows the direction, a dash that there is none.", heading=True
    ),
    Column("with", "The other end of the relationship.", heading=True),
    Column(
        "period",
        "When it held, in EDTF; `/` is unknown on both sides. Dates at which it was seen follow.",
        heading=True,
    ),
    Column("likelihood", "How likely the statement is to be right.", heading=True),
    Column("found in", "Each source with its locator; a source that denies it is marked."),
    Column("details", "What else the record says.", detail=True),
    Column("record", "Id of the record.", detail=True),
)

CITATION_COLUMNS = (
    Column("source", "Title of the source."),
    Column("published", "When it was published."),
    Column("locator", "Where in the source."),
    Column("stance", "Whether it supports or disputes the statement."),
    Column("part", "Which part of the statement it is cited for."),
    Column("checked", "Whether the source itself was read."),
)

# Shown in their own place in the table, or of no use to a reader.
NOT_FACTS = {"id", "name", "citations", "aliases", "source", "target"}
SHOWN_AS_PERIOD = {"period", "date", "fiscal_year", "subjects"}


def profile(dataset: Dataset, record: Record) -> Table:
    """Return an entity with all statements on it, or a statement with all its citations.

    Parameters
    ----------
    dataset
        Where the record comes from.
    record
        The record.

    Returns
    -------
    Table
        The record's own facts are what it leads with.
    """
    if isinstance(record, Entity):
        rows = tuple(_statement(dataset, held, record.id) for held in _about(dataset, record))
        lead = (*_facts(dataset, record), _sources_in_all(dataset, rows))
        return Table("show", _title(record), STATEMENT_COLUMNS, rows, lead=lead, grouped=True)
    rows = tuple(_citation(dataset, record, citation) for citation in getattr(record, "citations", ()))
    return Table("show", _title(record), CITATION_COLUMNS, rows, lead=tuple(_facts(dataset, record)))


def _sources_in_all(dataset: Dataset, rows: tuple[Row, ...]) -> str:
    records = [dataset.get(key) for row in rows for key in row.records]
    cited = {citation.source for record in records for citation in getattr(record, "citations", ())}
    return f"records that say something of it: {len(rows)}, with {len(cited)} sources"


def _title(record: Record) -> str:
    name = record.name if isinstance(record, Entity) else record.label
    return f"{name} ({record.id})"


def _about(dataset: Dataset, entity: Entity) -> list[Entity | Relationship]:
    """Return what says something of an entity, or rests on it if it is a source, in the order of a profile.

    Within a section by type and time; allies and rivals by who they are, so that a shifting dyad reads on.
    """
    records: tuple[Entity | Relationship, ...] = (*dataset.relationships, *dataset.of(Entity))
    found = [
        record
        for record in records
        if entity.id in _subjects(record) or any(cited.source == entity.id for cited in record.citations)
    ]

    def order(record: Entity | Relationship) -> tuple[int, str, str, str]:
        place, with_whom = _section(record), ""
        if isinstance(record, SignedTie):
            other = record.target if record.source == entity.id else record.source
            with_whom = dataset.name_of(other).casefold()
        kind = with_whom or record.label
        return place, kind, _year(period_of(record)), record.id

    return sorted(found, key=order)


def _section(record: Record) -> int:
    return next(place for place, (_, types) in enumerate(SECTIONS) if isinstance(record, types))


def _year(period: str) -> str:
    """Return the first year that a period names, as text; what names none comes last."""
    named = re.search(r"\b\d[\dX]{3}", period)
    return named.group() + period if named else "~"


def _subjects(record: Entity | Relationship) -> tuple[str, ...]:
    if isinstance(record, Relationship):
        return (record.source, record.target)
    return record.subjects if isinstance(record, Figure) else ()


def _statement(dataset: Dataset, record: Entity | Relationship, seen_from: str) -> Row:
    others = [subject for subject in _subjects(record) if subject != seen_from]
    mark = _mark(record, seen_from)
    of = f" {mark} ".join(dataset.name_of(other) for other in others)
    what = of if isinstance(record, Relationship) else "; ".join(filter(None, (record.name, of)))
    values = (
        SECTIONS[_section(record)][0],
        f"{mark} {record.label.lower().replace('_', ' ')}",
        what,
        period_of(record),
        str(getattr(record, "likelihood", "")),
        "; ".join(map(found_in, record.citations)),
        _details(record),
        record.id,
    )
    return Row(values, (record.id,))


def _mark(record: Entity | Relationship, seen_from: str) -> str:
    if isinstance(record, Entity):
        return "•"
    if not record.directed:
        return "–"  # noqa: RUF001 - a dash, as in prose
    return "←" if record.target == seen_from else "→"


def _details(record: Record) -> str:
    """Return the fields that only records of its type have, as words."""
    shared = {*DatedRelationship.model_fields, *CitedEntity.model_fields, *NOT_FACTS, *SHOWN_AS_PERIOD}
    own = ((field, getattr(record, field)) for field in type(record).model_fields if field not in shared)
    return "; ".join(f"{_words(field)}: {_shown(value)}" for field, value in own if value not in (None, ()))


def _words(field: str) -> str:
    return field.replace("_", " ")


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:,.15g}" if isinstance(value, float) else str(value)


def _citation(dataset: Dataset, record: Record, citation: Citation) -> Row:
    source = dataset.get(citation.source)
    published = dataset.published[citation.source]
    values = (
        f"{dataset.name_of(source.id)} ({source.id})",
        str(published) if published else None,
        citation.locator,
        str(citation.stance),
        str(citation.part),
        "yes" if citation.checked else "no",
    )
    return Row(values, (record.id,))


def _facts(dataset: Dataset, record: Record) -> Iterator[str]:
    if isinstance(record, Relationship):
        yield (
            f"{dataset.name_of(record.source)} → {dataset.name_of(record.target)}"
            if record.directed
            else (
                f"{dataset.name_of(record.source)} – {dataset.name_of(record.target)}"  # noqa: RUF001
            )
        )
    if aliases := getattr(record, "aliases", ()):
        yield f"also known as: {'; '.join(alias.name for alias in aliases)}"
    for field in type(record).model_fields:
        value = getattr(record, field)
        if field not in NOT_FACTS and value not in (None, ()):
            yield f"{_words(field)}: {_shown(value)}"
    if isinstance(record, Entity) and record.citations:
        yield f"found in: {'; '.join(found_in(citation) for citation in record.citations)}"
