"""Derived records as the text of a seed file, in the form in which the files are written by hand."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from cartelgraph.model import Record

__all__ = ["text_of"]

HEADER = """\
# yaml-language-server: $schema=../../schema/json/{collection}.schema.json
# Made by {origin}: change the rule, not this file.
"""

#: Fields in the order in which they are written.
FIELDS = (
    "id", "name", "source", "target", "subjects", "quantity", "unit", "activities", "intensity", "form",
    "period", "observed", "value", "low", "high", "likelihood", "citations", "note",
)  # fmt: skip

WIDTH = 108

#: Text that YAML reads as itself.
PLAIN = re.compile(r"(?!.*(?:: | #|:$))[^\W_].*")


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
    """
    head = HEADER.format(collection=collection, origin=origin)
    return head + "".join(_entry(record) for record in records)


def _entry(record: Record) -> str:
    given = record.model_dump(exclude_defaults=True)
    first, *rest = [line for field in FIELDS if field in given for line in _field(field, given[field])]
    return "\n".join(["", f"- {first}", *(f"  {line}" for line in rest), ""])


def _field(name: str, value: Any) -> Iterator[str]:  # noqa: ANN401
    if name == "citations":
        yield "citations:"
        for citation in value:
            yield f"  - {{source: {citation['source']}, locator: {_quoted(citation['locator'])}}}"
    elif isinstance(value, tuple):
        yield f"{name}: [{', '.join(_scalar(one) for one in value)}]"
    elif name == "note" and len(f"{name}: {value}") > WIDTH:
        yield f"{name}: >-"
        yield from (f"  {line}" for line in textwrap.wrap(value, WIDTH - 4, break_on_hyphens=False))
    else:
        yield f"{name}: {_scalar(value)}"


def _scalar(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, float):
        return f"{value:.0f}"
    text = str(value)
    return text if PLAIN.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
