"""How likely sources let a record be called: each line of the rule; a lower word is always allowed."""

from __future__ import annotations

from typing import Any

import pytest

from cartelgraph.dataset.grading import Grading
from cartelgraph.model import Likelihood
from cartelgraph.model.entities import Source
from tests.make import EARLY, alliance, dataset, organization, partnership


def source(key: str, reliability: str, kind: str = "news", **fields: Any) -> Source:
    return Source.model_validate(
        EARLY.model_dump(exclude_none=True) | {"id": key, "reliability": reliability, "kind": kind} | fields
    )


SOURCES = (
    source("a", "A"),
    source("b", "B"),
    source("b-retold", "C", derives_from=["b"]),
    source("c", "C"),
    source("d", "D"),
    source("state", "B", "official"),
    source("village", "C", "official"),
)


def highest(*cited: str, denied: tuple[str, ...] = ()) -> Likelihood:
    citations = [{"source": key} for key in cited] + [{"source": key, "stance": "disputes"} for key in denied]
    tie = alliance("one", "two", citations=citations)
    world = dataset(*SOURCES, organization("one"), organization("two"), tie)
    return Grading(world).highest(tie)


@pytest.mark.parametrize(
    ("cited", "word"),
    [
        (("a", "b"), "confirmed"),
        (("b", "c"), "confirmed"),
        (("state",), "confirmed"),
        (("a",), "probable"),
        (("b",), "probable"),
        (("b", "b-retold"), "probable"),
        (("c", "d"), "probable"),
        (("c",), "possible"),
        (("village",), "possible"),
    ],
)
def test_the_word_follows_from_lineages_grades_and_official_records(
    cited: tuple[str, ...], word: str
) -> None:
    assert highest(*cited) == word


def test_what_was_not_read_confirms_nothing() -> None:
    cited = [{"source": "state", "checked": False}, {"source": "c"}]
    tie = alliance("one", "two", citations=cited)
    world = dataset(*SOURCES, organization("one"), organization("two"), tie)
    assert Grading(world).highest(tie) == "probable"


def test_who_denies_it_supports_nothing() -> None:
    assert highest("c", denied=("a",)) == "possible"


@pytest.mark.parametrize(
    ("status", "word"), [("recommended", "confirmed"), ("proposed", "confirmed"), ("active", "probable")]
)
def test_who_puts_something_forward_knows_what_it_is(status: str, word: str) -> None:
    effort = partnership("effort", status=status)
    assert Grading(dataset(effort)).highest(effort) == word


@pytest.mark.parametrize(
    ("likelihood", "kept"), [("confirmed", False), ("probable", True), ("possible", True), ("doubtful", True)]
)
def test_a_lower_word_is_always_allowed(likelihood: str, *, kept: bool) -> None:
    tie = alliance("one", "two", likelihood=likelihood, citations=[{"source": "b"}])
    world = dataset(*SOURCES, organization("one"), organization("two"), tie)
    assert Grading(world).keeps_to_it(tie) is kept
