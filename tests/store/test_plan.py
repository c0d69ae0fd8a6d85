"""What a load would do, decided without a database."""

from __future__ import annotations

import pytest

from cartelgraph.dataset import Dataset, record_digest
from cartelgraph.errors import StoreError
from cartelgraph.model import RECORD_TYPES, Record
from cartelgraph.model.entities import Organization, Source
from cartelgraph.model.relationships import Alliance, Rivalry
from cartelgraph.store.plan import FOREIGN, Plan, make_plan
from cartelgraph.store.summary import Counts
from tests import make

ALLIANCE = make.alliance("a", "b", citations=[{"source": "early"}])
RIVALRY = make.rivalry("a", "b", citations=[{"source": "late"}])
DATASET = make.dataset(make.organization("a"), make.organization("b"), ALLIANCE, RIVALRY)


def stored(dataset: Dataset) -> dict[type[Record], dict[str, str]]:
    held: dict[type[Record], dict[str, str]] = {kind: {} for kind in RECORD_TYPES}
    for record in dataset.records.values():
        held[type(record)][record.id] = record_digest(record)
    return held


def written(plan: Plan) -> set[str]:
    return {record.id for record in plan.written}


def test_into_an_empty_database_everything_is_created() -> None:
    plan = make_plan(DATASET, {kind: {} for kind in RECORD_TYPES}, rewrite=False)
    assert written(plan) == set(DATASET.records)
    assert plan.summary().collections["sources"] == Counts(created=3)
    assert plan.summary().total == Counts(created=7)


def test_the_same_again_is_nothing() -> None:
    plan = make_plan(DATASET, stored(DATASET), rewrite=False)
    assert plan.is_empty
    assert not plan.summary().changed
    assert str(plan.summary()) == (
        "A tiny dataset, version 1.0.0: nothing changed, 7 records are as they were"
    )


def test_rewrite_writes_everything() -> None:
    assert make_plan(DATASET, stored(DATASET), rewrite=True).summary().total == Counts(updated=7)


def test_a_changed_a_new_and_a_missing_record() -> None:
    changed = make.dataset(
        make.organization("a", kind="gang"), make.organization("b"), make.organization("c"), ALLIANCE
    )
    plan = make_plan(changed, stored(DATASET), rewrite=False)
    assert written(plan) == {"a", "c"}
    assert plan.updated == {Organization: ["a"]}
    assert plan.deleted == {Rivalry: [RIVALRY.id]}
    assert plan.outdated(Rivalry) == [RIVALRY.id]
    assert plan.summary().collections == {
        "sources": Counts(unchanged=3),
        "organizations": Counts(created=1, updated=1, unchanged=1),
        "alliances": Counts(unchanged=1),
        "rivalries": Counts(deleted=1),
    }
    assert str(plan.summary()).splitlines()[1:] == [
        "  organizations: 1 created, 1 updated, 1 unchanged",
        "  rivalries: 1 deleted",
    ]


def test_a_changed_source_reaches_the_statements_that_cite_it() -> None:
    later = make.EARLY.model_copy(update={"published": make.LATE.published})
    records = [later if key == "early" else record for key, record in DATASET.records.items()]
    plan = make_plan(Dataset(make.INFO, records), stored(DATASET), rewrite=False)
    assert written(plan) == {"early", ALLIANCE.id}
    assert plan.updated == {Source: ["early"], Alliance: [ALLIANCE.id]}


def test_an_entity_of_another_type_reaches_what_leads_to_it() -> None:
    before = stored(DATASET)
    before[Source]["a"] = before[Organization].pop("a")
    plan = make_plan(DATASET, before, rewrite=False)
    assert written(plan) == {"a", ALLIANCE.id, RIVALRY.id}
    assert plan.deleted == {Source: ["a"]}


def test_what_somebody_else_wrote_is_refused_only_where_ours_would_be() -> None:
    before = stored(DATASET)
    before[Organization]["theirs"] = FOREIGN
    assert make_plan(DATASET, before, rewrite=True).deleted == {}
    before[Organization]["a"] = FOREIGN
    with pytest.raises(StoreError, match="Organization 'a' in the database was not written by cartelgraph"):
        make_plan(DATASET, before, rewrite=False)
