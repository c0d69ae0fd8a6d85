"""Cypher with literals in the place of parameters: what it reads, and that the server reads the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from cartelgraph.errors import ParameterError, UnknownNameError
from cartelgraph.settings import Address
from cartelgraph.store import SavedQuery, Store, catalogue, query_named, user_query

HEADER = (
    "// question: What?\n"
    "// parameter: on (date) = 2011-03: A day.\n"
    "// parameter: name (text) = x: A name.\n"
    "// parameter: least (integer) = 4: A number.\n"
    "// parameter: organization (organization) = los-zetas: An organization.\n"
)


@pytest.fixture
def mine(tmp_path: Path) -> SavedQuery:
    file = tmp_path / "mine.cypher"
    file.write_text(f"{HEADER}RETURN $name\n\n// picture: All.\nMATCH (n) RETURN n LIMIT $least")
    return user_query(file)


@pytest.mark.parametrize(
    ("cypher", "literal"),
    [
        ("$on.first", "date('2011-03-01')"),
        ("$on.last + $on.first", "date('2011-03-31') + date('2011-03-01')"),
        ("$on", "{first: date('2011-03-01'), last: date('2011-03-31')}"),
        ("$on.first.year", "date('2011-03-01').year"),
        ("$once + $on_time", "$once + $on_time"),
        ("LIMIT $least", "LIMIT 4"),
        ("{id: $organization}", "{id: 'los-zetas'}"),
        ("'$name' + \"$name\" + $name", "'$name' + \"$name\" + 'x'"),
        (r"'it\'s $name' + $name", r"'it\'s $name' + 'x'"),
        ("$name // of $name\n+ $name", "'x' // of $name\n+ 'x'"),
        ("/* $name\n$name */ $name", "/* $name\n$name */ 'x'"),
        ("n.`$name` + $name", "n.`$name` + 'x'"),
    ],
)
def test_parameters_and_nothing_else_are_replaced(mine: SavedQuery, cypher: str, literal: str) -> None:
    assert mine.literal(cypher) == literal


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("O'Neill", r"'O\'Neill'"),
        ("a\\b", r"'a\\b'"),
        ("\\'", r"'\\\''"),
        ("$least", "'$least'"),
        (r"\1 \g<name>", r"'\\1 \\g<name>'"),
        ("Cártel “X”", "'Cártel “X”'"),
    ],
)
def test_text_is_quoted(mine: SavedQuery, text: str, literal: str) -> None:
    assert mine.literal("$name", {"name": text}) == literal


@pytest.mark.neo4j
@pytest.mark.parametrize(
    "text", ["O'Neill", "a\\b", "\\'", "\\", "\\u0027", "\\\\u0027 \\n", '"', "two\nlines", "ñ"]
)
def test_server_reads_the_text_that_was_meant(mine: SavedQuery, neo4j_address: Address, text: str) -> None:
    with Store.connect(neo4j_address) as store:
        assert store.query(mine.literal(mine.text, {"name": text})).rows == ((text,),)


def test_picture_is_apart_from_the_query(mine: SavedQuery) -> None:
    assert mine.text == "RETURN $name"
    assert mine.picture is not None
    assert mine.literal(mine.picture, {"least": "7"}) == "MATCH (n) RETURN n LIMIT 7"
    assert mine.picture_shows == "All."


def test_wrong_settings_are_refused_as_they_are_when_it_is_asked(mine: SavedQuery) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'least'"):
        mine.literal(mine.text, {"last": "1"})
    with pytest.raises(ParameterError, match="not a whole number"):
        mine.literal(mine.text, {"least": "1.5"})


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry.name)
def test_nothing_is_left_to_set_in_the_catalogue(entry: SavedQuery) -> None:
    assert "$" not in entry.literal(entry.text)
    assert "$" not in entry.literal(entry.picture or "")


def test_query_without_a_picture_has_none() -> None:
    assert query_named("undated").picture is None
