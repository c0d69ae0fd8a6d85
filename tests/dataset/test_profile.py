"""Everything that a dataset says of one record, as a table."""

from __future__ import annotations

from typing import Any

from cartelgraph.dataset import profile
from cartelgraph.model import Record
from cartelgraph.model.relationships import Split
from tests.make import EARLY, alliance, country, dataset, organization, presence, rivalry

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
    presence("zetas", "mexico"),
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
            "alliance-gulf-zetas-1",
        ),
        ("→ OPERATES_IN", "Mexico", "/", "confirmed", "early, p. 1", "presence-zetas-mexico-1"),
        (
            f"{DASH} RIVAL_OF",
            "Gulf",
            "seen 2010-04, 2011",
            "confirmed",
            "early, p. 1",
            "rivalry-gulf-zetas-1",
        ),
        ("→ SPLIT_FROM", "Gulf", "2010-02", "probable", "late, ch. 2; denied by undated", "split"),
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
        ("→ SPLIT_FROM", "Zetas → Gulf", "2010-02", "probable", "late, ch. 2; denied by undated", "split")
    ]
    assert [values[1] for values in rows(EARLY)] == [
        f"Gulf {DASH} Zetas",
        "Zetas → Mexico",
        f"Gulf {DASH} Zetas",
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
