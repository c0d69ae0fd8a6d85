"""Claims 9 and 10: production moves, and the United States feed what they suffer from."""

from __future__ import annotations

from typing import Any

from cartelgraph.brief.finding import Claim, Evidence, Finding, Verdict, edges_of
from cartelgraph.brief.subjects import CENTRAL_AMERICA, COLOMBIA, DONOR
from cartelgraph.model.relationships import Activity, Presence
from cartelgraph.network import places_within, presence_layer

__all__ = ["FEEDS_AND_SUFFERS", "PRODUCTION_MOVES"]

FEEDING = {Activity.ARMS, Activity.FINANCE}
SELLING = {Activity.WHOLESALE, Activity.RETAIL}
YEARS_BACK = 5


def production_moves(evidence: Evidence) -> Finding:
    """Look for production in Central America and in Colombia, now and some years before."""
    earlier = evidence.years_before(YEARS_BACK)
    here, there = _production(evidence, CENTRAL_AMERICA), _production(evidence, COLOMBIA)
    here_before = _production(evidence, CENTRAL_AMERICA, earlier)
    there_before = _production(evidence, COLOMBIA, earlier)
    numbers = (
        ("Central America now", len(here), "statements"),
        (f"Central America on {earlier}", len(here_before), "statements"),
        ("Colombia now", len(there), "statements"),
        (f"Colombia on {earlier}", len(there_before), "statements"),
    )
    answer = (
        f"Production is stated {len(here)} times in Central America ({len(here_before)} on {earlier}) and "
        f"{len(there)} times in Colombia ({len(there_before)} on {earlier})"
    )
    records = tuple(sorted(here | there | here_before | there_before))
    if not there_before:
        answer += ": without a record of production in Colombia before, no move can be seen"
        return Finding(Verdict.UNCHECKED, f"{answer}.", numbers, records)
    moved = len(here) > len(here_before) and len(there) < len(there_before)
    return Finding(Verdict.HOLDS if moved else Verdict.FAILS, f"{answer}.", numbers, records)


def feeds_and_suffers(evidence: Evidence) -> Finding:
    """Look for the country as a source of arms and money, and as a place where cartels sell and operate."""
    graph = evidence.at().graph
    here = _presences(evidence, DONOR)
    feeding, selling = _doing(here, FEEDING), _doing(here, SELLING)
    layer = presence_layer(graph)
    present = sorted(layer[DONOR]) if DONOR in layer else []
    records = {record for cartel in present for record in layer.edges[DONOR, cartel]["records"]}
    if not here:
        return Finding(Verdict.UNCHECKED, "No statement places any organization in the country.")
    return Finding(
        Verdict.HOLDS if feeding and (selling or present) else Verdict.FAILS,
        f"Statements that arms or money come from there: {len(feeding)}; that drugs are sold there: "
        f"{len(selling)}; named organizations placed there: {len(present)} ({evidence.names(present)}).",
        (
            ("arms or money", len(feeding), "statements"),
            ("sale of drugs", len(selling), "statements"),
            ("organizations present", len(present), "organizations"),
        ),
        tuple(sorted(feeding | selling | records)),
    )


def _production(evidence: Evidence, place: str, on: str | None = None) -> set[str]:
    return _doing(_presences(evidence, place, on), {Activity.PRODUCTION})


def _presences(evidence: Evidence, place: str, on: str | None = None) -> list[tuple[str, dict[str, Any]]]:
    """Return the presences in a place and in all that lies within it."""
    graph = evidence.at(on).graph
    inside = places_within(graph, place)
    return [(key, data) for _, where, key, data in edges_of(graph, Presence) if where in inside]


def _doing(presences: list[tuple[str, dict[str, Any]]], activities: set[Activity]) -> set[str]:
    return {key for key, data in presences if activities & set(data["activities"])}


PRODUCTION_MOVES = Claim(
    number=9,
    page="p. 4",
    statement="Cocaine production moves from Colombia to Central America.",
    test=(
        f"Holds if more statements put production in Central America than {YEARS_BACK} years before and "
        "fewer put it in Colombia; fails if not; cannot be checked while none placed it in Colombia before."
    ),
    scope="where production is recorded",
    limits="Statements are counted, not tons. One laboratory found is news; a field of coca is not.",
    needs=(CENTRAL_AMERICA, COLOMBIA),
    check=production_moves,
)

FEEDS_AND_SUFFERS = Claim(
    number=10,
    page="p. 3",
    statement="The United States both feed the cartels and suffer from them.",
    test=(
        "Holds if at least one statement makes the country a source of arms or money for cartels and one or "
        "more place sales or a named organization in it; fails if not; cannot be checked with none."
    ),
    scope="whether both are recorded",
    limits="How many of the arms and how much of the money come from there is not in the data.",
    needs=(DONOR,),
    check=feeds_and_suffers,
)
