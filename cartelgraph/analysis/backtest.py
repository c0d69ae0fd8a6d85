"""Predictions of the next date's ties from the dates before, held against what came.

For each step from one date to the next, every dyad of organizations that have a tie by then gets a score from
the ties of the first date; whether it is tied on the second tells how good the score was. Scores are numbers
in tables: nothing here changes a graph, and no other module reads one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise

import networkx as nx

from cartelgraph.analysis.dynamics import telling_dates
from cartelgraph.analysis.evidence import statements
from cartelgraph.analysis.signed_network import SignedNetwork, signed_network
from cartelgraph.errors import AnalysisError
from cartelgraph.measures.link_prediction import (
    adamic_adar,
    balance_score,
    common_neighbours,
    preferential_attachment,
    resource_allocation,
    ties_of_sign,
)
from cartelgraph.measures.progress import Told, silent
from cartelgraph.measures.ranking_quality import Ranking
from cartelgraph.measures.signed import simple_signed
from cartelgraph.network import Dyad, Snapshot, signed_layer
from cartelgraph.table import Row, Value

__all__ = [
    "BASELINES",
    "BY_SCORE",
    "NO_CHANGE",
    "PREDICTORS",
    "THEN_BALANCE",
    "TIES",
    "Behind",
    "Cases",
    "Step",
    "Task",
    "behind",
    "cases",
    "judged",
    "rankings",
    "scores",
    "steps_of",
]

#: What is predicted, by its sign.
TIES = {1: "alliance", -1: "rivalry"}


class Task(StrEnum):
    """Which dyads are asked about.

    * ``hold``: all of them: on which does a tie of the sign hold next, whether it holds now or not?
    * ``new``: those without a tie of that sign: on which does one set in?
    """

    HOLD = "hold"
    NEW = "new"


Scores = Callable[["nx.Graph[str]", Sequence[Dyad], int], list[float]]
"""Takes a signed graph, dyads, and the sign that is predicted."""


def _of_layer(score: Callable[[nx.Graph[str], Sequence[Dyad]], list[float]]) -> Scores:
    return lambda graph, dyads, sign: score(ties_of_sign(graph, sign), dyads)


def _balance(graph: nx.Graph[str], dyads: Sequence[Dyad], sign: int) -> list[float]:
    # Adding 0.0 makes no score of it that prints as -0.
    return [sign * score + 0.0 for score in balance_score(graph, dyads)]


def _no_change(graph: nx.Graph[str], dyads: Sequence[Dyad], sign: int) -> list[float]:
    return [float(graph.has_edge(*dyad) and graph.edges[dyad]["sign"] == sign) for dyad in dyads]


def _no_change_then_balance(graph: nx.Graph[str], dyads: Sequence[Dyad], sign: int) -> list[float]:
    # More than balance can make up for: it runs from -(n - 2) to n - 2.
    ahead = 2.0 * len(graph)
    kept, balance = _no_change(graph, dyads, sign), _balance(graph, dyads, sign)
    return [ahead * held + score for held, score in zip(kept, balance, strict=True)]


NO_CHANGE, THEN_BALANCE = "no change", "no change, then balance"

#: What everything else is held against, besides a random order: the next date is as this one.
BASELINES: Mapping[str, Scores] = {
    NO_CHANGE: _no_change,
    THEN_BALANCE: _no_change_then_balance,
}

#: What tells dyads without a tie apart.
BY_SCORE: Mapping[str, Scores] = {
    "balance": _balance,
    "common neighbours": _of_layer(common_neighbours),
    "Adamic-Adar": _of_layer(adamic_adar),
    "resource allocation": _of_layer(resource_allocation),
    "preferential attachment": _of_layer(preferential_attachment),
}

PREDICTORS: Mapping[str, Scores] = {**BASELINES, **BY_SCORE}


@dataclass(frozen=True)
class Step:
    """Two dates in a row.

    Attributes
    ----------
    basis
        The ties of the first date that predictions rest on.
    now
        The ties of the first date by all that counts as known: the same, unless predictions rest on what
        was in print by then.
    after
        The ties of the second date.
    """

    basis: SignedNetwork
    now: SignedNetwork
    after: SignedNetwork

    @property
    def networks(self) -> tuple[SignedNetwork, ...]:
        """All of them, each once."""
        return (self.basis, self.after) if self.basis is self.now else (self.basis, self.now, self.after)

    def dyads(self) -> tuple[Dyad, ...]:
        """Return the pairs of organizations about which something can be predicted, and then be told.

        Both have an alliance, a rivalry or a truce on the first date and are not part of another on the
        second; the dyad is not contested on either.
        """
        gone = self.after.snapshot.folded.keys()
        contested = {dyad for network in self.networks for dyad in _contested(network)}
        nodes = sorted(self.basis.graph.nodes - gone)
        return tuple(dyad for dyad in combinations(nodes, 2) if dyad not in contested)

    def held(self, dyad: Dyad, sign: int) -> bool:
        """Return whether a dyad has a tie of a sign on the first date, told then or since."""
        return any(_sign_of(network, dyad) == sign for network in (self.basis, self.now))


@dataclass(frozen=True)
class Behind:
    """What every row on some steps rests on.

    Attributes
    ----------
    records
        Ids of the statements, in order.
    sources
        How many sources they have.
    """

    records: tuple[str, ...]
    sources: int

    def row(self, values: tuple[Value, ...]) -> Row:
        """Return a row of these values and the number of sources."""
        return Row((*values, self.sources), self.records)


@dataclass(frozen=True)
class Cases:
    """The dyads of one step that a task asks about, with their scores and what came.

    Attributes
    ----------
    dyads
        The dyads, in order.
    tied
        For each, whether a tie of the sign holds on the second date.
    scores
        For each predictor its scores, in the order of the dyads.
    beyond
        How many ties that the task asks about are with an organization that had no tie on the first date, so
        that nobody could rank them.
    """

    dyads: tuple[Dyad, ...]
    tied: tuple[bool, ...]
    scores: Mapping[str, tuple[float, ...]]
    beyond: int

    def ranking(self, predictor: str) -> Ranking[str]:
        """Return the dyads as one predictor ranks them."""
        return Ranking(self.dyads, self.scores[predictor], self.tied)


def steps_of(snapshots: Sequence[Snapshot], known_then: Sequence[Snapshot] | None = None) -> tuple[Step, ...]:
    """Return the steps from each date to the next.

    Parameters
    ----------
    snapshots
        The network on each date, by which what came is judged.
    known_then
        The network on each of these dates as predictions may know it: as it was known at that date. By
        default the same, with all that became known since.

    Raises
    ------
    AnalysisError
        When the two are not of the same dates.
    """
    after = [signed_network(one) for one in snapshots]
    before = after if known_then is None else [signed_network(one) for one in known_then]
    dates, others = ([one.snapshot.moment.on for one in networks] for networks in (after, before))
    if dates != others:
        raise AnalysisError(
            f"predictions from {', '.join(others) or 'no date'} cannot be held against "
            f"{', '.join(dates) or 'no date'}: give what was known then on the same dates"
        )
    return tuple(
        Step(known, now, then)
        for (known, _), (now, then) in zip(pairwise(before), pairwise(after), strict=True)
    )


def cases(step: Step, sign: int) -> Mapping[Task, Cases]:
    """Return for each task the dyads that it asks about at a step, with the scores for one sign."""
    dyads = step.dyads()
    found = {name: score(step.basis.graph, dyads, sign) for name, score in PREDICTORS.items()}
    kept = {Task.HOLD: range(len(dyads)), Task.NEW: _new(step, dyads, sign)}
    return {
        task: Cases(
            tuple(dyads[place] for place in places),
            tuple(_sign_of(step.after, dyads[place]) == sign for place in places),
            {name: tuple(its[place] for place in places) for name, its in found.items()},
            _beyond(step, sign, task),
        )
        for task, places in kept.items()
    }


def judged(steps: Sequence[Step], told: Told = silent) -> dict[int, list[Mapping[Task, Cases]]]:
    """Return the cases of each step in order, by the sign that is predicted; who is told hears of each."""
    found: dict[int, list[Mapping[Task, Cases]]] = {sign: [] for sign in TIES}
    for step, _ in zip(steps, telling_dates([step.after.snapshot for step in steps], told), strict=True):
        for sign, its in found.items():
            its.append(cases(step, sign))
    return found


def behind(steps: Iterable[Step]) -> Behind:
    """Return what every tie on any of the dates rests on: a score may depend on each of them."""
    networks = {id(network): network for step in steps for network in step.networks}.values()
    records: set[str] = set()
    sources: set[str] = set()
    for network in networks:
        known, counted = statements(network.snapshot), network.behind(network.graph.edges)
        records |= counted
        sources.update(source for record in counted for source in known[record]["sources"])
    return Behind(tuple(sorted(records)), len(sources))


def rankings(found: Iterable[Cases], predictor: str) -> list[Ranking[str]]:
    """Return the dyads of each step as one predictor ranks them."""
    return [one.ranking(predictor) for one in found]


def scores(network: SignedNetwork, predictor: str, sign: int) -> Iterator[tuple[Dyad, float]]:
    """Yield each dyad without a tie of a sign, and not contested, with its score."""
    contested = set(_contested(network))
    dyads = [
        dyad
        for dyad in combinations(sorted(network.graph), 2)
        if dyad not in contested and _sign_of(network, dyad) != sign
    ]
    yield from zip(dyads, PREDICTORS[predictor](network.graph, dyads, sign), strict=True)


def _new(step: Step, dyads: Sequence[Dyad], sign: int) -> list[int]:
    return [place for place, dyad in enumerate(dyads) if not step.held(dyad, sign)]


def _beyond(step: Step, sign: int, task: Task) -> int:
    known = step.basis.graph.nodes
    ties = (
        (min(one, other), max(one, other))
        for one, other, data in step.after.graph.edges(data=True)
        if data["sign"] == sign and not (one in known and other in known)
    )
    return sum(task is Task.HOLD or not step.held(dyad, sign) for dyad in ties)


def _contested(network: SignedNetwork) -> tuple[Dyad, ...]:
    _, contested = simple_signed(signed_layer(network.snapshot.graph))
    return contested


def _sign_of(network: SignedNetwork, dyad: Dyad) -> int:
    return int(network.graph.edges[dyad]["sign"]) if network.graph.has_edge(*dyad) else 0
