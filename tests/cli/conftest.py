"""Run the command line in this process, through the same `main` that the installed command calls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from cartelgraph.cli import main
from cartelgraph.settings import Address


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Return a function that runs a command line and returns its exit code and what it wrote."""
    monkeypatch.setenv("CARTELGRAPH_HOME", str(tmp_path / "home"))
    for name in ("CARTELGRAPH_SERVER", "NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)

    def run_command(*arguments: str) -> Outcome:
        monkeypatch.setattr("sys.argv", ["cartelgraph", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main()
        code = stopped.value.code
        return Outcome(code if isinstance(code, int) else 0, *capsys.readouterr())

    return run_command


@pytest.fixture
def run_on_neo4j(run: Run, monkeypatch: pytest.MonkeyPatch, neo4j_address: Address) -> Run:
    """The same, pointed at the test session's Neo4j."""
    monkeypatch.setenv("NEO4J_URI", neo4j_address.uri)
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_address.username)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_address.password)
    return run
