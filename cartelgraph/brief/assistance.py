"""Claims 5 and 6: programs should be coordinated, and Mexico has two helpers."""

from __future__ import annotations

from cartelgraph.brief.finding import Claim, Evidence, Finding, Verdict, edges_of
from cartelgraph.brief.partnerships import in_use
from cartelgraph.brief.subjects import COLOMBIA, DONOR, MEXICO, SEVEN
from cartelgraph.model.relationships import Assistance, Funding
from cartelgraph.network import places_within, presence_layer

__all__ = ["MEXICO_HAS_TWO_HELPERS", "PROGRAMS_TOGETHER"]


def programs_together(evidence: Evidence) -> Finding:
    """Compare each cartel's countries with the recipients of each program, and of all together."""
    layer = presence_layer(evidence.at().graph)
    territory = {cartel: set(layer[cartel]) - {DONOR} for cartel in SEVEN if cartel in layer}
    spread = {cartel: countries for cartel, countries in territory.items() if len(countries) > 1}
    recipients = _recipients(evidence)
    if not spread or not recipients:
        return Finding(
            Verdict.UNCHECKED,
            "No program with recipients, or no cartel in two countries that could receive assistance.",
        )
    covering = {
        cartel: [program for program, helped in recipients.items() if countries <= helped.keys()]
        for cartel, countries in spread.items()
    }
    alone = {cartel: programs for cartel, programs in covering.items() if programs}
    uncovered = set().union(*spread.values()).difference(*recipients.values())
    said = "; ".join(
        f"{evidence.name(cartel)} by {evidence.names(by)}" for cartel, by in sorted(alone.items())
    )
    presences = (layer.edges[cartel, country]["records"] for cartel in spread for country in spread[cartel])
    assisting = (keys for helped in recipients.values() for keys in helped.values())
    return Finding(
        Verdict.FAILS if alone else Verdict.HOLDS,
        f"Of {len(spread)} cartels in two or more countries that could be assisted, {len(alone)} are covered "
        f"by a single program{f' ({said})' if said else ''}; all programs together leave out "
        f"{evidence.names(uncovered)}.",
        (
            ("cartels in two or more such countries", len(spread), "cartels"),
            ("covered by one program", len(alone), "cartels"),
            ("countries covered by none", len(uncovered), "countries"),
        ),
        tuple(sorted(set().union(*presences, *assisting))),
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
    programs = [program for program, helped in recipients.items() if MEXICO in helped and program in paid]
    shared = {name: ties for name, ties in partnerships.items() if {COLOMBIA, MEXICO} <= ties.keys()}
    funded = (paid[program] | recipients[program][MEXICO] for program in programs)
    joined = ({ties[COLOMBIA], ties[MEXICO]} for ties in shared.values())
    return Finding(
        Verdict.HOLDS if programs and shared else Verdict.FAILS,
        f"From the United States through {evidence.names(programs)}; with Colombia through "
        f"{evidence.names(shared)}.",
        (
            ("programs", len(programs), "programs"),
            ("partnerships with Colombia", len(shared), "partnerships"),
        ),
        tuple(sorted(set().union(*funded, *joined))),
    )


def _recipients(evidence: Evidence) -> dict[str, dict[str, set[str]]]:
    """Return for each program the places that it assists, also within a region, each with its records."""
    graph = evidence.at().graph
    recipients: dict[str, dict[str, set[str]]] = {}
    for program, place, key, _ in edges_of(graph, Assistance):
        for helped in places_within(graph, place):
            recipients.setdefault(program, {}).setdefault(helped, set()).add(key)
    return recipients


PROGRAMS_TOGETHER = Claim(
    number=5,
    page="p. 4",
    statement="Assistance programs should be coordinated and, where possible, combined.",
    test=(
        "The premise is tested: holds if no program alone assists all countries, but the United States, of "
        "any of the seven that is in two or more of them; fails if one does; cannot be checked without both."
    ),
    scope="premise: no program alone is enough",
    limits=(
        "That a country is assisted does not say how much, or against whom. Up to 2010 reports count Central "
        "America under the Merida Initiative, and no source read says when that ended."
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
    limits="Whether the two are coordinated, which is what the brief asks for, no record says.",
    needs=(DONOR, COLOMBIA, MEXICO),
    check=mexico_has_two_helpers,
)
