"""The kinds of text that records are made of, each with its limit in code points.

Limits keep every indexed value far below the 8 kB that a Neo4j range index can hold as a key.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

__all__ = [
    "ID_PATTERN",
    "LONGEST_NAME",
    "Id",
    "Locator",
    "Name",
    "Note",
    "Url",
    "is_hidden",
    "unlike_id",
    "visible",
]

#: Characters of a name.
LONGEST_NAME = 200

ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

# Control, format (zero-width, bidirectional), surrogate and private-use characters, and every space but
# the plain one: they hide in names and make two that look alike differ.
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs"}

#: What hides as well though its category is that of a letter, a mark, a symbol or of nothing yet: the code
#: points that Unicode calls default-ignorable (DerivedCoreProperties.txt), and the blank of Braille.
IGNORABLE = frozenset(
    [
        0x034F,
        *range(0x115F, 0x1161),
        *range(0x17B4, 0x17B6),
        *range(0x180B, 0x1810),
        0x2065,
        0x2800,
        0x3164,
        *range(0xFE00, 0xFE10),
        0xFFA0,
        *range(0xFFF0, 0xFFF9),
        *range(0xE0000, 0xE1000),
    ]
)


@cache
def is_hidden(character: str) -> bool:
    """Return whether a character cannot be seen, or stands for none; the plain space is one of these."""
    code = ord(character)
    # The last two code points of each plane, and 32 others, never stand for a character.
    never = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return never or code in IGNORABLE or unicodedata.category(character) in HIDDEN


def _told(character: str) -> str:
    unnamed = "no character" if unicodedata.category(character) == "Cn" else "control character"
    return f"U+{ord(character):04X} ({unicodedata.name(character, unnamed)})"


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def visible(text: str) -> str:
    """Return a text in its normal form.

    Raises
    ------
    ValueError
        When a character cannot be seen; the message names it and says what to do.
    """
    if _is_plain(text):
        return text
    for position, character in enumerate(text, start=1):
        if character != " " and is_hidden(character):
            raise ValueError(
                f"character {position} is {_told(character)}, which nobody can see: "
                "remove it, or write a plain space"
            )
    return unicodedata.normalize("NFC", text)


def _visible_lines(text: str) -> str:
    return "\n".join(visible(line) for line in text.split("\n"))


def _normal(most: int, form: Callable[[str], str] = visible) -> AfterValidator:
    """Return what brings a text into its normal form, in which some characters become several."""

    def normal(text: str) -> str:
        if _is_plain(text):
            return text
        kept = form(text)
        if len(kept) > most:
            raise ValueError(f"has {len(kept)} characters in normal form (NFC): shorten it to at most {most}")
        return kept

    return AfterValidator(normal)


def unlike_id(text: str) -> str | None:
    """Name the first character beyond ASCII: it can look like one that an id may have, or not be seen at all.

    None where all are ASCII, and so to be seen.
    """
    try:
        shown = visible(text.strip())
    except ValueError as error:
        return str(error)
    for position, character in enumerate(shown, start=1):
        if not character.isascii():
            return f"character {position} is {_told(character)}: write a to z, 0 to 9 and single hyphens"
    return None


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=100)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME), _normal(LONGEST_NAME)]
Note = Annotated[str, StringConstraints(min_length=1, max_length=4000), _normal(4000, _visible_lines)]
Locator = Annotated[str, StringConstraints(min_length=1, max_length=200), _normal(200)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=1000), _normal(1000)]
