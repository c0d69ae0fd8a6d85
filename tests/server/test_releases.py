"""The newest release of the calendar, from its jars: loaded, asked, and given data of long-term support."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cartelgraph.dataset import Dataset
from cartelgraph.errors import ServerError
from cartelgraph.server import RELEASES, LocalServer, Running
from cartelgraph.settings import Address, home
from cartelgraph.store import Store, catalogue, query_named

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]

LONG_TERM, CALENDAR = RELEASES[0].version, RELEASES[-1].version
ALLIES = query_named("allies-on")


def opened(running: Running) -> Store:
    return Store.connect(Address(running.uri, running.username, running.password))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LocalServer]:
    server = LocalServer(tmp_path / "server", jars=home() / "jars")
    yield server
    server.down()


def test_the_calendar_release_takes_over_what_long_term_support_has_written(
    server: LocalServer, seeds: Dataset, tmp_path: Path
) -> None:
    with opened(server.up(version=LONG_TERM, heap="512m")) as store:
        store.load(seeds)
        allies = store.answer(ALLIES, {"on": "2010-06"})
    server.down()

    with pytest.raises(ServerError, match="--upgrade"):
        server.up(version=CALENDAR)
    upgraded = server.up(version=CALENDAR, upgrade=True)

    assert (upgraded.version, upgraded.heap) == (CALENDAR, "512m")
    with opened(upgraded) as store:
        assert store.describe().server == f"Neo4j {CALENDAR}"
        assert store.read_dataset() == seeds
        assert not store.load(seeds).changed
        assert store.answer(ALLIES, {"on": "2010-06"}) == allies
        store.load(seeds, rewrite=True)
        assert store.read_dataset() == seeds
    server.down()
    with pytest.raises(ServerError, match="is older and cannot read them"):
        server.up(version=LONG_TERM)

    # The way back is the backup that was made before, in a new server.
    [backup] = (server.folder / "backups").iterdir()
    older = LocalServer(tmp_path / "older", jars=home() / "jars")
    older.restore(backup)
    with opened(older.up(heap="512m")) as store:
        assert store.describe().server == f"Neo4j {LONG_TERM}"
        assert store.read_dataset() == seeds
    older.down()

    # What the newer release writes, the older one refuses, and stays as it is.
    server.back_up(tmp_path / "newer.dump")
    with pytest.raises(ServerError, match=r"cannot restore .*newer"):
        older.restore(tmp_path / "newer.dump")
    with opened(older.up()) as store:
        assert store.read_dataset() == seeds
    older.down()


def test_every_saved_query_can_be_asked_of_a_new_server_of_the_calendar_release(
    server: LocalServer, seeds: Dataset
) -> None:
    running = server.up(version=CALENDAR, heap="512m")
    assert running.version == CALENDAR
    with opened(running) as store:
        store.load(seeds)
        assert store.read_dataset() == seeds
        for query in catalogue():
            assert store.answer(query).columns
