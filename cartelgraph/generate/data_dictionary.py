"""``docs/data-dictionary.md``: every record type, field, unit and permitted value, for people."""

from __future__ import annotations

import ast
import inspect
import textwrap
import types
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from cartelgraph.model import (
    ENTITY_TYPES,
    RELATIONSHIP_TYPES,
    Alias,
    Citation,
    EdtfDate,
    Period,
    Record,
    Relationship,
)
from cartelgraph.model.record import Model
from cartelgraph.model.text import Id, Locator, Name, Note, Url
from cartelgraph.store.derived import derived_properties
from cartelgraph.store.shape import HOLDERS, Shape, shape_of

__all__ = ["data_dictionary"]

HEADER = """\
# Data dictionary

Generated from the record types by `cartelgraph schema --write`. Each collection is one seed file,
`seeds/<collection>.yml`. How dates are written stands in [codebook.md](codebook.md).

In Neo4j every field is a property of the same name, with these exceptions: citations and aliases are nodes of
their own, fields of ids are relationships, and the ends of a relationship are its two nodes. Every node and
relationship that a load writes carries `record_digest`: that of its record, or `part` on what is part of one.
"""

DERIVED = """\
Written at a load so that a query need not work them out; not read back. What is taken to hold on some day of
June 2010, each statement by itself, what certainly held, and what may have held:

```cypher
MATCH (a)-[r:ALLIED_WITH]-(b)
WHERE r.working_from <= date('2010-06-30') AND r.working_to >= date('2010-06-01')
RETURN a.name, b.name, r.period
```

```cypher
MATCH (a)-[r:ALLIED_WITH]-(b)
WHERE r.certain_from <= date('2010-06-30') AND r.certain_to >= date('2010-06-01')
RETURN a.name, b.name, r.period
```

```cypher
MATCH (a)-[r:ALLIED_WITH]-(b)
WHERE (r.valid_from IS NULL OR r.valid_from <= date('2010-06-30'))
  AND (r.valid_to IS NULL OR r.valid_to >= date('2010-06-01'))
RETURN a.name, b.name, r.period
```

The sources behind a tie `r`: `MATCH (c:Citation {record: r.id})-[:CITES]->(s:Source)`.
"""

#: Types of fields in words; annotated types are found by equality.
WORDS: tuple[tuple[Any, str], ...] = (
    (Id, "id"),
    (Name, "text, at most 200 characters"),
    (Locator, "text, at most 200 characters"),
    (Note, "text, at most 4000 characters"),
    (Url, "web address"),
    (EdtfDate, "date"),
    (Period, "period"),
    (bool, "yes or no"),
    (int, "whole number"),
    (float, "number"),
    (str, "text"),
    (Citation, "[citation](#citation)"),
    (Alias, "[alias](#alias)"),
)


def data_dictionary() -> str:
    """Return the text of the file."""
    parts = [
        HEADER,
        *_section("Entities", (_entity(kind) for kind in ENTITY_TYPES)),
        *_section("Relationships", (_relationship(kind) for kind in RELATIONSHIP_TYPES)),
        *_section("Parts of records", (_component(part) for part in (Citation, Alias))),
        *_section("Derived properties", (_derived(),)),
        *_section(
            "Permitted values", (_enum(enum) for enum in sorted(_enums(), key=lambda enum: enum.__name__))
        ),
    ]
    return "\n".join(parts)


def _section(title: str, parts: Iterable[str]) -> Iterator[str]:
    yield f"## {title}\n"
    yield from parts


def _entity(kind: type[Record]) -> str:
    labels = ", ".join(f"`:{label}`" for label in kind.all_labels()[1:])  # type: ignore[attr-defined]
    also = f" and one of {labels}" if labels else ""
    return (
        f"### {kind.__name__}\n\n{_summary(kind)}\n\nCollection `{kind.collection}`; "
        f"node `:{kind.label}`{also}.\n\n{_fields(kind)}\n{_stored_apart(shape_of(kind))}"
    )


def _relationship(kind: type[Relationship]) -> str:
    source, target = (" or ".join(f"`:{end.label}`" for end in ends) for ends in kind.ends)
    ends = f"from {source} to {target}" if kind.directed else f"between two {source}, without a direction"
    return (
        f"### {kind.__name__}\n\n{_summary(kind)}\n\nCollection `{kind.collection}`; "
        f"relationship `:{kind.label}` {ends}.\n\n{_fields(kind)}"
    )


def _component(part: type[Citation | Alias]) -> str:
    own = "which also has `id`, `record` (the id of its record) and `position` (from 1)"
    head = f"### {part.__name__}\n\n{_summary(part)}\n\nNode `:{part.label}`, {own}."
    return f"{head}\n\n{_fields(part)}\n{_stored_apart(shape_of(part))}"


def _stored_apart(shape: Shape) -> str:
    stored = {name: link.type for name, link in shape.links.items()}
    stored |= {name: HOLDERS[name] for name in shape.components if name in HOLDERS}
    listed = "; ".join(f"`{name}` as `:{relationship}`" for name, relationship in stored.items())
    return f"Stored as relationships: {listed}.\n" if listed else ""


def _fields(model: type[Model]) -> str:
    hints = get_type_hints(model, include_extras=True)
    lines = ["| field | type | unit | presence | description |", "|---|---|---|---|---|"]
    for name, field in model.model_fields.items():
        cells = (f"`{name}`", _words(hints[name]), _unit(field), _presence(field), _cell(field.description))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def _derived() -> str:
    lines = [
        f"{DERIVED}\n",
        "| property | of | description |",
        "|---|---|---|",
    ]
    relationships: dict[str, str] = {}
    for kind in RELATIONSHIP_TYPES:
        relationships |= derived_properties(kind)
    for name, meaning in relationships.items():
        of = "alliances, rivalries, truces" if name == "sign" else "every relationship"
        lines.append(f"| `{name}` | {of} | {_cell(meaning)} |")
    for entity in ENTITY_TYPES:
        lines += [
            f"| `{name}` | {entity.__name__} | {_cell(meaning)} |"
            for name, meaning in derived_properties(entity).items()
        ]
    return "\n".join([*lines, ""])


def _enum(enum: type[StrEnum]) -> str:
    meanings = _member_docstrings(enum)
    lines = [
        f"- `{member.value}`" + (f": {meanings[member.name]}" if member.name in meanings else "")
        for member in enum
    ]
    return "\n".join([f"### {enum.__name__}\n", f"{_summary(enum)}\n", *lines, ""])


@cache
def _enums() -> frozenset[type[StrEnum]]:
    models: tuple[type[Model], ...] = (*ENTITY_TYPES, *RELATIONSHIP_TYPES, Citation, Alias)
    leaves = (leaf for model in models for hint in get_type_hints(model).values() for leaf in _leaves(hint))
    return frozenset(leaf for leaf in leaves if isinstance(leaf, type) and issubclass(leaf, StrEnum))


def _leaves(hint: Any) -> Iterator[Any]:  # noqa: ANN401
    if get_args(hint):
        for held in get_args(hint):
            yield from _leaves(held)
    else:
        yield hint


def _words(hint: Any) -> str:  # noqa: ANN401
    """Return a type as a reader of seed files would name it."""
    for known, words in WORDS:
        if hint == known:
            return words
    origin, held = get_origin(hint), get_args(hint)
    if origin is tuple:
        return f"list of {_words(held[0])}"
    if origin in {Union, types.UnionType}:
        return _words(next(kind for kind in held if kind is not type(None)))
    if origin is Annotated:
        return _words(held[0])
    return f"[{hint.__name__}](#{hint.__name__.lower()})"


def _unit(field: FieldInfo) -> str:
    extra = field.json_schema_extra
    return str(extra.get("unit", "")) if isinstance(extra, dict) else ""


def _presence(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    return "" if field.default in (None, ()) else f"default `{_shown(field.default)}`"


def _shown(value: object) -> str:
    return "yes" if value is True else str(value)


def _cell(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


def _summary(documented: type) -> str:
    return inspect.cleandoc(documented.__doc__ or "")


def _member_docstrings(enum: type[StrEnum]) -> dict[str, str]:
    """Return the text under each member that has one; Python itself does not keep it."""
    body = ast.parse(textwrap.dedent(inspect.getsource(enum))).body[0]
    found: dict[str, str] = {}
    statements = body.body if isinstance(body, ast.ClassDef) else []
    for member, text in pairwise(statements):
        if (
            isinstance(member, ast.Assign)
            and isinstance(member.targets[0], ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
        ):
            found[member.targets[0].id] = " ".join(str(text.value.value).split())
    return found
