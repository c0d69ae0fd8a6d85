"""`explain`, `diff` and `analyze --stability` as a user types them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pybtex.database import parse_file

from tests.cli.conftest import Run
from tests.dataset.folders import write_folder

TIES = """\
- {id: alliance-cjng-zetas-1, source: cjng, target: zetas, period: 2010/2012, likelihood: probable,
   citations: [{source: early, locator: p. 1}]}
- {id: alliance-gulf-zetas-1, source: gulf, target: zetas, period: 2010/2012, likelihood: confirmed,
   citations: [{source: early, locator: p. 2}, {source: late, locator: p. 9}]}
- {id: alliance-gulf-zetas-2, source: gulf, target: zetas, period: 2010/2012, likelihood: possible,
   citations: [{source: late}]}
"""
ORGANIZATIONS = """\
- {id: cjng, name: Jalisco, kind: cartel}
- {id: gulf, name: Gulf Cartel, kind: cartel}
- {id: zetas, name: Los Zetas, kind: cartel}
"""
SOURCES = """\
- {id: early, name: Early paper, kind: news, publisher: Press, published: 2010-05-01, reliability: B}
- {id: late, name: Late & long book, kind: research, publisher: House, published: 2020, reliability: A}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", organizations=ORGANIZATIONS, sources=SOURCES, alliances=TIES)


def test_explain_finds_the_row_by_a_name_and_marks_each_statement(run: Run, data: Path) -> None:
    outcome = run("explain", "centrality", "los zetas", "--data", str(data), "--format", "json")
    why = json.loads(outcome.out)
    assert why["title"] == "centrality: degree of Los Zetas is 2: what it rests on"
    assert [(row["values"]["record"], row["values"]["decisive"]) for row in why["rows"]] == [
        ("alliance-cjng-zetas-1", "alone"),
        ("alliance-gulf-zetas-1", "jointly"),
        ("alliance-gulf-zetas-2", "jointly"),
    ]
    assert all(row["records"] == [row["values"]["record"]] for row in why["rows"])


def test_explain_writes_a_text_with_footnotes_and_a_bibliography(
    run: Run, data: Path, tmp_path: Path
) -> None:
    text, bibliography = tmp_path / "why.md", tmp_path / "sources.bib"
    arguments = ("centrality", "zetas", "--data", str(data), "--number", "betweenness")
    outcome = run("explain", *arguments, "--format", "md", "-o", str(text), "--bibtex", str(bibliography))
    assert (outcome.code, outcome.out) == (0, "")
    written = text.read_text(encoding="utf-8")
    assert written.startswith("# centrality: betweenness of Los Zetas is 1.000\n")
    assert "(2010/2012, probable; `alliance-cjng-zetas-1`)[^1]: **decisive**: – without it" in written  # noqa: RUF001
    notes = re.findall(r"^\[\^\d+\]: .*`([a-z0-9-]+)`\.$", written, re.MULTILINE)
    assert notes == ["early", "late"]
    assert list(parse_file(bibliography, "bibtex").entries) == notes


def test_explain_of_a_claim_starts_from_its_verdict(run: Run) -> None:
    asked = ("explain", "brief", "3", "--known-at", "2009")
    assert "brief: claim 3, verdict is cannot be checked" in run(*asked).out


def test_explain_of_several_dates_asks_for_one_of_them(run: Run, data: Path) -> None:
    several = ("explain", "signed-degree", "gulf", "--data", str(data), "--from", "2010", "--to", "2011")
    refused = run(*several)
    assert refused.code == 2
    assert "2 rows are about it" in refused.err
    assert "net of 2011, Gulf Cartel is 1" in run(*several, "2011", "--number", "net").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("explain", "centralty", "zetas"), "unknown analysis 'centralty'. Did you mean 'centrality'?"),
        (("explain", "centrality", "los zetaz"), "unknown row 'los zetaz'. Did you mean 'Los Zetas'"),
        (("explain", "brief", "11"), "unknown claim '11'"),
        (("explain", "centrality", "zetas", "--number", "degre"), "Did you mean 'degree'?"),
        (("explain", "centrality", "zetas", "--on", "2010", "--from", "2009"), "choose one"),
        (("analyze", "contested", "--stability"), "--stability is for one ranking"),
        (("analyze", "reach", "--stability", "--from", "2009"), "--stability is for one ranking"),
        (("analyze", "reach", "--runs", "10"), "--number, --runs and --seed go with --stability"),
    ],
)
def test_wrong_usage_says_what_to_do(run: Run, data: Path, arguments: tuple[str, ...], words: str) -> None:
    outcome = run(*arguments, "--data", str(data))
    assert (outcome.code, outcome.out) == (2, "")
    assert words in outcome.err


def test_stability_names_seed_runs_rules_and_verdicts(run: Run, data: Path) -> None:
    arguments = ("--stability", "--runs", "50", "--seed", "7", "--data", str(data), "--format", "json")
    table = json.loads(run("analyze", "centrality", *arguments).out)
    # Los Zetas are in every alliance: first in each run with any, and whatever is left out.
    assert table["lead"][0] == "First place, Los Zetas: supported by the data."
    said = " ".join(table["notes"])
    assert "50 runs for each table of probabilities (seed 7)" in said
    assert "First place is supported if" in said
    assert json.loads(run("analyze", "centrality", *arguments).out) == table


def test_diff_of_a_changed_copy_names_the_record_and_what_flips(run: Run, data: Path, tmp_path: Path) -> None:
    moved = TIES.replace(
        "cjng-zetas-1, source: cjng, target: zetas", "cjng-gulf-1, source: cjng, target: gulf"
    )
    other = write_folder(tmp_path / "other", organizations=ORGANIZATIONS, sources=SOURCES, alliances=moved)
    outcome = run("diff", str(data), str(other), "--certainty", "possible", "--format", "json")
    table = json.loads(outcome.out)
    rows = [tuple(row["values"].values())[:6] for row in table["rows"]]
    assert table["lead"][0] == "Records: 1 added, 1 removed, 0 changed."
    assert ("alliances", "Jalisco – allied with – Gulf Cartel", "added", None, None, None) in rows  # noqa: RUF001
    assert [row[1:] for row in rows if row[0] == "centrality"] == [
        ("Los Zetas", "flipped", "rank by degree", "1 of 3 (degree 2)", "2 of 3 (degree 1)"),
        ("Gulf Cartel", "flipped", "rank by degree", "2 of 3 (degree 1)", "1 of 3 (degree 2)"),
    ]


def test_diff_with_a_folder_that_is_none(run: Run, tmp_path: Path) -> None:
    outcome = run("diff", "seeds", str(tmp_path / "nowhere"))
    assert outcome.code == 1
    assert "nowhere: is not a folder" in outcome.err


@pytest.mark.neo4j
def test_diff_compares_the_seeds_with_the_database(run_on_neo4j: Run, loaded: None) -> None:  # noqa: ARG001
    outcome = run_on_neo4j("diff", "seeds", "neo4j")
    assert "Records: 0 added, 0 removed, 0 changed." in outcome.out
    assert "Findings that flip: 0" in outcome.out


@pytest.mark.neo4j
def test_explain_is_the_same_from_neo4j(run_on_neo4j: Run, loaded: None) -> None:  # noqa: ARG001
    asked = ("explain", "signed-degree", "juarez-cartel", "--known-at", "2011-03")
    assert run_on_neo4j(*asked, "--neo4j").out == run_on_neo4j(*asked).out
