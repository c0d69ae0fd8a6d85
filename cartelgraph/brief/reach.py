"""Claims 2 to 4: operations grow, the seven reach across borders, and no one country is enough."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from cartelgraph.brief.finding import Claim, Evidence, Finding, Verdict
from cartelgraph.brief.subjects import SEVEN
from cartelgraph.network import Snapshot, presence_layer

__all__ = ["NOT_IN_ONE_COUNTRY", "OPERATIONS_GROW", "THE_SEVEN_REACH"]

YEARS_BACK = 3


def operations_grow(evidence: Evidence) -> Finding:
    """Compare in how many countries the seven are stated to be with some years before."""
    earlier = evidence.years_before(YEARS_BACK)
    now, before = _held(evidence.at()), _held(evidence.at(earlier))
    count, count_before = sum(map(len, now.values())), sum(map(len, before.values()))
    if not count or not count_before:
        return Finding(
            Verdict.UNCHECKED, f"No presence of the seven is stated for {earlier}, or none for now."
        )
    more = [cartel for cartel in SEVEN if len(now[cartel]) > len(before[cartel])]
    return Finding(
        Verdict.HOLDS if count > count_before else Verdict.FAILS,
        f"The seven together are placed in a country {count} times on {evidence.moment.on}, and were "
        f"{count_before} times on {earlier}; more countries than then: {evidence.names(more)}.",
        (("presences now", count, "pairs"), (f"presences on {earlier}", count_before, "pairs")),
        tuple(sorted({*_records(evidence.at()), *_records(evidence.at(earlier))})),
    )


def the_seven_reach(evidence: Evidence) -> Finding:
    """Count the countries that each of the seven is stated to be in."""
    held = _held(evidence.at())
    if unplaced := [cartel for cartel in SEVEN if not held[cartel]]:
        return Finding(Verdict.UNCHECKED, f"No source places {evidence.names(unplaced)} anywhere.")
    within = [cartel for cartel in SEVEN if len(held[cartel]) == 1]
    counts = ", ".join(f"{evidence.name(cartel)} {len(held[cartel])}" for cartel in SEVEN)
    return Finding(
        Verdict.FAILS if within else Verdict.HOLDS,
        f"Countries in which each is placed: {counts}.",
        tuple((evidence.name(cartel), len(held[cartel]), "countries") for cartel in SEVEN),
        _records(evidence.at()),
    )


def not_in_one_country(evidence: Evidence) -> Finding:
    """Take away the country, then the pair of countries, whose loss leaves fewest of the seven."""
    held = {cartel: countries for cartel, countries in _held(evidence.at()).items() if countries}
    if not held:
        return Finding(Verdict.UNCHECKED, "No source places any of the seven anywhere.")
    everywhere = sorted(set().union(*held.values()))
    left_one, country = _worst(held, combinations(everywhere, 1))
    left_two, pair = _worst(held, combinations(everywhere, min(2, len(everywhere))))
    one = (
        f"Whichever one country is taken away, all {len(held)} cartels are still somewhere"
        if left_one == len(held)
        else f"Without {evidence.names(country)}, {left_one} of {len(held)} cartels are still somewhere"
    )
    return Finding(
        Verdict.HOLDS if left_one == len(held) else Verdict.FAILS,
        f"{one}; without {evidence.names(pair)}, {left_two} are.",
        (
            ("cartels placed somewhere", len(held), "cartels"),
            ("left without the worst country", left_one, "cartels"),
            ("left without the worst pair", left_two, "cartels"),
        ),
        _records(evidence.at()),
    )


def _held(view: Snapshot) -> dict[str, set[str]]:
    layer = presence_layer(view.graph)
    return {cartel: set(layer[cartel]) if cartel in layer else set() for cartel in SEVEN}


def _worst(held: dict[str, set[str]], losses: Iterable[tuple[str, ...]]) -> tuple[int, tuple[str, ...]]:
    """Return how few cartels a loss leaves with a country, and the loss that does so."""
    return min((sum(bool(countries - set(lost)) for countries in held.values()), lost) for lost in losses)


def _records(view: Snapshot) -> tuple[str, ...]:
    edges = presence_layer(view.graph).edges(SEVEN, data=True)
    return tuple(sorted({record for _, _, data in edges for record in data["records"]}))


OPERATIONS_GROW = Claim(
    number=2,
    page="p. 2",
    statement="Cartels increase their operations across the hemisphere to get around enforcement.",
    test=(
        f"Holds if the seven named cartels are placed in more countries, summed over cartels, than "
        f"{YEARS_BACK} years before; fails if not; cannot be checked if either has none."
    ),
    scope="growth of the recorded presence",
    limits=(
        "What grows may be the reporting: a presence is recorded from when a source noticed it. Why a cartel "
        "moved, to get around enforcement or not, no source here shows."
    ),
    needs=SEVEN,
    check=operations_grow,
)

THE_SEVEN_REACH = Claim(
    number=3,
    page="p. 4, n. 10",
    statement="The seven named cartels are the most dangerous and reach across borders.",
    test=(
        "Holds if each of the seven is placed in at least two countries; fails if one is placed in a single "
        "country only; cannot be checked while one is placed nowhere."
    ),
    scope="the reach, not the danger",
    limits="Only the reach is tested; how dangerous a cartel is, and whether others are more so, is not.",
    needs=SEVEN,
    check=the_seven_reach,
)

NOT_IN_ONE_COUNTRY = Claim(
    number=4,
    page="p. 4",
    statement="Cartel networks cannot be defeated in one area, on one border or in one country.",
    test=(
        "Holds if no single country could be cleared of all cartels so that one of the seven would be left "
        "without a presence elsewhere; fails if one could; cannot be checked without presences."
    ),
    scope="presence after losing a country",
    limits=(
        "A presence says nothing of how much of a cartel is there, and cartels would react. An arrest in one "
        "country can end an organization that is present in ten."
    ),
    needs=SEVEN,
    check=not_in_one_country,
)
