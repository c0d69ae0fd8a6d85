"""What else could be assumed at a moment: a verdict that turns then rests on the assumption."""

from __future__ import annotations

from dataclasses import replace

from cartelgraph.model import Certainty
from cartelgraph.network import Moment

__all__ = ["others"]


def others(moment: Moment) -> dict[str, Moment]:
    """Return the moments that differ from one in a single assumption, by what is assumed instead.

    They are the other snapshots (certain, working, possible), missing bounds carried half as long where
    they are carried, and what was in print on the date itself.
    """
    found = {
        f"{certainty} snapshot": replace(moment, certainty=certainty)
        for certainty in Certainty
        if certainty is not moment.certainty
    }
    if moment.certainty is Certainty.WORKING and moment.carry:
        half = moment.carry // 2
        found[f"missing bounds carried {half} months"] = replace(moment, carry=half)
    if moment.known_at != moment.on:
        found[f"as published by {moment.on}"] = replace(moment, known_at=moment.on)
    return found
