"""One run of all that is done at run time, looked at from outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from cartelgraph.settings import home
from tests.safety.sockets import can_trace, strace

ROOT = Path(__file__).resolve().parents[2]
SCENARIO = Path(__file__).with_name("scenario.py")


@dataclass(frozen=True)
class Said:
    """What a command wrote, and how it ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Played:
    """What was seen of the run.

    Attributes
    ----------
    home
        The folder of everything that was made, with the jars of others.
    folder
        Where the report lies.
    told
        What each command said, by what it was for.
    commands
        Command lines of all processes meanwhile.
    addresses
        Addresses that sockets were seen with, of clients and of the server.
    looks
        How often sockets were looked at.
    asked
        What Python asked for, one call on each line.
    trace
        Calls to do with addresses and programs; empty where they cannot be traced.
    """

    home: Path
    folder: Path
    told: dict[str, Said]
    commands: list[str]
    addresses: dict[str, list[str]]
    looks: int
    asked: str
    trace: str

    @property
    def password(self) -> str:
        return (self.home / "server" / "password").read_text()

    @property
    def files(self) -> list[Path]:
        """All that was written, jars and Browser's own pages aside."""
        found = [path for path in self.home.rglob("*") if path.is_file()]
        return [path for path in found if "jars" not in path.relative_to(self.home).parts]


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Play the scenario, under strace where that can be."""
    house, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("played")
    (home() / "jars").mkdir(parents=True, exist_ok=True)
    (house / "jars").symlink_to(home() / "jars")
    trace = folder / "trace"
    traced = strace(trace) if can_trace(folder) else []
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    subprocess.run(
        [*traced, sys.executable, str(SCENARIO), str(house), str(folder)],
        env=environment,
        cwd=ROOT,
        check=True,
        timeout=600,
    )
    seen = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    return Played(
        home=house,
        folder=folder,
        told={name: Said(**said) for name, said in seen["told"].items()},
        commands=seen["commands"],
        addresses=seen["addresses"],
        looks=seen["looks"],
        asked=(folder / "asked.log").read_text(encoding="utf-8"),
        trace=trace.read_text(encoding="utf-8", errors="replace") if traced else "",
    )
