"""`query` without a database: the list, and what one query is."""

from __future__ import annotations

from pathlib import Path

from cartelgraph.store import catalogue
from tests.cli.conftest import Run


def test_every_query_is_listed_with_its_question(run: Run) -> None:
    outcome = run("query")
    assert outcome.code == 0
    listed = " ".join(outcome.out.split())
    assert all(f"{entry.name} {entry.question}" in listed for entry in catalogue())


def test_a_query_is_shown_with_all_that_is_needed_to_ask_it_in_browser(run: Run) -> None:
    outcome = run("query", "countries-reached", "--show", "--set", "on=2010-02", "--set", "organization=cjng")
    assert outcome.code == 0
    assert outcome.out.startswith("In which countries may an organization have operated on a day?\n")
    assert "  organization = cjng  Id, name or alias of the organization.\n" in outcome.out
    assert "  country     Name of the country.\n" in outcome.out
    assert outcome.out.count("(:Organization {id: 'cjng'})") == 2
    assert outcome.out.count("date('2010-02-28')") == 2
    assert "$" not in outcome.out


def test_a_query_of_ones_own_is_shown_without_what_it_does_not_say(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.cypher"
    file.write_text("RETURN 1 AS one")
    outcome = run("query", "--file", str(file), "--show")
    assert outcome.out == "mine\n\n// The table, for Neo4j Browser\nRETURN 1 AS one\n"


def test_wrong_names_are_wrong_usage(run: Run) -> None:
    assert "Did you mean 'lineage'" in run("query", "linage").err
    outcome = run("query", "lineage", "--show", "--set", "organisation=cjng")
    assert outcome.code == 2
    assert "Did you mean 'organization'" in outcome.err


def test_a_file_is_not_taken_for_a_name(run: Run) -> None:
    outcome = run("query", "mine.cypher")
    assert outcome.code == 2
    assert "cartelgraph query --file mine.cypher" in outcome.err


def test_a_parameter_without_a_header_line_is_told_the_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.cypher"
    file.write_text("// question: Who?\nMATCH (o {id: $org}) WHERE o.name <> '$name' RETURN o.name")
    for chosen in ((), ("--set", "org=los-zetas")):
        outcome = run("query", "--file", str(file), *chosen)
        assert outcome.code == 2
        assert "no line of its header declares $org." in outcome.err
        assert "// parameter: org (text) = some default: What it means.\n" in outcome.err
        assert "organization" in outcome.err


def test_a_query_without_parameters_says_so(run: Run) -> None:
    outcome = run("query", "enemies-turned-allies", "--show", "--set", "organization=cjng")
    assert outcome.code == 2
    assert "query enemies-turned-allies takes no parameters, but organization is set" in outcome.err
