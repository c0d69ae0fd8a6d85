"""YAML in which every scalar stays text and every value knows its line.

YAML's own types would turn `no` into False, `0123` into 83 and `12:30` into 750; here the models decide.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

__all__ = ["Document", "Location", "Value", "YamlFault", "read_yaml"]

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Location = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlFault:
    """Something that is wrong with the YAML itself."""

    line: int
    message: str


@dataclass
class Document:
    """One YAML file: its value, the line of each part of it, and what is wrong with it."""

    value: Value | None = None
    lines: dict[Location, int] = field(default_factory=dict)
    faults: list[YamlFault] = field(default_factory=list)

    def line(self, location: Location) -> int:
        """Return the line of a value, or of the nearest thing that encloses it."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)


def read_yaml(text: str) -> Document:
    """Read one document; faults are gathered in it, never raised."""
    document = Document()
    try:
        document.faults += _aliases(text)
        node = None if document.faults else yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(filter(None, (error.context, error.problem)))
        document.faults.append(YamlFault(mark.line + 1 if mark else 1, f"not valid YAML: {what}"))
        return document
    except yaml.reader.ReaderError as error:
        # Its position counts the bytes of the text.
        line = text.encode()[: error.position].count(b"\n") + 1
        document.faults.append(YamlFault(line, f"not valid YAML: U+{error.character:04X}: {error.reason}"))
        return document
    if node is not None:
        document.value = _value(node, (), document)
    return document


def _aliases(text: str) -> list[YamlFault]:
    """Return a fault for each alias: it can contain itself, or a few lines of it can stand for gigabytes."""
    if "*" not in text:
        return []
    return [
        YamlFault(event.start_mark.line + 1, f"alias *{event.anchor}: write the value out")
        for event in yaml.parse(text, Loader=yaml.CBaseLoader)
        if isinstance(event, yaml.AliasEvent) and event.start_mark
    ]


def _value(node: yaml.Node, location: Location, document: Document) -> Value:
    line = node.start_mark.line + 1
    document.lines[location] = line
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*location, index), document) for index, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, location, document)
    if node.value == "":
        document.faults.append(YamlFault(line, "a value is empty: give it, or leave the whole field out"))
    return str(node.value)


def _mapping(node: yaml.MappingNode, location: Location, document: Document) -> Value:
    mapping: dict[str, Value] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            document.faults.append(YamlFault(line, "the name of a field must be plain text"))
            continue
        key = str(key_node.value)
        if key in mapping:
            document.faults.append(YamlFault(line, f"field {key!r} is given twice: keep one"))
        mapping[key] = _value(value_node, (*location, key), document)
        document.lines[*location, key] = line
    return mapping
