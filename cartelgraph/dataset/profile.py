"""Everything that a dataset says of one record, as a table to read."""

from __future__ import annotations

from collections.abc import Iterator

from cartelgraph.dataset.dataset import Dataset
from cartelgraph.model import Citation, Entity, Record, Relationship, Stance
from cartelgraph.model.entities import Source
from cartelgraph.table import Column, Row, Table

__all__ = ["profile"]

STATEMENT_COLUMNS = (
    Column("statement", "What is said; an arrow shows the direction, a dash that there is none."),
    Column("with", "The other end of the relationship."),
    Column(
        "period", "When it held, in EDTF; `/` is unknown on both sides. Dates at which it was seen follow."
    ),
    Column("likelihood", "How likely the statement is to be right."),
    Column("found in", "Each source with its locator; a source that denies it is marked."),
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
        The record's own facts are the notes.
    """
    if isinstance(record, Source):
        rows = [_statement(dataset, cited, record.id) for cited in _citing(dataset, record.id)]
        return Table("show", _title(record), STATEMENT_COLUMNS, tuple(rows), tuple(_facts(dataset, record)))
    if isinstance(record, Entity):
        about = [held for held in dataset.relationships if record.id in {held.source, held.target}]
        about.sort(key=lambda held: (held.label, str(getattr(held, "period", "")), held.id))
        rows = [_statement(dataset, held, record.id) for held in about]
        return Table("show", _title(record), STATEMENT_COLUMNS, tuple(rows), tuple(_facts(dataset, record)))
    rows = [_citation(dataset, record, citation) for citation in getattr(record, "citations", ())]
    return Table("show", _title(record), CITATION_COLUMNS, tuple(rows), tuple(_facts(dataset, record)))


def _title(record: Record) -> str:
    name = record.name if isinstance(record, Entity) else record.label
    return f"{name} ({record.id})"


def _citing(dataset: Dataset, source: str) -> list[Relationship]:
    return [
        record
        for record in dataset.relationships
        if any(citation.source == source for citation in record.citations)
    ]


def _statement(dataset: Dataset, record: Relationship, seen_from: str) -> Row:
    ends = [end for end in (record.source, record.target) if end != seen_from]
    arrow = "–" if not record.directed else ("←" if record.target == seen_from else "→")  # noqa: RUF001
    others = f" {arrow} ".join(_name(dataset, end) for end in ends)
    found = "; ".join(_where(citation) for citation in record.citations)
    values = (f"{arrow} {record.label}", others, _period(record), str(record.likelihood), found, record.id)
    return Row(values, (record.id,))


def _period(record: Relationship) -> str:
    period, observed = getattr(record, "period", None), getattr(record, "observed", ())
    if period is None:
        return "always"
    stated = "" if period == "/" and observed else str(period)
    return f"{stated} seen {', '.join(observed)}".strip() if observed else stated


def _where(citation: Citation) -> str:
    denies = "denied by " if citation.stance is Stance.DISPUTES else ""
    return f"{denies}{citation.source}{f', {citation.locator}' if citation.locator else ''}"


def _citation(dataset: Dataset, record: Record, citation: Citation) -> Row:
    source = dataset.get(citation.source)
    published = dataset.published[citation.source]
    values = (
        f"{_name(dataset, source.id)} ({source.id})",
        str(published) if published else None,
        citation.locator,
        str(citation.stance),
        str(citation.part),
        "yes" if citation.checked else "no",
    )
    return Row(values, (record.id,))


def _name(dataset: Dataset, record_id: str) -> str:
    record = dataset.get(record_id)
    return record.name if isinstance(record, Entity) else record.id


def _facts(dataset: Dataset, record: Record) -> Iterator[str]:
    if isinstance(record, Relationship):
        yield (
            f"{_name(dataset, record.source)} → {_name(dataset, record.target)}"
            if record.directed
            else (
                f"{_name(dataset, record.source)} – {_name(dataset, record.target)}"  # noqa: RUF001
            )
        )
    if aliases := getattr(record, "aliases", ()):
        yield f"also known as: {'; '.join(alias.name for alias in aliases)}"
    for field in type(record).model_fields:
        value = getattr(record, field)
        if field not in NOT_FACTS and value not in (None, ()):
            shown = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
            yield f"{field.replace('_', ' ')}: {shown}"
    if isinstance(record, Entity) and record.citations:
        yield f"found in: {'; '.join(_where(citation) for citation in record.citations)}"
