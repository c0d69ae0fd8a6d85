"""Servers side by side, each by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from cartelgraph.errors import ServerError
from cartelgraph.server import Servers
from cartelgraph.server.local import LocalServer


def test_each_name_is_a_folder_of_its_own_and_jars_are_shared(tmp_path: Path) -> None:
    servers = Servers(tmp_path)
    folders = [servers.named().folder, servers.named("a").folder, servers.named("b-2").folder]

    assert folders == [tmp_path / "server", tmp_path / "servers" / "a", tmp_path / "servers" / "b-2"]
    assert {servers.named(name).jars for name in ("default", "a")} == {tmp_path / "jars"}


def test_those_that_were_started_are_listed(tmp_path: Path) -> None:
    servers = Servers(tmp_path)
    assert servers.names() == ()
    for name in ("b", "a"):
        servers.named(name).folder.mkdir(parents=True)
    assert servers.names() == ("a", "b")
    servers.named().folder.mkdir()
    assert servers.names() == ("default", "a", "b")


@pytest.mark.parametrize("name", ["", "..", "a/b", "A", "a b", "-a", "a--b", "é"])
def test_what_cannot_be_a_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ServerError, match="cannot name a server"):
        Servers(tmp_path).named(name)


def test_only_the_folder_of_a_server_is_removed(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").touch()

    LocalServer(tmp_path / "never", jars=tmp_path).remove()
    with pytest.raises(ServerError, match="is no folder of a server: nothing was deleted"):
        LocalServer(mine, jars=tmp_path).remove()

    assert (mine / "thesis.txt").exists()


def test_a_server_that_is_down_is_removed_with_all_that_it_has(tmp_path: Path) -> None:
    server = LocalServer(tmp_path / "server", jars=tmp_path / "jars")
    (server.folder / "data").mkdir(parents=True)
    (server.folder / "password").touch()
    server.jars.mkdir()

    server.remove()

    assert not server.folder.exists()
    assert server.jars.exists()


def test_a_server_that_was_never_started_has_nothing_to_back_up(tmp_path: Path) -> None:
    server = LocalServer(tmp_path / "server", jars=tmp_path / "jars")
    with pytest.raises(ServerError, match="holds no database yet"):
        server.back_up(tmp_path / "file")
    with pytest.raises(ServerError, match="there is no such file"):
        server.restore(tmp_path / "file")
    assert not server.folder.exists()
