"""Saved queries on ties, places and people, worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from cartelgraph.model.entities import Event, Person
from cartelgraph.model.relationships import Involvement, Leadership, Membership, Split, Targeting
from cartelgraph.settings import Address
from cartelgraph.store import Store
from tests import make
from tests.store.conftest import Expected, cases, check_answer, holding

CITED: dict[str, Any] = {"likelihood": "confirmed", "citations": [{"source": "early"}]}


def tie(kind: type[Any], source: str, target: str, number: int = 1, **fields: Any) -> Any:
    key = f"{kind.label.lower().replace('_', '-')}-{source}-{target}-{number}"
    return kind.model_validate({"id": key, "source": source, "target": target} | CITED | fields)


def event(key: str, kind: str, day: str) -> Event:
    return Event.model_validate({"id": key, "name": key.title(), "kind": kind, "date": day} | CITED)


def person(key: str) -> Person:
    return Person.model_validate({"id": key, "name": key.title()} | CITED)


# In 2010, allied: A-B, B-D, C-D; rivals: A-F, B-C, B-F, C-F and, contested, C-D; a truce of A and C. E is a
# collective that would make a chain A-E-D and open a country. In 2015 two chains lead from A to C.
# A is in Landia; B in a town of it and in Otherland; C in Otherland; D in Landia, Otherland and Thirdland.
# Otherland lies between the other two. P led A, was arrested and, with A, designated.
WORLD = make.dataset(
    *(make.organization(key) for key in "abcdf"),
    make.organization("e", kind="collective"),
    make.organization("treasury", kind="agency"),
    make.country("landia", "AA"),
    make.country("otherland", "BB"),
    make.country("thirdland", "CC"),
    make.country("fourthland", "DD"),
    make.place("town"),
    make.containment("town", "landia"),
    make.border("landia", "otherland"),
    make.border("otherland", "thirdland"),
    make.alliance("a", "b", period="2009/2011"),
    make.alliance("a", "b", 2, period="2010", likelihood="doubtful"),
    make.alliance("b", "d", period="2010", likelihood="possible"),
    make.alliance("c", "d", period="2010", likelihood="probable"),
    make.alliance("a", "c", period="2005/2006"),
    make.alliance("a", "e", period="2010"),
    make.alliance("d", "e", period="2010"),
    make.alliance("a", "b", 3, period="2015"),
    make.alliance("b", "c", period="2015"),
    make.alliance("a", "d", period="2015"),
    make.alliance("c", "d", 2, period="2015"),
    make.rivalry("a", "f", period="2010-03/", observed=["2011-05-10"]),
    make.rivalry("b", "c", period="2010"),
    make.rivalry("b", "f", period="2010"),
    make.rivalry("c", "f", period="2010/"),
    make.rivalry("c", "d", period="2010-06", intensity="open-war"),
    make.truce("a", "c", period="2010-12"),
    tie(Split, "d", "c", period="2008"),
    tie(Split, "d", "c", 2, period="2009-03"),
    tie(Split, "b", "a", period="2005"),
    make.presence("a", "landia", period="2010"),
    make.presence("b", "town", period="2010"),
    make.presence("b", "otherland", period="2010"),
    make.presence("c", "otherland", period="2010"),
    make.presence("d", "landia", period="2010"),
    make.presence("d", "otherland", period="2010"),
    make.presence("d", "thirdland", period="2010"),
    make.presence("e", "fourthland", period="2010"),
    person("p"),
    person("q"),
    person("r"),
    tie(Leadership, "p", "a", observed=["2009-07"]),
    tie(Membership, "q", "a", period="2008/2009", role="treasurer", level="leadership"),
    tie(Membership, "r", "a", period="2008/2009", level="foot-soldier"),
    event("arrest", "arrest", "2010-01-15"),
    event("listing", "designation", "2010-02"),
    tie(Involvement, "p", "arrest", role="arrested"),
    tie(Involvement, "c", "arrest", role="betrayer"),
    tie(Involvement, "p", "listing", role="designated"),
    tie(Involvement, "a", "listing", role="designated"),
    tie(Involvement, "treasury", "listing", role="designated them"),
    make.program("aid"),
    make.partnership("pact", status="recommended"),
    tie(Targeting, "aid", "b", period="2009/"),
    tie(Targeting, "pact", "b"),
)

AFTER_ARREST = [
    ("Arrest", "2010-01-15", "RIVAL_OF", "F", "2010-03/", "confirmed"),
    ("Arrest", "2010-01-15", "TRUCE_WITH", "C", "2010-12", "confirmed"),
]
AFTER_LISTING = [("Listing", "2010-02", *row[2:]) for row in AFTER_ARREST]

EXPECTED: Expected = {
    # A and B: the confirmed statement counts, not the doubtful one. E is no link.
    "alliance-chain": [
        ({"from": "a", "to": "d", "on": "2010"}, [("A; B; D", 2, "possible")]),
        ({"from": "a", "to": "c", "on": "2010"}, [("A; B; D; C", 3, "possible")]),
        ({"from": "c", "to": "a", "on": "2005"}, [("C; A", 1, "confirmed")]),
        (
            {"from": "a", "to": "c", "on": "2015"},
            [("A; B; C", 2, "confirmed"), ("A; D; C", 2, "confirmed")],
        ),
        ({"from": "a", "to": "f", "on": "2010"}, []),
        ({"from": "a", "to": "a", "on": "2010"}, []),
    ],
    # Of B's allies, A is where B is; D's Thirdland is new. In Fourthland there is only the collective.
    "countries-through-allies": [
        ({"organization": "a", "on": "2010"}, [("Otherland", "B")]),
        ({"organization": "b", "on": "2010"}, [("Thirdland", "D")]),
        ({"organization": "c", "on": "2010"}, [("Landia", "D"), ("Thirdland", "D")]),
        ({"organization": "d", "on": "2010"}, []),
        ({"organization": "a", "on": "2015"}, []),
    ],
    # Half a year after 15 January is 15 July, half a year after the end of February is 28 August: only the
    # rivalry of March. In a year the truce of December follows as well.
    "after-event": [
        ({"organization": "a", "months": "6"}, [AFTER_ARREST[0], AFTER_LISTING[0]]),
        ({"organization": "a", "months": "12"}, [*AFTER_ARREST, *AFTER_LISTING]),
        (
            {"organization": "c", "months": "6"},
            [("Arrest", "2010-01-15", "RIVAL_OF", "D", "2010-06", "confirmed")],
        ),
        ({"organization": "f", "months": "12"}, []),
    ],
    # A rivalry of June had certainly begun by its last day.
    "splits-turned-war": [
        (
            {},
            [
                ("D", "C", "2008; 2009-03", "2010-06-30", "2010-06", "open-war"),
                ("B", "A", "2005", None, "", ""),
            ],
        ),
    ],
    # A and B share F, B and D share C, but they are allied.
    "common-enemies": [
        (
            {"on": "2010"},
            [
                ("A", "C", 1, "F", "no"),
                ("B", "C", 1, "F", "yes"),
                ("B", "F", 1, "C", "yes"),
                ("C", "F", 1, "B", "yes"),
                ("D", "F", 1, "C", "no"),
            ],
        ),
        ({"on": "2012"}, [("A", "C", 1, "F", "no")]),
        ({"on": "2009"}, []),
    ],
    # A-B-F has two rivalries. B-C-D has one if C and D were allied, two if they were rivals.
    "unbalanced-triads": [
        (
            {"on": "2010"},
            [("B", "C", "D", 1, "B / C"), ("B", "C", "F", 3, "B / C; B / F; C / F")],
        ),
        ({"on": "2015"}, []),
    ],
    "signed-degree": [
        (
            {"on": "2010"},
            [
                ("D", 2, 1, 0, 1, 1, pytest.approx(1 / 3)),
                ("B", 2, 2, 0, 0, 0, 0.0),
                ("A", 1, 1, 1, 0, 0, 0.0),
                ("C", 1, 3, 1, 1, -2, -0.5),
                ("F", 0, 3, 0, 0, -3, -1.0),
            ],
        ),
        ({"on": "2005"}, [("A", 1, 0, 0, 0, 1, 1.0), ("C", 1, 0, 0, 0, 1, 1.0)]),
    ],
    # In Otherland: B-C and C-D rivals, B-D and C-D allied. In Landia: A-B and B-D allied.
    "exposure": [
        (
            {"on": "2010"},
            [
                ("Otherland", 3, 2, 2, "B; C; D"),
                ("Landia", 3, 0, 2, "A; B; D"),
                ("Thirdland", 1, 0, 0, "D"),
            ],
        ),
    ],
    # B is in two countries and gives its pair 1/(2 - 1), D is in three and gives each of its pairs 1/(3 - 1).
    "co-presence": [
        (
            {"on": "2010"},
            [
                ("Landia", "Otherland", 2, 1.5, "yes", "B; D"),
                ("Landia", "Thirdland", 1, 0.5, "no", "D"),
                ("Otherland", "Thirdland", 1, 0.5, "yes", "D"),
            ],
        ),
    ],
    "across-a-border": [
        (
            {"on": "2010"},
            [("D", 2, "Landia / Otherland; Otherland / Thirdland"), ("B", 1, "Landia / Otherland")],
        ),
        ({"on": "2009"}, []),
    ],
    # What is known only by observation comes in where it must have begun, at the end of July 2009.
    "leaders": [
        (
            {"organization": "a"},
            [
                ("Q", "treasurer", "2008/2009", None, "2009-12-31", ""),
                (
                    "P",
                    "leader",
                    "/",
                    "2009-07",
                    None,
                    "2010-01-15 arrest: arrested; 2010-02 designation: designated",
                ),
            ],
        ),
        ({"organization": "b"}, []),
    ],
    # The Treasury designated, and was not designated.
    "targeting": [
        (
            {},
            [
                ("A", "Listing", "Event", None, "2010-02", "P"),
                ("B", "Aid", "Program", "active", "2009/", ""),
                ("B", "Pact", "Partnership", "recommended", None, ""),
            ],
        ),
    ],
    # From 1 January 2010 it is 24 months, from 10 May 2011 seven whole ones. Two years after 2010, and two
    # years after 10 May 2011, a rivalry is carried on no more.
    "last-evidence": [
        (
            {"on": "2012"},
            [
                ("C", "F", "RIVAL_OF", "2010/", "2010-01-01", 24, "confirmed"),
                ("A", "F", "RIVAL_OF", "2010-03/", "2011-05-10", 7, "confirmed"),
            ],
        ),
        (
            {"on": "2013"},
            [("A", "F", "RIVAL_OF", "2010-03/", "2011-05-10", 19, "confirmed")],
        ),
        ({"on": "2013-05-11"}, []),
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
