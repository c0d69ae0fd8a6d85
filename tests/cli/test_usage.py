"""Help, wrong usage, exit codes, faults: what does not depend on the data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cartelgraph.cli.main import COMMANDS
from tests.cli.conftest import Run


@pytest.mark.parametrize("command", [command.__name__ for command in COMMANDS])
def test_every_command_has_help_worth_reading(run: Run, command: str) -> None:
    outcome = run(command, "--help")
    assert outcome.code == 0
    assert f"Usage: cartelgraph {command}" in outcome.out
    assert re.search(r"\n\n  [A-Z][^\n]{20,}", outcome.out), outcome.out


def test_help_lists_commands_in_the_order_of_need(run: Run) -> None:
    outcome = run("--help")
    positions = [outcome.out.index(f"\n  {command.__name__} ") for command in COMMANDS]
    assert positions == sorted(positions)
    assert "..." not in outcome.out.partition("Commands:")[2], "a summary is cut off"
    assert "Exit codes: 0 ok, 1 the data are wrong" in outcome.out


def test_unknown_command_is_wrong_usage(run: Run) -> None:
    outcome = run("analyse")
    assert outcome.code == 2
    assert "analyse" in outcome.err


def test_wrong_usage_reads_like_every_other_error(run: Run) -> None:
    assert run("analyze", "reach", "--format", "xml").err == (
        "error: invalid value for '--format' / '-f': 'xml' is not one of 'table', 'json', 'csv', 'md'\n"
        "See cartelgraph analyze --help\n"
    )
    assert run("show").err == "error: missing argument 'NAME'\nSee cartelgraph show --help\n"


def test_without_a_command_help_is_shown(run: Run) -> None:
    assert run().err.startswith("Usage: cartelgraph")


def test_unknown_analysis_is_wrong_usage_with_a_suggestion(run: Run) -> None:
    outcome = run("analyze", "centralty")
    assert outcome.code == 2
    assert outcome.err == "error: unknown analysis 'centralty'. Did you mean 'centrality'?\n"


def test_wrong_date_is_wrong_usage_and_says_what_to_write(run: Run) -> None:
    outcome = run("analyze", "centrality", "--on", "2011-13")
    assert outcome.code == 2
    assert "'2011-13' is not a day of the calendar" in outcome.err


def test_wrong_data_exit_1_and_name_file_and_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "alliances.yml").write_text("- id: alliance-a-b-1\n  sorce: a\n", encoding="utf-8")
    outcome = run("check", "--data", str(tmp_path))
    assert outcome.code == 1
    assert f"{tmp_path / 'alliances.yml'}:2: alliance-a-b-1: unknown field 'sorce'." in outcome.err
    assert "nothing was done" in outcome.err


def test_no_server_exit_3_and_says_how_to_get_one(run: Run) -> None:
    outcome = run("load")
    assert outcome.code == 3
    assert "cartelgraph up" in outcome.err


def test_a_parameter_out_of_its_range_is_wrong_usage(run: Run) -> None:
    outcome = run("analyze", "reach", "--set", "steps=99")
    assert outcome.code == 2
    assert "steps is 99: it runs from 0 to 10" in outcome.err


def test_unwritable_output_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    outcome = run("analyze", "reach", "--output", str(tmp_path / "missing" / "reach.csv"))
    assert outcome.code == 2
    assert "cannot write" in outcome.err


def test_interrupt_exit_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cartelgraph.dataset.inspect_dataset", interrupted)
    assert run("check").code == 130


def test_fault_of_ours_exit_70_in_one_line_that_names_the_log(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("impossible")

    monkeypatch.setattr("cartelgraph.dataset.inspect_dataset", broken)
    outcome = run("check")
    log = tmp_path / "home" / "logs" / "faults.log"
    assert outcome.code == 70
    assert outcome.err.splitlines() == [
        f"error: a fault of cartelgraph: ZeroDivisionError: impossible; the traceback is in {log}"
    ]
    assert "Traceback" in log.read_text(encoding="utf-8")
    assert "Traceback" in run("--debug", "check").err


def test_an_unknown_parameter_is_wrong_usage_and_the_known_ones_are_named(run: Run) -> None:
    outcome = run("analyze", "reach", "--set", "depth=2")
    assert outcome.code == 2
    assert outcome.err == "error: unknown parameter of reach 'depth'. It is one of: steps.\n"


def test_an_empty_dataset_is_no_fault(run: Run, tmp_path: Path) -> None:
    manifest = "name: tiny\ntitle: Tiny\nversion: 1.0.0\ncut_off: 2012\nfocus: 2011\n"
    manifest += "license: CC0-1.0\nattribution: Nobody\n"
    (tmp_path / "dataset.yml").write_text(manifest, encoding="utf-8")
    outcome = run("check", "--data", str(tmp_path))
    assert outcome.code == 0
    assert outcome.out.startswith(
        "tiny 1.0.0: 0 records, no faults, 0 remarks (--remarks lists them); digest "
    )


def test_a_date_and_a_series_are_one_too_many(run: Run) -> None:
    outcome = run("analyze", "reach", "--on", "2011", "--from", "2009")
    assert outcome.code == 2
    assert "choose one: --on asks about one date, --from and --to about several" in outcome.err
    assert "give --from" in run("analyze", "reach", "--to", "2011").err


def test_a_series_that_is_none_is_wrong_usage_and_one_date_is_too_few(run: Run) -> None:
    assert run("analyze", "shifts", "--from", "2011", "--to", "2009").code == 2
    outcome = run("analyze", "shifts", "--from", "2011", "--to", "2011")
    assert outcome.code == 4
    assert "give at least two" in outcome.err
