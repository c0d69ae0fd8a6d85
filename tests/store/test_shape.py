"""What becomes a property, a node or a relationship follows from the record types."""

from __future__ import annotations

from typing import ClassVar

import pytest

from cartelgraph.model import ENTITY_TYPES, RECORD_TYPES, Alias, Citation, Record
from cartelgraph.model.entities import Figure, Organization, Source
from cartelgraph.model.record import Entity, Model
from cartelgraph.model.relationships import Alliance
from cartelgraph.model.text import Id
from cartelgraph.store.shape import Link, link_types, references, shape_of
from tests.store.complete import complete_records

ENDS = {"source", "target"}


@pytest.mark.parametrize("kind", [*RECORD_TYPES, Citation, Alias])
def test_every_field_is_stored_in_exactly_one_way(kind: type[Model]) -> None:
    shape = shape_of(kind)
    stored = [*shape.properties, *shape.links, *shape.components]
    ends = ENDS if kind in RECORD_TYPES and kind not in ENTITY_TYPES else set()
    assert sorted(stored) == sorted(set(kind.model_fields) - ends)
    assert set(shape.required) <= set(shape.properties)


def test_shapes_of_an_entity_a_relationship_and_a_component() -> None:
    organization = shape_of(Organization)
    assert organization.links == {"distinct_from": Link("DISTINCT_FROM", many=True)}
    assert set(organization.components) == {"citations", "aliases"}
    assert organization.required == ("id", "name", "kind")
    assert shape_of(Alliance).links == {}
    assert shape_of(Alliance).required == ("id", "likelihood", "period")
    assert shape_of(Citation).links == {"source": Link("CITES", many=False, always=True)}
    assert shape_of(Citation).required == ("stance", "part", "checked")
    assert link_types() == ("ABOUT", "CITES", "DERIVES_FROM", "DISTINCT_FROM", "HAS_ALIAS")


def test_field_of_ids_that_no_table_names_is_refused() -> None:
    class Port(Entity):
        collection: ClassVar[str] = "ports"
        label: ClassVar[str] = "Port"
        feeders: tuple[Id, ...] = ()

    with pytest.raises(TypeError, match=r"Port\.feeders holds ids of records"):
        shape_of(Port)


def test_references_are_ends_links_and_cited_sources() -> None:
    records: dict[str, Record] = {record.id: record for record in complete_records()}
    paper, alpha, deaths = records["paper"], records["alpha"], records["deaths"]
    assert isinstance(paper, Source)
    assert sorted(references(paper)) == ["book", "page"]
    assert isinstance(alpha, Organization)
    assert sorted(references(alpha)) == ["beta", "book", "book", "gamma", "page", "paper", "paper"]
    assert isinstance(deaths, Figure)
    assert set(references(deaths)) == {"land", "alpha", "arrest", "paper", "page", "book"}
    assert list(references(records["allied-with-2"])) == ["alpha", "beta", "page"]
