"""What `check` refuses in names, ids and notes, and how it says so; what it must let pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from cartelgraph.dataset import Dataset, inspect_dataset
from cartelgraph.errors import Problem
from cartelgraph.model.text import Name, Note
from tests.dataset.folders import write_folder
from tests.safety.hostile import HOSTILE

NAMES, NOTES = TypeAdapter[str](Name), TypeAdapter[str](Note)

RULE = "which nobody can see: remove it, or write a plain space"

#: What cannot be seen: control, format, space, letter, mark, symbol, and code points that stand for nothing.
UNSEEN = {
    "\x1b": "U+001B (control character)",
    "\x7f": "U+007F (control character)",
    "\u200b": "U+200B (ZERO WIDTH SPACE)",
    "\u200d": "U+200D (ZERO WIDTH JOINER)",
    "\u200f": "U+200F (RIGHT-TO-LEFT MARK)",
    "\u202e": "U+202E (RIGHT-TO-LEFT OVERRIDE)",
    "\u2067": "U+2067 (RIGHT-TO-LEFT ISOLATE)",
    "\ufeff": "U+FEFF (ZERO WIDTH NO-BREAK SPACE)",
    "\u2028": "U+2028 (LINE SEPARATOR)",
    "\u00a0": "U+00A0 (NO-BREAK SPACE)",
    "\u034f": "U+034F (COMBINING GRAPHEME JOINER)",
    "\u115f": "U+115F (HANGUL CHOSEONG FILLER)",
    "\u17b4": "U+17B4 (KHMER VOWEL INHERENT AQ)",
    "\u180b": "U+180B (MONGOLIAN FREE VARIATION SELECTOR ONE)",
    "\u2800": "U+2800 (BRAILLE PATTERN BLANK)",
    "\u3164": "U+3164 (HANGUL FILLER)",
    "\ufe0f": "U+FE0F (VARIATION SELECTOR-16)",
    "\uffa0": "U+FFA0 (HALFWIDTH HANGUL FILLER)",
    "\U000e0041": "U+E0041 (TAG LATIN CAPITAL LETTER A)",
    "\U000e0100": "U+E0100 (VARIATION SELECTOR-17)",
    "\u2065": "U+2065 (no character)",
    "\ufdd0": "U+FDD0 (no character)",
    "\U0001fffe": "U+1FFFE (no character)",
}


def escaped(character: str) -> str:
    """Return a character as YAML writes it between double quotes, so that the file itself is sound."""
    return f"\\U{ord(character):08x}"


def problems(folder: Path, organizations: str) -> list[Problem]:
    found = inspect_dataset(write_folder(folder, organizations=organizations, alliances=None))
    return list(found.problems)


@pytest.mark.parametrize("character", UNSEEN, ids=UNSEEN.values())
def test_what_cannot_be_seen_is_told_with_file_line_and_code_point(tmp_path: Path, character: str) -> None:
    unseen = escaped(character)
    text = (
        f'- id: zetas\n  name: "Los{unseen}Zetas"\n  kind: cartel\n'
        f'  aliases:\n    - name: Z\n    - name: "{unseen}Z"\n      language: es\n'
        f'  note: "a{unseen}"\n'
    )
    # At either end a space is taken away, as around every value.
    at_ends = [] if character.isspace() else [(6, "aliases.2.name", 1), (8, "note", 2)]
    wrong = [(2, "name", 4), *at_ends]
    assert [(each.line, each.message) for each in problems(tmp_path, text)] == [
        (line, f"{field}: character {place} is {UNSEEN[character]}, {RULE}") for line, field, place in wrong
    ]


@pytest.mark.parametrize("character", UNSEEN, ids=UNSEEN.values())
def test_in_an_id_it_is_told_likewise(tmp_path: Path, character: str) -> None:
    text = f'- id: "los{escaped(character)}zetas"\n  name: Zetas\n  kind: cartel\n'
    [problem] = problems(tmp_path, text)
    assert (problem.line, problem.message) == (1, f"id: character 4 is {UNSEEN[character]}, {RULE}")


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("l\u043es-zetas", "character 2 is U+043E (CYRILLIC SMALL LETTER O)"),
        ("ju\u00e1rez", "character 3 is U+00E1 (LATIN SMALL LETTER A WITH ACUTE)"),
        ("jua\u0301rez", "character 3 is U+00E1 (LATIN SMALL LETTER A WITH ACUTE)"),
        ("a\uff0db", "character 2 is U+FF0D (FULLWIDTH HYPHEN-MINUS)"),
    ],
)
def test_an_id_that_only_looks_like_one_is_told_its_character(tmp_path: Path, key: str, told: str) -> None:
    [problem] = problems(tmp_path, f"- id: {key}\n  name: Zetas\n  kind: cartel\n")
    assert problem.message == f"id: {told}: write a to z, 0 to 9 and single hyphens"


@pytest.mark.parametrize("what", HOSTILE)
def test_what_only_looks_like_code_is_a_name(tmp_path: Path, what: str) -> None:
    quoted = HOSTILE[what].replace("\\", "\\\\").replace('"', '\\"')
    text = f'- id: zetas\n  name: "{quoted}"\n  kind: cartel\n  note: "{quoted}\\n{quoted}"\n'
    found = inspect_dataset(write_folder(tmp_path, organizations=text, alliances=None))
    assert found.problems == ()
    assert found.dataset is not None
    assert found.dataset.name_of("zetas") == HOSTILE[what].strip()


@pytest.mark.parametrize(
    ("field", "most"), [("id", 100), ("name", 200), ("summary", 4000), ("note", 4000), ("alias", 200)]
)
def test_what_is_too_long_is_refused_in_a_line_that_can_be_read(
    tmp_path: Path, field: str, most: int
) -> None:
    fields = {"id": "zetas", "name": "Zetas", "summary": "One.", "note": "Two."} | {field: "x" * (most + 1)}
    alias = fields.pop("alias", "Z")
    lines = [f"{name}: {value}" for name, value in fields.items()]
    text = "- " + "\n  ".join([*lines, "kind: cartel", "aliases:", f"  - name: {alias}"]) + "\n"
    [problem] = problems(tmp_path, text)
    assert problem.message.endswith(f"string should have at most {most} characters")
    assert problem.line == {"id": 1, "name": 2, "summary": 3, "note": 4, "alias": 7}[field]
    assert len(str(problem)) < len(str(tmp_path)) + 300


def test_a_text_that_normal_form_makes_too_long_is_refused() -> None:
    # U+FB2C is excluded from composition: its normal form has three characters (CompositionExclusions.txt).
    assert NAMES.validate_python("\ufb2c" * 66) == "\u05e9\u05bc\u05c1" * 66
    with pytest.raises(ValidationError, match=r"has 201 characters in normal form \(NFC\): shorten it to at"):
        NAMES.validate_python("\ufb2c" * 67)
    with pytest.raises(ValidationError, match=r"has 4002 characters in normal form \(NFC\)"):
        NOTES.validate_python("\ufb2c" * 1334)


@given(st.text(max_size=210) | st.text("\ufb2c\u0958e\u0301 ", max_size=210))
def test_what_is_kept_is_kept_unchanged_when_it_is_read_again(text: str) -> None:
    try:
        kept = NAMES.validate_python(text)
    except ValidationError:
        return
    assert NAMES.validate_python(kept) == kept
    assert 0 < len(kept) <= 200


def test_an_id_cannot_write_on_the_terminal(tmp_path: Path) -> None:
    text = '- id: "a\\e[2J\\n/etc/x.yml:1: all is well\\u202e"\n  name: Zetas\n  kind: cartel\n'
    [problem] = problems(tmp_path, text)
    assert str(problem).isprintable()
    assert "\\x1b[2J\\n/etc/x.yml:1: all is well\\u202e: id: " in str(problem)


def test_an_id_that_is_none_is_not_told_at_length(tmp_path: Path) -> None:
    text = f"- id: {'a' * 10_000}\n  name: Zetas\n  kind: cartel\n"
    [problem] = problems(tmp_path, text)
    assert f": {'a' * 100}…: id: " in str(problem)
    assert len(str(problem)) < len(str(tmp_path)) + 300


def test_a_lone_surrogate_is_refused(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, organizations=None, alliances=None)
    line = '{"id": "zetas", "name": "Los \\ud800 Zetas", "kind": "cartel"}\n'
    (folder / "organizations.jsonl").write_text(line, encoding="ascii")
    [problem] = inspect_dataset(folder).problems
    assert problem.line == 1
    assert str(problem).isprintable()


def test_the_seeds_hold_nothing_that_is_refused(seeds: Dataset) -> None:
    assert len(seeds) > 1000
