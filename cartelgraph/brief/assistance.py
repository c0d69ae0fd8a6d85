"""Claims 5 and 6: programs should be coordinated, and Mexico has two helpers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from cartelgraph.brief.finding import Claim, Evidence, Finding, Verdict
from cartelgraph.brief.partnerships import in_use
from cartelgraph.brief.subjects import COLOMBIA, DONOR, MEXICO, SEVEN
from cartelgraph.model.relationships import Assistance, Funding
from cartelgraph.network import edges_of, places_within, presence_layer
from cartelgraph.table import Value

__all__ = ["MEXICO_HAS_TWO_HELPERS", "PROGRAMS_TOGETHER"]

Reached = dict[str, dict[str, set[str]]]
"""For each program or cartel the places that it reaches, each with the records that say so."""


def programs_together(evidence: Evidence) -> Finding:
    """Compare each cartel's countries with the recipients of each program, of pairs and of all together."""
    spread, recipients = _spread(evidence), _recipients(evidence)
    if not spread or not recipients:
        return Finding(
            Verdict.UNCHECKED,
            "No program with recipients, or no cartel in two countries that could receive assistance.",
        )
    alone = {
        cartel: by
        for cartel, countries in spread.items()
        if (by := [program for program, helped in recipients.items() if countries.keys() <= helped.keys()])
    }
    uncovered = set().union(*spread.values()) - set().union(*recipients.values())
    said = "; ".join(f"{evidence.name(cartel)} by {evidence.names(by)}" for cartel, by in alone.items())
    return Finding(
        Verdict.FAILS if alone else Verdict.HOLDS,
        f"Of {len(spread)} cartels in two or more countries that could be assisted, {len(alone)} are covered "
        f"by a single program{f' ({said})' if said else ''}; countries that no program assists: "
        f"{evidence.names(uncovered)}.",
        (
            ("cartels in two or more such countries", len(spread), "cartels"),
            ("covered by one program", len(alone), "cartels"),
            ("countries covered by none", len(uncovered), "countries"),
            *_shares(evidence, spread, recipients),
        ),
        tuple(sorted(_behind(spread) | _behind(recipients))),
    )


def mexico_has_two_helpers(evidence: Evidence) -> Finding:
    """Look for a program that the United States fund and that assists Mexico, and for Colombian help."""
    recipients, partnerships = _recipients(evidence), in_use(evidence)
    if not recipients and not partnerships:
        return Finding(Verdict.UNCHECKED, "No program with recipients and no partnership in use is recorded.")
    paid: dict[str, set[str]] = {}
    for donor, program, key, _ in edges_of(evidence.at().graph, Funding):
        if donor == DONOR:
            paid.setdefault(program, set()).add(key)
    programs = [program for program in paid if MEXICO in recipients.get(program, {})]
    shared = {name: ties for name, ties in partnerships.items() if {COLOMBIA, MEXICO} <= ties.keys()}
    behind = set().union(*(paid[program] | recipients[program][MEXICO] for program in programs))
    behind |= {ties[country] for ties in shared.values() for country in (COLOMBIA, MEXICO)}
    return Finding(
        Verdict.HOLDS if programs and shared else Verdict.FAILS,
        f"From the United States through {evidence.names(programs)}; with Colombia through "
        f"{evidence.names(shared)}.",
        (
            ("programs", len(programs), "programs"),
            ("partnerships with Colombia", len(shared), "partnerships"),
        ),
        tuple(sorted(behind)),
    )


def _spread(evidence: Evidence) -> Reached:
    """Return those of the seven that are in two or more countries, without the country that assists."""
    layer = presence_layer(evidence.at().graph)
    placed = {
        cartel: {country: set(data["records"]) for country, data in layer[cartel].items() if country != DONOR}
        for cartel in SEVEN
        if cartel in layer
    }
    return {cartel: countries for cartel, countries in placed.items() if len(countries) > 1}


def _recipients(evidence: Evidence) -> Reached:
    """Return the places that each program assists, those within an assisted region included."""
    graph = evidence.at().graph
    assistances = edges_of(graph, Assistance)
    inside = {place: places_within(graph, place) for place in {edge[1] for edge in assistances}}
    recipients: Reached = {}
    for program, assisted, key, _ in assistances:
        for place in inside[assisted]:
            recipients.setdefault(program, {}).setdefault(place, set()).add(key)
    return recipients


def _shares(evidence: Evidence, spread: Reached, recipients: Reached) -> list[tuple[str, Value, str]]:
    """Return which share of the placements each program covers, the pair that covers most, and all."""
    placements = [country for countries in spread.values() for country in countries]

    def covered(programs: Iterable[str]) -> float:
        helped = set().union(*(recipients[program] for program in programs))
        return sum(country in helped for country in placements) / len(placements)

    programs = sorted(recipients)
    shares = [(f"covered by {evidence.name(program)}", covered([program]), "1") for program in programs]
    if len(programs) > 1:
        pair = max(combinations(programs, 2), key=covered)
        shares.append((f"covered by the best pair, {evidence.names(pair)}", covered(pair), "1"))
    return [*shares, ("covered by all together", covered(programs), "1")]


def _behind(reached: Reached) -> set[str]:
    return {key for places in reached.values() for keys in places.values() for key in keys}


PROGRAMS_TOGETHER = Claim(
    number=5,
    page="p. 4",
    statement="Assistance programs should be coordinated and, where possible, combined.",
    test=(
        "The premise is tested: holds if no program alone assists all countries, but the United States, of "
        "any of the seven that is in two or more of them; fails if one does; cannot be checked without both."
    ),
    scope="premise: no program alone is enough",
    part="premise only",
    limits=(
        "That a country is assisted does not say how much, or against whom. An assistance of which no source "
        "says when it ended is carried for the stated months, so a program may seem to cover more than it "
        "still did."
    ),
    needs=(*SEVEN, DONOR),
    check=programs_together,
)

MEXICO_HAS_TWO_HELPERS = Claim(
    number=6,
    page="p. 4",
    statement="Mexico receives support from both Colombia and the United States.",
    test=(
        "Holds if a program that the United States fund assists Mexico and a partnership in use joins "
        "Colombia and Mexico; fails if not; cannot be checked if there is neither program nor partnership."
    ),
    scope="whether there are both",
    part="only that both exist",
    limits="Whether the two are coordinated, which is what the brief asks for, no record says.",
    needs=(DONOR, COLOMBIA, MEXICO),
    check=mexico_has_two_helpers,
)
