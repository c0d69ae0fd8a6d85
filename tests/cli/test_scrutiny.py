"""`explain`, `diff` and `analyze --stability` as a user types them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from pybtex.database import parse_file

from cartelgraph.settings import bundled
from tests.cli.conftest import Run


def test_explain_takes_a_part_of_the_name_and_marks_each_statement(run: Run) -> None:
    why = json.loads(run("explain", "co-presence", "guatemala", "mexico", "--format", "json").out)
    assert why["title"].startswith("co-presence: shared of Guatemala, Mexico is ")
    marks = {row["values"]["decisive"] for row in why["rows"]}
    assert marks <= {"alone", "jointly", "none"}
    assert all(row["records"] == [row["values"]["record"]] for row in why["rows"])


def test_explain_writes_a_text_with_footnotes_and_a_bibliography_of_its_own(run: Run, tmp_path: Path) -> None:
    text, bibliography = tmp_path / "why.md", tmp_path / "sources.bib"
    arguments = ("contested", "Knights Templar", "La Familia Michoacana", "rival", "--number", "outcome")
    outcome = run("explain", *arguments, "--format", "md", "-o", str(text), "--bibtex", str(bibliography))
    assert outcome.code == 0
    assert outcome.out == ""
    written = text.read_text(encoding="utf-8")
    assert written.startswith("# contested: outcome of ")
    cited = set(re.findall(r"^\[\^\d+\]: .*`([a-z0-9-]+)`\.$", written, re.MULTILINE))
    assert cited == set(parse_file(bibliography, "bibtex").entries)


def test_explain_of_a_claim_starts_from_its_verdict(run: Run) -> None:
    assert "brief: claim 3, verdict is holds" in run("explain", "brief", "3").out
    assert "brief: claim 3, Los Zetas is 5" in run("explain", "brief", "3", "Los Zetas").out


def test_explain_of_several_dates_asks_for_one_of_them(run: Run) -> None:
    several = ("explain", "signed-degree", "gulf-cartel", "--from", "2010", "--to", "2011")
    refused = run(*several)
    assert refused.code == 2
    assert "2 rows are about it" in refused.err
    assert "net of 2011, Gulf Cartel is " in run(*several, "2011", "--number", "net").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("explain", "centralty", "zetas"), "unknown analysis 'centralty'. Did you mean 'centrality'?"),
        (("explain", "centrality", "los zetaz"), "los-zetas"),
        (("explain", "brief", "11"), "unknown claim '11'"),
        (("explain", "centrality", "los-zetas", "--number", "degre"), "Did you mean 'degree'?"),
        (("explain", "centrality", "los-zetas", "--on", "2010", "--from", "2009"), "choose one"),
        (("analyze", "contested", "--stability"), "--stability is for one ranking"),
        (("analyze", "reach", "--stability", "--from", "2009"), "--stability is for one ranking"),
        (("analyze", "reach", "--runs", "10"), "--number, --runs and --seed go with --stability"),
        (("diff", "seeds", "nowhere"), "nowhere: is not a folder"),
    ],
)
def test_wrong_usage_says_what_to_do(run: Run, arguments: tuple[str, ...], words: str) -> None:
    outcome = run(*arguments)
    assert outcome.code in {1, 2}
    assert outcome.out == ""
    assert words in outcome.err


def test_stability_names_seed_runs_rules_and_verdicts(run: Run) -> None:
    outcome = run("analyze", "co-presence", "--stability", "--runs", "5", "--seed", "7", "--format", "json")
    table = json.loads(outcome.out)
    assert [line.partition(":")[0].split(",")[0] for line in table["lead"][:3]] == [
        "First place",
        "The best 3",
        "The order",
    ]
    said = " ".join(table["notes"])
    assert "5 runs for each table of probabilities (seed 7)" in said
    assert "First place is supported if" in said
    assert "not supported by the data" in " ".join(table["lead"])


def test_diff_of_a_changed_copy_names_the_record_and_the_verdict_that_flips(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "seeds"
    shutil.copytree(bundled("seeds"), copy)
    file = copy / "presences.yml"
    text = file.read_text(encoding="utf-8")
    changed = re.sub(
        r"(id: presence-gulf-cartel-united-states-1\n(?:  .*\n)*?)  observed: .*\n",
        r"\1  period: 1990/1991\n",
        text,
    )
    assert changed != text
    file.write_text(changed, encoding="utf-8")
    table = json.loads(run("diff", "seeds", str(copy), "--format", "json").out)
    rows = [tuple(row["values"].values()) for row in table["rows"]]
    assert table["lead"][0] == "Records: 0 added, 0 removed, 1 changed."
    assert {row[3] for row in rows if row[0] == "presences"} == {"period", "observed"}
    assert ("holds", "fails") in {
        row[4:6] for row in rows if row[0] == "brief" and row[1].startswith("claim 4")
    }


@pytest.mark.neo4j
def test_diff_compares_the_seeds_with_the_database(run_on_neo4j: Run, loaded: None) -> None:  # noqa: ARG001
    outcome = run_on_neo4j("diff", "seeds", "neo4j")
    assert "Records: 0 added, 0 removed, 0 changed." in outcome.out
    assert "Findings that flip: 0" in outcome.out


@pytest.mark.neo4j
def test_explain_is_the_same_from_neo4j(run_on_neo4j: Run, loaded: None) -> None:  # noqa: ARG001
    asked = ("explain", "signed-degree", "juarez-cartel", "--known-at", "2011-03")
    assert run_on_neo4j(*asked, "--neo4j").out == run_on_neo4j(*asked).out
