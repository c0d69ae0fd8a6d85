"""Saved queries on names and on the evidence behind statements, worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from cartelgraph.errors import AmbiguousNameError
from cartelgraph.model import EdtfDate
from cartelgraph.model.relationships import Renaming
from cartelgraph.settings import Address
from cartelgraph.store import Store, query_named
from tests import make
from tests.store.conftest import Expected, cases, check_answer, holding

COPY = make.EARLY.model_copy(
    update={"id": "copy", "name": "Copy", "published": EdtfDate("2011"), "derives_from": ("early",)}
)

RENAMING = Renaming.model_validate(
    {
        "id": "renaming-b-c",
        "source": "b",
        "target": "c",
        "likelihood": "confirmed",
        "citations": [{"source": "early"}],
    }
)

# A and B have both been called The Company; B is C under another name. That A and B were allied one source
# says on two pages, of which one was not read; that A and C were, two say, and only when they saw it; that A
# and C were rivals, one source that was not read says and another denies.
WORLD = make.dataset(
    COPY,
    make.organization(
        "a",
        aliases=[{"name": "The Company", "language": "en", "source": "early"}, {"name": "Firm"}],
        founded="1997",
        citations=[{"source": "early"}],
    ),
    make.organization("b", aliases=[{"name": "the company"}]),
    make.organization("c"),
    RENAMING,
    make.alliance(
        "a",
        "b",
        period="2010",
        citations=[
            {"source": "early", "locator": "p. 1", "checked": "no"},
            {"source": "early", "locator": "p. 2"},
        ],
    ),
    make.alliance("a", "c", observed=["2010"], citations=[{"source": "early"}, {"source": "late"}]),
    make.rivalry(
        "a",
        "c",
        period="2010",
        likelihood="possible",
        citations=[{"source": "early", "checked": "no"}, {"source": "late", "stance": "disputes"}],
    ),
    make.alliance("b", "c", likelihood="doubtful", note="Because.", citations=[{"source": "undated"}]),
)

EXPECTED: Expected = {
    "names": [
        (
            {"name": "COMPANY"},
            [
                ("A", "The Company", "en", "Early paper", "1997", None, ""),
                ("B", "the company", None, None, None, None, "C"),
            ],
        ),
        ({"name": "b"}, [("B", "B", None, None, None, None, "C")]),
        ({"name": "cartel"}, []),
    ],
    # Two pages of one source are one source; a source that denies is none that supports.
    "single-source": [
        (
            {"organization": "a"},
            [
                ("ALLIED_WITH", "A", "B", "2010", "confirmed", "Early paper", "B", "yes"),
                ("RIVAL_OF", "A", "C", "2010", "possible", "Early paper", "B", "no"),
            ],
        ),
    ],
    "disputed": [
        (
            {},
            [
                ("RIVAL_OF", "A", "C", "2010", "possible", "Early paper", "Late book", None),
                ("ALLIED_WITH", "B", "C", "/", "doubtful", "Undated page", "", "Because."),
            ],
        ),
    ],
    # Early paper: A, three ties of A and the renaming, all read but for the rivalry; on A and C it is not
    # alone.
    "source-coverage": [
        (
            {},
            [
                ("Early paper", "news", "B", "2010-05-01", 5, 4, 3, ""),
                ("Late book", "news", "B", "2020", 2, 2, 0, ""),
                ("Undated page", "news", "B", None, 1, 1, 1, ""),
                ("Copy", "news", "B", "2011", 0, 0, 0, "Early paper"),
            ],
        ),
    ],
    # The alliance of A and C was at least observed.
    "undated": [
        (
            {},
            [
                ("ALLIED_WITH", "B", "C", "doubtful", "Undated page"),
                ("RENAMED_TO", "B", "C", "confirmed", "Early paper"),
            ],
        ),
    ],
}


@pytest.fixture(scope="module")
def store(neo4j_address: Address) -> Iterator[Store]:
    with holding(neo4j_address, WORLD) as held:
        yield held


@pytest.mark.neo4j
@pytest.mark.parametrize(("name", "settings", "rows"), cases(EXPECTED))
def test_answer(store: Store, name: str, settings: dict[str, str], rows: list[tuple[Any, ...]]) -> None:
    check_answer(store, WORLD, name, settings, rows)


@pytest.mark.neo4j
def test_organization_is_meant_by_an_alias_that_it_alone_bears(store: Store) -> None:
    single_source = query_named("single-source")
    by_id, by_alias = (store.answer(single_source, {"organization": text}) for text in ("a", "firm"))
    assert by_id.rows == by_alias.rows
    with pytest.raises(AmbiguousNameError, match="'The company' may mean a, b"):
        store.answer(single_source, {"organization": "The company"})
