"""The notebooks run from top to bottom, on the public interface alone, and show what they promise."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import cartelgraph as cg

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
IMPORTS = {"cartelgraph", "itertools", "networkx", "pandas"}
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def code_cells(path: Path) -> list[dict[str, Any]]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def test_there_are_three_in_reading_order() -> None:
    assert [path.name for path in NOTEBOOKS] == [
        "1-first-look.ipynb",
        "2-shifting-alliances.ipynb",
        "3-where-they-operate.ipynb",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_kept_without_output_and_uses_the_public_interface_only(path: Path) -> None:
    for cell in code_cells(path):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
        for node in ast.walk(ast.parse("".join(cell["source"]))):
            if isinstance(node, ast.Import):
                assert {alias.name for alias in node.names} <= {
                    "cartelgraph",
                    "itertools",
                    "networkx",
                    "pandas",
                }
            assert not isinstance(node, ast.ImportFrom)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "cg":
                assert node.attr in cg.__all__


@pytest.mark.notebook
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_and_shows_pictures_tables_and_sentences(path: Path, tmp_path: Path) -> None:
    done = tmp_path / path.name
    command = [str(Path(sys.executable).with_name("jupyter-execute")), f"--output={done}", str(path)]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr
    outputs = [output for cell in code_cells(done) for output in cell["outputs"]]
    assert not [output for output in outputs if output.get("name") == "stderr"]
    kinds = [kind for output in outputs for kind in output.get("data", {})]
    assert kinds.count("image/svg+xml") >= 1
    assert kinds.count("text/html") >= 2
    assert sum(output["output_type"] == "stream" for output in outputs) >= 3
