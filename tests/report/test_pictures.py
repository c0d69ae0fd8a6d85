"""The figures of the report as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from cartelgraph.report import pictures
from tests.cli.conftest import Run, run  # noqa: F401 - a fixture

pytestmark = pytest.mark.long

NAMES = {"alliances", "network", "presence-map"}


@pytest.fixture
def without_png(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "png_available", lambda: False)
    monkeypatch.setattr("cartelgraph.figures.png_available", lambda: False)


def test_each_figure_is_written_as_svg_and_png(run: Run, tmp_path: Path) -> None:  # noqa: F811
    folder = tmp_path / "new" / "figures"
    outcome = run("report", "--output", str(tmp_path / "report.html"), "--figures", str(folder))
    assert outcome.code == 0
    assert {path.name for path in folder.iterdir()} == {
        f"{name}.{suffix}" for name in NAMES for suffix in ("svg", "png")
    }
    assert str(folder) in outcome.out
    assert (folder / "network.png").read_bytes().startswith(b"\x89PNG")
    assert "no PNG" not in outcome.err


def test_without_the_extra_it_says_that_there_are_no_png_files(
    run: Run,  # noqa: F811
    without_png: None,  # noqa: ARG001
    tmp_path: Path,
) -> None:
    folder = tmp_path / "figures"
    outcome = run("report", "--output", str(tmp_path / "report.html"), "--figures", str(folder))
    assert outcome.code == 0
    assert {path.name for path in folder.iterdir()} == {f"{name}.svg" for name in NAMES}
    assert "extra `viz`" in outcome.err
    assert "data:image/png" not in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_folder_that_is_a_file_is_wrong_usage(run: Run, tmp_path: Path) -> None:  # noqa: F811
    taken = tmp_path / "taken"
    taken.touch()
    outcome = run("report", "--output", str(tmp_path / "report.html"), "--figures", str(taken))
    assert outcome.code == 2
    assert "--figures" in outcome.err
