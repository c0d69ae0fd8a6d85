"""The saved queries in ``schema/queries``: each a question, its parameters, its columns and its Cypher.

A file starts with a header of comments, one fact on each line::

    // question: Which organizations were allied on a day?
    // parameter: on (date) = 2011-03: The day asked about; of a month or a year, any day counts.
    // column: first: Name of one ally.

A parameter of type ``date`` is written in EDTF and reaches Cypher as a map of two days, ``$on.first`` and
``$on.last``; ``text`` and ``integer`` reach it as they are. A parameter of type ``record``, or of the name
of an entity type such as ``organization``, is written as an id, a name or an alias, and reaches Cypher as
the id. A column named ``records`` holds the ids of the records that a row rests on.

After the Cypher there may be a line that says what a second statement, which follows it and takes the same
parameters, draws in Neo4j Browser::

    // picture: The organizations and the alliances between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from cartelgraph.errors import ParameterError, UnknownNameError
from cartelgraph.model import ENTITY_TYPES, Window
from cartelgraph.settings import bundled
from cartelgraph.table import Column

__all__ = ["RECORDS", "Reference", "SavedParameter", "SavedQuery", "catalogue", "query_named", "user_query"]

#: Name of the column that holds the ids of records.
RECORDS = "records"

HEADER = re.compile(r"// (question|parameter|column): (.+)")
PICTURE = re.compile(r"^// picture: (.+)$", re.MULTILINE)
COLUMN = re.compile(r"(?P<name>\w+): (?P<description>.+)")

#: Types of parameters that mean a record: any, or an entity of the type with that label.
REFERENCES = {"record": None} | {kind.label.lower(): kind.label for kind in ENTITY_TYPES}
TYPES = ("text", "date", "integer", *REFERENCES)
PARAMETER = re.compile(
    rf"(?P<name>\w+) \((?P<type>{'|'.join(TYPES)})\) = (?P<default>.+?): (?P<description>.+)"
)

#: What Cypher may hold: strings and comments, which are not looked into, and parameters.
TOKEN = re.compile(
    r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*|/\*.*?\*/|\$(?P<name>\w+)(?:\.(?P<end>first|last)\b)?",
    re.DOTALL,
)


@dataclass(frozen=True)
class Reference:
    """A record that is meant by its id, name or alias; what it means is looked up in the database.

    Attributes
    ----------
    label
        Label of the entities among which it is; None for any record, statements included.
    text
        The id, name or alias.
    """

    label: str | None
    text: str


Sent: TypeAlias = str | int | dict[str, date] | Reference
"""A parameter as it is sent to the database."""


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
        if self.type == "date":
            return self._days(text)
        if self.type in REFERENCES:
            return Reference(REFERENCES[self.type], text)
        if self.type == "text":
            return text
        if not re.fullmatch(r"-?\d{1,18}", text, re.ASCII):
            raise ParameterError(f"parameter {self.name!r}: {text!r} is not a whole number")
        return int(text)

    def _days(self, text: str) -> dict[str, date]:
        try:
            window = Window.of(text)
        except ValueError as error:
            raise ParameterError(f"parameter {self.name!r}: {error}") from None
        return {"first": window.first, "last": window.last}


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
    picture
        Cypher that returns nodes and relationships to be drawn; None where a drawing would not help.
    picture_shows
        What it draws, in words.
    """

    name: str
    question: str
    parameters: tuple[SavedParameter, ...]
    columns: tuple[Column, ...]
    text: str
    picture: str | None = None
    picture_shows: str = ""

    def settings(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """Return the text of every parameter, the default where none is chosen.

        Raises
        ------
        UnknownNameError
            When a parameter is chosen that the query does not have.
        ParameterError
            When one is chosen, and the query has none.
        """
        settings = {parameter.name: parameter.default for parameter in self.parameters}
        if chosen and not settings:
            raise ParameterError(f"query {self.name} takes no parameters, but {', '.join(chosen)} is set")
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

    def literal(self, cypher: str, chosen: Mapping[str, str] = MappingProxyType({})) -> str:
        """Return Cypher with literals in the place of parameters, to be pasted where none can be set.

        Parameters
        ----------
        cypher
            The text of this query, or its picture.
        chosen
            Texts for its parameters, the default for the others; a record is meant by its id only.

        Raises
        ------
        UnknownNameError
            When a parameter is chosen that the query does not have.
        ParameterError
            When a text is not of its parameter's type.

        Examples
        --------
        >>> query = query_named("allies-on")
        >>> query.literal("RETURN $on.first, '$on.first'", {"on": "2011-03"})
        "RETURN date('2011-03-01'), '$on.first'"
        """
        values = self.values(chosen)

        def written(found: re.Match[str]) -> str:
            if found["name"] not in values:
                return found[0]
            value = values[found["name"]]
            return _literal(value[found["end"]] if isinstance(value, dict) and found["end"] else value)

        return TOKEN.sub(written, cypher)


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

    Examples
    --------
    >>> query_named("allies-on").settings({"on": "2010-06"})
    {'on': '2010-06'}
    """
    for query in catalogue():
        if query.name == name:
            return query
    raise UnknownNameError("query", name, [query.name for query in catalogue()])


def user_query(path: Path) -> SavedQuery:
    """Return the query in a file of the user's own; a header is welcome and not needed.

    Raises
    ------
    ParameterError
        When the file cannot be read, a line of its header is malformed, or its Cypher uses a parameter that
        the header does not declare.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ParameterError(f"{path} cannot be read as UTF-8 text: {error}") from error
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
    body = "\n".join(line for line in text.splitlines() if not HEADER.fullmatch(line))
    cypher, *drawn = PICTURE.split(body)
    if not cypher.strip():
        raise ParameterError(
            f"query {name}: it holds no Cypher, or none above `// picture:`. Write what it asks"
        )
    if len(drawn) > 2:
        raise ParameterError(f"query {name}: more than one line `// picture:`. A query has one picture")
    shows, picture = drawn or ("", None)
    _require_declared(name, body, parameters)
    return SavedQuery(
        name,
        question,
        tuple(parameters),
        tuple(columns),
        cypher.strip(),
        picture and picture.strip(),
        shows,
    )


def _require_declared(name: str, cypher: str, parameters: Iterable[SavedParameter]) -> None:
    used = dict.fromkeys(found["name"] for found in TOKEN.finditer(cypher) if found["name"])
    missing = [used_name for used_name in used if used_name not in {known.name for known in parameters}]
    if missing:
        lines = "\n".join(f"  // parameter: {word} (text) = some default: What it means." for word in missing)
        raise ParameterError(
            f"query {name}: no line of its header declares {', '.join('$' + word for word in missing)}. "
            f"Write above the Cypher, then change the value by `--set`:\n{lines}\n"
            f"The word in parentheses is one of {', '.join(TYPES)}"
        )


def _literal(value: Sent | date) -> str:
    """Return a parameter as it is written in Cypher."""
    match value:
        case Reference(text=text) | str(text):
            escaped = text.replace("\\", "\\\\").replace("'", "\\'")
            return f"'{escaped}'"
        case date():
            return f"date('{value}')"
        case dict():
            return f"{{{', '.join(f'{name}: {_literal(day)}' for name, day in value.items())}}}"
        case _:
            return str(value)


def _groups(pattern: re.Pattern[str], content: str, name: str) -> dict[str, str]:
    found = pattern.fullmatch(content)
    if found is None:
        raise ParameterError(
            f"query {name}: {content!r} is not a header line. Write "
            f"`// parameter: on (date) = 2011-03: What it is.` (types: {', '.join(TYPES)}) or "
            "`// column: name: What it holds.`"
        )
    return found.groupdict()
