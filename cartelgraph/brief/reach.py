"""Claims 2 to 4: operations grow, the seven reach across borders, and no one country is enough."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from cartelgraph.brief.finding import Claim, Evidence, Finding, Verdict
from cartelgraph.brief.subjects import SEVEN
from cartelgraph.model import EdtfDate
from cartelgraph.model.relationships import Presence
from cartelgraph.network import Snapshot, edges_of, presence_layer

__all__ = ["NOT_IN_ONE_COUNTRY", "OPERATIONS_GROW", "THE_SEVEN_REACH"]

YEARS_BACK = 5

Pair = tuple[str, str]
"""A cartel, and a country that it is placed in."""

PAIRS = "pairs of cartel and country"


def operations_grow(evidence: Evidence) -> Finding:
    """Compare in how many countries the seven are placed with some years before, and who dates the gain."""
    earlier, on = evidence.years_before(YEARS_BACK), evidence.moment.on
    now, before = _pairs(evidence.at()), _pairs(evidence.at(earlier))
    if not now or not before:
        return Finding(Verdict.UNCHECKED, f"None of the seven is placed anywhere on {earlier} or on {on}.")
    gained = now.keys() - before.keys()
    begun = _begun_since(evidence.at(), earlier)
    dated = [pair for pair in gained if begun & now[pair]]
    verdict, doubt = Verdict.UNCHECKED, "; the rest may be growth of reporting"
    if len(now) <= len(before):
        verdict, doubt = Verdict.FAILS, ""
    elif len(dated) > len(gained) / 2:
        verdict, doubt = Verdict.HOLDS, ""
    return Finding(
        verdict,
        f"The seven together are placed in a country {len(before)} times on {earlier} and {len(now)} times "
        f"on {on}; of {len(gained)} new placements a source says of {len(dated)} that it began since{doubt}.",
        (
            (f"placements on {earlier}", len(before), PAIRS),
            (f"placements on {on}", len(now), PAIRS),
            ("new placements", len(gained), PAIRS),
            ("new placements with a stated beginning", len(dated), PAIRS),
            *(
                (f"{evidence.name(cartel)}, change", _of(now, cartel) - _of(before, cartel), "countries")
                for cartel in SEVEN
            ),
        ),
        tuple(sorted(set().union(*now.values(), *before.values()))),
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
    unplaced = [cartel for cartel in SEVEN if cartel not in held]
    verdict = Verdict.FAILS if left_one < len(held) else Verdict.UNCHECKED if unplaced else Verdict.HOLDS
    one = (
        f"Whichever one country is taken away, each of the {len(held)} cartels that are placed somewhere is "
        "still in another"
        if left_one == len(held)
        else f"Without {evidence.names(country)}, {left_one} of {len(held)} cartels are still somewhere"
    )
    nowhere = f"; placed nowhere: {evidence.names(unplaced)}" if unplaced else ""
    return Finding(
        verdict,
        f"{one}; without the pair that costs most ({evidence.names(pair)}), {left_two} "
        f"{'is' if left_two == 1 else 'are'}{nowhere}.",
        (
            ("cartels placed somewhere", len(held), "cartels"),
            ("left without the worst country", left_one, "cartels"),
            ("share left without the worst country", left_one / len(held), "1"),
            ("left without the worst pair", left_two, "cartels"),
        ),
        _records(evidence.at()),
    )


def _pairs(view: Snapshot) -> dict[Pair, set[str]]:
    """Return where the seven are placed, each pair with the ids of the presences that say so."""
    layer = presence_layer(view.graph)
    return {
        (cartel, country): set(data["records"])
        for cartel in SEVEN
        if cartel in layer
        for country, data in layer[cartel].items()
    }


def _of(pairs: dict[Pair, set[str]], cartel: str) -> int:
    return sum(one == cartel for one, _ in pairs)


def _begun_since(view: Snapshot, earlier: EdtfDate) -> set[str]:
    """Return the presences of which a source says that they began after a date."""
    starts = {key: data["period"].start.earliest for _, _, key, data in edges_of(view.graph, Presence)}
    return {key for key, start in starts.items() if start and start > earlier.latest}


def _held(view: Snapshot) -> dict[str, set[str]]:
    pairs = _pairs(view)
    return {cartel: {country for one, country in pairs if one == cartel} for cartel in SEVEN}


def _worst(held: dict[str, set[str]], losses: Iterable[tuple[str, ...]]) -> tuple[int, tuple[str, ...]]:
    """Return how few cartels a loss leaves with a country, and the loss that does so."""
    return min((sum(bool(countries - set(lost)) for countries in held.values()), lost) for lost in losses)


def _records(view: Snapshot) -> tuple[str, ...]:
    return tuple(sorted(set().union(*_pairs(view).values())))


OPERATIONS_GROW = Claim(
    number=2,
    page="p. 2",
    statement="Cartels increase their operations across the hemisphere to get around enforcement.",
    test=(
        "Holds if the seven named cartels are placed in more countries, summed over cartels, than "
        f"{YEARS_BACK} years before, and of most of the new placements a source says that they began since; "
        "fails if they are placed in no more; cannot be checked if most of what is new was only noticed "
        "since, or if none is placed anywhere on either date."
    ),
    scope="growth of the recorded presence",
    limits=(
        "A recorded presence is not the presence itself: records start when reporting starts, and a cartel "
        "that broke away from another adds to the sum. Why a cartel moved, to get around enforcement or not, "
        "no source here shows."
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
    part="reach only",
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
        "without a presence elsewhere; fails if one could; otherwise cannot be checked while one of the "
        "seven is placed nowhere."
    ),
    scope="presence after losing a country",
    part="presence only",
    limits=(
        "A presence says nothing of how much of a cartel is there, and cartels would react. An arrest in one "
        "country can end an organization that is present in ten."
    ),
    needs=SEVEN,
    check=not_in_one_country,
)
