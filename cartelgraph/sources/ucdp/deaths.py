"""Yearly deaths in the fighting of a dyad, as UCDP states them."""

from __future__ import annotations

from typing import Any

from cartelgraph.model.entities import Figure, Organization
from cartelgraph.sources.draft import Draft
from cartelgraph.sources.ucdp.crosswalk import Crosswalk
from cartelgraph.sources.ucdp.datasets import CONFLICTS
from cartelgraph.sources.ucdp.tables import ConflictYear

__all__ = ["deaths"]


def deaths(year: ConflictYear, crosswalk: Crosswalk) -> Draft:
    """Return the deaths of one year; a bound on the wrong side of the best estimate is left out and told."""
    side_a, side_b = crosswalk.side(year.side_a, year.at), crosswalk.side(year.side_b, year.at)
    is_pair = len(side_a) == len(side_b) == 1
    subjects = sorted((*side_a, *side_b), key=lambda one: one.id) if is_pair else [*side_a, *side_b]
    names = _names(subjects) if is_pair else f"{_names(side_a)}, and {_names(side_b)}"
    return Draft(
        Figure,
        f"figure-{'-'.join(one.id for one in subjects)}-deaths",
        CONFLICTS,
        f"dyad {year.dyad}, {year.year}",
        {
            "name": f"Deaths in fighting between {names} in {year.year}",
            "subjects": [one.id for one in subjects],
            "quantity": f"deaths in fighting between the {'two' if is_pair else 'two sides'}",
            "unit": "persons",
            "period": str(year.year),
            "value": year.best,
            "likelihood": "probable",
        }
        | _bounds(year),
    )


def _names(organizations: list[Organization] | tuple[Organization, ...]) -> str:
    return " and ".join(one.name for one in organizations)


def _bounds(year: ConflictYear) -> dict[str, Any]:
    bounds: dict[str, Any] = {}
    notes = []
    if year.low <= year.best:
        bounds["low"] = year.low
    else:
        notes.append(f"The source gives a low estimate of {year.low}, above its best; left out.")
    if year.high >= year.best:
        bounds["high"] = year.high
    else:
        notes.append(f"The source gives a high estimate of {year.high}, below its best; left out.")
    return bounds | ({"note": " ".join(notes)} if notes else {})
