"""Order never matters: not of files, not of records in them, not of records given to a dataset."""

from __future__ import annotations

import random
from pathlib import Path

import networkx as nx
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.dataset import Dataset, read_dataset
from cartelgraph.model import Certainty, EdtfDate, Record
from cartelgraph.network import Moment, snapshot
from tests.dataset.folders import write_folder
from tests.make import INFO, SOURCES, alliance, border, country, organization, presence, rivalry

RECORDS: list[Record] = [
    *SOURCES,
    *(organization(key) for key in "abcd"),
    country("mexico", "MX"),
    country("guatemala", "GT"),
    border("guatemala", "mexico"),
    alliance("a", "b", period="2008/"),
    alliance("c", "b", observed=["2010"]),
    rivalry("b", "a", period="2010-02/"),
    rivalry("c", "d", period="2009/2011", citations=[{"source": "late"}]),
    presence("a", "mexico", period="/.."),
]
MOMENTS = [
    Moment(EdtfDate("2010-06"), known, certainty)
    for known in (None, EdtfDate("2011"))
    for certainty in Certainty
]


@given(st.permutations(RECORDS))
def test_a_dataset_does_not_depend_on_the_order_of_its_records(shuffled: list[Record]) -> None:
    one, other = Dataset(INFO, RECORDS), Dataset(INFO, shuffled)
    assert one == other
    assert one.digest == other.digest
    assert one.relationships == other.relationships
    assert list(one.counts().items()) == list(other.counts().items())
    for moment in MOMENTS:
        first, second = snapshot(one, moment), snapshot(other, moment)
        assert nx.utils.graphs_equal(first.graph, second.graph)
        assert list(first.graph.edges(keys=True)) == list(second.graph.edges(keys=True))
        assert first.describe() == second.describe()


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
def test_a_folder_may_hold_its_records_in_any_order(seeds: Dataset, tmp_path: Path, seed: int) -> None:
    root = Path(__file__).resolve().parents[2] / "seeds"
    chance = random.Random(seed)  # noqa: S311
    for path in root.rglob("*.yml"):
        value = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506
        if isinstance(value, list):
            chance.shuffle(value)
            value = [dict(chance.sample(list(record.items()), len(record))) for record in value]
        copy = tmp_path / path.relative_to(root)
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(yaml.safe_dump(value, sort_keys=False), encoding="utf-8")
    shuffled = read_dataset(tmp_path)
    assert shuffled == seeds
    assert shuffled.digest == seeds.digest


def test_a_collection_may_be_in_two_files(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "one")
    whole = read_dataset(folder)
    texts = (folder / "organizations.yml").read_text(encoding="utf-8").split("- id: zetas")
    (folder / "organizations.yml").write_text("- id: zetas" + texts[1], encoding="utf-8")
    (folder / "organizations.yaml").write_text(texts[0], encoding="utf-8")
    assert read_dataset(folder) == whole
