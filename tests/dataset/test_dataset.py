"""The one object that layers exchange."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from cartelgraph.dataset import Dataset, DatasetInfo, read_dataset, record_digest
from cartelgraph.dataset.manifest import Manifest
from cartelgraph.errors import DatasetError, UnknownNameError
from cartelgraph.model import EdtfDate, Entity, Record, Relationship, SignedTie
from cartelgraph.model.entities import Organization, Source
from cartelgraph.model.relationships import Alliance, Merger, Split
from tests.dataset.folders import write_folder
from tests.make import INFO, SOURCES, alliance, country, dataset, organization, rivalry

WORLD = dataset(
    organization("zetas"), organization("gulf"), alliance("gulf", "zetas"), rivalry("gulf", "zetas")
)


def test_records_of_a_type_and_its_subtypes_in_order_of_ids() -> None:
    assert [record.id for record in WORLD.of(Organization)] == ["gulf", "zetas"]
    assert [record.id for record in WORLD.of(Entity)] == ["early", "gulf", "late", "undated", "zetas"]
    ties = ["alliance-gulf-zetas-1", "rivalry-gulf-zetas-1"]
    assert [record.id for record in WORLD.of(SignedTie)] == ties
    assert [record.id for record in WORLD.relationships] == ties
    assert [record.id for record in WORLD.of(Alliance)] == ties[:1]
    assert len(WORLD.of(Record)) == len(WORLD) == 7


def test_a_record_by_its_id() -> None:
    assert WORLD.get("zetas").id == "zetas"


def test_an_unknown_id_offers_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        WORLD.get("zetsa")
    assert str(caught.value) == "unknown record 'zetsa'. Did you mean 'zetas'?"
    assert caught.value.name == "zetsa"
    assert set(caught.value.choices) == set(WORLD.records)


def test_counts_are_by_collection() -> None:
    assert WORLD.counts() == {"alliances": 1, "organizations": 2, "rivalries": 1, "sources": 3}
    assert Dataset(INFO, ()).counts() == {}


def test_publication_dates() -> None:
    assert dict(WORLD.published) == {"early": "2010-05-01", "late": "2020", "undated": None}


def test_two_records_never_share_an_id() -> None:
    with pytest.raises(ValueError, match="two records share an id"):
        dataset(organization("a"), country("a", "MX"))


def test_records_cannot_be_replaced() -> None:
    with pytest.raises(TypeError):
        WORLD.records["zetas"] = organization("zetas")  # type: ignore[index]


def test_a_dataset_says_what_it_is() -> None:
    assert repr(WORLD) == "<Dataset tiny 1.0.0: 7 records>"
    assert len(WORLD) == 7


def test_equality_is_of_content() -> None:
    assert dataset(organization("a")) == dataset(organization("a"))
    assert dataset(organization("a")) != dataset(organization("b"))
    assert dataset(organization("a")) != "a"
    with pytest.raises(TypeError, match="unhashable"):
        hash(WORLD)


CHANGES: list[dict[str, Any]] = [
    {"period": "2010/"},
    {"period": "2010/.."},
    {"observed": ["2010"]},
    {"likelihood": "possible"},
    {"form": "federation"},
    {"note": "A note."},
    {"id": "alliance-a-b-2"},
    {"source": "aa"},
    {"target": "c"},
    {"citations": [{"source": "late", "locator": "p. 1"}]},
    {"citations": [{"source": "early", "locator": "p. 2"}]},
    {"citations": [{"source": "early"}]},
    {"citations": [{"source": "early", "locator": "p. 1", "checked": "no"}]},
    {"citations": [{"source": "early", "locator": "p. 1", "stance": "disputes"}]},
    {"citations": [{"source": "early", "locator": "p. 1", "part": "end"}]},
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_every_field_changes_the_digest(change: dict[str, Any]) -> None:
    before = alliance("a", "b")
    after = Alliance.model_validate(before.model_dump() | change)
    assert record_digest(before) != record_digest(after)
    assert dataset(before).digest != dataset(after).digest
    assert dataset(before) != dataset(after)


def test_every_field_of_an_alliance_is_tried() -> None:
    assert {field for change in CHANGES for field in change} == set(Alliance.model_fields)


def test_the_type_changes_the_digest() -> None:
    # Of these two types the fields are the same.
    fields = alliance("a", "b").model_dump(exclude={"observed", "form"})
    one, other = Split.model_validate(fields), Merger.model_validate(fields)
    assert one.model_dump() == other.model_dump()
    assert record_digest(one) != record_digest(other)


def test_the_description_changes_the_digest() -> None:
    later = INFO.model_copy(update={"version": "1.0.1"})
    assert Dataset(later, SOURCES).digest != Dataset(INFO, SOURCES).digest


def test_equal_records_have_equal_digests_of_32_hexadecimal_digits() -> None:
    digest = record_digest(alliance("b", "a", id="tie", observed=["2011", "2010"]))
    assert digest == record_digest(alliance("a", "b", id="tie", observed=["2010", "2011", "2010"]))
    assert len(digest) == 32
    assert int(digest, 16) >= 0


def test_a_manifest_keeps_its_expectations_to_itself() -> None:
    manifest = Manifest.model_validate(
        INFO.model_dump() | {"expectations": [{"collection": "alliances", "min": "1", "reason": "One."}]}
    )
    assert manifest.info == INFO
    assert type(manifest.info) is DatasetInfo


@pytest.mark.parametrize("version", ["1", "1.0", "v1.0.0", "1.0.0-rc1", "one", "1.0.0\n2"])
def test_a_version_has_three_numbers(version: str) -> None:
    with pytest.raises(ValidationError, match="version"):
        DatasetInfo.model_validate(INFO.model_dump() | {"version": version})


def test_the_seeds_fit_together(seeds: Dataset) -> None:
    assert sum(seeds.counts().values()) == len(seeds)
    for record in seeds.relationships:
        assert isinstance(seeds.get(record.source), record.ends[0])
        assert isinstance(seeds.get(record.target), record.ends[1])
        assert {citation.source for citation in record.citations} <= set(seeds.published)
    assert all(isinstance(seeds.get(key), Source) for key in seeds.published)
    assert isinstance(seeds.info.focus, EdtfDate)
    assert len(seeds.of(Relationship)) == len(seeds.relationships)


def test_a_collection_may_be_spread_over_folders(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    (folder / "coded").mkdir()
    (folder / "coded" / "organizations.yml").write_text("- {id: gulf, name: Gulf, kind: cartel}\n", "utf-8")
    read = read_dataset(folder)
    assert {"cjng", "gulf"} < set(read.records)
    (folder / "coded" / "sources.yml").write_text("- {id: early}\n", "utf-8")
    with pytest.raises(DatasetError, match=r"coded/sources\.yml:1: early: field 'name' is missing"):
        read_dataset(folder)
