"""Claims 7 and 8: others lead, and Colombia can anchor."""

from __future__ import annotations

import networkx as nx

from cartelgraph.brief.finding import Claim, Evidence, Finding, Verdict
from cartelgraph.brief.subjects import COLOMBIA, DONOR
from cartelgraph.model.entities import PartnershipStatus, Place
from cartelgraph.model.relationships import Participation
from cartelgraph.network import edges_of

__all__ = ["COLOMBIA_ANCHORS", "OTHERS_LEAD", "in_use"]


def in_use(evidence: Evidence) -> dict[str, dict[str, str]]:
    """Return the partnerships in which places take part at the moment, each with these and their records.

    What is only recommended, proposed, pending or being formed is not in use.
    """
    graph = evidence.at().graph
    found: dict[str, dict[str, str]] = {}
    for member, partnership, key, _ in edges_of(graph, Participation):
        is_place = graph.nodes[member]["type"] == Place.label
        if is_place and graph.nodes[partnership]["status"] is PartnershipStatus.ACTIVE:
            found.setdefault(partnership, {})[member] = key
    return found


def others_lead(evidence: Evidence) -> Finding:
    """Look for partnerships of two or more others, and for what holds together without the United States."""
    partnerships = {name: ties for name, ties in in_use(evidence).items() if len(ties) > 1}
    if not partnerships:
        return Finding(Verdict.UNCHECKED, "No partnership of two or more places is in use.")
    without = {name: ties for name, ties in partnerships.items() if DONOR not in ties}
    network = _partners(partnerships)
    before = nx.number_connected_components(network)
    network.remove_nodes_from([DONOR])
    parts = [len(part) for part in nx.connected_components(network)]
    return Finding(
        Verdict.HOLDS if without else Verdict.FAILS,
        f"{len(without)} of {len(partnerships)} partnerships in use go without the United States "
        f"({evidence.names(without)}). With it, the partners form {_groups(before)}; without it, the other "
        f"{len(network)} form {_groups(len(parts))}, the largest of {max(parts, default=0)}.",
        (
            ("partnerships in use", len(partnerships), "partnerships"),
            ("without the United States", len(without), "partnerships"),
            ("groups with the United States", before, "groups"),
            ("groups of the others", len(parts), "groups"),
        ),
        tuple(sorted({key for ties in partnerships.values() for key in ties.values()})),
    )


def _groups(count: int) -> str:
    return "1 connected group" if count == 1 else f"{count} groups apart"


def colombia_anchors(evidence: Evidence) -> Finding:
    """Compare the number of Colombia's partners with that of all but the United States."""
    partnerships = {name: ties for name, ties in in_use(evidence).items() if len(ties) > 1}
    network = _partners(partnerships)
    if COLOMBIA not in network:
        return Finding(Verdict.UNCHECKED, "No partnership with Colombia is in use.")
    partners = {place: len(network[place]) for place in network if place != DONOR}
    others = {place: count for place, count in partners.items() if place != COLOMBIA}
    most = max(others.values(), default=0)
    next_best = [place for place, count in others.items() if count == most]
    with_colombia = [ties for ties in partnerships.values() if COLOMBIA in ties]
    return Finding(
        Verdict.HOLDS if partners[COLOMBIA] > most else Verdict.FAILS,
        f"Colombia takes part in {len(with_colombia)} of {len(partnerships)} partnerships in use and has "
        f"{partners[COLOMBIA]} partners; of the others but the United States none has more than {most} "
        f"({evidence.names(next_best)}).",
        (
            ("partners of Colombia", partners[COLOMBIA], "places"),
            ("most partners of another", most, "places"),
            ("share of partnerships with Colombia", len(with_colombia) / len(partnerships), "1"),
        ),
        tuple(sorted({key for ties in partnerships.values() for key in ties.values()})),
    )


def _partners(partnerships: dict[str, dict[str, str]]) -> nx.Graph[str]:
    network: nx.Graph[str] = nx.Graph()
    for ties in partnerships.values():
        network.add_edges_from((one, other) for one in ties for other in ties if one < other)
    return network


OTHERS_LEAD = Claim(
    number=7,
    page="p. 4",
    statement="Successful efforts need not come from Washington.",
    test=(
        "The premise is tested: holds if at least one partnership in use at the moment joins two or "
        "more places and not the United States; fails if none does; cannot be checked without any."
    ),
    scope="premise: there are efforts without it",
    part="premise only",
    limits=(
        "Whether a partnership succeeds, and who pays for it without taking part, is not recorded. What is "
        "not yet in use is left out, and so are agencies: only places are counted."
    ),
    needs=(DONOR,),
    check=others_lead,
)

COLOMBIA_ANCHORS = Claim(
    number=8,
    page="p. 5",
    statement="Colombia can anchor assistance in the region.",
    test=(
        "The premise is tested: holds if Colombia has more partners, through partnerships in use at the "
        "moment, than any other place but the United States; fails if not; cannot be checked without any."
    ),
    scope="premise: Colombia has the most partners",
    part="premise only",
    limits=(
        "The partnerships recorded are mostly those that the brief names, and the brief is about Colombia: "
        "the sample favours the claim. A region counts as one partner."
    ),
    needs=(DONOR, COLOMBIA),
    check=colombia_anchors,
)
