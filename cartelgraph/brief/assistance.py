"""Claims 5 and 6: programs should be coordinated, and Mexico has two helpers."""

from __future__ import annotations

from cartelgraph.brief.finding import Claim, Evidence, Finding, Verdict, edges_of
from cartelgraph.brief.partnerships import in_use
from cartelgraph.brief.subjects import COLOMBIA, DONOR, MEXICO, SEVEN
from cartelgraph.model.relationships import Assistance, Containment, Funding
from cartelgraph.network import presence_layer

__all__ = ["MEXICO_HAS_TWO_HELPERS", "PROGRAMS_TOGETHER"]


def programs_together(evidence: Evidence) -> Finding:
    """Compare each cartel's countries with the recipients of each program, and of all together."""
    graph = evidence.at().graph
    layer = presence_layer(graph)
    territory = {cartel: set(layer[cartel]) - {DONOR} for cartel in SEVEN if cartel in layer}
    spread = {cartel: countries for cartel, countries in territory.items() if len(countries) > 1}
    recipients, records = _recipients(evidence)
    if not spread or not recipients:
        return Finding(
            Verdict.UNCHECKED,
            "No program with recipients, or no cartel in two countries that could receive assistance.",
        )
    covering = {
        cartel: [program for program, helped in recipients.items() if countries <= helped]
        for cartel, countries in spread.items()
    }
    together = set().union(*recipients.values())
    alone = {cartel: programs for cartel, programs in covering.items() if programs}
    uncovered = set().union(*spread.values()) - together
    said = "; ".join(
        f"{evidence.name(cartel)} by {evidence.names(by)}" for cartel, by in sorted(alone.items())
    )
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
        tuple(sorted(records)),
    )


def mexico_has_two_helpers(evidence: Evidence) -> Finding:
    """Look for a program that the United States fund and that assists Mexico, and for Colombian help."""
    graph = evidence.at().graph
    recipients, records = _recipients(evidence)
    paid = {program: key for donor, program, key, _ in edges_of(graph, Funding) if donor == DONOR}
    programs = [program for program, helped in recipients.items() if MEXICO in helped and program in paid]
    both = {COLOMBIA, MEXICO}
    shared = {name: ties for name, ties in in_use(evidence).items() if both <= ties.keys()}
    behind = {paid[program] for program in programs} | {
        ties[country] for ties in shared.values() for country in (COLOMBIA, MEXICO)
    }
    behind |= {
        key for key in records if any(key.startswith(f"assistance-{program}-") for program in programs)
    }
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


def _recipients(evidence: Evidence) -> tuple[dict[str, set[str]], set[str]]:
    """Return the countries that each program assists, also within a region, and the records behind that."""
    graph = evidence.at().graph
    inside: dict[str, set[str]] = {}
    for part, whole, _, _ in edges_of(graph, Containment):
        inside.setdefault(whole, set()).add(part)
    recipients: dict[str, set[str]] = {}
    records = set()
    for program, place, key, _ in edges_of(graph, Assistance):
        recipients.setdefault(program, set()).update({place} | inside.get(place, set()))
        records.add(key)
    return recipients, records


PROGRAMS_TOGETHER = Claim(
    number=5,
    page="p. 4",
    statement="Assistance programs should be coordinated and, where possible, combined.",
    test=(
        "The premise is tested: holds if no program alone assists all countries, but the United States, of "
        "any of the seven that is in two or more of them; fails if one does; cannot be checked without both."
    ),
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
        "Colombia and Mexico; fails otherwise."
    ),
    limits="Whether the two are coordinated, which is what the brief asks for, no record says.",
    needs=(DONOR, COLOMBIA, MEXICO),
    check=mexico_has_two_helpers,
)
