"""Records as the text of a seed file, in the form in which the files are written by hand."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cartelgraph.model import Record

__all__ = ["text_of"]

#: Fields in the order in which they are written.
FIELDS = (
    "id", "name", "source", "target", "kind", "iso_alpha2", "iso_alpha3", "iso_subdivision", "latitude",
    "longitude", "likelihood", "citations", "note",
)  # fmt: skip

WIDTH = 108

#: Text that YAML reads as itself, and text that it reads so within braces too.
PLAIN = re.compile(r"(?!.*(?:: | #|:$))[^\W_].*")
PLAIN_IN_BRACES = re.compile(r"(?!.*(?:: | #|:$))[^\W_][^,\[\]{}]*")


def text_of(header: str, records: Iterable[Record]) -> str:
    """Return the seed file of these records, in their order, below its comment."""
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
    elif name == "note" and len(f"{name}: {value}") > WIDTH:
        yield f"{name}: >-"
        yield from (f"  {line}" for line in textwrap.wrap(value, WIDTH - 4, break_on_hyphens=False))
    else:
        yield f"{name}: {_scalar(value)}"


def _pairs(citation: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}: {_scalar(value, PLAIN_IN_BRACES)}" for name, value in citation.items())


def _scalar(value: Any, plain: re.Pattern[str] = PLAIN) -> str:  # noqa: ANN401
    if isinstance(value, float | int) or plain.fullmatch(value):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
