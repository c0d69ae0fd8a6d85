"""What a load would do, told beforehand: the same as what it then does, and nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cartelgraph.dataset import Dataset, open_supply, streamed, write_dataset
from cartelgraph.errors import StoreError
from cartelgraph.settings import Address
from cartelgraph.store import Store
from cartelgraph.store.preview import Changes
from tests import make
from tests.store.conftest import Cypher
from tests.store.test_batches import AS_GANG, AS_PERSON, COMPLETE, cut_off
from tests.store.test_load import PAIR, graph, replaced, without

pytestmark = pytest.mark.neo4j

TIE = "alliance-a-b-1"

# Three records and a tie, each left out, as it is, or changed.
CHOICES = st.tuples(*[st.sampled_from([None, "one", "other"])] * 4)


def chosen(choices: Iterable[str | None]) -> Dataset:
    first, second, third, tie = choices
    organizations = [
        make.organization(key, name=name)
        for key, name in zip("abc", (first, second, third), strict=True)
        if name
    ]
    ties = [make.alliance("a", "b", note=tie)] if first and second and tie else []
    return make.dataset(*organizations, *ties)


def test_into_an_empty_database_everything_would_be_created(store: Store, cypher: Cypher) -> None:
    found = store.preview(PAIR)
    assert found.collections == {
        "sources": Changes(created=("early", "late", "undated")),
        "organizations": Changes(created=("a", "b")),
        "alliances": Changes(created=(TIE,)),
    }
    assert not found.rewritten
    assert cypher("MATCH (n) RETURN n") == []
    assert [(*row.values, row.records) for row in found.table().rows] == [
        ("sources", "created", 3, "early, late, undated", ("early", "late", "undated")),
        ("organizations", "created", 2, "a, b", ("a", "b")),
        ("alliances", "created", 1, TIE, (TIE,)),
    ]


def test_what_differs_is_told_by_its_ids_and_nothing_is_written(store: Store, cypher: Cypher) -> None:
    store.load(PAIR)
    before = graph(cypher)
    wanted = replaced(without(PAIR, TIE), make.organization("a", name="Renamed"), make.organization("c"))
    found = store.preview(wanted)
    assert found.collections == {
        "organizations": Changes(created=("c",), updated=("a",)),
        "alliances": Changes(deleted=(TIE,)),
    }
    assert found.table().title.endswith(
        "A tiny dataset, version 1.0.0: 1 created, 1 updated, 1 deleted, 4 unchanged"
    )
    assert graph(cypher) == before
    assert store.read_dataset() == PAIR


def test_many_ids_are_not_all_spelled_out(store: Store) -> None:
    found = store.preview(make.dataset(*(make.organization(key) for key in "abcde")))
    (row,) = [row for row in found.table().rows if row.values[0] == "organizations"]
    assert row.values == ("organizations", "created", 5, "a, b, c and 2 more")
    assert row.records == tuple("abcde")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=CHOICES, after=CHOICES)
def test_the_load_does_what_was_told(
    store: Store, before: tuple[str | None, ...], after: tuple[str | None, ...]
) -> None:
    store.load(chosen(before))
    told = store.preview(chosen(after))
    assert told.summary == store.load(chosen(after))
    assert {
        name: tuple(map(len, (changes.created, changes.updated, changes.deleted)))
        for name, changes in told.collections.items()
    } == {
        name: (counts.created, counts.updated, counts.deleted)
        for name, counts in told.summary.collections.items()
        if counts.created or counts.updated or counts.deleted
    }


def test_a_database_of_another_version_would_be_written_anew(store: Store, cypher: Cypher) -> None:
    store.load(PAIR)
    cypher("MATCH (d:CartelGraphDataset) SET d.cartelgraph_version = '0.0.1'")
    found = store.preview(PAIR)
    assert found.rewritten
    assert found.summary.total.updated == len(PAIR)
    assert found.table().notes == ("Every record would be written anew, those that are the same included.",)
    assert store.preview(PAIR, rewrite=True).summary == store.load(PAIR, rewrite=True)


def test_another_dataset_and_another_description_are_noted(store: Store) -> None:
    store.load(PAIR)
    newer = Dataset(PAIR.info.model_copy(update={"version": "1.1.0"}), PAIR.records.values())
    other = Dataset(PAIR.info.model_copy(update={"name": "other"}), PAIR.records.values())
    assert store.preview(newer).table().notes == ("The description of the dataset would change: version.",)
    assert store.preview(other).table().notes == (
        "The database holds another dataset, A tiny dataset (tiny 1.0.0): it would be replaced.",
    )
    assert store.preview(newer).collections == {}


def test_a_changed_source_reaches_the_statements_that_cite_it(store: Store) -> None:
    store.load(PAIR)
    later = make.EARLY.model_copy(update={"published": make.LATE.published})
    assert store.preview(replaced(PAIR, later)).collections == {
        "sources": Changes(updated=("early",)),
        "organizations": Changes(updated=("a",)),
        "alliances": Changes(updated=(TIE,)),
    }


def test_an_entity_of_another_type_reaches_what_leads_to_it(store: Store) -> None:
    store.load(AS_PERSON)
    found = store.preview(AS_GANG)
    assert found.collections == {
        "organizations": Changes(created=("x",)),
        "persons": Changes(deleted=("x",)),
        "figures": Changes(updated=("deaths",)),
    }
    assert store.load(AS_GANG) == found.summary


def test_a_folder_that_is_read_line_by_line(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streamed, "STREAMED_FROM", 0)
    store.load(COMPLETE)
    changed = without(COMPLETE, "operates-in-2", "borders-1")
    write_dataset(changed, tmp_path / "data")
    found = store.preview(open_supply(tmp_path / "data"))
    assert found == store.preview(changed)
    assert [row.values[:3] for row in found.table().rows] == [
        ("presences", "deleted", 1),
        ("borders", "deleted", 1),
    ]


def test_after_an_interrupted_load_what_the_next_would_do(store: Store, neo4j_address: Address) -> None:
    store.load(COMPLETE)
    cut_off(neo4j_address, "CHANGED", 9)
    found = store.preview(COMPLETE)
    assert found.replaced is None
    assert found.summary.changed
    assert store.load(COMPLETE) == found.summary


@pytest.mark.parametrize("theirs", ["(:Organization {id: 'c'})", "(:Citation {id: 'c-x'})-[:OF]->(o)"])
def test_what_a_load_would_be_refused_for_is_told_as_well(store: Store, cypher: Cypher, theirs: str) -> None:
    store.load(PAIR)
    cypher(f"MATCH (o:Organization {{id: 'b'}}) CREATE {theirs}")
    wanted = replaced(without(PAIR, "b", TIE), make.organization("c"))
    with pytest.raises(StoreError) as told:
        store.preview(wanted)
    with pytest.raises(StoreError) as refused:
        store.load(wanted)
    assert str(told.value) == str(refused.value)


def test_somebody_elses_tie_on_an_alias_that_must_go(store: Store, cypher: Cypher) -> None:
    store.load(PAIR)
    cypher("MATCH (n:Alias {id: 'a#alias-2'}) CREATE (n)<-[:LIKES]-(:Reader)")
    fewer = replaced(PAIR, make.organization("a", aliases=[{"name": "A!"}]))
    with pytest.raises(StoreError, match="LIKES on 'a#alias-2'") as told:
        store.preview(fewer)
    with pytest.raises(StoreError) as refused:
        store.load(fewer)
    assert str(told.value) == str(refused.value)
    assert store.read_dataset() == PAIR
    # It stays where only the other one goes.
    other = replaced(PAIR, make.organization("a", aliases=[{"name": "A?"}, {"name": "AA"}]))
    assert store.preview(other).summary == store.load(other)
    assert store.read_dataset() == other
