"""Saved queries in other views than the possible one: what is put in its place, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cartelgraph.errors import ParameterError
from cartelgraph.model import RELATIONSHIP_TYPES, Certainty, DatedRelationship, EdtfDate
from cartelgraph.model.relationships import FactionTie
from cartelgraph.network import Level, Moment, series, snapshot
from cartelgraph.settings import Address
from cartelgraph.store import SavedQuery, Store, View, catalogue, query_named, user_query
from tests import make
from tests.store.conftest import holding

DATED = {kind.label for kind in RELATIONSHIP_TYPES if issubclass(kind, DatedRelationship)}
ABOUT_A_DATE = [entry for entry in catalogue() if "on" in {each.name for each in entry.parameters}]

#: A relationship in a pattern: its variable and its types.
PATTERN = re.compile(r"-\[(\w*):([A-Z_|]+)")

CERTAIN = View("2011-03", "certain snapshot on 2011-03, as known now", Certainty.CERTAIN)
HOLDING = View("2011-03", "working snapshot on 2011-03", holding=("alliance-a-b-1",))


def time_dependent(cypher: str) -> list[str]:
    """Return the variable of each relationship that depends on time; those on a path are called r."""
    found = PATTERN.findall(cypher)
    return sorted(variable or "r" for variable, types in found if DATED & set(types.split("|")))


@pytest.mark.parametrize("entry", ABOUT_A_DATE, ids=lambda entry: entry.name)
def test_every_relationship_that_depends_on_time_is_asked_in_the_view(entry: SavedQuery) -> None:
    certain, held = CERTAIN.seen(entry), HOLDING.seen(entry)
    for place in ("text", "picture"):
        asked = getattr(entry, place)
        if asked is None:
            continue
        variables = time_dependent(asked)
        assert variables
        assert "valid_" not in getattr(certain, place) + getattr(held, place)
        for end in ("from <= $on.last", "to >= $on.first"):
            pattern = rf"(\w+)\.certain_{re.escape(end)}"
            assert sorted(re.findall(pattern, getattr(certain, place))) == variables
        assert sorted(re.findall(r"(\w+)\.id IN \$holding", getattr(held, place))) == variables


def test_the_possible_view_is_the_query_itself() -> None:
    entry = query_named("allies-on")
    assert View("2011-03", "possible snapshot").seen(entry) is entry


CONDITION = """(r.valid_from IS NULL OR r.valid_from <= $on.last)
AND (r.valid_to IS NULL OR r.valid_to >= $on.first)"""
ON = "// parameter: on (date) = 2011: The day.\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("MATCH ()-[r]->() RETURN r.id", "no parameter `on"),
        ("// parameter: on (text) = 2011: The day.\nMATCH ()-[r]->() RETURN $on", "no parameter `on"),
        (f"{ON}MATCH ()-[r]->() WHERE r.valid_from <= $on.last RETURN r.id", "in these words"),
        (
            f"{ON}MATCH ()-[s]->()-[r]->() WHERE {CONDITION}\nAND s.valid_from <= $on.last RETURN r.id",
            "in these words",
        ),
        (
            f"{ON}MATCH ()-[s]->()-[r]->() WHERE {CONDITION}\nAND $on.last >= s.valid_from RETURN r.id",
            "in these words",
        ),
    ],
)
def test_a_query_that_asks_otherwise_is_refused(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "mine.cypher"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ParameterError, match=words):
        CERTAIN.seen(user_query(file))


# A and B were allied from some day of 2008 to some day of 2009, so certainly at the turn of the years; B and
# C all through 2010. That A and C were allied is not dated.
WORLD = make.dataset(
    *(make.organization(key) for key in "abc"),
    make.alliance("a", "b", period="2008/2009"),
    make.alliance("b", "c", period="2010-01-01/2010-12-31"),
    make.alliance("a", "c"),
)


@pytest.fixture
def world(neo4j_address: Address) -> Iterator[Store]:
    with holding(neo4j_address, WORLD) as held:
        yield held


@pytest.mark.neo4j
def test_a_series_has_the_date_of_each_row_first_and_says_what_was_asked(world: Store) -> None:
    years = [EdtfDate(year) for year in ("2008", "2009", "2010", "2012")]
    moment = Moment(years[0], certainty=Certainty.CERTAIN)
    asked = world.answer(query_named("allies-on"), at=series(WORLD, moment, years))
    assert [column.name for column in asked.columns][:3] == ["on", "organization", "ally"]
    assert [(row.values[:3], row.records) for row in asked.rows] == [
        (("2008", "A", "B"), ("alliance-a-b-1",)),
        (("2009", "A", "B"), ("alliance-a-b-1",)),
        (("2010", "B", "C"), ("alliance-b-c-1",)),
    ]
    told = "what may have held is asked of: 2008 to 2012, 4 dates; certain snapshots, as known now"
    assert told in asked.notes
    assert not any(note.startswith("on = ") for note in asked.notes)


@pytest.mark.neo4j
def test_bounds_in_the_database_and_a_snapshot_say_the_same(world: Store) -> None:
    moment = Moment(EdtfDate("2008"), certainty=Certainty.CERTAIN)
    by_bounds = View(moment.on, str(moment), moment.certainty)
    entry = query_named("allies-on")
    assert world.answer(entry, at=by_bounds) == world.answer(entry, at=snapshot(WORLD, moment))
    assert world.answer(entry, at=by_bounds).notes[:2] == (
        "on = 2008",
        "what may have held is asked of: certain snapshot on 2008, as known now",
    )


@pytest.mark.neo4j
def test_what_was_known_says_that_its_words_are_of_now(world: Store) -> None:
    then = snapshot(WORLD, Moment(EdtfDate("2010"), EdtfDate("2011")))
    asked = world.answer(query_named("allies-on"), at=then)
    assert asked.notes[-1].endswith("is as known now, not by 2011")


@pytest.mark.neo4j
def test_a_date_and_a_snapshot_or_a_folded_one_are_refused(world: Store) -> None:
    entry = query_named("allies-on")
    then = snapshot(WORLD, Moment(EdtfDate("2010")))
    with pytest.raises(ParameterError, match="give one of the two"):
        world.answer(entry, {"on": "2010"}, at=then)
    faction = FactionTie.model_validate(
        {
            "id": "faction-a-b-1",
            "source": "a",
            "target": "b",
            "period": "2008/2012",
            "likelihood": "confirmed",
            "citations": [{"source": "early"}],
        }
    )
    folding = make.dataset(make.organization("a"), make.organization("b"), faction)
    with pytest.raises(ParameterError, match="level of the faction"):
        world.answer(entry, at=snapshot(folding, Moment(EdtfDate("2010"), level=Level.ORGANIZATION)))


@pytest.mark.neo4j
def test_a_column_of_the_same_name_as_the_date_is_refused(world: Store, tmp_path: Path) -> None:
    file = tmp_path / "mine.cypher"
    file.write_text(f"{ON}MATCH ()-[r]->() WHERE {CONDITION}\nRETURN r.id AS on", encoding="utf-8")
    at = [View(year, f"possible snapshot on {year}") for year in ("2008", "2009")]
    with pytest.raises(ParameterError, match="Rename it"):
        world.answer(user_query(file), at=at)
