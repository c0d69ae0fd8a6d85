"""A dataset in which every record type, every field and every kind of value occurs."""

from __future__ import annotations

from typing import Any

from cartelgraph.dataset import Dataset, DatasetInfo
from cartelgraph.model import EdtfDate, Record, record_type

INFO = DatasetInfo(
    name="complete",
    title="Everything “at once” — `$x`",
    version="1.2.3",
    cut_off=EdtfDate("2012-06-30"),
    focus=EdtfDate("2011-03"),
    license="CC-BY-4.0",
    attribution="Nobody in particular,\non two lines",
)

# All fields of a citation once, then as little as one can be, then a denial and an end.
CITATIONS = [
    {
        "source": "paper",
        "locator": "p. 1",
        "stance": "supports",
        "part": "start",
        "checked": "no",
        "note": "Said 'so' in \"print\".",
    },
    {"source": "page"},
    {"source": "book", "stance": "disputes", "part": "tie"},
    {"source": "book", "locator": "p. 2", "part": "end"},
]

ENTITIES: dict[str, list[dict[str, Any]]] = {
    "sources": [
        {
            "id": "paper",
            "name": "A paper",
            "kind": "research",
            "author": "Somebody; Somebody Else",
            "publisher": "Press",
            "published": "2010-05-01",
            "accessed": "2026-01",
            "url": "https://example.org/paper?a=1&b=`2`",
            "archived_url": "https://example.org/archive/paper",
            "reliability": "B",
            "derives_from": ["page", "book"],
            "note": "First note.",
        },
        {
            "id": "book",
            "name": "A book",
            "kind": "dataset",
            "publisher": "Press",
            "published": "2020~",
            "reliability": "A",
            "citations": [{"source": "page", "locator": "list of books"}],
        },
        {"id": "page", "name": "A page", "kind": "weblog", "publisher": "Nobody", "reliability": "F"},
    ],
    "organizations": [
        {
            "id": "alpha",
            "name": "Alpha",
            "kind": "cartel",
            "aliases": [
                {"name": "El Á", "language": "es", "source": "paper"},
                {"name": "}) DETACH DELETE n //"},
            ],
            "founded": "198X",
            "dissolved": "2012?",
            "summary": "Backslash \\ and 'quotes'.",
            "ucdp_ids": ["1", "2"],
            "ofac_ids": ["10"],
            "opensanctions_ids": ["NK-1"],
            "wikidata_ids": ["Q1"],
            "distinct_from": ["gamma", "beta"],
            "citations": CITATIONS,
            "note": "Ω, 漢字, 🙂.",
        },
        {"id": "beta", "name": "Beta", "kind": "armed-wing"},
        {"id": "gamma", "name": "Gamma", "kind": "collective"},
    ],
    "persons": [
        {
            "id": "someone",
            "name": "Some One",
            "aliases": [{"name": "One"}],
            "summary": "Named in a designation.",
            "ofac_ids": ["11"],
            "likelihood": "confirmed",
            "citations": CITATIONS,
            "note": "A note.",
        }
    ],
    "places": [
        {
            "id": "land",
            "name": "Land",
            "kind": "country",
            "iso_alpha2": "AA",
            "iso_alpha3": "AAA",
            "latitude": 14.5,
            "longitude": -90,
            "citations": [{"source": "page"}],
            "note": "A note.",
        },
        {
            "id": "other-land",
            "name": "Other Land",
            "kind": "country",
            "iso_alpha2": "BB",
            "iso_alpha3": "BBB",
        },
        {"id": "province", "name": "Province", "kind": "subdivision", "iso_subdivision": "AA-1"},
    ],
    "programs": [
        {
            "id": "aid",
            "name": "Aid",
            "purposes": ["military", "rule-of-law"],
            "start": "2008-06-30",
            "status": "active",
            "summary": "A program.",
            "likelihood": "probable",
            "citations": CITATIONS,
            "note": "A note.",
        }
    ],
    "partnerships": [
        {
            "id": "joint-group",
            "name": "Joint group",
            "kind": "framework",
            "status": "proposed",
            "summary": "A group.",
            "likelihood": "possible",
            "citations": CITATIONS,
            "note": "A note.",
        }
    ],
    "events": [
        {
            "id": "arrest",
            "name": "Arrest",
            "kind": "arrest",
            "date": "2009-12-16",
            "summary": "An arrest.",
            "likelihood": "doubtful",
            "citations": CITATIONS,
            "note": "A note.",
        }
    ],
    "figures": [
        {
            "id": "deaths",
            "name": "Deaths",
            "subjects": ["land", "alpha", "arrest"],
            "quantity": "deaths",
            "unit": "persons",
            "period": "2006-12/..",
            "value": 35000,
            "low": 30000.5,
            "high": 1e9,
            "likelihood": "probable",
            "citations": CITATIONS,
            "note": "A note.",
        }
    ],
}

DATED = {"period": "2008/2010-02", "observed": ["2009-07", "2008"]}
LASTING = {"period": "2010-02"}

#: For each relationship type its ends and the fields that only it has.
RELATIONSHIPS: dict[str, dict[str, Any]] = {
    "alliances": {"source": "beta", "target": "alpha", "form": "federation"} | DATED,
    "rivalries": {"source": "alpha", "target": "beta", "intensity": "open-war"} | DATED,
    "truces": {"source": "alpha", "target": "beta"} | DATED,
    "splits": {"source": "beta", "target": "alpha"} | LASTING,
    "mergers": {"source": "beta", "target": "alpha"} | LASTING,
    "renamings": {"source": "beta", "target": "alpha"} | LASTING,
    "successions": {"source": "beta", "target": "alpha"} | LASTING,
    "faction_ties": {"source": "beta", "target": "alpha"} | DATED,
    "armed_wings": {"source": "beta", "target": "alpha"} | DATED,
    "presences": {
        "source": "alpha",
        "target": "province",
        "activities": ["transit", "arms"],
        "strength": "contested",
    }
    | DATED,
    "bases": {"source": "alpha", "target": "province"} | DATED,
    "memberships": {"source": "someone", "target": "alpha", "role": "treasurer", "level": "financier"}
    | DATED,
    "leaderships": {"source": "someone", "target": "alpha"} | DATED,
    "fundings": {"source": "land", "target": "aid"} | DATED,
    "assistances": {"source": "aid", "target": "land"} | DATED,
    "allocations": {
        "source": "aid",
        "target": "land",
        "fiscal_year": 2011,
        "account": "INCLE",
        "amount_usd": 1234567.25,
        "stage": "obligated",
    },
    "participations": {"source": "alpha", "target": "joint-group", "role": "trains"} | DATED,
    "targetings": {"source": "joint-group", "target": "alpha"} | DATED,
    "involvements": {"source": "someone", "target": "arrest", "role": "target"},
    "occurrences": {"source": "arrest", "target": "land"},
    "containments": {"source": "province", "target": "land"},
    "borders": {"source": "other-land", "target": "land"},
}

SHARED = {"likelihood": "probable", "citations": CITATIONS, "note": "Line one.\nLine `two`, $x, {y}."}


def complete_records() -> list[Record]:
    records = [
        record_type(collection).model_validate(fields)
        for collection, entities in ENTITIES.items()
        for fields in entities
    ]
    for collection, fields in RELATIONSHIPS.items():
        kind = record_type(collection)
        key = kind.label.lower().replace("_", "-")
        records.append(kind.model_validate({"id": f"{key}-1", **SHARED, **fields}))
        # The same with nothing that can be left out.
        required = {name: value for name, value in fields.items() if kind.model_fields[name].is_required()}
        citations = [{"source": "page"}]
        records.append(
            kind.model_validate(
                {"id": f"{key}-2", "likelihood": "doubtful", "citations": citations} | required
            )
        )
    return records


def complete_dataset() -> Dataset:
    return Dataset(INFO, complete_records())
