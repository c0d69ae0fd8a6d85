"""The wheel: it holds what git holds, and works where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def tracked(folder: str) -> set[PurePosixPath]:
    listing = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", folder]
    found = subprocess.run(listing, check=True, capture_output=True, text=True)
    return {PurePosixPath(line) for line in found.stdout.splitlines()}


def test_wheel_holds_exactly_what_git_holds(wheel: Path) -> None:
    held = {PurePosixPath(name) for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    data = PurePosixPath("cartelgraph/_data")
    expected = tracked("cartelgraph") | {data / path for path in tracked("seeds") | tracked("schema")}
    assert held == expected


def test_wheel_works_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    environment = {"PYTHONPATH": str(tmp_path / "site"), "CARTELGRAPH_HOME": str(tmp_path / "home")}
    program = (
        "import cartelgraph, cartelgraph.cli, sys; print(cartelgraph.__file__);"
        "sys.argv = ['cartelgraph', 'check']; cartelgraph.cli.main()"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.stdout.startswith(str(tmp_path / "site")), outcome.stderr
    assert "no faults" in outcome.stdout


def test_lock_files_hold_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert text.count("--hash=sha256:") > text.count("==") > 30
