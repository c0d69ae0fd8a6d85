"""Browser unpacked beside pages of our own."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from cartelgraph.errors import ServerError
from cartelgraph.server import LocalServer
from cartelgraph.server.site import publish, unpacked

VERSION = "1.2.3"


@pytest.fixture
def jars(tmp_path: Path) -> list[Path]:
    """A made-up Browser between two other jars."""
    browser = tmp_path / f"neo4j-browser-{VERSION}.jar"
    with ZipFile(browser, "w") as archive:
        archive.writestr("browser/index.html", "Browser")
        archive.writestr("META-INF/MANIFEST.MF", "not served")
    return [tmp_path / "one.jar", browser, tmp_path / "two.jar"]


def test_the_folder_takes_the_place_of_the_jar(tmp_path: Path, jars: list[Path]) -> None:
    one, site, two = unpacked(tmp_path, jars, VERSION)

    assert (one, two) == (jars[0], jars[2])
    assert (site / "browser" / "index.html").read_text() == "Browser"
    assert not (site / "META-INF").exists()


def test_it_is_unpacked_once_and_keeps_what_was_published(tmp_path: Path, jars: list[Path]) -> None:
    [_, site, _] = unpacked(tmp_path, jars, VERSION)
    publish(tmp_path, "ours", {"a.html": "new"})

    jars[1].unlink()

    assert unpacked(tmp_path, jars, VERSION)[1] == site
    assert (site / "browser" / "ours" / "a.html").read_text() == "new"


def test_what_an_interrupted_start_left_is_unpacked_again(tmp_path: Path, jars: list[Path]) -> None:
    left = tmp_path / "site" / "browser" / "half"
    left.mkdir(parents=True)

    [_, site, _] = unpacked(tmp_path, jars, VERSION)

    assert not left.exists()
    assert (site / "browser" / "index.html").exists()


def test_publishing_replaces_what_was_there(tmp_path: Path, jars: list[Path]) -> None:
    [_, site, _] = unpacked(tmp_path, jars, VERSION)
    publish(tmp_path, "ours", {"old.html": "old", "both.html": "old"})
    publish(tmp_path, "ours", {"both.html": "né"})

    assert [path.name for path in (site / "browser" / "ours").iterdir()] == ["both.html"]
    assert (site / "browser" / "ours" / "both.html").read_text(encoding="utf-8") == "né"


def test_the_folder_is_named_without_symbolic_links(tmp_path: Path, jars: list[Path]) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")

    assert unpacked(tmp_path / "link", jars, VERSION)[1] == (tmp_path / "real" / "site").resolve()


def test_nothing_is_published_by_a_server_that_is_down(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="The server is down"):
        LocalServer(tmp_path / "server", jars=tmp_path).publish("ours", {})
