"""What a restore sets aside comes back, wherever it was interrupted."""

from __future__ import annotations

from pathlib import Path

import pytest

from cartelgraph.server.admin import ASIDE, DISCARDED, PARTS, put_back, set_aside


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a server with a database."""
    for part in PARTS:
        (tmp_path / part).mkdir(parents=True)
        (tmp_path / part / "file").write_text(f"old {part}")
    return tmp_path


def write_new(home: Path) -> None:
    for part in PARTS:
        (home / part).mkdir(parents=True)
        (home / part / "file").write_text("new")


def write_twice(home: Path) -> None:
    """Fail after something was written."""
    write_new(home)
    write_new(home)


def contents(home: Path) -> list[str]:
    return [(home / part / "file").read_text() for part in PARTS]


OLD = [f"old {part}" for part in PARTS]


def test_what_succeeds_takes_the_place(home: Path) -> None:
    with set_aside(home):
        write_new(home)

    assert contents(home) == ["new", "new"]
    assert not (home / ASIDE).exists()
    assert not (home / DISCARDED).exists()


def test_what_fails_leaves_all_as_it_was(home: Path) -> None:
    with pytest.raises(FileExistsError), set_aside(home):
        write_twice(home)

    assert contents(home) == OLD
    assert not (home / ASIDE).exists()


def test_what_fails_for_a_server_without_a_database_leaves_none(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError), set_aside(tmp_path):
        write_twice(tmp_path)

    assert not any((tmp_path / part).exists() for part in PARTS)


@pytest.mark.parametrize("killed", ["before anything was moved", "half moved", "moved", "half loaded"])
def test_a_restore_that_was_killed_is_undone(home: Path, killed: str) -> None:
    (home / ASIDE).mkdir()
    moved = {"before anything was moved": 0, "half moved": 1}.get(killed, 2)
    for part in PARTS[:moved]:
        (home / part).rename(home / ASIDE / part.parent.name)
    if killed == "half loaded":
        (home / PARTS[0]).mkdir()

    put_back(home)

    assert contents(home) == OLD
    assert not (home / ASIDE).exists()


def test_what_was_discarded_never_comes_back(home: Path) -> None:
    discarded = home / DISCARDED / PARTS[0].parent.name
    discarded.mkdir(parents=True)

    put_back(home)

    assert contents(home) == OLD
    assert not (home / DISCARDED).exists()
