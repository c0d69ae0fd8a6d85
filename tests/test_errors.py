"""The errors for causes outside our code: their family, their words, and the suggestions in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph import errors
from cartelgraph.errors import (
    AnalysisError,
    CartelGraphError,
    DatasetError,
    Problem,
    ServerError,
    StoreError,
    StoreUnavailableError,
    UnknownNameError,
    suggest,
)


@pytest.mark.parametrize(
    ("kind", "parents"),
    [
        (DatasetError, {CartelGraphError, ValueError}),
        (UnknownNameError, {CartelGraphError, LookupError}),
        (StoreError, {CartelGraphError}),
        (StoreUnavailableError, {CartelGraphError, StoreError}),
        (ServerError, {CartelGraphError}),
        (AnalysisError, {CartelGraphError, ValueError}),
    ],
)
def test_who_catches_the_family_catches_all(kind: type[Exception], parents: set[type[Exception]]) -> None:
    assert {parent for parent in kind.__mro__ if issubclass(parent, Exception)} == {kind, Exception, *parents}


def test_the_family_tree_in_the_documentation_is_the_family() -> None:
    family = {
        name
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, CartelGraphError)
    }
    shown = {line.split()[0] for line in (errors.__doc__ or "").splitlines() if "Error" in line}
    assert family == shown


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem(Path("seeds/a.yml"), 42, "x", "wrong."), "seeds/a.yml:42: x: wrong."),
        (Problem(Path("seeds/a.yml"), 42, "", "wrong."), "seeds/a.yml:42: wrong."),
        (Problem(Path("seeds/a.yml"), 0, "", "wrong."), "seeds/a.yml: wrong."),
        (Problem(Path("seeds/a.yml"), 0, "x", "wrong."), "seeds/a.yml: x: wrong."),
    ],
)
def test_a_problem_says_where_and_what(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_problems_are_in_order_of_file_and_line_as_numbers() -> None:
    tenth, second = Problem(Path("a.yml"), 10, "", "late"), Problem(Path("a.yml"), 2, "", "early")
    other = Problem(Path("b.yml"), 1, "", "other")
    error = DatasetError([other, tenth, second])
    assert error.problems == (second, tenth, other)
    assert str(error) == "a.yml:2: early\na.yml:10: late\nb.yml:1: other"


def test_an_unknown_name_keeps_what_was_asked_and_what_there_is() -> None:
    error = UnknownNameError("measure", "degre", ["reach", "degree"])
    assert str(error) == "unknown measure 'degre'. Did you mean 'degree'?"
    assert (error.name, error.choices) == ("degre", ("reach", "degree"))
    assert str(UnknownNameError("measure", "x", [])) == "unknown measure 'x'."


def test_suggestions_are_the_nearest_and_three_at_most() -> None:
    assert suggest("cjgn", ["los-zetas", "cjng"]) == " Did you mean 'cjng'?"
    assert suggest("aa", ["ab", "ac", "ad", "ae"]).count(" or ") in {0, 2}
    assert suggest("x", ["cjng"]) == ""
    assert suggest("x", []) == ""


@given(st.text(min_size=1, max_size=10), st.lists(st.text(max_size=10), max_size=6))
def test_suggestions_do_not_depend_on_order_and_come_from_the_choices(name: str, choices: list[str]) -> None:
    assert suggest(name, choices) == suggest(name, reversed(choices))
    assert suggest(name, [*choices, name]).startswith(f" Did you mean {name!r}")
