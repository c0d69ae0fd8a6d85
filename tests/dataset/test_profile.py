"""Everything that a dataset says of one record, as a table."""

from __future__ import annotations

from typing import Any

from cartelgraph.dataset import profile
from cartelgraph.model import Record
from cartelgraph.model.entities import Figure
from cartelgraph.model.relationships import Allocation, Split
from tests.make import EARLY, alliance, country, dataset, organization, presence, program, rivalry

#: Between the ends of a statement without a direction.
DASH = "\N{EN DASH}"

SPLIT = Split.model_validate(
    {
        "id": "split",
        "source": "zetas",
        "target": "gulf",
        "period": "2010-02",
        "likelihood": "probable",
        "citations": [
            {"source": "late", "locator": "ch. 2"},
            {"source": "undated", "stance": "disputes", "part": "start", "checked": False},
        ],
    }
)
ALLOCATION = Allocation.model_validate(
    {
        "id": "allocation",
        "source": "aid",
        "target": "mexico",
        "fiscal_year": 2012,
        "amount_usd": 334e6,
        "stage": "requested",
        "likelihood": "probable",
        "citations": [{"source": "early", "locator": "Table 1"}],
    }
)
FIGURE = Figure.model_validate(
    {
        "id": "figure",
        "name": "Deaths",
        "subjects": ["mexico"],
        "quantity": "deaths",
        "unit": "persons",
        "period": "2006/2011-01",
        "value": 35000,
        "likelihood": "possible",
        "citations": [{"source": "early", "locator": "p. 1"}],
    }
)
ZETAS = organization(
    "zetas", "armed-wing", aliases=[{"name": "La Compañía"}], founded="1999", citations=[{"source": "late"}]
)
WORLD = dataset(
    ZETAS,
    organization("gulf"),
    country("mexico", "MX"),
    SPLIT,
    alliance("gulf", "zetas", period="1999/2010-02", observed=["2008"]),
    rivalry("gulf", "zetas", observed=["2010-04", "2011"]),
    presence("zetas", "mexico", activities=["transit", "arms"], strength="minor"),
    program("aid"),
    ALLOCATION,
    FIGURE,
)


def rows(record: Record) -> list[tuple[Any, ...]]:
    return [row.values for row in profile(WORLD, record).rows]


def test_an_entity_shows_every_statement_on_it() -> None:
    assert rows(ZETAS) == [
        (
            f"{DASH} ALLIED_WITH",
            "Gulf",
            "1999/2010-02 seen 2008",
            "confirmed",
            "early, p. 1",
            "",
            "alliance-gulf-zetas-1",
        ),
        (
            "→ OPERATES_IN",
            "Mexico",
            "/",
            "confirmed",
            "early, p. 1",
            "activities: transit, arms; strength: minor",
            "presence-zetas-mexico-1",
        ),
        (
            f"{DASH} RIVAL_OF",
            "Gulf",
            "seen 2010-04, 2011",
            "confirmed",
            "early, p. 1",
            "",
            "rivalry-gulf-zetas-1",
        ),
        ("→ SPLIT_FROM", "Gulf", "2010-02", "probable", "late, ch. 2; denied by undated", "", "split"),
    ]
    assert profile(WORLD, ZETAS).title == "Zetas (zetas)"
    assert profile(WORLD, ZETAS).notes == (
        "also known as: La Compañía",
        "kind: armed-wing",
        "founded: 1999",
        "found in: late",
    )


def test_a_directed_statement_points_the_other_way_from_its_other_end() -> None:
    assert rows(WORLD.get("gulf"))[-1][:2] == ("← SPLIT_FROM", "Zetas")


def test_a_source_shows_what_cites_it_with_both_ends_in_their_order() -> None:
    assert rows(WORLD.get("late")) == [
        ("• Organization", "Zetas", "", "", "late", "kind: armed-wing; founded: 1999", "zetas"),
        (
            "→ SPLIT_FROM",
            "Zetas → Gulf",
            "2010-02",
            "probable",
            "late, ch. 2; denied by undated",
            "",
            "split",
        ),
    ]
    assert [values[1] for values in rows(EARLY)] == [
        f"Gulf {DASH} Zetas",
        "Aid → Mexico",
        "Deaths; Mexico",
        "Zetas → Mexico",
        "Aid",
        f"Gulf {DASH} Zetas",
    ]


def test_a_place_shows_the_money_and_the_figures_about_it() -> None:
    money = "amount usd: 334,000,000; stage: requested"
    assert rows(WORLD.get("mexico"))[:2] == [
        ("← ALLOCATED_TO", "Aid", "fiscal year 2012", "probable", "early, Table 1", money, "allocation"),
        (
            "• Figure",
            "Deaths",
            "2006/2011-01",
            "possible",
            "early, p. 1",
            "quantity: deaths; unit: persons; value: 35,000",
            "figure",
        ),
    ]


def test_a_statement_shows_every_citation() -> None:
    assert rows(SPLIT) == [
        ("Late book (late)", "2020", "ch. 2", "supports", "whole", "yes"),
        ("Undated page (undated)", None, None, "disputes", "start", "no"),
    ]
    assert profile(WORLD, SPLIT).title == "SPLIT_FROM (split)"
    assert profile(WORLD, SPLIT).notes == ("Zetas → Gulf", "likelihood: probable", "period: 2010-02")


def test_every_row_names_the_record_it_rests_on() -> None:
    assert [row.records for row in profile(WORLD, ZETAS).rows] == [(values[-1],) for values in rows(ZETAS)]


def test_every_record_has_a_profile_with_a_value_for_each_column() -> None:
    for record in WORLD.records.values():
        table = profile(WORLD, record)
        assert all(len(row.values) == len(table.columns) for row in table.rows)
