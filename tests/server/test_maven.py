"""jgo against a repository of our own on the loopback interface: no test asks the real one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from cartelgraph.errors import ServerError
from cartelgraph.server import maven
from cartelgraph.server.lockfile import read_lock
from cartelgraph.server.relock import relock

POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>org.a</groupId><artifactId>{name}</artifactId><version>1.0</version>
<dependencies>{dependencies}</dependencies></project>"""

DEPENDENCY = (
    "<dependency><groupId>org.a</groupId><artifactId>{name}</artifactId><version>1.0</version></dependency>"
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def publish(repository: Path, name: str, *needs: str) -> None:
    folder = repository / "org" / "a" / name / "1.0"
    folder.mkdir(parents=True)
    dependencies = "".join(DEPENDENCY.format(name=need) for need in needs)
    (folder / f"{name}-1.0.pom").write_text(POM.format(name=name, dependencies=dependencies))
    (folder / f"{name}-1.0.jar").write_bytes(b"abc")


def use_repository(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, port: int) -> None:
    """Make jgo take everything from this port, as the user of a mirror would."""
    settings = tmp_path / "jgo.conf"
    settings.write_text(
        f"[settings]\nrepo_cache = {tmp_path / 'm2'}\n[repositories]\ncentral = http://127.0.0.1:{port}\n"
    )
    monkeypatch.setenv("JGO_CONFIG_FILE", str(settings))


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    repository = tmp_path / "repository"
    publish(repository, "root", "leaf")
    publish(repository, "leaf")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(repository))) as server:
        Thread(target=server.serve_forever).start()
        use_repository(monkeypatch, tmp_path, server.server_port)
        yield
        server.shutdown()


@pytest.mark.usefixtures("published")
def test_fetch_downloads_into_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()

    path = maven.fetch("org.a:root:1.0", folder)

    assert path.is_relative_to(folder)
    assert path.read_bytes() == b"abc"


@pytest.mark.usefixtures("published")
def test_jar_that_no_repository_has_is_named(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match=r"cannot download org\.a:branch:1\.0: .*not found"):
        maven.fetch("org.a:branch:1.0", tmp_path)


def test_repository_that_does_not_answer_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unused_port: int
) -> None:
    use_repository(monkeypatch, tmp_path, unused_port)

    with pytest.raises(ServerError, match=r"cannot download org\.a:root:1\.0: .*refused"):
        maven.fetch("org.a:root:1.0", tmp_path)
    with pytest.raises(ServerError, match=r"cannot resolve org\.a:root:1\.0: "):
        maven.resolve(("org.a:root:1.0",))


@pytest.mark.usefixtures("published")
def test_relock_pins_the_roots_and_what_they_need(tmp_path: Path) -> None:
    lock = tmp_path / "jars.lock"

    relock(lock, roots=("org.a:root:1.0",))

    assert [(jar.coordinate, jar.size) for jar in read_lock(lock)] == [
        ("org.a:leaf:1.0", 3),
        ("org.a:root:1.0", 3),
    ]


def test_failed_relock_leaves_the_lock_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unused_port: int
) -> None:
    use_repository(monkeypatch, tmp_path, unused_port)
    lock = tmp_path / "jars.lock"
    lock.write_text("as it was")

    with pytest.raises(ServerError):
        relock(lock, roots=("org.a:root:1.0",))

    assert lock.read_text() == "as it was"
