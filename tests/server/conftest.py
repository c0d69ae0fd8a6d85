"""A lock file of small jars, and the folders of a server."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cartelgraph.server.lockfile import Jar, write_lock


@dataclass
class Repository:
    """Serves made-up jars, remembers what was asked for, and can misbehave."""

    contents: dict[str, bytes]
    asked: list[str] = field(default_factory=list)

    def fetch(self, coordinate: str, folder: Path) -> Path:
        self.asked.append(coordinate)
        path = folder / "downloaded"
        path.write_bytes(self.contents[coordinate])
        return path


@pytest.fixture
def repository() -> Repository:
    names = ("org.a:one:1.0", "org.b:two:2.0", "org.c:three:3.0:linux")
    return Repository({name: f"the bytes of {name}".encode() for name in names})


@pytest.fixture
def lock(tmp_path: Path, repository: Repository) -> Path:
    path = tmp_path / "jars.lock"
    write_lock(
        [
            Jar(name, hashlib.sha256(data).hexdigest(), len(data))
            for name, data in repository.contents.items()
        ],
        path,
    )
    return path


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port of the loopback interface that this process listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


@pytest.fixture
def unused_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture
def another_unused_port(unused_port: int) -> int:
    with (
        socket.create_server(("127.0.0.1", unused_port)),
        socket.create_server(("127.0.0.1", 0)) as listening,
    ):
        return int(listening.getsockname()[1])
