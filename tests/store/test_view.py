"""Saved queries in other views than their own: what is put in its place, and what is refused."""

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
POSSIBLE = View("2011-03", "possible snapshot on 2011-03, as known now", Certainty.POSSIBLE)
HOLDING = View("2011-03", "working snapshot on 2011-03", holding=("alliance-a-b-1",))


def time_dependent(cypher: str) -> list[str]:
    """Return the variable of each relationship that depends on time; those on a path are called r."""
    found = PATTERN.findall(cypher)
    return sorted(variable or "r" for variable, types in found if DATED & set(types.split("|")))


@pytest.mark.parametrize("entry", ABOUT_A_DATE, ids=lambda entry: entry.name)
def test_every_relationship_that_depends_on_time_is_asked_in_the_view(entry: SavedQuery) -> None:
    possible, certain, held = (view.seen(entry) for view in (POSSIBLE, CERTAIN, HOLDING))
    for place in ("text", "picture"):
        asked = getattr(entry, place)
        if asked is None:
            continue
        variables = time_dependent(asked)
        assert variables
        assert "working_" not in "".join(getattr(each, place) for each in (possible, certain, held))
        for end in ("from <= $on.last", "to >= $on.first"):
            for name, seen in (("working", entry), ("certain", certain), ("valid", possible)):
                pattern = rf"(\w+)\.{name}_{re.escape(end)}"
                assert sorted(re.findall(pattern, getattr(seen, place))) == variables
        for end in ("from", "to"):
            unbounded = rf"\((\w+)\.valid_{end} IS NULL OR \1\.valid_{end} "
            assert sorted(re.findall(unbounded, getattr(possible, place))) == variables
        assert sorted(re.findall(r"(\w+)\.id IN \$holding", getattr(held, place))) == variables


def test_what_is_taken_to_hold_by_itself_is_the_query_itself() -> None:
    entry = query_named("allies-on")
    assert View.by_itself("2011-03").seen(entry) == entry


CONDITION = """r.working_from <= $on.last
AND r.working_to >= $on.first"""
ON = "// parameter: on (date) = 2011: The day.\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("MATCH ()-[r]->() RETURN r.id", "no parameter `on"),
        ("// parameter: on (text) = 2011: The day.\nMATCH ()-[r]->() RETURN $on", "no parameter `on"),
        (f"{ON}MATCH ()-[r]->() WHERE r.working_from <= $on.last RETURN r.id", "in these words"),
        (
            f"{ON}MATCH ()-[r]-()-[s]-() WHERE r.working_from <= $on.last AND s.working_to >= $on.first",
            "in these words",
        ),
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
# C all through 2010. That A and C were allied is not dated; nothing contradicts anything.
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
    told = "what is taken to hold: 2008 to 2012, 4 dates; certain snapshots, as known now"
    assert told in asked.notes
    assert not any(note.startswith("on = ") for note in asked.notes)


@pytest.mark.neo4j
@pytest.mark.parametrize("certainty", [Certainty.CERTAIN, Certainty.POSSIBLE])
def test_bounds_in_the_database_and_a_snapshot_say_the_same(world: Store, certainty: Certainty) -> None:
    moment = Moment(EdtfDate("2008"), certainty=certainty)
    by_bounds = View(moment.on, str(moment), moment.certainty)
    entry = query_named("allies-on")
    assert world.answer(entry, at=by_bounds) == world.answer(entry, at=snapshot(WORLD, moment))
    notes = world.answer(entry, at=by_bounds).notes
    assert notes[0] == "on = 2008"
    assert f"what is taken to hold: {certainty} snapshot on 2008, as known now" in notes


BY_ITSELF = "each statement by itself, missing bounds carried 24 months, as known now"


@pytest.mark.neo4j
def test_a_query_about_a_date_says_in_which_view_it_asks(world: Store, tmp_path: Path) -> None:
    entry = query_named("allies-on")
    asked = world.answer(entry, {"on": "2010"})
    assert asked.notes[:2] == (
        "on = 2010",
        f"what is taken to hold: working snapshot on 2010, {BY_ITSELF}",
    )
    years = [View.by_itself(year) for year in ("2009", "2010")]
    (told,) = world.answer(entry, at=years).notes
    assert told == f"what is taken to hold: 2009 to 2010, 2 dates; working snapshots, {BY_ITSELF}"
    assert not any("taken to hold" in note for note in world.answer(query_named("contradictions")).notes)
    file = tmp_path / "mine.cypher"
    file.write_text(f"{ON}MATCH ()-[r]->() WHERE r.valid_from <= $on.last RETURN r.id", encoding="utf-8")
    assert world.answer(user_query(file), {"on": "2010"}).notes[:1] == ("on = 2010",)
    assert not any("taken to hold" in note for note in world.answer(user_query(file)).notes)


# Nothing contradicts the ties of A with B, C and D, so by itself each holds in the working view; D and E are
# allied as of 2008, so taken to be so until the last day of 2010, but at war from April 2009 on. E and F have
# fought since 2008 and made peace, if they did, on some day of 2008: the dyad is contested.
CONTRADICTED = make.dataset(
    *(make.organization(key) for key in "abcdef"),
    make.alliance("a", "b", period="2008/"),
    make.alliance("a", "c", observed=["2008-06"]),
    make.alliance("a", "d", period="/2011-03"),
    make.alliance("a", "e", period="2005/2009"),
    make.alliance("b", "c"),
    make.alliance("d", "e", period="2008/"),
    make.rivalry("d", "e", period="2009-04/"),
    make.rivalry("e", "f", period="2008/"),
    make.truce("e", "f", period="2008"),
)

#: For each date the statements that are taken to hold by themselves, and those that another ends.
TAKEN: dict[str, tuple[set[str], set[str]]] = {
    # In May 2008 the tie of A and C had not been seen yet, and that of A and D held from 1 March 2009 on: two
    # years before the first day of the end.
    "2008-05": (
        {"alliance-a-b-1", "alliance-a-e-1", "alliance-d-e-1", "rivalry-e-f-1", "truce-e-f-1"},
        set(),
    ),
    "2009-03": (
        {"alliance-a-b-1", "alliance-a-c-1", "alliance-a-d-1", "alliance-a-e-1", "alliance-d-e-1"}
        | {"rivalry-e-f-1"},
        set(),
    ),
    # June 2008 and two years: until 30 June 2010. The rivalry of D and E has begun.
    "2010-06": (
        {"alliance-a-b-1", "alliance-a-c-1", "alliance-a-d-1", "alliance-d-e-1"}
        | {"rivalry-d-e-1", "rivalry-e-f-1"},
        {"alliance-d-e-1"},
    ),
    # 2008 and two years: until the last day of 2010; April 2009 and two years: until 30 April 2011.
    "2011-03": ({"alliance-a-d-1", "rivalry-d-e-1"}, set()),
    "2011-05": (set(), set()),
}


@pytest.fixture
def contradicted(neo4j_address: Address) -> Iterator[Store]:
    with holding(neo4j_address, CONTRADICTED) as held:
        yield held


@pytest.mark.neo4j
@pytest.mark.parametrize("on", TAKEN)
def test_by_itself_a_statement_holds_until_its_own_bounds_even_if_another_ends_it(
    contradicted: Store, on: str
) -> None:
    by_itself, ended = TAKEN[on]
    entry = query_named("signed-degree")
    asked = contradicted.answer(entry, {"on": on})
    assert {key for row in asked.rows for key in row.records} == by_itself
    analysed = contradicted.answer(entry, at=snapshot(CONTRADICTED, Moment(EdtfDate(on))))
    assert {key for row in analysed.rows for key in row.records} == by_itself - ended
    assert (asked.rows != analysed.rows) is bool(ended)


# Ties, presence and assistance with every kind of bound, and on no dyad two signs.
HARMONY = make.dataset(
    *(make.organization(key) for key in "abcd"),
    make.country("landia", "AA"),
    make.country("otherland", "BB"),
    make.border("landia", "otherland"),
    make.program("aid"),
    make.alliance("a", "b", period="2008/"),
    make.alliance("b", "c", observed=["2009-06"]),
    make.alliance("c", "d", period="/2010"),
    make.alliance("a", "d"),
    make.rivalry("a", "c", period="../2008"),
    make.rivalry("b", "d", period="2007/.."),
    make.presence("a", "landia", period="2008/"),
    make.presence("b", "landia", observed=["2009"]),
    make.presence("b", "otherland", period="/2010-06"),
    make.presence("c", "otherland"),
    make.presence("d", "otherland", period="2006/2012"),
    make.assistance("aid", "landia", period="2008/"),
)


@pytest.mark.neo4j
def test_without_a_contrary_statement_the_default_is_the_working_view(neo4j_address: Address) -> None:
    ends = {"organization": "a", "from": "a", "to": "c"}
    rows = 0
    with holding(neo4j_address, HARMONY) as store:
        for on in ("2006", "2008-06", "2010", "2010-12-31", "2012-05", "2014"):
            then = snapshot(HARMONY, Moment(EdtfDate(on)))
            for entry in ABOUT_A_DATE:
                chosen = {each.name: ends[each.name] for each in entry.parameters if each.name != "on"}
                asked = store.answer(entry, {**chosen, "on": on})
                assert asked.rows == store.answer(entry, chosen, at=then).rows
                rows += len(asked.rows)
    assert rows > 20


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
