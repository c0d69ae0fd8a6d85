"""The reference of the saved queries: question, parameters, columns, and Cypher ready to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartelgraph.store import SavedQuery, catalogue
from docs.extension.markdown import cell, table

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["queries"]


def queries() -> str:
    """Return a section for each query of the catalogue."""
    return "\n".join(part for query in catalogue() for part in _section(query))


def _section(query: SavedQuery) -> Iterator[str]:
    yield f"## {query.name}\n\n{query.question}\n"
    if query.parameters:
        yield table(
            ("parameter", "type", "default", "meaning"),
            (
                (f"`{one.name}`", one.type, f"`{one.default}`", cell(one.description))
                for one in query.parameters
            ),
        )
    yield table(
        ("column", "what it holds"), ((f"`{one.name}`", cell(one.description)) for one in query.columns)
    )
    yield _cypher(query.literal(query.text))
    if query.picture:
        yield f"As a picture in Browser: {query.picture_shows}\n"
        yield _cypher(query.literal(query.picture))


def _cypher(text: str) -> str:
    return f"```cypher\n{text}\n```\n"
