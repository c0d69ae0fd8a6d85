"""Each claim on small worlds whose answer can be seen by eye: holds, fails, cannot be checked."""

from __future__ import annotations

from typing import Any

import pytest

from cartelgraph.brief import CLAIMS, Evidence, Finding, Verdict, answer, as_table
from cartelgraph.brief.assumptions import others
from cartelgraph.brief.subjects import SEVEN
from cartelgraph.dataset import Dataset
from cartelgraph.model import Certainty, EdtfDate, Record
from cartelgraph.model.entities import Event
from cartelgraph.model.relationships import Occurrence
from cartelgraph.network import Moment
from tests.make import (
    alliance,
    assistance,
    containment,
    country,
    dataset,
    funding,
    organization,
    participation,
    partnership,
    place,
    presence,
    program,
    rivalry,
)

MOMENT = Moment(EdtfDate("2011-03"))

PLACES: tuple[Record, ...] = (
    country("united-states", "US"),
    country("mexico", "MX"),
    country("guatemala", "GT"),
    country("colombia", "CO"),
    place("central-america", "region"),
    containment("guatemala", "central-america"),
)
CARTELS: tuple[Record, ...] = tuple(organization(cartel) for cartel in SEVEN)
WORLD = (*PLACES, *CARTELS)


def finding(number: int, *records: Record) -> Finding:
    return answer(dataset(*records), MOMENT)[number - 1]


def everywhere(*countries: str, cartels: tuple[str, ...] = SEVEN, **fields: Any) -> list[Record]:
    return [presence(cartel, name, **fields) for cartel in cartels for name in countries]


def numbers(found: Finding) -> dict[str, object]:
    return {name: value for name, value, _ in found.values}


def test_claims_are_numbered_in_order_and_say_what_they_test() -> None:
    assert [claim.number for claim in CLAIMS] == list(range(1, 11))
    for claim in CLAIMS:
        assert "holds if" in claim.test.lower()
        assert claim.limits


@pytest.mark.parametrize("number", range(1, 11))
def test_nothing_can_be_checked_without_data(number: int) -> None:
    assert finding(number).verdict is Verdict.UNCHECKED


# Claim 1. In March of each year allied dyads are none in 2008, {ab} in 2009, {bc} in 2010 and 2011: three
# steps, of which the first two change everything (distance 1) and the last nothing (0). a and b are hostile
# from 2010 on.
SHIFT: tuple[Record, ...] = (
    *(organization(name) for name in "abcd"),
    alliance("a", "b", period="2009-01/2009-12"),
    rivalry("a", "b", period="2010-01/2011-12"),
    alliance("b", "c", period="2010-01/2011-12"),
)


def test_alliances_shift_when_most_steps_change_them_and_a_dyad_turned() -> None:
    found = finding(1, *SHIFT)
    assert numbers(found) == {
        "steps with a change": 2,
        "steps": 3,
        "mean churn": pytest.approx(2 / 3),
        "dyads that turned from enemies to allies": 0,
        "dyads that turned from allies to enemies": 1,
        "dyads that turned": 1,
        "dyads": 2,
    }
    assert found.verdict is Verdict.HOLDS
    assert found.records == ("alliance-a-b-1", "alliance-b-c-1", "rivalry-a-b-1")


def test_what_begins_after_the_moment_changes_no_alliance() -> None:
    found = finding(1, *SHIFT, alliance("c", "d", period="2011-05/2012"))
    assert numbers(found) == numbers(finding(1, *SHIFT))
    assert "alliance-c-d-1" not in found.records


def test_what_comes_after_the_moment_is_no_shift() -> None:
    later = [record for record in SHIFT if record.id != "rivalry-a-b-1"]
    found = finding(1, *later, rivalry("a", "b", period="2011-12-05/2011-12-20"))
    assert (found.verdict, numbers(found)["dyads that turned"]) == (Verdict.FAILS, 0)


def test_a_dyad_that_turned_twice_counts_once_in_all_and_once_each_way() -> None:
    found = finding(1, *SHIFT, rivalry("a", "b", 2, period="2007-01/2008-12"))
    assert numbers(found)["dyads that turned from enemies to allies"] == 1
    assert numbers(found)["dyads that turned from allies to enemies"] == 1
    assert numbers(found)["dyads that turned"] == 1
    assert (
        "1 turned from enemies to allies, 1 from allies to enemies, and 1 of them both ways" in found.answer
    )


def test_alliances_without_a_dyad_that_turned_do_not_shift() -> None:
    found = finding(1, *(record for record in SHIFT if record.id != "rivalry-a-b-1"))
    assert numbers(found)["dyads that turned"] == 0
    assert found.verdict is Verdict.FAILS


def test_a_single_alliance_that_lasts_does_not_shift() -> None:
    found = finding(1, *SHIFT[:4], alliance("a", "b", period="2003/2011"))
    assert numbers(found)["mean churn"] == 0
    assert found.verdict is Verdict.FAILS


def test_operations_grow_when_sources_say_that_new_placements_began_since() -> None:
    then, later = everywhere("mexico", period="2005/2012"), everywhere("guatemala", period="2010/2012")
    found = finding(2, *WORLD, *then, *later)
    assert found.verdict is Verdict.HOLDS
    assert numbers(found) == {
        "placements on 2006-03": 7,
        "placements on 2011-03": 14,
        "new placements": 7,
        "new placements with a stated beginning": 7,
        **{f"{cartel.title()}, change": 1 for cartel in SEVEN},
    }
    assert finding(2, *WORLD, *then).verdict is Verdict.FAILS
    assert finding(2, *WORLD, *later).verdict is Verdict.UNCHECKED


@pytest.mark.parametrize(("dated", "verdict"), [(4, Verdict.HOLDS), (3, Verdict.UNCHECKED)])
def test_operations_that_were_only_noticed_may_not_have_grown(dated: int, verdict: Verdict) -> None:
    found = finding(
        2,
        *WORLD,
        *everywhere("mexico", period="2005/2012"),
        *everywhere("guatemala", period="2010/2012", cartels=SEVEN[:dated]),
        *everywhere("guatemala", observed=["2011-03"], cartels=SEVEN[dated:]),
    )
    assert numbers(found)["new placements with a stated beginning"] == dated
    assert found.verdict is verdict


def test_the_seven_reach_only_when_each_is_in_two_countries() -> None:
    two = everywhere("mexico", "guatemala", period="2011")
    assert finding(3, *WORLD, *two).verdict is Verdict.HOLDS
    one_short = [record for record in two if record.id != "presence-los-zetas-guatemala-1"]
    found = finding(3, *WORLD, *one_short)
    assert found.verdict is Verdict.FAILS
    assert numbers(found)["Los-Zetas"] == 1
    unplaced = [record for record in two if "los-zetas" not in record.id]
    assert finding(3, *WORLD, *unplaced).verdict is Verdict.UNCHECKED


def test_no_one_country_is_enough_while_each_cartel_is_in_two() -> None:
    found = finding(4, *WORLD, *everywhere("mexico", "guatemala", period="2011"))
    assert (found.verdict, numbers(found)) == (
        Verdict.HOLDS,
        {
            "cartels placed somewhere": 7,
            "left without the worst country": 7,
            "share left without the worst country": 1,
            "left without the worst pair": 0,
        },
    )


def test_one_country_is_enough_for_a_cartel_that_is_nowhere_else() -> None:
    found = finding(
        4,
        *WORLD,
        *everywhere("mexico", period="2011", cartels=SEVEN[:2]),
        *everywhere("guatemala", period="2011", cartels=SEVEN[1:3]),
    )
    # Mexico holds cartels 1 and 2, Guatemala 2 and 3: losing either ends one, losing both all three.
    assert (found.verdict, numbers(found)) == (
        Verdict.FAILS,
        {
            "cartels placed somewhere": 3,
            "left without the worst country": 2,
            "share left without the worst country": pytest.approx(2 / 3),
            "left without the worst pair": 0,
        },
    )


def test_a_cartel_placed_nowhere_leaves_open_whether_one_country_is_enough() -> None:
    found = finding(4, *WORLD, *everywhere("mexico", "guatemala", period="2011", cartels=SEVEN[1:]))
    assert found.verdict is Verdict.UNCHECKED
    assert "placed nowhere: Los-Zetas" in found.answer


PROGRAMS: tuple[Record, ...] = (
    *WORLD,
    program("merida"),
    program("carsi"),
    funding("united-states", "merida", period="2008/.."),
    assistance("merida", "mexico", period="2008/.."),
    assistance("carsi", "central-america", period="2008/.."),
)


def test_programs_are_needed_together_when_none_covers_a_cartel_alone() -> None:
    held = everywhere("mexico", "guatemala", "colombia", "united-states", period="2011", cartels=SEVEN[:1])
    found = finding(5, *PROGRAMS, *held)
    assert found.verdict is Verdict.HOLDS
    # Mexico and, within Central America, Guatemala are assisted; Colombia is not; the donor does not count.
    assert numbers(found) == {
        "cartels in two or more such countries": 1,
        "covered by one program": 0,
        "countries covered by none": 1,
        "covered by Carsi": pytest.approx(1 / 3),
        "covered by Merida": pytest.approx(1 / 3),
        "covered by the best pair, Carsi, Merida": pytest.approx(2 / 3),
        "covered by all together": pytest.approx(2 / 3),
    }
    assert {"presence-los-zetas-colombia-1", "assistance-merida-mexico-1"} <= set(found.records)


def test_programs_are_not_needed_together_when_one_covers_a_cartel() -> None:
    held = everywhere("mexico", "guatemala", period="2011", cartels=SEVEN[:1])
    found = finding(5, *PROGRAMS, assistance("merida", "guatemala", period="2009/.."), *held)
    assert (found.verdict, numbers(found)["covered by one program"]) == (Verdict.FAILS, 1)
    assert numbers(found)["covered by Merida"] == 1


def joint(name: str, *members: str, status: str = "active") -> tuple[Record, ...]:
    return (
        partnership(name, status),
        *(participation(member, name, period="2010/2012") for member in members),
    )


def test_mexico_has_two_helpers_only_if_both_are_there() -> None:
    help_ = joint("colombian-help", "colombia", "mexico")
    found = finding(6, *PROGRAMS, *help_)
    assert found.verdict is Verdict.HOLDS
    assert set(found.records) == {
        "assistance-merida-mexico-1",
        "funding-united-states-merida-1",
        "participation-colombia-colombian-help-1",
        "participation-mexico-colombian-help-1",
    }
    assert finding(6, *PROGRAMS, *joint("elsewhere", "colombia", "guatemala")).verdict is Verdict.FAILS
    unpaid = [record for record in PROGRAMS if record.id != "funding-united-states-merida-1"]
    assert finding(6, *unpaid, *help_).verdict is Verdict.FAILS


def test_mexico_has_not_two_helpers_while_one_of_them_is_not_at_work() -> None:
    recommended = joint("colombian-help", "colombia", "mexico", status="recommended")
    assert finding(6, *PROGRAMS, *recommended).verdict is Verdict.FAILS
    assert finding(6, *WORLD, *joint("colombian-help", "colombia", "mexico")).verdict is Verdict.FAILS
    assert finding(6, *WORLD).verdict is Verdict.UNCHECKED


def test_the_records_behind_mexicos_helpers_are_found_whatever_their_ids() -> None:
    renamed = assistance("merida", "mexico", period="2008/..", id="merida-in-mexico")
    second = funding("united-states", "merida", 2, period="2010/..")
    program_2 = (program("merida-2"), assistance("merida-2", "guatemala", period="2010/.."))
    others = [record for record in PROGRAMS if record.id != "assistance-merida-mexico-1"]
    found = finding(6, *others, renamed, second, *program_2)
    assert set(found.records) == {
        "merida-in-mexico",
        "funding-united-states-merida-1",
        "funding-united-states-merida-2",
    }


def test_others_lead_when_a_partnership_goes_without_the_united_states() -> None:
    american = (
        *joint("vetted-units", "united-states", "guatemala"),
        *joint("plan", "united-states", "colombia"),
    )
    found = finding(7, *WORLD, *american, *joint("help", "colombia", "mexico"))
    # With the United States all four hang together; without it Colombia and Mexico, and Guatemala alone.
    assert (found.verdict, numbers(found)) == (
        Verdict.HOLDS,
        {
            "partnerships in use": 3,
            "without the United States": 1,
            "groups with the United States": 1,
            "groups of the others": 2,
        },
    )
    assert finding(7, *WORLD, *american).verdict is Verdict.FAILS
    # What is only being formed is not in use.
    forming = joint("help", "colombia", "mexico", status="forming")
    assert finding(7, *WORLD, *american, *forming).verdict is Verdict.FAILS
    assert finding(7, *WORLD, *forming).verdict is Verdict.UNCHECKED


def test_partnerships_are_those_of_the_moment() -> None:
    world = dataset(*WORLD, *joint("help", "colombia", "mexico"))
    for number in (7, 8):
        found = answer(world, Moment(EdtfDate("1990")))[number - 1]
        assert found.verdict is Verdict.UNCHECKED


def test_colombia_anchors_only_if_nobody_has_as_many_partners() -> None:
    first, second = joint("first", "colombia", "mexico"), joint("second", "colombia", "guatemala")
    assert finding(8, *WORLD, *first).verdict is Verdict.FAILS
    found = finding(8, *WORLD, *first, *second, *joint("third", "united-states", "mexico"))
    # Colombia has two partners; Mexico has two as well, for the United States count as one of them.
    assert (found.verdict, numbers(found)) == (
        Verdict.FAILS,
        {
            "partners of Colombia": 2,
            "most partners of another": 2,
            "share of partnerships with Colombia": pytest.approx(2 / 3),
        },
    )
    assert finding(8, *WORLD, *first, *second).verdict is Verdict.HOLDS
    # With the United States as its only partner Colombia still has one more than anybody else.
    alone = finding(8, *WORLD, *joint("plan", "united-states", "colombia"))
    assert (alone.verdict, numbers(alone)["most partners of another"]) == (Verdict.HOLDS, 0)
    without = finding(8, *WORLD, *joint("third", "united-states", "mexico"))
    assert without.verdict is Verdict.UNCHECKED


def producing(where: str, period: str, number: int = 1) -> Record:
    return presence("los-zetas", where, number, period=period, activities=["production"])


def test_production_moves_when_it_comes_in_one_place_and_goes_in_the_other() -> None:
    gone, come = producing("colombia", "2005/2008"), producing("guatemala", "2010/2012")
    assert finding(9, *WORLD, gone, come).verdict is Verdict.HOLDS
    assert finding(9, *WORLD, producing("colombia", "2005/2012"), come).verdict is Verdict.FAILS
    found = finding(9, *WORLD, come)
    assert found.verdict is Verdict.UNCHECKED
    assert numbers(found)["Central America, 2011-03"] == 1


def laboratory(where: str, date: str, kind: str = "laboratory-discovery") -> tuple[Record, ...]:
    cited = {"likelihood": "confirmed", "citations": [{"source": "early", "locator": "p. 1"}]}
    key = f"{kind}-{where}-{date}"
    event = Event.model_validate({"id": key, "name": "Found", "kind": kind, "date": date} | cited)
    ends = {"id": f"occurrence-{key}", "source": key, "target": where}
    return event, Occurrence.model_validate(ends | cited)


def test_a_laboratory_counts_for_five_years_and_in_every_place_around_it() -> None:
    found = finding(
        9,
        *WORLD,
        place("coban"),
        containment("coban", "guatemala"),
        *laboratory("coban", "2010-06"),
        *laboratory("guatemala", "2011-06"),  # after the moment
        *laboratory("guatemala", "2010-07", "killing"),
        *laboratory("colombia", "2005"),  # long before the moment, and of late five years before it
    )
    assert numbers(found) == {
        "Central America, 2011-03": 1,
        "Central America, 2006-03": 0,
        "Colombia, 2011-03": 0,
        "Colombia, 2006-03": 1,
    }
    assert found.verdict is Verdict.HOLDS
    assert found.records == (
        "occurrence-laboratory-discovery-coban-2010-06",
        "occurrence-laboratory-discovery-colombia-2005",
    )


def test_the_united_states_feed_and_suffer_only_if_both_are_stated() -> None:
    arms = presence("los-zetas", "united-states", period="2011", activities=["arms"])
    found = finding(10, *WORLD, arms)
    assert (found.verdict, numbers(found)["arms or money"]) == (Verdict.HOLDS, 1)
    unnamed = organization("mexican-cartels", "collective")
    only_arms = presence("mexican-cartels", "united-states", period="2011", activities=["arms"])
    assert finding(10, *WORLD, unnamed, only_arms).verdict is Verdict.FAILS
    selling = presence("mexican-cartels", "united-states", 2, period="2011", activities=["wholesale"])
    assert finding(10, *WORLD, unnamed, only_arms, selling).verdict is Verdict.HOLDS


def test_what_lies_within_a_place_counts_for_it() -> None:
    city = (place("laredo"), containment("laredo", "united-states"))
    arms = presence("los-zetas", "laredo", period="2011", activities=["arms"])
    assert finding(10, *WORLD, *city, arms).verdict is Verdict.HOLDS
    town = (place("coban"), containment("coban", "guatemala"))
    gone = producing("colombia", "2005/2008")
    assert finding(9, *WORLD, *town, gone, producing("coban", "2010/2012")).verdict is Verdict.HOLDS


@pytest.mark.parametrize(
    ("on", "years", "earlier"),
    [
        ("2011", 8, "2003"),
        ("2011-03", 8, "2003-03"),
        ("2011-03-15", 5, "2006-03-15"),
        ("2012-02-29", 5, "2007-02-28"),
        ("2011~", 5, "2006~"),
        ("1503", 5, "1500"),
    ],
)
def test_an_earlier_date_is_as_precise_as_the_moment(on: str, years: int, earlier: str) -> None:
    assert Evidence(dataset(), Moment(EdtfDate(on))).years_before(years) == earlier


def test_other_assumptions_differ_in_one_thing_each() -> None:
    assert others(MOMENT) == {
        "certain snapshot": Moment(MOMENT.on, certainty=Certainty.CERTAIN),
        "possible snapshot": Moment(MOMENT.on, certainty=Certainty.POSSIBLE),
        "missing bounds carried 12 months": Moment(MOMENT.on, carry=12),
        "as published by 2011-03": Moment(MOMENT.on, known_at=MOMENT.on),
    }
    assert list(others(Moment(MOMENT.on, MOMENT.on, Certainty.CERTAIN))) == [
        "working snapshot",
        "possible snapshot",
    ]


def test_a_verdict_that_rests_on_an_assumption_says_so() -> None:
    # Seen in June 2009: carried for 24 months to June 2011, for 12 only to June 2010; nothing is certain.
    found = finding(3, *WORLD, *everywhere("mexico", "guatemala", observed=["2009-06"]))
    assert found.verdict is Verdict.HOLDS
    assert found.turns == (
        ("certain snapshot", Verdict.UNCHECKED),
        ("missing bounds carried 12 months", Verdict.UNCHECKED),
    )


def test_sources_that_came_later_or_deny_are_not_counted() -> None:
    cited = [
        {"source": "early", "locator": "p. 1"},
        {"source": "late"},
        {"source": "undated", "stance": "disputes"},
    ]
    arms = presence("los-zetas", "united-states", period="2011", activities=["arms"], citations=cited)
    world = dataset(*WORLD, arms)
    for known_at, count in ((None, 2), (EdtfDate("2011-03"), 1)):
        moment = Moment(EdtfDate("2011-03"), known_at)
        assert as_table(answer(world, moment), world, moment).column("sources")[-1] == count


@pytest.mark.parametrize("known_at", [None, EdtfDate("2011-03")])
def test_every_claim_is_answered_on_the_seeds(seeds: Dataset, known_at: EdtfDate | None) -> None:
    moment = Moment(EdtfDate("2011-03"), known_at)
    findings = answer(seeds, moment)
    for found in findings:
        assert found.answer.endswith(".")
        assert set(found.records) <= set(seeds.records)
        if found.verdict is not Verdict.UNCHECKED:
            assert found.records
    table = as_table(findings, seeds, moment)
    assert table.column("verdict") == tuple(str(found.verdict) for found in findings)
    assert all(
        isinstance(count, int) and (count > 0) == bool(found.records)
        for count, found in zip(table.column("sources"), findings, strict=True)
    )
