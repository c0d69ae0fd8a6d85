"""NetworkX views of a dataset: snapshots in time, and the layers that measures are defined on."""

from cartelgraph.network.build import build
from cartelgraph.network.contradiction import Contested, Judge, Policy, Settlement, Weight
from cartelgraph.network.episodes import Episode, Outcome, episodes
from cartelgraph.network.layers import (
    ally_layer,
    border_layer,
    contested_dyads,
    country_of,
    edges_of,
    is_criminal_group,
    places_within,
    presence_layer,
    signed_layer,
    subdivision_of,
)
from cartelgraph.network.lineage import LINEAGE, Folded, Level, fold
from cartelgraph.network.series import (
    Dyad,
    Step,
    dates_between,
    series,
    signs_over_time,
    span,
    turns,
    years_before,
)
from cartelgraph.network.shaping import shaping
from cartelgraph.network.snapshot import Moment, Snapshot, snapshot
from cartelgraph.network.spells import known_relationships
from cartelgraph.network.timeline import Bar, Interval, all_ties_over_time, ties_over_time

__all__ = [
    "LINEAGE",
    "Bar",
    "Contested",
    "Dyad",
    "Episode",
    "Folded",
    "Interval",
    "Judge",
    "Level",
    "Moment",
    "Outcome",
    "Policy",
    "Settlement",
    "Snapshot",
    "Step",
    "Weight",
    "all_ties_over_time",
    "ally_layer",
    "border_layer",
    "build",
    "contested_dyads",
    "country_of",
    "dates_between",
    "edges_of",
    "episodes",
    "fold",
    "is_criminal_group",
    "known_relationships",
    "places_within",
    "presence_layer",
    "series",
    "shaping",
    "signed_layer",
    "signs_over_time",
    "snapshot",
    "span",
    "subdivision_of",
    "ties_over_time",
    "turns",
    "years_before",
]
