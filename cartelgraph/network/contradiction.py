"""What becomes of statements that contradict each other on a dyad: a named policy, never a silent choice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from cartelgraph.dataset import Dataset, lineages
from cartelgraph.model import Relationship, SignedTie, Stance
from cartelgraph.model.entities import Reliability, Source
from cartelgraph.model.knowledge import supporting

__all__ = ["Contested", "Judge", "Policy", "Settlement", "Weight"]

Rank: TypeAlias = tuple[float, ...]
"""How much a statement counts under a policy; the greater of two wins, equal ones do not decide."""


class Policy(StrEnum):
    """What becomes of the statements on a dyad when some of different signs hold at once.

    * ``keep``: all stay, side by side, and the dyad is contested.
    * ``strict``: none stays; nor does any statement that a source explicitly denies.
    * ``strongest``: those of the sign that the strongest statement has. A statement is the stronger by its
      likelihood; if that is equal, by the best reliability among the sources that support it; if that is
      equal too, by the number of independent lineages of those sources. If all three are equal, the dyad
      stays contested.
    * ``latest``: those of the sign of the statement whose last supporting source was published last; a source
      without a date counts for nothing. If two were published at once, the dyad stays contested.
    """

    KEEP = "keep"
    STRICT = "strict"
    STRONGEST = "strongest"
    LATEST = "latest"


@dataclass(frozen=True)
class Weight:
    """What speaks for a statement.

    Attributes
    ----------
    probability
        That of its likelihood.
    reliability
        The best among the sources that support it; F, which is "cannot be judged", is the last.
    lineages
        Number of independent lineages of these sources: those that derive from one another, or from one
        and the same, are one.
    published
        Last day on which the last of them may have been published; None if none bears a date.
    """

    probability: float
    reliability: Reliability
    lineages: int
    published: date | None


@dataclass(frozen=True)
class Contested:
    """A statement on a dyad on which one of another sign holds too.

    Attributes
    ----------
    record
        The statement, as far as it is known.
    weight
        What speaks for it.
    kept
        Whether the policy lets it stand.
    """

    record: SignedTie
    weight: Weight
    kept: bool


@dataclass(frozen=True)
class Settlement:
    """What a policy made of some statements.

    Attributes
    ----------
    kept
        Those that stay, in their order.
    set_aside
        Ids of those that go, in order.
    contested
        Every statement on a contested dyad, by dyad and then by id.
    """

    kept: tuple[Relationship, ...]
    set_aside: tuple[str, ...]
    contested: tuple[Contested, ...]


class Judge:
    """Weighs the statements of a dataset under a policy."""

    def __init__(self, dataset: Dataset, policy: Policy) -> None:
        self.dataset = dataset
        self.policy = policy
        self._ranks: dict[str, Rank] = {}

    @cached_property
    def _lineage(self) -> dict[str, str]:
        return lineages(self.dataset)

    def weight(self, record: Relationship) -> Weight:
        """Return what speaks for a statement, by the sources that it names."""
        sources = [cited.source for cited in supporting(record)]
        days = [day.latest for source in sources if (day := self.dataset.published[source]) is not None]
        return Weight(
            probability=record.likelihood.probability,
            reliability=min(self._source(source).reliability for source in sources),
            lineages=len({self._lineage[source] for source in sources}),
            published=max(days, default=None),
        )

    def overrules(self, one: SignedTie, other: SignedTie) -> bool:
        """Return whether a statement counts no less than another, and so may end what that one carries."""
        return self._rank(one) >= self._rank(other)

    def settle(self, records: Iterable[Relationship]) -> Settlement:
        """Return which of some statements stay, all of which hold at once.

        Statements that are no signed ties stay under any policy.
        """
        records = tuple(records)
        on_dyad: dict[tuple[str, str], list[SignedTie]] = defaultdict(list)
        for record in records:
            if isinstance(record, SignedTie):
                on_dyad[record.source, record.target].append(record)
        gone = {record.id for ties in on_dyad.values() for record in self._losing(ties)}
        contested = (
            Contested(tie, self.weight(tie), tie.id not in gone)
            for _, ties in sorted(on_dyad.items())
            if _signs(ties) > 1
            for tie in sorted(ties, key=lambda tie: tie.id)
        )
        return Settlement(
            tuple(record for record in records if record.id not in gone),
            tuple(sorted(gone)),
            tuple(contested),
        )

    def _losing(self, ties: list[SignedTie]) -> Iterator[SignedTie]:
        if self.policy is Policy.STRICT:
            yield from (tie for tie in ties if _signs(ties) > 1 or _is_denied(tie))
            return
        best = max(map(self._rank, ties))
        winning = {tie.sign for tie in ties if self._rank(tie) == best}
        if len(winning) == 1:
            yield from (tie for tie in ties if tie.sign not in winning)

    def _rank(self, record: SignedTie) -> Rank:
        if record.id not in self._ranks:
            self._ranks[record.id] = self._ranked(record)
        return self._ranks[record.id]

    def _ranked(self, record: SignedTie) -> Rank:
        if self.policy is Policy.STRONGEST:
            weight = self.weight(record)
            return weight.probability, -ord(weight.reliability), weight.lineages
        if self.policy is Policy.LATEST:
            published = self.weight(record).published
            return (published.toordinal() if published else 0,)
        return ()

    def _source(self, key: str) -> Source:
        record = self.dataset.get(key)
        if not isinstance(record, Source):
            raise TypeError(f"{key} is cited and no source")
        return record


def _signs(ties: Iterable[SignedTie]) -> int:
    return len({tie.sign for tie in ties})


def _is_denied(record: SignedTie) -> bool:
    return any(cited.stance is Stance.DISPUTES for cited in record.citations)
