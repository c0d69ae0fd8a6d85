"""The same question on data of which something is left out: what is unlikely, a source, an organization."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from cartelgraph.dataset import Dataset, without_records
from cartelgraph.model import Likelihood, Relationship
from cartelgraph.model.entities import Organization
from cartelgraph.network import known_relationships
from cartelgraph.scrutiny.cell import Key
from cartelgraph.scrutiny.question import Question
from cartelgraph.scrutiny.ranking import Ranks, kendall_tau

__all__ = [
    "Runs",
    "Sample",
    "Worst",
    "by_likelihood",
    "organizations_read",
    "sources_read",
    "without_each",
    "worst",
]

RankIn: TypeAlias = Callable[[Dataset], Ranks]
"""Asks a question of some data and returns the ranking that it answers."""


@dataclass
class Sample:
    """What became of a ranking in a number of runs.

    Attributes
    ----------
    runs
        How many there were.
    first, top
        In how many of them something had rank 1, and one of the best ranks asked about.
    taus
        Kendall's tau with the ranking on all the data, run by run, where it is defined.
    """

    runs: int = 0
    first: Counter[Key] = field(default_factory=Counter)
    top: Counter[Key] = field(default_factory=Counter)
    taus: list[float] = field(default_factory=list)

    def add(self, ranks: Ranks, full: Ranks, top: int) -> None:
        """Count one more run."""
        self.runs += 1
        self.first.update(key for key, rank in ranks.items() if rank == 1)
        self.top.update(key for key, rank in ranks.items() if rank <= top)
        if (tau := kendall_tau(full, ranks)) is not None:
            self.taus.append(tau)


@dataclass(frozen=True)
class Worst:
    """Where something falls to when one thing is left out: the rank, None for none at all, and that thing."""

    rank: int | None
    without: str


@dataclass(frozen=True)
class Runs:
    """How to draw statements.

    Attributes
    ----------
    tables
        Tables of probabilities for the words of likelihood, by what to call them.
    number
        How many runs.
    seed
        Of the random numbers.
    top
        How many of the best ranks are asked about together.
    """

    tables: Mapping[str, Mapping[Likelihood, float]]
    number: int
    seed: int
    top: int


def by_likelihood(
    dataset: Dataset, question: Question, full: Ranks, rank_in: RankIn, runs: Runs, tick: Callable[[], None]
) -> dict[str, Sample]:
    """Rank again and again while each statement is there with the probability of its likelihood only.

    The statements are drawn independently of each other, geography excepted, which is no judgement. Each
    table of probabilities sees the same draws: two of them differ by their numbers and not by luck.
    """
    drawn = [
        record
        for record in dataset.relationships
        if isinstance(record, question.reads) and not record.common_knowledge
    ]
    samples = {name: Sample() for name in runs.tables}
    chance = random.Random(runs.seed)  # noqa: S311 - a simulation, no secret
    for _ in range(runs.number):
        draws = [(record, chance.random()) for record in drawn]
        for name, probability in runs.tables.items():
            gone = {record.id for record, draw in draws if draw >= probability[record.likelihood]}
            samples[name].add(rank_in(without_records(dataset, gone)), full, runs.top)
            tick()
    return samples


def without_each(
    dataset: Dataset,
    gone: Iterable[str],
    without: Callable[[Dataset, str], Dataset],
    rank_in: RankIn,
    tick: Callable[[], None],
) -> dict[str, Ranks]:
    """Return the ranking without each of some sources, or of some organizations, by its id."""
    ranked = {}
    for one in gone:
        ranked[one] = rank_in(without(dataset, one))
        tick()
    return ranked


def sources_read(dataset: Dataset, question: Question) -> list[str]:
    """Return the sources of the statements that a question reads, as far as they are known, in order."""
    return sorted({cited.source for record in _read(dataset, question) for cited in record.citations})


def organizations_read(dataset: Dataset, question: Question) -> list[str]:
    """Return the organizations at the ends of the statements that a question reads, in order."""
    ends = {end for record in _read(dataset, question) for end in (record.source, record.target)}
    return sorted(end for end in ends if isinstance(dataset.records[end], Organization))


def _read(dataset: Dataset, question: Question) -> Iterable[Relationship]:
    for record in known_relationships(dataset, question.moment.known_at):
        if isinstance(record, question.reads) and not record.common_knowledge:
            yield record


def worst(ranked: Mapping[str, Ranks], key: Key) -> Worst | None:
    """Return where something falls to at most, and without what first; its own loss does not count."""
    found = [Worst(ranks.get(key), gone) for gone, ranks in ranked.items() if gone not in key]
    return max(found, key=lambda one: (one.rank is None, one.rank or 0), default=None)
