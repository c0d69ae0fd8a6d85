"""`load`, and what `load --dry-run` tells beforehand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cartelgraph.settings import Address
from cartelgraph.store import Store
from tests.cli.conftest import Run
from tests.dataset.folders import FILES, write_folder


@pytest.mark.neo4j
def test_a_dry_run_lists_the_changes_and_writes_nothing(
    run_on_neo4j: Run, neo4j_address: Address, tmp_path: Path
) -> None:
    folder = write_folder(tmp_path / "seeds")
    assert run_on_neo4j("load", "--data", str(folder)).code == 0
    write_folder(folder, organizations=FILES["organizations.yml"].replace("name: Zetas", "name: Los Zetas"))
    (folder / "alliances.yml").unlink()

    table = run_on_neo4j("load", "--dry-run", "--data", str(folder))
    as_json = run_on_neo4j("load", "--dry-run", "--data", str(folder), "--format", "json")

    assert (table.code, as_json.code) == (0, 0)
    assert "nothing was written" in table.out
    assert "0 created, 1 updated, 1 deleted, 3 unchanged" in table.out
    assert [(row["values"], row["records"]) for row in json.loads(as_json.out)["rows"]] == [
        (
            {"collection": "organizations", "change": "updated", "records": 1, "ids": "zetas"},
            ["zetas"],
        ),
        (
            {"collection": "alliances", "change": "deleted", "records": 1, "ids": "alliance-cjng-zetas-1"},
            ["alliance-cjng-zetas-1"],
        ),
    ]
    with Store.connect(neo4j_address) as store:
        held = store.read_dataset()
        store.clear()
    assert held.name_of("zetas") == "Zetas"
    assert len(held) == 5


@pytest.mark.neo4j
def test_a_dry_run_before_nothing_changes(run_on_neo4j: Run, loaded: None) -> None:  # noqa: ARG001
    outcome = run_on_neo4j("load", "--dry-run")
    assert outcome.code == 0
    assert "0 created, 0 updated, 0 deleted" in outcome.out


def test_a_load_writes_no_table(run: Run) -> None:
    outcome = run("load", "--format", "json")
    assert outcome.code == 2
    assert "--format and --output are for --dry-run" in outcome.err


def test_a_dry_run_needs_data_without_faults(run: Run, tmp_path: Path) -> None:
    assert run("load", "--dry-run", "--data", str(tmp_path)).code == 1
