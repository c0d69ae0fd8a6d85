"""The saved queries in ``schema/queries``: each a question, its parameters, its columns and its Cypher.

A file starts with a header of comments, one fact on each line::

    // question: Which organizations were allied on a day?
    // parameter: on (date) = 2011-03: The day asked about; of a month or a year, any day counts.
    // column: first: Name of one ally.

A parameter of type ``date`` is written in EDTF and reaches Cypher as a map of two days, ``$on.first`` and
``$on.last``; ``text`` and ``integer`` reach it as they are. A column named ``records`` holds the ids of the
records that a row rests on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeAlias

from cartelgraph.errors import ParameterError, StoreError, UnknownNameError
from cartelgraph.model import Window
from cartelgraph.settings import bundled
from cartelgraph.table import Column

__all__ = ["RECORDS", "SavedParameter", "SavedQuery", "catalogue", "query_named", "user_query"]

#: Name of the column that holds the ids of records.
RECORDS = "records"

HEADER = re.compile(r"// (question|parameter|column): (.+)")
PARAMETER = re.compile(
    r"(?P<name>\w+) \((?P<type>text|date|integer)\) = (?P<default>.+?): (?P<description>.+)"
)
COLUMN = re.compile(r"(?P<name>\w+): (?P<description>.+)")

Sent: TypeAlias = str | int | dict[str, date]
"""A parameter as Cypher gets it."""


@dataclass(frozen=True)
class SavedParameter:
    """A parameter of a query, with the text that stands for it unless another is given."""

    name: str
    type: str
    default: str
    description: str

    def value(self, text: str) -> Sent:
        """Return what a text means to Cypher.

        Raises
        ------
        ParameterError
            When it is not of the parameter's type.
        """
        try:
            if self.type == "date":
                window = Window.of(text)
                return {"first": window.first, "last": window.last}
            return int(text) if self.type == "integer" else text
        except ValueError as error:
            raise ParameterError(f"parameter {self.name!r}: {error}") from None


@dataclass(frozen=True)
class SavedQuery:
    """A question, and how to ask it in Cypher.

    Attributes
    ----------
    name
        Name of its file.
    question
        The question in words.
    parameters, columns
        What can be set, and what is answered.
    text
        The Cypher.
    """

    name: str
    question: str
    parameters: tuple[SavedParameter, ...]
    columns: tuple[Column, ...]
    text: str

    def settings(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """Return the text of every parameter, the default where none is chosen.

        Raises
        ------
        UnknownNameError
            When a parameter is chosen that the query does not have.
        """
        settings = {parameter.name: parameter.default for parameter in self.parameters}
        for name in chosen:
            if name not in settings:
                raise UnknownNameError(f"parameter of query {self.name}", name, list(settings))
        return settings | dict(chosen)

    def values(self, chosen: Mapping[str, str]) -> dict[str, Sent]:
        """Return every parameter as Cypher gets it.

        Raises
        ------
        UnknownNameError
            When a parameter is chosen that the query does not have.
        ParameterError
            When a text is not of its parameter's type.
        """
        settings = self.settings(chosen)
        return {parameter.name: parameter.value(settings[parameter.name]) for parameter in self.parameters}


@cache
def catalogue() -> tuple[SavedQuery, ...]:
    """Return every saved query, by name."""
    paths = sorted((bundled("schema") / "queries").glob("*.cypher"))
    return tuple(_parsed(path.stem, path.read_text(encoding="utf-8")) for path in paths)


def query_named(name: str) -> SavedQuery:
    """Return the saved query of that name.

    Raises
    ------
    UnknownNameError
        When there is none.
    """
    for query in catalogue():
        if query.name == name:
            return query
    raise UnknownNameError("query", name, [query.name for query in catalogue()])


def user_query(path: Path) -> SavedQuery:
    """Return the query in a file of the user's own; a header is welcome and not needed.

    Raises
    ------
    StoreError
        When the file cannot be read, or a line of its header is malformed.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{path} cannot be read as UTF-8 text: {error}") from error
    return _parsed(path.stem, text)


def _parsed(name: str, text: str) -> SavedQuery:
    question = name
    parameters: list[SavedParameter] = []
    columns: list[Column] = []
    for what, content in HEADER.findall(text):
        if what == "question":
            question = content
        elif what == "parameter":
            parameters.append(SavedParameter(**_groups(PARAMETER, content, name)))
        else:
            column = _groups(COLUMN, content, name)
            columns.append(Column(column["name"], column["description"]))
    body = "\n".join(line for line in text.splitlines() if not HEADER.fullmatch(line)).strip()
    return SavedQuery(name, question, tuple(parameters), tuple(columns), body)


def _groups(pattern: re.Pattern[str], content: str, name: str) -> dict[str, str]:
    found = pattern.fullmatch(content)
    if found is None:
        raise StoreError(
            f"query {name}: {content!r} is not a header line. Write "
            "`// parameter: on (date) = 2011-03: What it is.` (types: text, date, integer) or "
            "`// column: name: What it holds.`"
        )
    return found.groupdict()
