"""The tab key: each shell's own script, and what is offered on each argument."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cartelgraph.analysis import QUESTIONS
from cartelgraph.cli.completion import organization_ids
from cartelgraph.dataset import Dataset
from cartelgraph.model.entities import Organization
from cartelgraph.store import catalogue

PROGRAM = Path(sys.executable).with_name("cartelgraph")
SHELLS = ("bash", "zsh", "fish")


def answered(**variables: str) -> str:
    environment = os.environ | variables
    return subprocess.run([PROGRAM], env=environment, check=True, capture_output=True, text=True).stdout


def script(shell: str) -> str:
    return answered(_CARTELGRAPH_COMPLETE=f"source_{shell}")


def offered(line: str) -> list[str]:
    """Return what is offered for the last word of a line, as bash is told it."""
    position = str(len(line.split(" ")) - 1)
    return answered(_CARTELGRAPH_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=position).splitlines()


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_a_script_that_calls_back(shell: str) -> None:
    text = script(shell)
    assert f"complete_{shell}" in text
    assert "cartelgraph" in text


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_itself_accepts_its_script(shell: str, tmp_path: Path) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed; .ci/run installs it on Debian")
    path = tmp_path / "completion"
    path.write_text(script(shell), encoding="utf-8")
    subprocess.run([program, "-n", path], check=True)


def test_bash_completes_a_command_line(tmp_path: Path) -> None:
    path = tmp_path / "completion"
    path.write_text(script("bash"), encoding="utf-8")
    typed = (
        f"source {path}; COMP_WORDS=(cartelgraph analyze cen); COMP_CWORD=2; "
        f"_cartelgraph_completion {PROGRAM}; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    )
    outcome = subprocess.run(["bash", "-c", typed], check=True, capture_output=True, text=True)
    assert outcome.stdout.split() == ["centrality"]


def test_commands_and_names_are_offered() -> None:
    assert offered("cartelgraph tim") == ["timeline"]
    assert offered("cartelgraph analyze ") == [question.name for question in QUESTIONS]
    assert offered("cartelgraph query ") == [query.name for query in catalogue()]
    assert offered("cartelgraph show los-z")[0] == "los-zetas"
    assert offered("cartelgraph analyze reach --certainty p") == ["possible"]


def test_every_organization_of_the_seeds_is_offered(seeds: Dataset) -> None:
    assert organization_ids("") == [organization.id for organization in seeds.of(Organization)]
