"""The catalogue as a whole, and its first queries against a small dataset, worked out by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cartelgraph.errors import ParameterError, UnknownNameError
from cartelgraph.model.entities import Program
from cartelgraph.model.relationships import Assistance, FactionTie, Split
from cartelgraph.settings import Address
from cartelgraph.store import SavedQuery, Store, catalogue, query_named, user_query
from tests import make
from tests.store import test_catalogue_amounts, test_catalogue_evidence, test_catalogue_ties
from tests.store.conftest import Expected, cases, check_answer, holding

NAMES = {entry.name for entry in catalogue()}


def tie(kind: type[Any], key: str, source: str, target: str, **fields: Any) -> Any:
    shared = {"likelihood": "probable", "citations": [{"source": "early"}]}
    return kind.model_validate({"id": key, "source": source, "target": target} | shared | fields)


AID = Program.model_validate(
    {
        "id": "aid",
        "name": "Aid",
        "purposes": ["military"],
        "status": "active",
        "likelihood": "confirmed",
        "citations": [{"source": "early"}],
    }
)

# Four organizations and a collective. A and B fought from 2005 and were allied from 2009; B and C were
# allied in 2007 and fought from 2008 on; C is said to have been allied with D in 2008 and to have fought it
# then. D split from C and was a faction of it. A is in a city of Landia, which is part of a region that is
# assisted; B is in Otherland, which is not. C is there too, nobody says when; E, a collective, is in
# Thirdland.
TINY = make.dataset(
    *(make.organization(key) for key in "abcd"),
    make.organization("e", kind="collective"),
    make.country("landia", "AA"),
    make.country("otherland", "BB"),
    make.country("thirdland", "CC"),
    make.place("town"),
    make.place("isthmus", "region"),
    make.containment("town", "landia"),
    make.containment("landia", "isthmus"),
    make.rivalry("a", "b", period="2005/2008"),
    make.alliance("a", "b", period="2009/", citations=[{"source": "early"}, {"source": "undated"}]),
    make.alliance("b", "c", period="2007", citations=[{"source": "late", "locator": "p. 7"}]),
    make.rivalry("b", "c", period="2008/"),
    make.alliance(
        "c",
        "d",
        period="2008-01/2008-06",
        citations=[
            {"source": "early", "part": "start", "locator": "p. 3", "checked": "no"},
            {"source": "late", "part": "end"},
            {"source": "undated", "stance": "disputes"},
        ],
    ),
    make.rivalry("c", "d", period="2008"),
    tie(Split, "split-d-c", "d", "c", period="2008-07"),
    tie(FactionTie, "faction-d-c", "d", "c", period="/2008-07"),
    make.presence("a", "town", period="2008/2010", activities=["transit", "arms"]),
    make.presence("a", "landia", 2, period="2009/2010", activities=["arms"]),
    make.presence("a", "otherland", period="2012/"),
    make.presence("b", "otherland", period="2009/"),
    make.presence("c", "otherland", period="/"),
    make.presence("e", "thirdland", period="2009/"),
    AID,
    tie(Assistance, "assistance-isthmus", "aid", "isthmus", period="2008/2009"),
)

EXPECTED: Expected = {
    "allies-on": [
        ({"on": "2010-06"}, [("A", "B", "2009/", "confirmed")]),
        ({"on": "2007"}, [("B", "C", "2007", "confirmed")]),
        ({"on": "2008-06-30"}, [("C", "D", "2008-01/2008-06", "confirmed")]),
        ({"on": "2008-07"}, []),
        # Two years after 2009, its last evidence, the alliance of A and B is no more taken to hold.
        ({"on": "2011-12-31"}, [("A", "B", "2009/", "confirmed")]),
        ({"on": "2012"}, []),
    ],
    # B and C were allied first; C and D's rivalry had not certainly begun when the alliance did.
    "enemies-turned-allies": [
        ({}, [("A", "B", "2005-12-31", "2009-01-01", "2005/2008", "2009/ (confirmed)")])
    ],
    "countries-reached": [
        ({"organization": "a", "on": "2010-01"}, [("Landia", "Landia; Town", "arms; transit")]),
        ({"organization": "a", "on": "2008"}, [("Landia", "Town", "arms; transit")]),
        ({"organization": "a", "on": "2012"}, [("Otherland", "Otherland", "")]),
        ({"organization": "a", "on": "2014"}, [("Otherland", "Otherland", "")]),
        ({"organization": "a", "on": "2015"}, []),
        ({"organization": "c", "on": "2010"}, []),
        ({"organization": "d", "on": "2010"}, []),
    ],
    "sources-behind": [
        (
            {"record": "alliance-c-d-1"},
            [
                ("Early paper", "2010-05-01", "B", "p. 3", "supports", "start", "no"),
                ("Late book", "2020", "B", None, "supports", "end", "yes"),
                ("Undated page", None, "B", None, "disputes", "whole", "yes"),
            ],
        ),
        ({"record": "a"}, []),
    ],
    # The end of the alliance of C and D, and the alliance of B and C, stand in a book of 2020 only.
    "known-by": [
        (
            {"organization": "c", "by": "2011-03"},
            [
                ("RIVAL_OF", "B", "2010-05-01", "2008-01-01", None),
                ("ALLIED_WITH", "D", "2010-05-01", "2008-01-01", None),
                ("RIVAL_OF", "D", "2010-05-01", "2008-01-01", "2008-12-31"),
            ],
        ),
        ({"organization": "c", "by": "2010-04"}, []),
        (
            {"organization": "b", "by": "2020"},
            [
                ("ALLIED_WITH", "A", "2010-05-01", "2009-01-01", None),
                ("RIVAL_OF", "A", "2010-05-01", "2005-01-01", "2008-12-31"),
                ("RIVAL_OF", "C", "2010-05-01", "2008-01-01", None),
                ("ALLIED_WITH", "C", "2020-12-31", "2007-01-01", "2007-12-31"),
            ],
        ),
    ],
    # What has no known beginning comes last.
    "lineage": [
        (
            {"organization": "c"},
            [("D", "SPLIT_FROM", "C", "2008-07"), ("D", "FACTION_OF", "C", "/2008-07")],
        ),
        ({"organization": "a"}, []),
    ],
    # A and B were never said to be both in one year; B and C neither.
    "contradictions": [({}, [("C", "D", "2008-01/2008-06", "2008")])],
    "presence-without-assistance": [
        ({"on": "2009"}, [("Otherland", "B")]),
        ({"on": "2010"}, [("Landia", "A"), ("Otherland", "B")]),
        ({"on": "2012-05"}, [("Otherland", "A")]),
    ],
}


@pytest.fixture(scope="module")
def tiny(neo4j_address: Address) -> Iterator[Store]:
    with holding(neo4j_address, TINY) as store:
        yield store


def test_every_query_is_worked_out_by_hand_somewhere() -> None:
    worked_out = [*EXPECTED, *test_catalogue_ties.EXPECTED]
    worked_out += [*test_catalogue_evidence.EXPECTED, *test_catalogue_amounts.EXPECTED]
    assert sorted(worked_out) == sorted(NAMES)


def test_no_two_queries_ask_the_same() -> None:
    assert len({entry.question for entry in catalogue()}) == len(NAMES)
    assert len({entry.text for entry in catalogue()}) == len(NAMES)


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry.name)
def test_header_is_full(entry: SavedQuery) -> None:
    assert entry.question.endswith("?")
    assert all(column.description.endswith(".") for column in entry.columns)
    declared = {parameter.name for parameter in entry.parameters}
    assert declared == set(re.findall(r"\$(\w+)", entry.text))
    assert set(re.findall(r"\$(\w+)", entry.picture or "")) <= declared
    assert all(parameter.value(parameter.default) for parameter in entry.parameters)
    assert (entry.picture is None) == (entry.picture_shows == "")


@pytest.mark.neo4j
@pytest.mark.parametrize(("name", "settings", "rows"), cases(EXPECTED))
def test_answer(tiny: Store, name: str, settings: dict[str, str], rows: list[tuple[Any, ...]]) -> None:
    check_answer(tiny, TINY, name, settings, rows)


def test_unknown_query_and_unknown_parameter_offer_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'allies-on'"):
        query_named("allies-in")
    with pytest.raises(UnknownNameError, match="Did you mean 'organization'"):
        query_named("lineage").values({"organisation": "a"})


def test_text_that_is_no_date_names_its_parameter() -> None:
    with pytest.raises(ParameterError, match="parameter 'on': '10/06' is not a date"):
        query_named("allies-on").values({"on": "10/06"})


def test_text_that_is_no_number_names_its_parameter() -> None:
    with pytest.raises(ParameterError, match="parameter 'months': 'a year' is not a whole number"):
        query_named("after-event").values({"months": "a year"})


@pytest.mark.neo4j
def test_organization_is_meant_by_id_or_name_and_nothing_else_is(tiny: Store) -> None:
    by_id, by_name = (tiny.answer(query_named("lineage"), {"organization": text}) for text in ("d", "D"))
    assert by_id.rows == by_name.rows != ()
    with pytest.raises(UnknownNameError, match="unknown organization 'landia'"):
        tiny.answer(query_named("lineage"), {"organization": "landia"})


@pytest.mark.neo4j
def test_record_is_any_entity_or_statement(tiny: Store) -> None:
    sources_behind = query_named("sources-behind")
    assert len(tiny.answer(sources_behind, {"record": "alliance-a-b-1"}).rows) == 2
    assert len(tiny.answer(sources_behind, {"record": "Aid"}).rows) == 1
    with pytest.raises(
        UnknownNameError, match=r"unknown record 'alliance-a-b'\. Did you mean alliance-a-b-1\?"
    ):
        tiny.answer(sources_behind, {"record": "alliance-a-b"})


@pytest.mark.neo4j
def test_query_of_the_users_own(tiny: Store, tmp_path: Path) -> None:
    file = tmp_path / "mine.cypher"
    file.write_text(
        "// parameter: least (integer) = 4: Least number.\n"
        "UNWIND [3, 4, 5] AS x WITH x WHERE x >= $least RETURN x, x > 4 AS big"
    )
    table = tiny.answer(user_query(file), {"least": "4"})
    assert [row.values for row in table.rows] == [(4, "no"), (5, "yes")]
    assert table.name == "mine"


def test_malformed_header_and_missing_file_are_told(tmp_path: Path) -> None:
    file = tmp_path / "mine.cypher"
    file.write_text("// parameter: on: A day.\nRETURN 1")
    with pytest.raises(ParameterError, match="not a header line"):
        user_query(file)
    with pytest.raises(ParameterError, match="cannot be read"):
        user_query(tmp_path / "none.cypher")


def test_text_without_cypher_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mine.cypher"
    file.write_text("// question: Hm?\n")
    with pytest.raises(ParameterError, match="holds no Cypher"):
        user_query(file)
    file.write_text("RETURN 1\n// picture: A.\nRETURN 1\n// picture: B.\nRETURN 1")
    with pytest.raises(ParameterError, match="one picture"):
        user_query(file)


@pytest.mark.neo4j
def test_enemies_are_told_once_with_the_dates_at_which_a_rivalry_without_bounds_was_seen(
    store: Store,
) -> None:
    store.load(
        make.dataset(
            make.organization("a"),
            make.organization("b"),
            make.rivalry("a", "b", observed=["2006-03", "2007"]),
            make.rivalry("a", "b", 2, period="2005/2008"),
            make.alliance("a", "b", period="2009/"),
            make.alliance("a", "b", 2, period="2010", likelihood="possible"),
        )
    )
    (row,) = store.answer(query_named("enemies-turned-allies")).rows
    assert row.values[2:] == (
        # 2005 ends on the last day of the year; March 2006 comes later.
        "2005-12-31",
        "2009-01-01",
        "2005/2008; seen 2006-03, 2007",
        "2009/ (confirmed); 2010 (possible)",
    )
    assert len(row.records) == 4
