"""Claims 9 and 10: production moves, and the United States feed what they suffer from."""

from __future__ import annotations

from typing import Any

from cartelgraph.brief.finding import Claim, Evidence, Finding, Verdict
from cartelgraph.brief.subjects import CENTRAL_AMERICA, COLOMBIA, DONOR
from cartelgraph.model import EdtfDate
from cartelgraph.model.dates import add_months
from cartelgraph.model.entities import EventKind
from cartelgraph.model.relationships import Activity, Funding, Occurrence, Presence
from cartelgraph.network import edges_of, places_within, presence_layer

__all__ = ["FEEDS_AND_SUFFERS", "PRODUCTION_MOVES"]

FEEDING = {Activity.ARMS, Activity.FINANCE}
SELLING = {Activity.WHOLESALE, Activity.RETAIL}
YEARS_BACK = 5


def production_moves(evidence: Evidence) -> Finding:
    """Look for production in Central America and in Colombia, now and some years before."""
    on, earlier = evidence.moment.on, evidence.years_before(YEARS_BACK)
    here, here_before = (_production(evidence, CENTRAL_AMERICA, day) for day in (on, earlier))
    there, there_before = (_production(evidence, COLOMBIA, day) for day in (on, earlier))
    numbers = (
        (f"Central America, {on}", len(here), "statements"),
        (f"Central America, {earlier}", len(here_before), "statements"),
        (f"Colombia, {on}", len(there), "statements"),
        (f"Colombia, {earlier}", len(there_before), "statements"),
    )
    answer = (
        f"Statements that put production in Central America: {len(here_before)} for {earlier}, {len(here)} "
        f"for {on}; in Colombia: {len(there_before)} and {len(there)}"
    )
    records = tuple(sorted(here | there | here_before | there_before))
    if not there_before:
        answer += ". Without a statement on Colombia before, no move from there can be seen"
        return Finding(Verdict.UNCHECKED, f"{answer}.", numbers, records)
    moved = len(here) > len(here_before) and len(there) < len(there_before)
    return Finding(Verdict.HOLDS if moved else Verdict.FAILS, f"{answer}.", numbers, records)


def feeds_and_suffers(evidence: Evidence) -> Finding:
    """Look for the country as a source of arms and money, and as a place where cartels sell and operate."""
    graph = evidence.at().graph
    feeding, selling = (_doing(graph, DONOR, activities) for activities in (FEEDING, SELLING))
    funds = {key for donor, _, key, _ in edges_of(graph, Funding) if donor == DONOR}
    layer = presence_layer(graph)
    present = (
        {cartel: set(data["records"]) for cartel, data in layer[DONOR].items()} if DONOR in layer else {}
    )
    if not (feeding or selling or present):
        return Finding(Verdict.UNCHECKED, "No statement says what cartels do or get in the country.")
    return Finding(
        Verdict.HOLDS if feeding and (selling or present) else Verdict.FAILS,
        f"Statements that arms or money come from there: {len(feeding)}; that drugs are sold there: "
        f"{len(selling)}; named organizations placed there: {len(present)} ({evidence.names(present)}); "
        f"programs against them that it funds: {len(funds)}.",
        (
            ("arms or money", len(feeding), "statements"),
            ("sale of drugs", len(selling), "statements"),
            ("organizations present", len(present), "organizations"),
            ("programs that it funds", len(funds), "programs"),
        ),
        tuple(sorted(feeding | selling | funds | set().union(*present.values()))),
    )


def _production(evidence: Evidence, place: str, on: EdtfDate) -> set[str]:
    """Return the statements that put production in a place: it holds, or a laboratory was found of late."""
    graph = evidence.at(on).graph
    inside, since = places_within(graph, place), add_months(on.latest, -12 * YEARS_BACK)
    found = set()
    for event, where, key, _ in edges_of(graph, Occurrence):
        kind, date = graph.nodes[event]["kind"], graph.nodes[event]["date"]
        of_late = date.latest > since and date.earliest <= on.latest
        if kind is EventKind.LABORATORY_DISCOVERY and where in inside and of_late:
            found.add(key)
    return found | _doing(graph, place, {Activity.PRODUCTION})


def _doing(graph: Any, place: str, activities: set[Activity]) -> set[str]:  # noqa: ANN401
    """Return the presences in a place, or in a part of it, with one of some activities."""
    inside = places_within(graph, place)
    return {
        key
        for _, where, key, data in edges_of(graph, Presence)
        if where in inside and activities & set(data["activities"])
    }


PRODUCTION_MOVES = Claim(
    number=9,
    page="p. 4",
    statement="Cocaine production moves from Colombia to Central America.",
    test=(
        f"Holds if more statements put production in Central America than {YEARS_BACK} years before and "
        f"fewer put it in Colombia; a laboratory counts for {YEARS_BACK} years from when it was found. Fails "
        "if not; cannot be checked while none placed it in Colombia before."
    ),
    scope="where production is recorded",
    limits=(
        "Statements are counted, not tons, and two may be about the same laboratory. One laboratory found is "
        "news; a field of coca is not."
    ),
    needs=(CENTRAL_AMERICA, COLOMBIA),
    check=production_moves,
)

FEEDS_AND_SUFFERS = Claim(
    number=10,
    page="p. 3",
    statement="The United States both feed the cartels and suffer from them.",
    test=(
        "Holds if at least one statement makes the country a source of arms or money for cartels and one or "
        "more place sales or a named organization in it; fails if sources say only one of the two; cannot be "
        "checked if they say neither."
    ),
    scope="whether both are recorded",
    part="only that both are recorded",
    limits="How many of the arms and how much of the money come from there is not in the data.",
    needs=(DONOR,),
    check=feeds_and_suffers,
)
