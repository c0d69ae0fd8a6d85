"""Rivalries of the organizations that fight one another, and alliances of those that fight as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from typing import Any

from cartelgraph.model.entities import Organization
from cartelgraph.model.record import Likelihood
from cartelgraph.model.relationships import Alliance, AllianceForm, Intensity, Rivalry
from cartelgraph.sources.draft import Draft
from cartelgraph.sources.ucdp.crosswalk import Crosswalk
from cartelgraph.sources.ucdp.datasets import CONFLICTS, EVENTS
from cartelgraph.sources.ucdp.spells import Episode, Year, runs
from cartelgraph.sources.ucdp.tables import Actor, DyadYear
from cartelgraph.sources.ucdp.wording import counted, span

__all__ = ["coded_ties", "observed_ties"]

#: Fewest deaths by which events of a dyad in a year are an observation of it.
MIN_DEATHS = 1

#: Deaths in a year from which UCDP codes a dyad.
THRESHOLD = 25

Sides = tuple[tuple[Organization, ...], tuple[Organization, ...]]


def coded_ties(episode: Episode, crosswalk: Crosswalk) -> Iterator[Draft]:
    """Yield what an episode says: its period, and that it went on in the last year of the data."""
    first = episode.first
    fields: dict[str, Any] = {"period": episode.period, "likelihood": Likelihood.PROBABLE}
    notes = []
    if not episode.is_over:
        fields["observed"] = [str(episode.last)]
        notes.append("Not over in the last year of the data.")
    death = first.start[0][:4]
    if episode.number == 1 and death != str(episode.period)[:4]:
        notes.append(f"UCDP dates the first death between the two to {death}.")
    yield from _ties(
        (crosswalk.side(first.side_a, first.at), crosswalk.side(first.side_b, first.at)),
        f"dyad {first.dyad}, episode {episode.number}",
        CONFLICTS,
        fields,
        notes,
    )


def observed_ties(
    years: Iterable[DyadYear], coded: Mapping[str, list[Episode]], last_coded: int, crosswalk: Crosswalk
) -> Iterator[Draft]:
    """Yield one observation for each run of years of a dyad with deaths that no episode covers.

    Parameters
    ----------
    years
        Sums of events by dyad and year.
    coded
        Episodes by dyad.
    last_coded
        Last year of the Non-State Conflict dataset: a later one it could not code yet.
    crosswalk
        Organizations by actor.
    """
    dyads: defaultdict[str, list[DyadYear]] = defaultdict(list)
    for year in years:
        covered = any(episode.covers(year.year) for episode in coded.get(year.dyad, ()))
        if year.deaths >= MIN_DEATHS and not covered:
            dyads[year.dyad].append(year)
    for dyad, rows in sorted(dyads.items(), key=lambda item: int(item[0])):
        for run in runs(Year(row.at, row.year, row.events, row.deaths) for row in rows):
            yield from _observed(dyad, rows[0].side_a, rows[0].side_b, run, last_coded, crosswalk)


def _observed(
    dyad: str, side_a: Actor, side_b: Actor, run: list[Year], last_coded: int, crosswalk: Crosswalk
) -> Iterator[Draft]:
    sides = crosswalk.side(side_a, run[0].line), crosswalk.side(side_b, run[0].line)
    notes = [counted(run)]
    if any(year.year > last_coded and year.deaths >= THRESHOLD for year in run):
        likelihood = Likelihood.PROBABLE
    elif _is_before_founding(sides, run[-1].year):
        likelihood = Likelihood.DOUBTFUL
        notes.append("Earlier than a founding that is recorded.")
    else:
        likelihood = Likelihood.POSSIBLE
    observed = sorted({str(run[0].year), str(run[-1].year)})
    fields = {"observed": observed, "likelihood": likelihood}
    yield from _ties(sides, f"dyad {dyad}, {span(run)}", EVENTS, fields, notes)


def _is_before_founding(sides: Sides, year: int) -> bool:
    founded = [one.founded.earliest.year for side in sides for one in side if one.founded]
    return any(year < first for first in founded)


def _ties(
    sides: Sides, locator: str, source: str, fields: dict[str, Any], notes: list[str]
) -> Iterator[Draft]:
    compound = len(sides[0]) + len(sides[1]) > 2
    one_of = ["One pair of a conflict that is coded with several on one side."] if compound else []
    for pair in product(*sides):
        said = fields | {"intensity": Intensity.ARMED_CLASHES}
        yield _tie(Rivalry, "rivalry", pair, (source, locator), said | _note(one_of + notes))
    for letter, side, other in zip("AB", sides, reversed(sides), strict=True):
        against = [f"On one side against {' and '.join(one.name for one in other)}."]
        for pair in combinations(side, 2):
            said = fields | {"form": AllianceForm.CO_BELLIGERENCE}
            place = (source, f"{locator}, side {letter}")
            yield _tie(Alliance, "alliance", pair, place, said | _note(against + notes))


def _note(notes: list[str]) -> dict[str, str]:
    return {"note": " ".join(notes)} if notes else {}


def _tie(
    kind: type[Alliance | Rivalry],
    name: str,
    pair: tuple[Organization, ...],
    place: tuple[str, str],
    fields: dict[str, Any],
) -> Draft:
    first, second = sorted(organization.id for organization in pair)
    return Draft(kind, f"{name}-{first}-{second}", *place, fields | {"source": first, "target": second})
