"""What ``server.json`` in a server's folder remembers from the last start."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from .files import write_private
from .java import HEAP
from .ports import Ports

__all__ = ["State"]


@dataclass(frozen=True)
class State:
    """The process that was started last, alive or not, and where it listens."""

    pid: int
    bolt_port: int
    http_port: int
    version: str
    """Of Neo4j: the one that its data were last used with."""
    heap: str = HEAP

    @property
    def ports(self) -> Ports:
        """Where the server listens."""
        return Ports(self.bolt_port, self.http_port)

    @staticmethod
    def read(home: Path) -> State | None:
        """Return what is remembered; None for a folder without, or with an unreadable, record."""
        try:
            return State(**json.loads((home / "server.json").read_text()))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def write(self, home: Path) -> None:
        """Remember this state in place of the last."""
        write_private(home / "server.json", json.dumps(asdict(self)))
