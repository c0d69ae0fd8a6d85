"""Camps of small worlds, worked by hand, and who changes them."""

from __future__ import annotations

import pytest

from cartelgraph.analysis import Analysis
from cartelgraph.analysis.camp_changes import CAMP_CHANGES
from cartelgraph.analysis.camps import CAMPS, FRUSTRATED_TIES
from cartelgraph.model import EdtfDate, Record
from cartelgraph.network import Moment, Snapshot, Step, dates_between, series
from tests.analysis.worlds import snapshot_of
from tests.make import alliance, dataset, organization, rivalry

# b leads a and c against d; e is an enemy of c and of d, who are enemies: he fits with neither. f and g are
# allied apart from all, h and i are contested.
WORLD: tuple[Record, ...] = (
    *(organization(key) for key in "abcdefghi"),
    alliance("a", "b"),
    alliance("b", "c"),
    rivalry("b", "d"),
    rivalry("c", "d"),
    rivalry("c", "e"),
    rivalry("d", "e", citations=[{"source": "late", "locator": "p. 1"}]),
    alliance("f", "g"),
    alliance("h", "i"),
    rivalry("h", "i"),
)


def test_who_is_in_which_camp_and_who_might_be_in_either() -> None:
    table = CAMPS.run(snapshot_of(*WORLD))
    found = {row["id"]: row for row in table.records()}
    # c has the most ties and is in camp A; a and b with him, d against. e frustrates one tie on either side.
    assert [found[key]["camp"] for key in "abcd"] == ["1A", "1A", "1A", "1B"]
    assert {found[key]["ambiguous"] for key in "abcd"} == {"no"}
    assert found["e"]["ambiguous"] == "yes"
    assert (found["f"]["camp"], found["g"]["camp"], found["h"]["camp"]) == ("2A", "2A", None)
    assert (found["h"]["ambiguous"], found["h"]["ties"], found["h"]["sources"]) == (None, 0, 1)
    assert found["e"]["frustrated"] == 1
    assert [row["frustrated"] for row in found.values()].count(1) == 2
    assert (found["d"]["ties"], found["d"]["sources"]) == (3, 2)
    assert table.column("id")[-2:] == ("h", "i")
    assert any("1 of 7, proven to be the fewest" in note for note in table.notes)
    assert "Divisions that are as good: 2, this one included." in table.notes


def test_more_divisions_than_were_asked_for_are_admitted() -> None:
    table = CAMPS.run(snapshot_of(*WORLD), most=1)
    assert any("there may be more" in note for note in table.notes)
    assert "yes" not in table.column("ambiguous")


def test_the_ties_against_a_division_with_their_sources() -> None:
    table = FRUSTRATED_TIES.run(snapshot_of(*WORLD))
    assert [row.values for row in table.rows] == [
        ("c", "e", "C", "E", "rivals", 1, 2, 1),
        ("d", "e", "D", "E", "rivals", 1, 2, 1),
    ]
    assert [row.records for row in table.rows] == [("rivalry-c-e-1",), ("rivalry-d-e-1",)]


def test_a_world_in_balance_has_no_tie_against_it() -> None:
    world = snapshot_of(organization("a"), organization("b"), rivalry("a", "b"))
    assert FRUSTRATED_TIES.run(world).rows == ()
    assert CAMPS.run(world).column("camp") == ("1A", "1B")
    assert any("0 of 1, proven to be the fewest: none." in note for note in CAMPS.run(world).notes)


def years(first: str, last: str, *records: Record) -> tuple[Snapshot, ...]:
    dates = dates_between(EdtfDate(first), EdtfDate(last), Step.YEAR)
    return series(dataset(*records), Moment(dates[0]), dates)


# Two blocs, abc and de. In 2009 c, who fought d, turns on b; in 2010 all is quiet but for a and b, who
# fall out.
BLOCS: tuple[Record, ...] = (
    *(organization(key) for key in "abcde"),
    alliance("a", "b", period="2008-01/2009-12"),
    alliance("d", "e", period="2008-01/2009-12"),
    alliance("b", "c", period="2008-01/2008-12"),
    rivalry("c", "d", period="2008-01/2008-12"),
    rivalry("b", "c", period="2009-01/2009-12", citations=[{"source": "late"}]),
    alliance("c", "d", period="2009-01/2009-12"),
    rivalry("a", "b", period="2010-01/2010-12"),
)


def test_who_went_over_whom_he_left_and_whom_he_joined() -> None:
    table = CAMP_CHANGES.run(years("2008", "2010", *BLOCS))
    assert [row.values for row in table.rows] == [
        ("2008", "2009", "c", "C", "yes", "no", 2, 2, "B", "D", 2),
        # a and b alone are left to compare, and either may be said to have moved.
        ("2009", "2010", "a", "A", "no", "no", 1, 0, "B", None, 1),
        ("2009", "2010", "b", "B", "no", "no", 1, 0, "A", None, 2),
    ]
    assert table.rows[0].records == (
        "alliance-b-c-1",
        "alliance-c-d-1",
        "rivalry-b-c-1",
        "rivalry-c-d-1",
    )
    assert "Changes of camp: 3." in table.notes


def test_nobody_is_said_to_move_who_need_not_have() -> None:
    # Three enemies may be divided in three ways; in 2009 a and b ally, and from the division before that
    # is nearest to it nobody need move; in 2008 one of them was alone.
    records = (
        *(organization(key) for key in "abc"),
        rivalry("a", "c", period="2008-01/2010-12"),
        rivalry("b", "c", period="2008-01/2010-12"),
        alliance("a", "b", period="2008-01/2008-12"),
        rivalry("a", "b", period="2009-01/2010-12"),
    )
    table = CAMP_CHANGES.run(years("2008", "2010", *records))
    assert table.rows == ()
    assert "Nobody who can be compared changed camp." in table.notes


@pytest.mark.parametrize("analysis", [CAMPS, FRUSTRATED_TIES], ids=lambda one: one.name)
def test_the_empty_world(analysis: Analysis) -> None:
    assert analysis.run(snapshot_of()).rows == ()
