"""Whom and what the brief names, by id."""

from __future__ import annotations

__all__ = ["CENTRAL_AMERICA", "COLOMBIA", "DONOR", "MEXICO", "SEVEN"]

#: The Mexican cartels that it names among those to pursue (p. 4).
SEVEN = (
    "los-zetas",
    "sinaloa-federation",
    "gulf-cartel",
    "beltran-leyva-organization",
    "la-familia-michoacana",
    "tijuana-cartel",
    "juarez-cartel",
)

#: The country whose programs are to be coordinated, and which is not assisted by them.
DONOR = "united-states"

MEXICO = "mexico"
COLOMBIA = "colombia"
CENTRAL_AMERICA = "central-america"
