"""The commands about the local server, as far as they need none; what they start is in tests/server."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from cartelgraph.errors import ServerError
from cartelgraph.server import LocalServer, Running, Servers
from tests.cli.conftest import Run

RUNNING = Running(
    "bolt://127.0.0.1:1", "http://localhost:2/browser/", "neo4j", "p", 3, "5", "1g", Path("log")
)


class Asked(NamedTuple):
    """What a server was asked to do."""

    folder: Path
    settings: dict[str, object]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    """Servers that start nothing and remember what they were asked for."""
    remembered: list[Asked] = []

    def up(self: LocalServer, **settings: object) -> Running:
        del settings["progress"]
        remembered.append(Asked(self.folder, settings))
        return RUNNING

    monkeypatch.setattr(LocalServer, "up", up)
    return remembered


def made(folder: Path) -> LocalServer:
    """Return a server in a folder as a start leaves it, without data."""
    (folder / "logs").mkdir(parents=True)
    (folder / "password").touch()
    return LocalServer(folder, jars=folder / "jars")


def test_up_passes_on_what_is_given_and_nothing_else(run: Run, asked: list[Asked], tmp_path: Path) -> None:
    assert run("up").code == 0
    options = ["--version", "2026.09", "--memory", "2g", "--port", "7700", "--http-port", "7701", "--upgrade"]
    outcome = run("up", "--name", "big", *options)
    assert outcome.code == 0
    assert "1g of heap" in outcome.out
    assert "export CARTELGRAPH_SERVER=big" in outcome.err
    nothing: dict[str, object] = {
        "version": None,
        "upgrade": False,
        "bolt_port": None,
        "http_port": None,
        "heap": None,
    }
    everything: dict[str, object] = {
        "version": "2026.09",
        "upgrade": True,
        "bolt_port": 7700,
        "http_port": 7701,
        "heap": "2g",
    }
    assert asked == [
        Asked(tmp_path / "home" / "server", nothing),
        Asked(tmp_path / "home" / "servers" / "big", everything),
    ]


def test_the_environment_names_the_server(
    run: Run, asked: list[Asked], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARTELGRAPH_SERVER", "work")
    assert run("up").err == ""
    assert asked[0].folder == tmp_path / "home" / "servers" / "work"
    assert run("up", "--name", "no/name").code == 3


def test_status_lists_the_other_servers(run: Run, tmp_path: Path) -> None:
    for name in ("default", "work"):
        made(Servers(tmp_path / "home").named(name).folder)
    outcome = run("status", "--name", "work")
    assert outcome.code == 0
    assert outcome.out.endswith("Other local servers (--name, or CARTELGRAPH_SERVER):\n  default: down\n")


def test_the_last_lines_of_the_log(run: Run, tmp_path: Path) -> None:
    assert run("logs").code == 3
    server = made(tmp_path / "home" / "server")
    server.log.write_text("one\ntwo\nthree\n")
    assert run("logs", "-n", "2").out == "two\nthree\n"
    # A server that is down writes no more.
    assert run("logs", "-n", "1", "--follow").out == "three\n"


def test_remove_asks_first_and_deletes_only_then(run: Run, tmp_path: Path) -> None:
    server = made(tmp_path / "home" / "server")
    refused = run("remove")
    assert refused.code == 2
    assert f"Delete {server.folder}, with the database, its password, logs and backups?" in refused.err
    assert server.folder.exists()
    assert run("remove", "--yes").out == f"Deleted {server.folder}.\n"
    assert not server.folder.exists()
    assert "nothing to delete" in run("remove", "--yes").out


@pytest.mark.parametrize(("answer", "is_left"), [(True, False), (False, True)])
def test_who_is_asked_decides(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, answer: bool, is_left: bool
) -> None:
    server = made(tmp_path / "home" / "server")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("typer.confirm", _answering(answer=answer))
    assert (run("remove").code == 0) is answer
    assert server.folder.exists() is is_left


def _answering(*, answer: bool) -> object:
    def confirm(question: str, *, abort: bool) -> None:
        assert question.startswith("Delete ")
        assert abort
        if not answer:
            raise KeyboardInterrupt

    return confirm


def test_a_backup_never_overwrites_unless_told_so(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "then.dump"
    file.touch()
    assert run("backup", str(file)).code == 2
    # There is no server yet, which is found only after that.
    outcome = run("backup", str(file), "--force")
    assert outcome.code == 3
    assert "holds no database yet" in outcome.err
    assert run("restore", str(tmp_path / "missing")).code == 2


def test_a_restore_asks_before_data_are_replaced(run: Run, tmp_path: Path) -> None:
    server = made(tmp_path / "home" / "server")
    (server.folder / "data" / "databases").mkdir(parents=True)
    (tmp_path / "then.dump").touch()
    outcome = run("restore", str(tmp_path / "then.dump"))
    assert outcome.code == 2
    assert f"Replace the database in {server.folder} by what " in outcome.err


def test_another_server_is_never_taken_for_the_local_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://example.org")
    (tmp_path / "then.dump").touch()
    for command in ("backup", "restore"):
        outcome = run(command, str(tmp_path / ("then.dump" if command == "restore" else "new")))
        assert outcome.code == 3
        assert "only a local server is backed up and restored" in outcome.err
    made(tmp_path / "home" / "server")
    assert "all other commands use bolt://example.org" in run("remove", "--yes").err


def test_the_same_words_as_the_library(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def up(*_: object, **__: object) -> Running:
        raise ServerError("no room")

    monkeypatch.setattr(LocalServer, "up", up)
    assert (run("up").code, run("up").err) == (3, "error: no room\n")
