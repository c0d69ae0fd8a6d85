"""`query` without a database: the list, and what one query is."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

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
    assert outcome.out.startswith("In which countries is an organization taken to operate on a day?\n")
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


def test_what_certainly_held_is_shown_in_cypher_for_browser(run: Run) -> None:
    outcome = run("query", "allies-on", "--show", "--on", "2010-02", "--certainty", "certain")
    assert outcome.code == 0
    assert outcome.out.count("r.certain_from <= date('2010-02-28')") == 2
    assert outcome.out.count("r.certain_to >= date('2010-02-01')") == 2
    assert "working_" not in outcome.out


def test_what_may_have_held_is_shown_in_cypher_for_browser(run: Run) -> None:
    outcome = run("query", "allies-on", "--show", "--on", "2010-02", "--certainty", "possible")
    assert outcome.code == 0
    assert outcome.out.count("(r.valid_from IS NULL OR r.valid_from <= date('2010-02-28'))") == 2
    assert outcome.out.count("(r.valid_to IS NULL OR r.valid_to >= date('2010-02-01'))") == 2
    assert "working_" not in outcome.out


def test_what_is_taken_to_hold_by_itself_is_shown_without_a_view(run: Run) -> None:
    outcome = run("query", "allies-on", "--show", "--on", "2010-02")
    assert outcome.out == run("query", "allies-on", "--show", "--set", "on=2010-02").out
    condition = "r.working_from <= date('2010-02-28') AND r.working_to >= date('2010-02-01')"
    assert outcome.out.count(condition) == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("lineage", "--on", "2010"), "query lineage has no parameter `on (date)`"),
        (("lineage", "--certainty", "certain"), "query lineage has no parameter `on (date)`"),
        (("allies-on", "--on", "2010", "--set", "on=2011"), "choose one: --on or --set on="),
        (("allies-on", "--set", "on=2010", "--from", "2009"), "choose one: --on or --set on="),
        (("allies-on", "--to", "2010"), "give --from"),
        (("allies-on", "--certainty", "certain", "--carry", "12"), "--carry: it is for --certainty working"),
        (("allies-on", "--on", "soon"), "--on: 'soon'"),
        (("allies-on", "--certainty", "working", "--show"), "ask without --show"),
        (("allies-on", "--known-at", "2011", "--show"), "ask without --show"),
        (("allies-on", "--carry", "12", "--show"), "ask without --show"),
        (("allies-on", "--from", "2009-03", "--show"), "give --on instead"),
    ],
)
def test_what_cannot_be_asked_of_time_is_wrong_usage(
    run: Run, arguments: tuple[str, ...], words: str
) -> None:
    outcome = run("query", *arguments)
    assert outcome.code == 2
    assert words in outcome.err


def test_a_query_of_ones_own_is_asked_of_time_only_in_the_words_that_can_be(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.cypher"
    header = "// parameter: on (date) = 2011-03: The day.\n"
    file.write_text(f"{header}MATCH ()-[r:RIVAL_OF]->() WHERE r.valid_from <= $on.last RETURN r.id")
    outcome = run("query", "--file", str(file), "--certainty", "certain")
    assert outcome.code == 2
    assert "  r.working_from <= $on.last AND r.working_to >= $on.first\n" in outcome.err


@pytest.mark.neo4j
@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    "view",
    [
        ("--certainty", "certain"),
        ("--certainty", "possible"),
        ("--certainty", "working", "--carry", "0"),
        ("--certainty", "working", "--carry", "forever", "--known-at", "2011-03"),
    ],
    ids=" ".join,
)
def test_query_and_analysis_agree_over_dates(run_on_neo4j: Run, view: tuple[str, ...]) -> None:
    asked = ("signed-degree", "--from", "2009-03", "--to", "2011-03", "--every", "year", *view, "-f", "csv")
    columns = ("on", "organization", "allies", "rivals", "truces", "contested", "net")
    of_query, of_analysis = (
        sorted(
            tuple(row[column] for column in columns)
            for row in csv.DictReader(run_on_neo4j(command, *asked).out.splitlines())
        )
        for command in ("query", "analyze")
    )
    assert of_query == of_analysis
    assert {row[0] for row in of_query} == {"2009-03", "2010-03", "2011-03"}


@pytest.mark.neo4j
@pytest.mark.usefixtures("loaded")
def test_on_is_the_parameter_and_the_view_is_told(run_on_neo4j: Run) -> None:
    on, chosen = (
        json.loads(run_on_neo4j("query", "allies-on", *given, "-f", "json").out)
        for given in (("--on", "2010-06"), ("--set", "on=2010-06"))
    )
    assert on["rows"] == chosen["rows"] != []
    assert on["notes"] == chosen["notes"]
    told = "working snapshot on 2010-06, each statement by itself, missing bounds carried 24 months"
    assert f"what is taken to hold: {told}, as known now" in on["notes"]


@pytest.mark.neo4j
@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("certainty", [(), ("--certainty", "working")], ids=["by default", "working"])
def test_another_carry_is_reckoned_and_told(run_on_neo4j: Run, certainty: tuple[str, ...]) -> None:
    told = run_on_neo4j("query", "allies-on", "--carry", "6", *certainty).out
    assert "hold: working snapshot on 2011-03, missing bounds carried 6 months, as known now" in told
