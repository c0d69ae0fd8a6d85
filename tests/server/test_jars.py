from __future__ import annotations

import errno
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest

from cartelgraph.errors import ServerError
from cartelgraph.server.jars import ensure_jars

from .conftest import Repository


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "jars"


@pytest.fixture
def filled(cache: Path, lock: Path, repository: Repository) -> Path:
    ensure_jars(cache, fetch=repository.fetch, lock=lock)
    repository.asked.clear()
    return cache


def no_network(coordinate: str, _: Path) -> NoReturn:
    raise ServerError(f"cannot download {coordinate}: connection refused")


def full_disk(_: str, folder: Path) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))


def test_brings_every_jar_in_the_order_of_the_lock(cache: Path, lock: Path, repository: Repository) -> None:
    paths = ensure_jars(cache, fetch=repository.fetch, lock=lock)

    assert [path.name for path in paths] == ["one-1.0.jar", "two-2.0.jar", "three-3.0-linux.jar"]
    assert [path.read_bytes() for path in paths] == list(repository.contents.values())


def test_reports_every_jar_as_it_arrives(cache: Path, lock: Path, repository: Repository) -> None:
    reports: list[tuple[int, int, str]] = []

    ensure_jars(cache, fetch=repository.fetch, lock=lock, progress=lambda *report: reports.append(report))

    assert [(done, total) for done, total, _ in reports] == [(1, 3), (2, 3), (3, 3)]
    assert {what for *_, what in reports} == {"one-1.0.jar", "two-2.0.jar", "three-3.0-linux.jar"}


def test_fetches_nothing_that_is_there(filled: Path, lock: Path) -> None:
    paths = ensure_jars(filled, fetch=no_network, lock=lock)

    assert all(path.is_file() for path in paths)


@pytest.mark.parametrize("damage", [b"the bytes of org.b:two:2.1", b"the bytes", b""])
def test_fetches_a_damaged_jar_again_and_only_that(
    filled: Path, lock: Path, repository: Repository, damage: bytes
) -> None:
    (filled / "two-2.0.jar").write_bytes(damage)

    ensure_jars(filled, fetch=repository.fetch, lock=lock)

    assert repository.asked == ["org.b:two:2.0"]
    assert (filled / "two-2.0.jar").read_bytes() == b"the bytes of org.b:two:2.0"


def test_fetches_a_deleted_jar_again(filled: Path, lock: Path, repository: Repository) -> None:
    (filled / "one-1.0.jar").unlink()

    ensure_jars(filled, fetch=repository.fetch, lock=lock)

    assert repository.asked == ["org.a:one:1.0"]


@pytest.mark.parametrize("record", [None, "", "{"])
def test_verifies_jars_again_when_the_record_is_lost(filled: Path, lock: Path, record: str | None) -> None:
    (filled / "verified.json").unlink()
    if record is not None:
        (filled / "verified.json").write_text(record)

    paths = ensure_jars(filled, fetch=no_network, lock=lock)

    assert all(path.is_file() for path in paths)


def test_refuses_a_jar_that_is_not_the_pinned_one(cache: Path, lock: Path, repository: Repository) -> None:
    repository.contents["org.b:two:2.0"] = b"something else of equal use"

    with pytest.raises(ServerError, match=r"org\.b:two:2\.0: the download has SHA-256 [0-9a-f]{64}, but"):
        ensure_jars(cache, fetch=repository.fetch, lock=lock)

    assert not (cache / "two-2.0.jar").exists()


def test_tries_a_jar_twice(cache: Path, lock: Path, repository: Repository) -> None:
    def drops_the_first_connection(coordinate: str, folder: Path) -> Path:
        path = repository.fetch(coordinate, folder)
        if repository.asked.count(coordinate) == 1:
            raise ServerError("connection reset")
        return path

    paths = ensure_jars(cache, fetch=drops_the_first_connection, lock=lock)

    assert all(path.is_file() for path in paths)


def test_without_network_says_what_failed_and_what_to_do(cache: Path, lock: Path) -> None:
    with pytest.raises(ServerError, match="connection refused") as failure:
        ensure_jars(cache, fetch=no_network, lock=lock)

    assert "cannot download org." in str(failure.value)
    assert "Check the network connection and the proxy (HTTPS_PROXY), then try again" in str(failure.value)


def test_failure_keeps_what_is_complete_and_leaves_nothing_else(
    cache: Path, lock: Path, repository: Repository
) -> None:
    def lacks_two(coordinate: str, folder: Path) -> Path:
        return (
            no_network(coordinate, folder) if ":two:" in coordinate else repository.fetch(coordinate, folder)
        )

    with pytest.raises(ServerError, match="two"):
        ensure_jars(cache, fetch=lacks_two, lock=lock)
    left = {path.name for path in cache.iterdir()}
    kept = left & {"one-1.0.jar", "three-3.0-linux.jar"}
    repository.asked.clear()
    ensure_jars(cache, fetch=repository.fetch, lock=lock)

    assert left - kept == {".lock", "verified.json"}
    assert len(repository.asked) == 3 - len(kept)


def test_disk_that_fills_up_is_named(cache: Path, lock: Path) -> None:
    with pytest.raises(ServerError, match=r"No space left on device\. The disk is full: free some space"):
        ensure_jars(cache, fetch=full_disk, lock=lock)

    assert {path.name for path in cache.iterdir()} == {".lock", "verified.json"}


def test_does_not_begin_when_the_disk_has_no_room(
    cache: Path, lock: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The three jars have 26, 26 and 34 bytes.
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=85))

    with pytest.raises(ServerError, match="needs 86 bytes, but the disk has 85 bytes free"):
        ensure_jars(cache, fetch=repository.fetch, lock=lock)

    assert repository.asked == []


def test_folder_that_cannot_be_made_is_named(tmp_path: Path, lock: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(ServerError, match=r"file/jars: Not a directory\. Check that the folder"):
        ensure_jars(tmp_path / "file" / "jars", fetch=no_network, lock=lock)


def test_two_at_once_fetch_each_jar_once(cache: Path, lock: Path, repository: Repository) -> None:
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: ensure_jars(cache, fetch=repository.fetch, lock=lock), range(2)))

    assert both[0] == both[1]
    assert sorted(repository.asked) == sorted(repository.contents)


def test_what_a_killed_download_left_is_cleared(cache: Path, lock: Path, repository: Repository) -> None:
    (cache / ".fetching" / "x").mkdir(parents=True)
    (cache / ".fetching" / "x" / "one-1.0.jar").write_bytes(b"half")

    ensure_jars(cache, fetch=repository.fetch, lock=lock)

    assert not (cache / ".fetching").exists()
