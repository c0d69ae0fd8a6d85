"""Every record type is declared once, whole, and described; one test over the registry covers each."""

from __future__ import annotations

import inspect
import re
from enum import StrEnum
from typing import Any, get_args

import pytest

from cartelgraph.errors import UnknownNameError
from cartelgraph.model import (
    ENTITY_TYPES,
    RECORD_TYPES,
    RELATIONSHIP_TYPES,
    Alias,
    Citation,
    Entity,
    Record,
    Relationship,
    SignedTie,
    entities,
    record,
    record_type,
    relationships,
)
from cartelgraph.model.record import Model

DESCRIBED: tuple[type[Model], ...] = (*RECORD_TYPES, Citation, Alias)

every_type = pytest.mark.parametrize("kind", RECORD_TYPES, ids=lambda kind: kind.__name__)


def subtypes(kind: type[Record]) -> set[type[Record]]:
    return {kind}.union(*(subtypes(child) for child in kind.__subclasses__()))


def test_every_declared_type_is_registered() -> None:
    declared = {
        kind
        for kind in subtypes(Record)
        if kind.collection and kind.__module__ in {entities.__name__, relationships.__name__}
    }
    assert declared == set(RECORD_TYPES)
    assert len(RECORD_TYPES) == len(set(RECORD_TYPES)) == len(ENTITY_TYPES) + len(RELATIONSHIP_TYPES)


def test_names_are_unique() -> None:
    labels = [kind.label for kind in RECORD_TYPES]
    assert len(set(labels)) == len(labels)
    node_labels = [label for kind in ENTITY_TYPES for label in kind.all_labels()]
    assert len(set(node_labels)) == len(node_labels)


@every_type
def test_a_collection_leads_to_its_type(kind: type[Record]) -> None:
    assert record_type(kind.collection) is kind


def test_an_unknown_collection_offers_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        record_type("alliance")
    assert str(caught.value).startswith("unknown collection 'alliance'. Did you mean 'alliances'")
    with pytest.raises(UnknownNameError):
        record_type("")


@every_type
def test_names_have_the_form_of_their_kind(kind: type[Record]) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", kind.collection)
    form = r"[A-Z][A-Za-z]+" if issubclass(kind, Entity) else r"[A-Z]+(_[A-Z]+)*"
    assert re.fullmatch(form, kind.label)
    if issubclass(kind, Entity):
        assert all(re.fullmatch(r"[A-Z][A-Za-z]+", label) for label in kind.all_labels())


@pytest.mark.parametrize("kind", DESCRIBED, ids=lambda kind: kind.__name__)
def test_every_type_and_every_field_is_described(kind: type[Model]) -> None:
    assert len(inspect.getdoc(kind) or "") > 10
    assert kind.__doc__ is not None, "not inherited"
    for name, field in kind.model_fields.items():
        assert field.description, name
        assert field.description.endswith((".", "...")), name


@every_type
def test_no_field_hides_what_the_network_or_the_store_writes(kind: type[Record]) -> None:
    taken = {"type", "labels", "directed", "sign", "sources", "record_digest", "bipartite"}
    assert not taken & set(kind.model_fields)


@pytest.mark.parametrize("kind", RELATIONSHIP_TYPES, ids=lambda kind: kind.__name__)
def test_ends_are_registered_types(kind: type[Relationship]) -> None:
    assert len(kind.ends) == 2
    for side in kind.ends:
        assert side
        assert set(side) <= set(ENTITY_TYPES)
    if not kind.directed:
        assert kind.ends[0] == kind.ends[1], "the ends of an undirected tie change places"


def test_signs() -> None:
    signs = {kind.label: kind.sign for kind in RELATIONSHIP_TYPES if issubclass(kind, SignedTie)}
    assert signs == {"ALLIED_WITH": 1, "RIVAL_OF": -1, "TRUCE_WITH": 0}


@every_type
def test_a_type_has_a_json_schema_that_is_closed(kind: type[Record]) -> None:
    schema = kind.model_json_schema()
    assert schema["additionalProperties"] is False
    assert {"id"} <= set(schema["required"])


def enumerations() -> set[type[StrEnum]]:
    found: set[type[StrEnum]] = set()
    waiting: list[Any] = [field.annotation for kind in DESCRIBED for field in kind.model_fields.values()]
    while waiting:
        annotation = waiting.pop()
        waiting += get_args(annotation)
        if isinstance(annotation, type) and issubclass(annotation, StrEnum):
            found.add(annotation)
    return found


@pytest.mark.parametrize("kind", sorted(enumerations(), key=str))
def test_every_closed_list_is_described_and_lower_case(kind: type[StrEnum]) -> None:
    assert kind.__doc__
    for word in kind:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*|[A-F]", word.value)


def test_modules_export_what_they_declare() -> None:
    for module in (record, entities, relationships):
        own = {
            name
            for name, value in vars(module).items()
            if isinstance(value, type) and value.__module__ == module.__name__
        }
        assert own - {"Model"} == set(module.__all__)
