"""What commands answer: from files and from Neo4j alike, in every format."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from cartelgraph.analysis import ANALYSES, QUESTIONS
from tests.cli.conftest import Run

NAMES = [analysis.name for analysis in ANALYSES]
EVERY_NAME = [question.name for question in QUESTIONS]


def test_check_counts_the_seeds_and_finds_no_fault(run: Run) -> None:
    outcome = run("check", "--remarks")
    assert outcome.code == 0
    assert "no faults" in outcome.out


def test_check_lists_what_was_decided_of_names(run: Run) -> None:
    lines = run("check", "--names").out.splitlines()
    assert "    is Arellano Felix Organization (ofac-sdn-20240503)" in lines
    assert "    is not guadalajara-cartel: Guadalajara Cartel (named alike)" in lines


def test_check_lists_what_the_dataset_sees_most(run: Run) -> None:
    found = run("check", "--bias").out
    assert "Ties and presences by kind of source, of " in found
    assert re.search(r"^ +\d+\.\d%  +\d+  encyclopedia$", found, re.MULTILINE)


@pytest.mark.parametrize("name", EVERY_NAME)
def test_formats_carry_the_same_rows(run: Run, name: str, tmp_path: Path) -> None:
    as_json = json.loads(run("analyze", name, "--format", "json").out)
    as_csv = list(csv.DictReader(run("analyze", name, "--format", "csv").out.splitlines()))
    assert len(as_json["rows"]) == len(as_csv) > 0
    assert [column["name"] for column in as_json["columns"]] == list(as_csv[0])
    assert [row["values"]["sources"] for row in as_json["rows"]] == [int(row["sources"]) for row in as_csv]
    as_markdown = run("analyze", name, "--format", "md", "--output", str(tmp_path / "table.md"))
    assert as_markdown.out == ""
    lines = (tmp_path / "table.md").read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("| ") for line in lines) == len(as_csv) + 2


@pytest.mark.parametrize("name", NAMES)
def test_table_names_the_snapshot_and_has_no_colour_codes_in_a_pipe(run: Run, name: str) -> None:
    outcome = run("analyze", name, "--on", "2010-06", "--certainty", "possible")
    assert "possible snapshot on 2010-06" in outcome.out
    assert "\x1b[" not in outcome.out


def test_known_at_says_what_it_leaves_out(run: Run) -> None:
    outcome = run("analyze", "signed-degree", "--known-at", "2011-03", "--format", "json")
    text = " ".join(json.loads(outcome.out)["notes"]) + json.loads(outcome.out)["title"]
    assert "published later" in text
    assert "bear no date" in text


def test_analyze_without_a_name_lists_every_question(run: Run) -> None:
    out = run("analyze").out
    for question in QUESTIONS:
        assert f"{question.name} " in out
        assert question.question in out


def test_show_finds_an_organization_by_name_and_cites_each_statement(run: Run) -> None:
    profile = json.loads(run("show", "LOS ZETAS", "--format", "json").out)
    assert profile["title"] == "Los Zetas (los-zetas)"
    assert all(row["values"]["found in"] for row in profile["rows"])


def test_show_a_statement_lists_its_sources_with_locators(run: Run) -> None:
    profile = json.loads(run("show", "los-zetas", "--format", "json").out)
    statement = profile["rows"][0]["values"]["record"]
    sources = json.loads(run("show", statement, "--format", "json").out)
    assert [column["name"] for column in sources["columns"]][:3] == ["source", "published", "locator"]
    assert sources["rows"]


def test_show_unknown_name_offers_the_nearest(run: Run) -> None:
    outcome = run("show", "los-zetass")
    assert outcome.code == 2
    assert "Did you mean los-zetas (Los Zetas)" in outcome.err


@pytest.mark.neo4j
@pytest.mark.parametrize("name", EVERY_NAME)
def test_seeds_and_neo4j_give_the_same_answer(run_on_neo4j: Run, loaded: None, name: str) -> None:  # noqa: ARG001
    from_files = run_on_neo4j("analyze", name, "--format", "json", "--known-at", "2011-03")
    assert from_files.code == 0
    assert run_on_neo4j("analyze", name, "--format", "json", "--known-at", "2011-03", "--neo4j") == from_files


@pytest.mark.neo4j
def test_brief_and_show_are_the_same_from_neo4j(run_on_neo4j: Run, loaded: None) -> None:  # noqa: ARG001
    for arguments in (("brief",), ("show", "gulf-cartel")):
        from_files = run_on_neo4j(*arguments)
        assert from_files.code == 0
        assert run_on_neo4j(*arguments, "--neo4j") == from_files


@pytest.mark.neo4j
def test_second_load_says_that_nothing_changed(run_on_neo4j: Run, loaded: None) -> None:  # noqa: ARG001
    outcome = run_on_neo4j("load")
    assert outcome.code == 0
    assert "nothing changed" in outcome.out


@pytest.mark.neo4j
def test_wrong_password_exit_3_without_showing_it(run_on_neo4j: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "not-the-password")
    outcome = run_on_neo4j("load")
    assert outcome.code == 3
    assert "not-the-password" not in outcome.out + outcome.err


def test_an_analysis_on_one_date_after_another(run: Run) -> None:
    outcome = run("analyze", "reach", "--from", "2010", "--to", "2011", "--format", "csv")
    assert outcome.code == 0
    dates = [row["on"] for row in csv.DictReader(outcome.out.splitlines())]
    assert set(dates) == {"2010", "2011"}
    assert dates == sorted(dates)


def test_change_is_looked_for_over_eight_years_unless_told_otherwise(run: Run) -> None:
    rows = list(csv.DictReader(run("analyze", "shifts", "--format", "csv").out.splitlines()))
    assert [row["to"] for row in rows] == [f"{year}-03" for year in range(2004, 2012)]
    monthly = run(
        "analyze", "flips", "--from", "2010", "--to", "2010", "--every", "month", "--format", "json"
    )
    assert {len(row["values"]["signs"]) for row in json.loads(monthly.out)["rows"]} == {12}


def test_three_views_side_by_side(run: Run) -> None:
    rows = list(
        csv.DictReader(run("analyze", "centrality", "--side-by-side", "--format", "csv").out.splitlines())
    )
    assert {"degree_certain", "degree_working", "degree_possible"} <= set(rows[0])
    assert all(int(row["degree_working"] or 0) <= int(row["degree_possible"]) for row in rows)
    refused = run("analyze", "shifts", "--side-by-side")
    assert refused.code == 2
    assert "for an analysis of one date" in refused.err


def test_how_long_ties_last(run: Run) -> None:
    for tie in ("alliance", "rivalry"):
        told = json.loads(run("survival", "--tie", tie, "--format", "json").out)
        shares = [row["values"]["share"] for row in told["rows"]]
        assert shares == sorted(shares, reverse=True)
        assert all(row["records"] for row in told["rows"])
    assert "What the sources cannot show" in run("survival").out


def test_organizations_are_folded_into_lineages_and_the_notes_say_whom(run: Run) -> None:
    told = json.loads(
        run("analyze", "signed-degree", "--on", "2009-06", "--level", "lineage", "-f", "json").out
    )
    assert "gulf-cartel" in {row["values"]["id"] for row in told["rows"]}
    assert "los-zetas" not in {row["values"]["id"] for row in told["rows"]}
    assert any("Gulf Cartel (with La Familia Michoacana, Los Zetas)" in note for note in told["notes"])


def test_the_brief_on_one_date_after_another(run: Run) -> None:
    told = json.loads(run("brief", "--from", "2010-03", "--to", "2011-03", "--format", "json").out)
    assert [row["values"]["on"] for row in told["rows"]] == ["2010-03", "2011-03"] * 10
    assert told["lead"][0].startswith("Verdicts that change: claim ")
    refused = run("brief", "--on", "2011", "--from", "2009")
    assert refused.code == 2
    assert "choose one: --on asks about one date" in refused.err


@pytest.mark.long
def test_the_report_has_a_section_on_the_dates_of_a_series_and_their_figures(
    run: Run, tmp_path: Path
) -> None:
    path, folder = tmp_path / "report.html", tmp_path / "figures"
    outcome = run("report", "-o", str(path), "--from", "2010-03", "--figures", str(folder))
    assert outcome.code == 0
    assert 'id="over-time"' in path.read_text(encoding="utf-8")
    assert {"network-2010-03.svg", "presence-map-2011-03.png"} <= {file.name for file in folder.iterdir()}


def test_a_timeline_is_cropped_to_years(run: Run) -> None:
    rows = list(
        csv.DictReader(
            run("timeline", "Zetas", "--from", "2009-06", "--to", "2011", "-f", "csv").out.splitlines()
        )
    )
    assert {len(row["years"]) for row in rows} == {3}
    assert run("timeline", "Zetas", "--from", "2011", "--to", "2009").code == 2
    assert "--certainty" in run("timeline", "--help").out
