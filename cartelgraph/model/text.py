"""The kinds of text that records are made of, each with its limit in code points.

Limits keep every indexed value far below the 8 kB that a Neo4j range index can hold as a key.
"""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

__all__ = ["Id", "Locator", "Name", "Note", "Url"]

ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

# Control, format (zero-width, bidirectional), surrogate and private-use characters, and every space but
# the plain one: they hide in names and make two that look alike differ.
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs"}


def _visible(text: str) -> str:
    for position, character in enumerate(text, start=1):
        if character != " " and unicodedata.category(character) in HIDDEN:
            name = unicodedata.name(character, "control character")
            raise ValueError(
                f"character {position} is U+{ord(character):04X} ({name}), which nobody can see: "
                f"remove it, or write a plain space"
            )
    return unicodedata.normalize("NFC", text)


def _visible_lines(text: str) -> str:
    return "\n".join(_visible(line) for line in text.split("\n"))


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=100)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_visible)]
Note = Annotated[str, StringConstraints(min_length=1, max_length=4000), AfterValidator(_visible_lines)]
Locator = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_visible)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=1000), AfterValidator(_visible)]
