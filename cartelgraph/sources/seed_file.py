"""Records as the text of a seed file, in the form in which the files are written by hand."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cartelgraph.model import Record

__all__ = ["below", "text_of"]

HEADER = """\
# yaml-language-server: $schema=../../schema/json/{collection}.schema.json
# Made by {origin}: change the rule, not this file.
"""

#: Fields in the order in which they are written.
FIELDS = (
    "id", "name", "source", "target", "kind", "iso_alpha2", "iso_alpha3", "iso_subdivision", "latitude",
    "longitude", "subjects", "quantity", "unit", "activities", "intensity", "form", "period", "observed",
    "value", "low", "high", "likelihood", "citations", "note",
)  # fmt: skip

#: Fields that hold counts, which are whole whatever type they have.
COUNTS = frozenset({"value", "low", "high"})

WIDTH = 108

#: Text that YAML reads as itself, and text that it reads so within braces too.
PLAIN = re.compile(r"(?!.*(?:: | #|:$))[^\W_].*")
PLAIN_IN_BRACES = re.compile(r"(?!.*(?:: | #|:$))[^\W_][^,\[\]{}]*")


def text_of(collection: str, records: Iterable[Record], origin: str) -> str:
    """Return the seed file of these records, in their order.

    Parameters
    ----------
    collection
        Collection of the records.
    records
        The records, all of them made by a script and each with its citations.
    origin
        What made them and from what, for the head of the file: `scripts/derive_x.py from X's files`.

    Raises
    ------
    ValueError
        When a record has a field that such files do not have.
    """
    return below(HEADER.format(collection=collection, origin=origin), records)


def below(header: str, records: Iterable[Record]) -> str:
    """Return the seed file of these records, in their order, below its comment; errors as of `text_of`."""
    return header + "".join(_entry(record) for record in records)


def _entry(record: Record) -> str:
    given = record.model_dump(mode="json", exclude_defaults=True)
    if unknown := given.keys() - set(FIELDS):
        raise ValueError(f"{record.id}: no place in the file for {', '.join(sorted(unknown))}")
    first, *rest = [line for name in FIELDS if name in given for line in _field(name, given[name])]
    return "\n".join(["", f"- {first}", *(f"  {line}" for line in rest), ""])


def _field(name: str, value: Any) -> Iterator[str]:  # noqa: ANN401
    if name == "citations":
        yield "citations:"
        yield from (f"  - {{{_pairs(citation)}}}" for citation in value)
    elif isinstance(value, list):
        yield f"{name}: [{', '.join(_scalar(one) for one in value)}]"
    elif name == "note" and len(f"{name}: {value}") > WIDTH:
        yield f"{name}: >-"
        yield from (f"  {line}" for line in textwrap.wrap(value, WIDTH - 4, break_on_hyphens=False))
    else:
        yield f"{name}: {f'{value:.0f}' if name in COUNTS else _scalar(value)}"


def _pairs(citation: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}: {_scalar(value, PLAIN_IN_BRACES)}" for name, value in citation.items())


def _scalar(value: Any, plain: re.Pattern[str] = PLAIN) -> str:  # noqa: ANN401
    if isinstance(value, float | int) or plain.fullmatch(value):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
