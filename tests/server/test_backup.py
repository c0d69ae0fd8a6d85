"""The database of a real server as one file, and back."""

from __future__ import annotations

import re
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from neo4j import GraphDatabase

from cartelgraph.errors import ServerError
from cartelgraph.server import LocalServer, Running, Stopped, ensure_jars
from cartelgraph.server.java import FLAGS, class_path, java
from cartelgraph.server.version import DEFAULT
from cartelgraph.settings import home

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    server = LocalServer(tmp_path_factory.mktemp("backed up"), jars=home() / "jars")
    server.up(heap="512m")
    yield server
    server.down()


def write(running: Running, name: str) -> None:
    with GraphDatabase.driver(running.uri, auth=(running.username, running.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        driver.execute_query("CREATE (:Kept {name: $name})", name=name)


def held(running: Running) -> list[str]:
    with GraphDatabase.driver(running.uri, auth=(running.username, running.password)) as driver:
        return [record["name"] for record in driver.execute_query("MATCH (n) RETURN n.name AS name").records]


@pytest.fixture(scope="module")
def backup(server: LocalServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a database that has changed since."""
    before = server.up()
    write(before, "then")
    file = tmp_path_factory.mktemp("backups") / "then.dump"
    server.back_up(file)
    after = server.status()
    assert after is not None
    assert (after.uri, after.password, after.heap) == (before.uri, before.password, "512m")
    write(after, "now")
    return file


def test_a_backup_is_one_file_that_only_its_owner_can_read(backup: Path) -> None:
    assert [path.name for path in backup.parent.iterdir()] == ["then.dump"]
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_another_server_that_never_started_takes_a_backup_and_keeps_its_own_password(
    server: LocalServer, backup: Path, tmp_path: Path
) -> None:
    other = LocalServer(tmp_path / "other", jars=home() / "jars")

    other.restore(backup)

    side_by_side = other.up(heap="512m")
    assert held(side_by_side) == ["then"]
    running = server.status()
    assert running is not None
    assert held(running) == ["now"]
    assert running.password != side_by_side.password
    assert running.uri != side_by_side.uri
    other.remove()
    assert not other.folder.exists()
    assert server.status() == running


def test_what_fails_leaves_a_server_that_was_up_up(server: LocalServer, backup: Path, tmp_path: Path) -> None:
    before = server.status()
    with pytest.raises(ServerError, match="File exists"):
        server.back_up(backup / "within")
    assert server.status() == before
    (tmp_path / "poem").write_text("roses")
    with pytest.raises(ServerError, match="Not a valid Neo4j archive"):
        server.restore(tmp_path / "poem")

    running = server.status()
    assert running is not None
    assert held(running) == ["now"]


def test_a_file_that_cannot_be_used_changes_nothing(
    server: LocalServer, backup: Path, tmp_path: Path
) -> None:
    server.down()
    content = backup.read_bytes()
    for number, damaged in enumerate((content[: len(content) // 2], b"a poem\n", b"")):
        file = tmp_path / str(number)
        file.write_bytes(damaged)
        with pytest.raises(ServerError, match=f"cannot restore {file}: Neo4j's own tool refuses"):
            server.restore(file)

    assert server.status() is None
    assert held(server.up()) == ["now"]


def test_what_was_backed_up_comes_back(server: LocalServer, backup: Path) -> None:
    before = server.up()

    server.restore(backup)

    after = server.status()
    assert after is not None
    assert held(after) == ["then"]
    assert (after.uri, after.password, after.heap) == (before.uri, before.password, "512m")


def test_a_server_that_was_killed_recovers_before_it_is_backed_up(
    server: LocalServer, tmp_path: Path
) -> None:
    running = server.up()
    write(running, "killed")
    process = psutil.Process(running.pid)
    process.kill()
    process.wait(10)

    server.back_up(tmp_path / "file")

    assert server.down() is Stopped.NOT_RUNNING
    server.restore(tmp_path / "file")
    assert held(server.up()) == ["killed"]


def test_what_the_page_says_of_a_container_works_on_the_same_release(
    server: LocalServer, tmp_path: Path
) -> None:
    """The tool is the same; only that it runs in a container cannot be tested here."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "back-up-and-restore.md").read_text()
    lines = re.findall(
        r"^docker compose run .* --entrypoint neo4j-admin neo4j (.*) ([<>]) (\S+)$", page, re.MULTILINE
    )
    [(dump, out, file), (load, into, same_file)] = lines
    assert (out, into, file) == (">", "<", same_file)
    write(server.up(), "in the container")
    server.down()

    (tmp_path / file).write_bytes(admin(server, dump, subprocess.DEVNULL))
    write(server.up(), "later")
    server.down()
    with (tmp_path / file).open("rb") as dumped:
        admin(server, load, dumped.fileno())

    assert held(server.up()) == ["in the container"]


def admin(server: LocalServer, arguments: str, source: int) -> bytes:
    """Run Neo4j's own tool as its image does, and return what it writes to its standard output."""
    environment = {
        "CLASSPATH": class_path(ensure_jars(server.jars, DEFAULT.lock)),
        "NEO4J_HOME": str(server.folder),
        "NEO4J_CONF": str(server.folder / "conf"),
    }
    command = [str(java()), *FLAGS, "org.neo4j.cli.AdminTool", *arguments.split()]
    return subprocess.run(command, env=environment, stdin=source, stdout=subprocess.PIPE, check=True).stdout
