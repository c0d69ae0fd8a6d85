"""Reading back what was loaded, whatever the text in it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cartelgraph.dataset import Dataset
from cartelgraph.errors import StoreError
from cartelgraph.model.entities import OrganizationKind
from cartelgraph.model.text import is_hidden
from cartelgraph.store import Store
from tests import make
from tests.store.conftest import Cypher

pytestmark = pytest.mark.neo4j

# Pieces that would end a text, a name, a map or a statement if values ever became part of a query.
HOSTILE = (*"'\"`}\\é漢🙂", "$x", "//", ") DETACH DELETE n //", "%label")

letters = st.text(st.characters().filter(lambda each: not is_hidden(each)), max_size=5)
names = (
    st.lists(st.sampled_from(HOSTILE) | letters, min_size=1, max_size=6)
    # As the model keeps a name: composed, without space around it, never empty.
    .map(lambda pieces: unicodedata.normalize("NFC", "".join(pieces)).strip() or "x")
)
periods = st.sampled_from(["/", "2010", "2008/..", "../2010", "198X/", "/2010-02", "2008~/2010-02-15?"])


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    aliases = st.fixed_dictionaries(
        {"name": names}, optional={"language": st.sampled_from(["es", "en"]), "source": st.just("late")}
    )
    organizations = [
        make.organization(
            f"o-{number}",
            draw(st.sampled_from(OrganizationKind)),
            name=draw(names),
            aliases=draw(st.lists(aliases, max_size=3)),
            ucdp_ids=draw(st.lists(names, max_size=2)),
        )
        for number in range(3)
    ]
    citations = st.fixed_dictionaries(
        {"source": st.sampled_from(["early", "late", "undated"]), "checked": st.booleans()},
        optional={"locator": names, "note": names},
    )
    ties = [
        make.alliance(
            *draw(st.sampled_from([("o-0", "o-1"), ("o-2", "o-0"), ("o-1", "o-2")])),
            number,
            period=draw(periods),
            note=draw(names),
            citations=draw(st.lists(citations, min_size=1, max_size=3)),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    return make.dataset(*organizations, *ties)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dataset=datasets())
def test_any_dataset_comes_back_after_any_other(store: Store, dataset: Dataset) -> None:
    # The database is not emptied between examples: each load changes what the last one left.
    store.load(dataset)
    assert store.read_dataset() == dataset
    assert not store.load(dataset).changed


def test_empty_database_holds_no_dataset(store: Store) -> None:
    with pytest.raises(StoreError, match="holds no dataset"):
        store.read_dataset()
    assert store.describe().info is None
    assert "holds no dataset" in str(store.describe())


def test_empty_dataset_comes_back_empty(store: Store) -> None:
    empty = Dataset(make.INFO, ())
    store.load(empty)
    assert store.read_dataset() == empty


def test_description_names_the_dataset_and_counts_only_ours(store: Store, cypher: Cypher) -> None:
    dataset = make.dataset(make.organization("a"), make.organization("b"), make.rivalry("a", "b"))
    store.load(dataset)
    cypher("CREATE (:Organization {id: 'theirs'})")
    described = store.describe()
    assert described.info == make.INFO
    assert described.digest == dataset.digest
    assert described.counts == {"Source": 3, "Organization": 2, "RIVAL_OF": 1}
    assert described.loaded_at is not None
    assert "A tiny dataset, version 1.0.0 (sources up to 2012)" in str(described)


def test_other_layout_asks_for_a_load(store: Store, cypher: Cypher) -> None:
    store.load(make.dataset())
    cypher("MATCH (d:CartelGraphDataset) SET d.schema_version = 0")
    with pytest.raises(StoreError, match="another version of cartelgraph"):
        store.read_dataset()


def test_record_that_was_edited_into_nonsense_is_named(store: Store, cypher: Cypher) -> None:
    store.load(make.dataset(make.organization("a")))
    cypher("MATCH (n:Organization {id: 'a'}) SET n.kind = 'club'")
    with pytest.raises(StoreError, match=r"Organization 'a' in the database is not as it was loaded"):
        store.read_dataset()
