"""YAML in which every scalar stays text and every value knows its line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.dataset.lines import read_yaml


@pytest.mark.parametrize(
    "text",
    [
        *("no", "yes", "on", "off", "true", "null", "~", "y", "n"),
        *(
            "0123",
            "0x1F",
            "0o17",
            "1e3",
            "1_000",
            "12:30",
            "2010",
            "2010-02-15",
            "2010/..",
            ".inf",
            "=",
            "<<",
        ),
    ],
)
def test_a_scalar_stays_text(text: str) -> None:
    assert read_yaml(f"- {text}\n").value == [text]
    assert read_yaml(f"field: {text}\n").value == {"field": text}


def test_a_tag_changes_nothing() -> None:
    assert read_yaml("- !!int 5\n- !!python/name:os.system x\n").value == ["5", "x"]


def test_every_value_knows_its_line() -> None:
    document = read_yaml("# note\n- id: a\n  list:\n    - one\n    - {two: 2,\n       three: 3}\n\n- id: b\n")
    assert document.value == [{"id": "a", "list": ["one", {"two": "2", "three": "3"}]}, {"id": "b"}]
    assert {location: document.line(location) for location in [(0,), (0, "id"), (0, "list"), (1, "id")]} == {
        (0,): 2,
        (0, "id"): 2,
        (0, "list"): 3,
        (1, "id"): 8,
    }
    assert document.line((0, "list", 0)) == 4
    assert document.line((0, "list", 1, "three")) == 6


def test_what_is_not_there_is_at_the_line_of_what_encloses_it() -> None:
    document = read_yaml("- id: a\n- id: b\n  list: [1]\n")
    assert document.line((1, "missing")) == 2
    assert document.line((1, "list", 7, "missing")) == 3
    assert document.line((9,)) == 1
    assert read_yaml("").line((0, "id")) == 1


def test_nothing_is_a_document_without_a_value() -> None:
    assert read_yaml("# only a comment\n").value is None
    assert not read_yaml("# only a comment\n").faults


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)
VALUES = st.recursive(
    TEXTS,
    lambda values: st.lists(values, max_size=3) | st.dictionaries(TEXTS, values, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_what_is_written_as_text_is_read_as_text(value: Any) -> None:
    # JSON is YAML in which every scalar is quoted.
    document = read_yaml(json.dumps(value, ensure_ascii=False))
    assert document.value == value
    assert not document.faults


@given(st.text(max_size=40))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    document = read_yaml(text)
    assert all(1 <= fault.line <= text.count("\n") + text.count("\r") + 3 for fault in document.faults)
