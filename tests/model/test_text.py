"""Texts: what cannot be seen is refused, and every limit holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from cartelgraph.model.text import Id, Locator, Name, Note, Url

IDS, NAMES, NOTES = TypeAdapter[str](Id), TypeAdapter[str](Name), TypeAdapter[str](Note)
LOCATORS, URLS = TypeAdapter[str](Locator), TypeAdapter[str](Url)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Los\u200bZetas", "character 4 is U+200B (ZERO WIDTH SPACE)"),
        ("\u202esatez", "character 1 is U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        ("Los\u2066Zetas", "character 4 is U+2066 (LEFT-TO-RIGHT ISOLATE)"),
        ("Los\nZetas", "character 4 is U+000A (control character)"),
        ("Los\tZetas", "character 4 is U+0009 (control character)"),
        ("Los\x00Zetas", "character 4 is U+0000 (control character)"),
        ("Los\x85Zetas", "character 4 is U+0085 (control character)"),
        ("Los\u00a0Zetas", "character 4 is U+00A0 (NO-BREAK SPACE)"),
        ("Los\u3000Zetas", "character 4 is U+3000 (IDEOGRAPHIC SPACE)"),
        ("Los\u2028Zetas", "character 4 is U+2028 (LINE SEPARATOR)"),
        ("Los\u00adZetas", "character 4 is U+00AD (SOFT HYPHEN)"),
        ("Zetas\ufeff", "character 6 is U+FEFF (ZERO WIDTH NO-BREAK SPACE)"),
        ("Zetas\ue000", "character 6 is U+E000 (control character)"),
    ],
)
def test_hidden_characters_are_refused(text: str, what: str) -> None:
    expected = f"{what}, which nobody can see: remove it, or write a plain space"
    for kind in (NAMES, LOCATORS):
        with pytest.raises(ValidationError) as caught:
            kind.validate_python(text)
        (detail,) = caught.value.errors()
        assert detail["msg"] == f"Value error, {expected}"


@pytest.mark.parametrize(
    "name", ["Beltrán Leyva", "La Familia Michoacana", "Zetas (Old School)", "Łódź", "山口組"]
)
def test_names_of_every_script_are_kept(name: str) -> None:
    assert NAMES.validate_python(name) == name


def test_two_spellings_of_one_name_are_one() -> None:
    assert NAMES.validate_python("Jua\u0301rez") == NAMES.validate_python("Ju\u00e1rez")


def test_a_note_may_have_lines_and_nothing_else_hidden() -> None:
    assert NOTES.validate_python("One.\n\nTwo.") == "One.\n\nTwo."
    with pytest.raises(ValidationError, match=r"character 2 is U\+200D"):
        NOTES.validate_python("One.\nT\u200dwo.")
    with pytest.raises(ValidationError, match=r"U\+000D"):
        NOTES.validate_python("One.\r\nTwo.")


@pytest.mark.parametrize(
    ("kind", "most"),
    [(IDS, 100), (NAMES, 200), (LOCATORS, 200), (NOTES, 4000)],
    ids=["id", "name", "locator", "note"],
)
def test_limits_of_length(kind: TypeAdapter[str], most: int) -> None:
    assert kind.validate_python("x" * most) == "x" * most
    with pytest.raises(ValidationError, match=f"at most {most} characters"):
        kind.validate_python("x" * (most + 1))
    with pytest.raises(ValidationError):
        kind.validate_python("")


@pytest.mark.parametrize("text", ["a", "los-zetas", "ucdp-23-1", "4chan", "alliance-gulf-cartel-los-zetas-1"])
def test_ids(text: str) -> None:
    assert IDS.validate_python(text) == text


@pytest.mark.parametrize(
    "text",
    ["Los-Zetas", "los_zetas", "los zetas", "-a", "a-", "a--b", "juárez", "a\n", "a/b", "", "`", "\uff41"],
)
def test_other_texts_are_no_ids(text: str) -> None:
    with pytest.raises(ValidationError):
        IDS.validate_python(text)


@given(st.text(max_size=30))
def test_an_id_never_needs_quoting(text: str) -> None:
    try:
        key = IDS.validate_python(text)
    except ValidationError:
        return
    assert key.isascii()
    assert key.replace("-", "a").isalnum()
    assert key == key.lower()


@pytest.mark.parametrize("text", ["https://example.org/a?b=c#d", "http://example.org"])
def test_addresses(text: str) -> None:
    assert URLS.validate_python(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "ftp://example.org",
        "example.org",
        "https://",
        "https://a b",
        "https://a\u202eb",
    ],
)
def test_other_texts_are_no_addresses(text: str) -> None:
    with pytest.raises(ValidationError):
        URLS.validate_python(text)
    with pytest.raises(ValidationError):
        URLS.validate_python("https://example.org/" + "x" * 1000)
