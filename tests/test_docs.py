"""What the documents show is true: every command runs, every link leads somewhere, nothing is forgotten."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from cartelgraph.analysis import ANALYSES
from cartelgraph.cli.main import COMMANDS
from tests.cli.conftest import Run, run, run_on_neo4j  # noqa: F401 - fixtures

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])

# .ci/run runs the scripts; starting and stopping a server has tests of its own in tests/server.
SCRIPTS = {"scripts/quickstart", "scripts/test", "scripts/lock", ".ci/run"}
RUN_ELSEWHERE = {"cartelgraph up", "cartelgraph down"}


def shown_commands() -> list[tuple[str, str]]:
    found = []
    for document in DOCUMENTS:
        blocks = re.findall(r"```(?:sh|console)\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL)
        lines = [line.removeprefix("$ ").strip() for block in blocks for line in block.splitlines()]
        found += [
            (document.name, line.partition("  #")[0].strip())
            for line in lines
            if line and not line.startswith("#")
        ]
    return found


def test_commands_are_found_in_the_readme() -> None:
    assert sum(name == "README.md" for name, _ in shown_commands()) >= 8


@pytest.mark.neo4j
@pytest.mark.parametrize(("document", "command"), shown_commands())
def test_shown_command_runs(
    run_on_neo4j: Run,  # noqa: F811
    loaded: None,  # noqa: ARG001
    document: str,
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = shlex.split(command)
    if words[0] in SCRIPTS:
        assert (ROOT / words[0]).exists()
        return
    if command in RUN_ELSEWHERE:
        return
    assert words[0] == "cartelgraph", f"{document} shows {command!r}, which no test can run"
    monkeypatch.chdir(tmp_path)
    outcome = run_on_neo4j(*words[1:])
    assert outcome.code == 0, outcome.err
    assert outcome.out.strip()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_every_command_and_analysis_is_documented() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"cartelgraph {command.__name__}" in text
    for analysis in ANALYSES:
        assert f"`{analysis.name}`" in text
