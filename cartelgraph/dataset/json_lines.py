"""JSON Lines: one record in each line, read by the same rules as YAML.

Every scalar stays text, as in :mod:`cartelgraph.dataset.lines`, so that a date written as `2010` is the same
in both. Lines are read one by one: a file may be larger than the memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from cartelgraph.dataset.lines import Document, Value, YamlFault

__all__ = ["JsonReader", "read_json_lines"]

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

#: A longer line holds no record, the texts of which are limited: it is a file without line ends.
LONGEST = 1_000_000


def read_json_lines(lines: Iterable[bytes]) -> Iterator[Document]:
    """Yield what each line holds, empty lines aside; every part of it is at the line's number.

    Faults are gathered in the documents, never raised.
    """
    reader = JsonReader()
    for number, line in enumerate(lines, start=1):
        stripped = (line.removeprefix(BYTE_ORDER_MARK) if number == 1 else line).strip()
        if stripped:
            yield reader.read(stripped, number)


class JsonReader:
    """A JSON decoder that leaves every scalar as text and gathers what is wrong."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._mapping, parse_int=str, parse_float=str, parse_constant=str
        )

    def read(self, line: bytes, number: int) -> Document:
        """Read one line without spaces around it; faults are gathered, never raised."""
        self._found = []
        value = self._value(line)
        return Document(value, {(): number}, [YamlFault(number, message) for message in self._found])

    def _value(self, line: bytes) -> Value | None:
        if len(line) > LONGEST:
            self._found.append(f"is longer than {LONGEST} bytes: write one record in each line")
            return None
        try:
            return self._text(self._decoder.decode(line.decode("utf-8")))
        except UnicodeDecodeError as error:
            self._found.append(f"cannot be read as UTF-8 text: {error}")
        except json.JSONDecodeError as error:
            self._found.append(f"not valid JSON: {error.msg} at column {error.colno}")
        except RecursionError:
            self._found.append("not valid JSON: brackets within brackets without end")
        return None

    def _mapping(self, pairs: list[tuple[str, Any]]) -> dict[str, Value]:
        fields: dict[str, Value] = {}
        for key, value in pairs:
            if key in fields:
                self._found.append(f"field {key!r} is given twice: keep one")
            fields[key] = self._text(value)
        return fields

    def _text(self, value: Any) -> Value:  # noqa: ANN401 - whatever JSON can hold
        """Return a value with every scalar as text."""
        if value is None or value == "":
            self._found.append("a value is empty: give it, or leave the whole field out")
            return ""
        if value is True or value is False:
            return "true" if value else "false"
        if isinstance(value, list):
            return [self._text(one) for one in value]
        return value  # type: ignore[no-any-return] # text, or a mapping, which is done
