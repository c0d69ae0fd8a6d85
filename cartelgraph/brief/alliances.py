"""Claim 1: alliances shift constantly."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from cartelgraph.brief.finding import Claim, Evidence, Finding, Verdict
from cartelgraph.network import signed_layer

__all__ = ["ALLIANCES_SHIFT"]

YEARS = 8


def alliances_shift(evidence: Evidence) -> Finding:
    """Compare who was allied at the moment, and on the same date of each year before, with a year earlier.

    The churn of a step is the Jaccard distance of the sets of allied dyads of two years in a row,
    1 - |A and B| / |A or B|, from 0 (the same) to 1 (nothing in common); undefined, and left out, where
    both years have none.
    """
    dates = [evidence.years_before(years) for years in range(YEARS, -1, -1)]
    allied: dict[str, set[frozenset[str]]] = {}
    signs: dict[frozenset[str], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    records: set[str] = set()
    for date in dates:
        allied[date] = set()
        for one, other, key, data in signed_layer(evidence.at(date).graph).edges(keys=True, data=True):
            dyad = frozenset((one, other))
            records.add(key)
            signs[dyad][data["sign"]].add(date)
            if data["sign"] > 0:
                allied[date].add(dyad)
    steps = [
        1 - len(allied[before] & allied[after]) / len(allied[before] | allied[after])
        for before, after in pairwise(dates)
        if allied[before] | allied[after]
    ]
    if len(steps) < 2:
        return Finding(Verdict.UNCHECKED, f"Fewer than three of the years from {dates[0]} on have alliances.")
    turned = [dyad for dyad, held in signs.items() if held[1] - held[-1] and held[-1] - held[1]]
    changed, churn = sum(step > 0 for step in steps), sum(steps) / len(steps)
    holds = changed > len(steps) / 2 and bool(turned)
    return Finding(
        Verdict.HOLDS if holds else Verdict.FAILS,
        f"From {dates[0]} to {dates[-1]} alliances changed in {changed} of {len(steps)} steps from "
        f"a year to the next, by {churn:.0%} on average; {len(turned)} of {len(signs)} dyads were allied "
        f"in one year and hostile in another.",
        (
            ("steps with a change", changed, "steps"),
            ("steps", len(steps), "steps"),
            ("mean churn", churn, "1"),
            ("dyads that turned", len(turned), "dyads"),
            ("dyads", len(signs), "dyads"),
        ),
        tuple(sorted(records)),
    )


ALLIANCES_SHIFT = Claim(
    number=1,
    page="p. 2",
    statement="Cartels' alliances shift constantly: enemies now, allies soon after.",
    test=(
        f"Holds if over the {YEARS} years before, who is allied changed in more than half of the steps from "
        "one year to the next, and at least one dyad was allied in one year and hostile in another; fails "
        "otherwise; cannot be checked with fewer than two such steps."
    ),
    scope="how often alliances change, and whether dyads turn",
    limits=(
        "Sources notice an alliance late and seldom say when it ended. Where no end is stated it is carried "
        "for the stated months, which makes alliances end that may have gone on."
    ),
    needs=(),
    check=alliances_shift,
)
