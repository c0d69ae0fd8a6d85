"""Saved queries on money and figures, worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from cartelgraph.model.entities import Figure
from cartelgraph.model.relationships import Allocation
from cartelgraph.settings import Address
from cartelgraph.store import Store
from tests import make
from tests.store.conftest import Expected, cases, check_answer, holding


def allocation(target: str, year: int, amount: float, number: int = 1, **fields: Any) -> Allocation:
    return Allocation.model_validate(
        {
            "id": f"allocation-aid-{target}-{year}-{number}",
            "source": "aid",
            "target": target,
            "fiscal_year": year,
            "amount_usd": amount,
            "stage": "appropriated",
            "likelihood": "confirmed",
            "citations": [{"source": "early"}],
        }
        | fields
    )


def figure(key: str, subjects: str, period: str, value: float, source: str, **fields: Any) -> Figure:
    return Figure.model_validate(
        {
            "id": f"figure-{key}",
            "name": key,
            "subjects": subjects.split(),
            "quantity": "deaths in fighting between the two" if subjects.count(" ") else "deaths",
            "unit": "persons",
            "period": period,
            "value": value,
            "likelihood": "confirmed",
            "citations": [{"source": source}],
        }
        | fields
    )


WORLD = make.dataset(
    *(make.organization(key) for key in "abc"),
    make.program("aid"),
    make.country("landia", "AA"),
    make.country("otherland", "BB"),
    make.place("isthmus", "region"),
    make.containment("landia", "isthmus"),
    allocation("landia", 2010, 100, account="x"),
    allocation("landia", 2010, 120, 2, account="x", citations=[{"source": "late"}]),
    allocation("landia", 2010, 10, 3, account="y"),
    allocation("otherland", 2010, 7),
    allocation("otherland", 2010, 5, 2, account="x"),
    allocation("isthmus", 2011, 50),
    allocation("landia", 2011, 20),
    allocation("landia", 2011, 20, 2, stage="disbursed"),
    figure("early", "landia", "2010", 100, "early"),
    figure("late", "landia", "2010", 150, "late"),
    figure("before", "landia", "2009", 90, "late"),
    figure("longer", "landia", "2010/2011", 300, "early"),
    figure("of-two", "aid landia", "2010", 10, "undated", quantity="deaths"),
    figure("ab-2009", "a b", "2009", 30, "early", low=20, high=40),
    figure("ab-2010", "a b", "2010", 25, "early"),
    figure("ab-2011", "a b", "2011", 99, "early"),
    figure("ab-2010-late", "a b", "2010", 26, "late"),
    figure("ac-2010", "a c", "2010", 60, "late"),
)

EXPECTED: Expected = {
    # 2010: Landia 100 or 120 for x and 10 for y, Otherland 7, of which 5 are for x. 2011: Landia's 20 are
    # part of the 50 for the isthmus; what was disbursed is another stage.
    "money-by-year": [
        (
            {},
            [
                ("Aid", 2010, "appropriated", 117, 137, "Landia; Otherland"),
                ("Aid", 2011, "appropriated", 50, 50, "Isthmus"),
                ("Aid", 2011, "disbursed", 20, 20, "Landia"),
            ],
        ),
    ],
    # The longer of Early paper differs from the shorter of the same paper for a reason. 150 is half as much
    # again as 100, 300 twice 150, and 26 is a twenty-fifth more than 25.
    "figures-that-differ": [
        (
            {},
            [
                (
                    "A; B",
                    "deaths in fighting between the two",
                    "persons",
                    25,
                    "2010",
                    "Early paper",
                    26,
                    "2010",
                    "Late book",
                    4,
                ),
                ("Landia", "deaths", "persons", 100, "2010", "Early paper", 150, "2010", "Late book", 50),
                (
                    "Landia",
                    "deaths",
                    "persons",
                    150,
                    "2010",
                    "Late book",
                    300,
                    "2010/2011",
                    "Early paper",
                    100,
                ),
            ],
        ),
    ],
    # 30 + 25; the least are 20 and, without a bound, 25; the most 40 and 25. Sources are not added up.
    "deaths-by-dyad": [
        (
            {"first_year": "2009", "last_year": "2010"},
            [
                ("A", "C", 60, 60, 60, 1, "Late book"),
                ("A", "B", 55, 45, 65, 2, "Early paper"),
                ("A", "B", 26, 26, 26, 1, "Late book"),
            ],
        ),
        ({"first_year": "2012", "last_year": "2012"}, []),
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
