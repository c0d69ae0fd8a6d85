"""Small records and datasets for tests, with only what a test is about spelled out."""

from __future__ import annotations

from typing import Any

from cartelgraph.dataset import Dataset, DatasetInfo
from cartelgraph.model import EdtfDate, Record
from cartelgraph.model.entities import Organization, Partnership, Place, Program, Source
from cartelgraph.model.relationships import (
    Alliance,
    Assistance,
    Base,
    Border,
    Containment,
    FactionTie,
    Funding,
    Participation,
    Presence,
    Rivalry,
    Truce,
)

INFO = DatasetInfo(
    name="tiny",
    title="A tiny dataset",
    version="1.0.0",
    cut_off=EdtfDate("2012"),
    focus=EdtfDate("2011-03"),
    license="CC-BY-4.0",
    attribution="Nobody",
)

#: A source of 2010, one of 2020 and one without a date: what most tests of knowledge need.
EARLY = Source.model_validate(
    {
        "id": "early",
        "name": "Early paper",
        "kind": "news",
        "publisher": "Press",
        "published": "2010-05-01",
        "reliability": "B",
    }
)
LATE = EARLY.model_copy(update={"id": "late", "name": "Late book", "published": EdtfDate("2020")})
UNDATED = EARLY.model_copy(update={"id": "undated", "name": "Undated page", "published": None})
SOURCES = (EARLY, LATE, UNDATED)


def organization(key: str, kind: str = "cartel", **fields: Any) -> Organization:
    return Organization.model_validate({"id": key, "name": key.title(), "kind": kind} | fields)


def country(key: str, code: str) -> Place:
    return Place.model_validate(
        {"id": key, "name": key.title(), "kind": "country", "iso_alpha2": code, "iso_alpha3": code + "X"}
    )


def place(key: str, kind: str = "city", **fields: Any) -> Place:
    return Place.model_validate({"id": key, "name": key.title(), "kind": kind} | fields)


def alliance(source: str, target: str, number: int = 1, **fields: Any) -> Alliance:
    return Alliance.model_validate(_tie("alliance", source, target, number) | fields)


def rivalry(source: str, target: str, number: int = 1, **fields: Any) -> Rivalry:
    return Rivalry.model_validate(_tie("rivalry", source, target, number) | fields)


def truce(source: str, target: str, number: int = 1, **fields: Any) -> Truce:
    return Truce.model_validate(_tie("truce", source, target, number) | fields)


def base(source: str, target: str, number: int = 1, **fields: Any) -> Base:
    return Base.model_validate(_tie("base", source, target, number) | fields)


def presence(source: str, target: str, number: int = 1, **fields: Any) -> Presence:
    return Presence.model_validate(_tie("presence", source, target, number) | fields)


def border(source: str, target: str, number: int = 1, **fields: Any) -> Border:
    return Border.model_validate(_tie("border", source, target, number) | fields)


def containment(source: str, target: str, number: int = 1, **fields: Any) -> Containment:
    return Containment.model_validate(_tie("containment", source, target, number) | fields)


def dataset(*records: Record, info: DatasetInfo = INFO) -> Dataset:
    """Return a dataset of these records and the three sources."""
    return Dataset(info, (*SOURCES, *records))


def program(key: str, **fields: Any) -> Program:
    cited = {"likelihood": "confirmed", "citations": [{"source": "early", "locator": "p. 1"}]}
    named = {"id": key, "name": key.title(), "purposes": ["military"], "status": "active"}
    return Program.model_validate(cited | named | fields)


def partnership(key: str, status: str = "active", **fields: Any) -> Partnership:
    cited = {"likelihood": "confirmed", "citations": [{"source": "early", "locator": "p. 1"}]}
    named = {"id": key, "name": key.title(), "kind": "bilateral", "status": status}
    return Partnership.model_validate(cited | named | fields)


def funding(source: str, target: str, number: int = 1, **fields: Any) -> Funding:
    return Funding.model_validate(_tie("funding", source, target, number) | fields)


def assistance(source: str, target: str, number: int = 1, **fields: Any) -> Assistance:
    return Assistance.model_validate(_tie("assistance", source, target, number) | fields)


def participation(source: str, target: str, number: int = 1, **fields: Any) -> Participation:
    return Participation.model_validate(_tie("participation", source, target, number) | fields)


def faction_tie(source: str, target: str, number: int = 1, **fields: Any) -> FactionTie:
    return FactionTie.model_validate(_tie("faction-tie", source, target, number) | fields)


def _tie(name: str, source: str, target: str, number: int) -> dict[str, Any]:
    return {
        "id": f"{name}-{source}-{target}-{number}",
        "source": source,
        "target": target,
        "likelihood": "confirmed",
        "citations": [{"source": "early", "locator": "p. 1"}],
    }
