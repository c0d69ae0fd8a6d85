"""Everything that a dataset says of one record, as a table."""

from __future__ import annotations

from typing import Any

from cartelgraph.dataset import profile
from cartelgraph.dataset.profile import SECTIONS
from cartelgraph.model import RECORD_TYPES, Record
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


def test_an_entity_shows_every_statement_on_it_section_by_section() -> None:
    assert rows(ZETAS) == [
        (
            "lineage",
            "→ split from",
            "Gulf",
            "2010-02",
            "probable",
            "late, ch. 2; denied by undated",
            "",
            "split",
        ),
        (
            "allies and rivals",
            f"{DASH} allied with",
            "Gulf",
            "1999/2010-02 seen 2008",
            "confirmed",
            "early, p. 1",
            "",
            "alliance-gulf-zetas-1",
        ),
        (
            "allies and rivals",
            f"{DASH} rival of",
            "Gulf",
            "seen 2010-04, 2011",
            "confirmed",
            "early, p. 1",
            "",
            "rivalry-gulf-zetas-1",
        ),
        (
            "where",
            "→ operates in",
            "Mexico",
            "/",
            "confirmed",
            "early, p. 1",
            "activities: transit, arms; strength: minor",
            "presence-zetas-mexico-1",
        ),
    ]
    assert profile(WORLD, ZETAS).title == "Zetas (zetas)"
    assert profile(WORLD, ZETAS).lead == (
        "also known as: La Compañía",
        "kind: armed-wing",
        "founded: 1999",
        "found in: late",
        "records that say something of it: 4, with 3 sources",
    )


def test_a_profile_has_a_section_for_every_type_of_record() -> None:
    sections = [types for _, types in SECTIONS]
    for kind in RECORD_TYPES:
        assert any(issubclass(kind, types) for types in sections), kind


def test_allies_and_rivals_are_told_one_by_one_in_the_order_of_time() -> None:
    shifting = dataset(
        organization("a"),
        organization("b"),
        organization("c"),
        rivalry("a", "b", period="2005/2006"),
        alliance("a", "b", period="199X/2004"),
        alliance("a", "c", observed=["2001"]),
        rivalry("a", "c", number=2),
    )
    told = [values[1:4] for values in (row.values for row in profile(shifting, shifting.get("a")).rows)]
    assert told == [
        (f"{DASH} allied with", "B", "199X/2004"),
        (f"{DASH} rival of", "B", "2005/2006"),
        (f"{DASH} allied with", "C", "seen 2001"),
        (f"{DASH} rival of", "C", "/"),
    ]


def test_a_directed_statement_points_the_other_way_from_its_other_end() -> None:
    assert rows(WORLD.get("gulf"))[0][1:3] == ("← split from", "Zetas")


def test_a_source_shows_what_cites_it_with_both_ends_in_their_order() -> None:
    assert rows(WORLD.get("late")) == [
        (
            "lineage",
            "→ split from",
            "Zetas → Gulf",
            "2010-02",
            "probable",
            "late, ch. 2; denied by undated",
            "",
            "split",
        ),
        ("others", "• organization", "Zetas", "", "", "late", "kind: armed-wing; founded: 1999", "zetas"),
    ]
    assert [values[2] for values in rows(EARLY)] == [
        f"Gulf {DASH} Zetas",
        f"Gulf {DASH} Zetas",
        "Zetas → Mexico",
        "Aid → Mexico",
        "Deaths; Mexico",
        "Aid",
    ]


def test_a_place_shows_the_money_and_the_figures_about_it() -> None:
    money = "amount usd: 334,000,000; stage: requested"
    assert rows(WORLD.get("mexico"))[1:] == [
        (
            "assistance",
            "← allocated to",
            "Aid",
            "fiscal year 2012",
            "probable",
            "early, Table 1",
            money,
            "allocation",
        ),
        (
            "figures",
            "• figure",
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
    assert profile(WORLD, SPLIT).lead == ("Zetas → Gulf", "likelihood: probable", "period: 2010-02")


def test_every_row_names_the_record_it_rests_on() -> None:
    assert [row.records for row in profile(WORLD, ZETAS).rows] == [(values[-1],) for values in rows(ZETAS)]


def test_every_record_has_a_profile_with_a_value_for_each_column() -> None:
    for record in WORLD.records.values():
        table = profile(WORLD, record)
        assert all(len(row.values) == len(table.columns) for row in table.rows)
