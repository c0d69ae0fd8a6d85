"""What tests of several layers share: the seeds, and one real Neo4j for the whole session."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from cartelgraph.dataset import Dataset, read_dataset
from cartelgraph.server import LocalServer
from cartelgraph.settings import Address, home
from cartelgraph.store import Store
from tests.release import RELEASE

# Tests do not time, so no example has a deadline. The gate gives the same verdict on the same tree; at
# a desk new examples are tried every time.
settings.register_profile("project", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("project")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def seeds() -> Dataset:
    return read_dataset(ROOT / "seeds")


@pytest.fixture(scope="session")
def neo4j_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """A Neo4j of this session's own: a new folder, free ports, and the jars that everybody shares."""
    server = LocalServer(tmp_path_factory.mktemp("neo4j"), jars=home() / "jars")
    running = server.up(version=RELEASE, heap="512m")
    yield Address(running.uri, running.username, running.password)
    server.down()


@pytest.fixture
def loaded(neo4j_address: Address, seeds: Dataset) -> None:
    """The session's Neo4j holds exactly the seeds."""
    with Store.connect(neo4j_address) as store:
        store.load(seeds)
