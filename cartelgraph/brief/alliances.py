"""Claim 1: alliances shift constantly."""

from __future__ import annotations

from itertools import pairwise

from cartelgraph.analysis import churn
from cartelgraph.brief.finding import Claim, Evidence, Finding, Verdict
from cartelgraph.network import signed_layer, signs_over_time, turns

__all__ = ["ALLIANCES_SHIFT"]

YEARS = 8


def alliances_shift(evidence: Evidence) -> Finding:
    """Compare who was allied at the moment, and on the same date of years before, with the year before.

    The churn of a step is that of :func:`cartelgraph.analysis.shifts.churn`; it is undefined, and left out,
    where both years have no alliance.
    """
    snapshots = [evidence.at(evidence.years_before(years)) for years in range(YEARS, -1, -1)]
    first, last = snapshots[0].moment.on, snapshots[-1].moment.on
    signs = signs_over_time(snapshots)
    allied = [{dyad for dyad, held in signs.items() if 1 in held[place]} for place in range(len(snapshots))]
    steps = [step for one, next_ in pairwise(allied) if (step := churn(one, next_)) is not None]
    if len(steps) < 2:
        return Finding(Verdict.UNCHECKED, f"Fewer than three years from {first} on have alliances.")
    turned = {dyad: turns(held) for dyad, held in signs.items()}
    to_allies = {dyad for dyad, (allies, _) in turned.items() if allies}
    to_enemies = {dyad for dyad, (_, enemies) in turned.items() if enemies}
    both = to_allies | to_enemies
    records = {key for one in snapshots for _, _, key in signed_layer(one.graph).edges(keys=True)}
    changed, mean = sum(step > 0 for step in steps), sum(steps) / len(steps)
    return Finding(
        Verdict.HOLDS if changed > len(steps) / 2 and both else Verdict.FAILS,
        f"From {first} to {last} alliances changed in {changed} of {len(steps)} steps from "
        f"a year to the next, by {mean:.0%} on average; of {len(signs)} dyads {len(to_allies)} turned from "
        f"enemies to allies, {len(to_enemies)} from allies to enemies, and {len(to_allies & to_enemies)} of "
        "them both ways (cartelgraph analyze flips names them).",
        (
            ("steps with a change", changed, "steps"),
            ("steps", len(steps), "steps"),
            ("mean churn", mean, "1"),
            ("dyads that turned from enemies to allies", len(to_allies), "dyads"),
            ("dyads that turned from allies to enemies", len(to_enemies), "dyads"),
            ("dyads that turned", len(both), "dyads"),
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
