"""What a local server promises without being started."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from cartelgraph.errors import ServerError
from cartelgraph.server import LocalServer, Running, Stopped
from cartelgraph.server.jars import ensure_jars
from cartelgraph.server.ports import Ports
from cartelgraph.server.state import State

from .conftest import Repository


@pytest.fixture
def server(tmp_path: Path) -> LocalServer:
    return LocalServer(tmp_path / "neo4j", jars=tmp_path / "jars")


def test_server_that_never_was_is_down(server: LocalServer) -> None:
    assert server.status() is None
    assert server.down() is Stopped.NOT_RUNNING
    assert not server.folder.exists()


def test_recycled_process_id_is_not_taken_for_the_server(server: LocalServer) -> None:
    server.folder.mkdir()
    State(pid=os.getpid(), bolt_port=1, http_port=2, version="5").write(server.folder)

    assert server.status() is None
    assert server.down() is Stopped.NOT_RUNNING


def test_damaged_record_counts_as_down(server: LocalServer) -> None:
    server.folder.mkdir()
    (server.folder / "server.json").write_text("")

    assert server.status() is None


def test_taken_port_is_found_before_anything_is_downloaded(server: LocalServer, taken_port: int) -> None:
    with pytest.raises(
        ServerError, match=rf"Bolt port {taken_port} is taken by .* \(process {os.getpid()}\)"
    ):
        server.up(bolt_port=taken_port)

    assert not server.jars.exists()


def test_folder_is_closed_to_others_even_where_it_was_open(server: LocalServer, taken_port: int) -> None:
    server.folder.mkdir(mode=0o755)

    with pytest.raises(ServerError, match="HTTP port"):
        server.up(http_port=taken_port)

    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700


def test_wrong_heap_is_found_before_anything_is_downloaded(server: LocalServer) -> None:
    with pytest.raises(ServerError, match="heap 'much' is not a size"):
        server.up(heap="much")

    assert not server.jars.exists()


def test_start_needs_room_on_the_disk(
    server: LocalServer, lock: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "cartelgraph.server.local.ensure_jars",
        lambda folder, *_, **__: ensure_jars(folder, lock, fetch=repository.fetch),
    )
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=268_435_455))

    with pytest.raises(ServerError, match="needs 268,435,456 bytes, but the disk has 268,435,455 bytes free"):
        server.up()

    assert not (server.folder / "data").exists()


def test_password_does_not_show() -> None:
    running = Running("bolt://x", "http://x", "neo4j", "secret", 1, "5", "1g", Path("log"))

    assert "secret" not in repr(running)
    assert "secret" not in str(running)


def test_a_port_that_is_taken_meanwhile_is_changed_for_another(
    server: LocalServer, taken_port: int, unused_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [Ports(taken_port, unused_port), Ports(unused_port, taken_port), Ports(unused_port, 0)]
    tried: list[Ports] = []

    def start_on(chosen: Ports, *_: object) -> State:
        tried.append(chosen)
        if len(tried) < 3:
            raise ServerError("Neo4j ended while starting")
        return State(os.getpid(), chosen.bolt, chosen.http, "5.26.31")

    monkeypatch.setattr(server, "_start_on", start_on)
    monkeypatch.setattr("cartelgraph.server.ports.choose", lambda *_: chosen[len(tried)])
    server.folder.mkdir()
    (server.folder / "password").touch()

    assert server.up().uri == f"bolt://127.0.0.1:{unused_port}"
    assert tried == chosen


def test_a_start_that_fails_for_another_reason_is_not_repeated(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []

    def start_on(*given: object) -> State:
        tried.append(given)
        raise ServerError("Neo4j ended while starting")

    monkeypatch.setattr(server, "_start_on", start_on)
    with pytest.raises(ServerError, match="ended while starting"):
        server.up()
    assert len(tried) == 1
