"""`dump`: what was loaded into Neo4j comes back as a folder, byte for byte."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cartelgraph.dataset import Dataset, read_dataset, write_dataset
from cartelgraph.settings import Address
from cartelgraph.store import Store
from tests import make
from tests.cli.conftest import Run
from tests.dataset.folders import write_folder
from tests.dataset.test_writing import line, lines, pieces
from tests.store.complete import complete_dataset

TIES = {"alliance": make.alliance, "rivalry": make.rivalry, "truce": make.truce}


@st.composite
def sound_datasets(draw: st.DrawFn) -> Dataset:
    """A small dataset that passes every check: each source is cited, each id says what it is about."""
    organizations = [
        make.organization(key, name=f"{draw(pieces.map(line))[:150]} {key}", summary=draw(pieces.map(lines)))
        for key in ("alpha", "no")
    ]
    cited = [
        {"source": source, "locator": draw(pieces.map(line)), "checked": draw(st.booleans())}
        for source in draw(st.permutations(["early", "late", "undated"]))
    ]
    kinds = draw(st.lists(st.sampled_from(sorted(TIES)), min_size=1, unique=True))
    ties = [TIES[kind]("alpha", "no", citations=cited, note=draw(pieces.map(lines))) for kind in kinds]
    return make.dataset(*organizations, *ties)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.neo4j
def test_the_seeds_come_back(run_on_neo4j: Run, loaded: None, seeds: Dataset, tmp_path: Path) -> None:  # noqa: ARG001
    outcome = run_on_neo4j("dump", str(tmp_path / "back"))
    assert outcome.code == 0
    assert outcome.out.startswith(f"cartelgraph-seeds {seeds.info.version}: {len(seeds)} records in 31 files")
    assert read_dataset(tmp_path / "back") == seeds
    write_dataset(seeds, tmp_path / "from-files")
    assert contents(tmp_path / "back") == contents(tmp_path / "from-files")
    # Loading what was dumped changes nothing, so a dump of that load is the same too.
    assert "nothing changed" in run_on_neo4j("load", "--data", str(tmp_path / "back")).out
    assert run_on_neo4j("dump", str(tmp_path / "again"), "--format", "jsonl", "--gzip").code == 0
    assert read_dataset(tmp_path / "again") == seeds


@pytest.mark.neo4j
def test_every_type_and_field_comes_back(run_on_neo4j: Run, neo4j_address: Address, tmp_path: Path) -> None:
    complete = complete_dataset()
    with Store.connect(neo4j_address) as store:
        store.load(complete)
        assert run_on_neo4j("dump", str(tmp_path / "back")).code == 0
        store.clear()
    write_dataset(complete, tmp_path / "from-memory")
    assert contents(tmp_path / "back") == contents(tmp_path / "from-memory")


@pytest.mark.neo4j
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dataset=sound_datasets())
def test_any_dataset_comes_back(neo4j_address: Address, dataset: Dataset) -> None:
    with TemporaryDirectory() as parent, Store.connect(neo4j_address) as store:
        first, second = Path(parent, "first"), Path(parent, "second")
        store.load(dataset)
        write_dataset(store.read_dataset(), first)
        assert read_dataset(first) == dataset
        store.load(read_dataset(first))
        write_dataset(store.read_dataset(), second)
        assert contents(first) == contents(second)
        store.clear()


@pytest.mark.neo4j
def test_an_empty_database_has_nothing_to_dump(
    run_on_neo4j: Run, neo4j_address: Address, tmp_path: Path
) -> None:
    with Store.connect(neo4j_address) as store:
        store.clear()
    outcome = run_on_neo4j("dump", str(tmp_path / "back"))
    assert outcome.code == 3
    assert "holds no dataset" in outcome.err
    assert not (tmp_path / "back").exists()


def test_files_are_written_in_normal_form_without_a_server(run: Run, tmp_path: Path) -> None:
    write_folder(tmp_path / "seeds")
    assert run("dump", str(tmp_path / "normal"), "--data", str(tmp_path / "seeds")).code == 0
    assert run("dump", str(tmp_path / "again"), "--data", str(tmp_path / "normal")).code == 0
    assert contents(tmp_path / "normal") == contents(tmp_path / "again")
    assert read_dataset(tmp_path / "normal") == read_dataset(tmp_path / "seeds")


def test_what_lies_there_is_replaced_only_by_force(run: Run, tmp_path: Path) -> None:
    write_folder(tmp_path / "seeds")
    words = ("dump", str(tmp_path / "there"), "--data", str(tmp_path / "seeds"))
    assert run(*words).code == 0
    refused = run(*words)
    assert refused.code == 2
    assert "is not empty: name another folder, or replace what is in it (--force)" in refused.err
    assert run(*words, "--force", "--format", "jsonl").code == 0
    assert (tmp_path / "there" / "alliances.jsonl").exists()
    (tmp_path / "there" / "thesis.txt").touch()
    assert run(*words, "--force").code == 2
    assert (tmp_path / "there" / "thesis.txt").exists()
