"""Claim 1: alliances shift constantly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

from cartelgraph.brief.finding import Claim, Evidence, Finding, Verdict
from cartelgraph.model import EdtfDate
from cartelgraph.network import signed_layer

__all__ = ["ALLIANCES_SHIFT"]

YEARS = 8

Dyad = frozenset[str]


def alliances_shift(evidence: Evidence) -> Finding:
    """Compare who was allied at the moment, and on the same date of years before, with the year before.

    The churn of a step is the Jaccard distance of the sets of allied dyads of two years in a row,
    1 - |A and B| / |A or B|, from 0 (the same) to 1 (nothing in common); undefined, and left out, where
    both years have none.
    """
    dates = [evidence.years_before(years) for years in range(YEARS, -1, -1)]
    signs: dict[Dyad, dict[int, set[EdtfDate]]] = defaultdict(lambda: defaultdict(set))
    records: set[str] = set()
    for on in dates:
        for one, other, key, data in signed_layer(evidence.at(on).graph).edges(keys=True, data=True):
            signs[frozenset((one, other))][data["sign"]].add(on)
            records.add(key)
    allied = [{dyad for dyad, held in signs.items() if on in held[1]} for on in dates]
    steps = [1 - len(one & next_) / len(one | next_) for one, next_ in pairwise(allied) if one | next_]
    if len(steps) < 2:
        return Finding(Verdict.UNCHECKED, f"Fewer than three years from {dates[0]} on have alliances.")
    to_allies = {dyad for dyad, held in signs.items() if _turned(held, since=-1, to=1)}
    to_enemies = {dyad for dyad, held in signs.items() if _turned(held, since=1, to=-1)}
    turned = to_allies | to_enemies
    changed, churn = sum(step > 0 for step in steps), sum(steps) / len(steps)
    return Finding(
        Verdict.HOLDS if changed > len(steps) / 2 and turned else Verdict.FAILS,
        f"From {dates[0]} to {dates[-1]} alliances changed in {changed} of {len(steps)} steps from "
        f"a year to the next, by {churn:.0%} on average; of {len(signs)} dyads {len(to_allies)} turned from "
        f"enemies to allies, {len(to_enemies)} from allies to enemies, and {len(to_allies & to_enemies)} of "
        "them both ways.",
        (
            ("steps with a change", changed, "steps"),
            ("steps", len(steps), "steps"),
            ("mean churn", churn, "1"),
            ("dyads that turned from enemies to allies", len(to_allies), "dyads"),
            ("dyads that turned from allies to enemies", len(to_enemies), "dyads"),
            ("dyads that turned", len(turned), "dyads"),
            ("dyads", len(signs), "dyads"),
        ),
        tuple(sorted(records)),
    )


def _turned(held: Mapping[int, set[EdtfDate]], *, since: int, to: int) -> bool:
    """Return whether a dyad had one sign only in one year, and the other only in a later one."""
    before, after = held[since] - held[to], held[to] - held[since]
    return bool(before and after) and min(before) < max(after)


ALLIANCES_SHIFT = Claim(
    number=1,
    page="p. 2",
    statement="Cartels' alliances shift constantly: enemies now, allies soon after.",
    test=(
        f"Holds if over the {YEARS} years before, who is allied changed in more than half of the steps from "
        "one year to the next, on the same date of each, and at least one dyad was allied in one year and "
        "hostile in another; fails otherwise; cannot be checked with fewer than two such steps."
    ),
    scope="how often alliances change, and whether dyads turn",
    limits=(
        "Sources notice an alliance late and seldom say when it ended. Where no end is stated it is carried "
        "for the stated months, which makes alliances end that may have gone on."
    ),
    needs=(),
    check=alliances_shift,
)
