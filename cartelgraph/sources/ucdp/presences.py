"""Presences of organizations in the states of Mexico in which UCDP has events of theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from cartelgraph.model.relationships import Activity, Presence
from cartelgraph.sources.draft import Draft
from cartelgraph.sources.ucdp.crosswalk import Crosswalk
from cartelgraph.sources.ucdp.datasets import EVENTS
from cartelgraph.sources.ucdp.spells import Year, runs
from cartelgraph.sources.ucdp.tables import ActorStateYear
from cartelgraph.sources.ucdp.wording import counted, span

__all__ = ["presences"]

#: Events in a run from which a presence is probable.
PROBABLE_EVENTS = 5


def presences(years: Iterable[ActorStateYear], crosswalk: Crosswalk) -> Iterator[Draft]:
    """Yield one presence for each run of years with events of an organization in a state.

    The events prove presence from the first to the last of these years and no bound: they are observations.
    Events of several organizations as one say of none of them that it was there, and are left out.
    """
    subjects: defaultdict[tuple[str, str, str], list[Year]] = defaultdict(list)
    for row in years:
        if not crosswalk.is_compound(row.actor):
            (organization,) = crosswalk.side(row.actor, row.at)
            subject = organization.id, crosswalk.place(row.state, row.at), row.actor.id
            subjects[subject].append(Year(row.at, row.year, row.events, row.deaths, row.state))
    for (organization_id, place, actor), rows in sorted(subjects.items()):
        for run in runs(rows):
            yield _presence(organization_id, place, actor, run)


def _presence(organization: str, place: str, actor: str, run: list[Year]) -> Draft:
    states = " and ".join(dict.fromkeys(year.label for year in run))
    events = sum(year.events for year in run)
    return Draft(
        Presence,
        f"presence-{organization}-{place}",
        EVENTS,
        f"actor {actor}, {states}, {span(run)}",
        {
            "source": organization,
            "target": place,
            "activities": [Activity.ARMED_VIOLENCE],
            "observed": sorted({str(run[0].year), str(run[-1].year)}),
            "likelihood": "probable" if events >= PROBABLE_EVENTS else "possible",
            "note": counted(run),
        },
    )
