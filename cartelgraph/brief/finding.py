"""The form of a claim, of the evidence it is tested on, and of what the test finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from cartelgraph.dataset import Dataset
from cartelgraph.model import EdtfDate
from cartelgraph.network import Moment, Snapshot, snapshot, years_before
from cartelgraph.table import Value

__all__ = ["Claim", "Evidence", "Finding", "Verdict"]


class Verdict(StrEnum):
    """What a test finds."""

    HOLDS = "holds"
    FAILS = "fails"
    UNCHECKED = "cannot be checked"


@dataclass(frozen=True)
class Finding:
    """What a test finds.

    Attributes
    ----------
    verdict
        Whether the claim holds in the data.
    answer
        One sentence that gives the reason, with its numbers.
    values
        The numbers by name, each with its unit.
    records
        Ids of the records that the answer rests on.
    otherwise
        The verdict on other assumptions, by what is assumed instead; see
        :func:`cartelgraph.brief.assumptions.others`.
    """

    verdict: Verdict
    answer: str
    values: tuple[tuple[str, Value, str], ...] = ()
    records: tuple[str, ...] = ()
    otherwise: tuple[tuple[str, Verdict], ...] = ()

    @property
    def turns(self) -> tuple[tuple[str, Verdict], ...]:
        """The other assumptions on which the verdict is another."""
        return tuple((assumed, verdict) for assumed, verdict in self.otherwise if verdict is not self.verdict)


class Evidence:
    """A dataset as it is asked about a claim: snapshots at a moment, and at others beside it."""

    def __init__(self, dataset: Dataset, moment: Moment) -> None:
        self.dataset = dataset
        self.moment = moment
        self._snapshots: dict[Moment, Snapshot] = {}

    def at(self, on: EdtfDate | None = None) -> Snapshot:
        """Return the snapshot at the moment, or at another date and otherwise the same."""
        moment = replace(self.moment, on=on or self.moment.on)
        if moment not in self._snapshots:
            self._snapshots[moment] = snapshot(self.dataset, moment)
        return self._snapshots[moment]

    def years_before(self, years: int) -> EdtfDate:
        """Return the moment's date some years earlier, as precise as it is."""
        return years_before(self.moment.on, years)

    def name(self, entity: str) -> str:
        """Return the name of an entity."""
        return self.dataset.name_of(entity)

    def names(self, entities: Iterable[str]) -> str:
        """Return the names of some entities in alphabetical order."""
        return ", ".join(sorted(map(self.name, entities))) or "none"

    def missing(self, entities: Iterable[str]) -> list[str]:
        """Return the ids that the dataset does not have."""
        return [entity for entity in entities if entity not in self.dataset.records]


@dataclass(frozen=True)
class Claim:
    """A claim of the brief, in our words, and how we test it; the test is ours and not the brief's.

    Attributes
    ----------
    number
        Place in the brief, from 1.
    page
        Page of the brief.
    statement
        What the brief claims.
    test
        When the claim counts as holding, failing, or not to be checked.
    scope
        In a few words, which part of the claim the test is about.
    part
        In two words or three, what alone was tested; empty where the test is about the claim as a whole.
    limits
        What the data cannot show.
    needs
        Ids of entities without which there is nothing to test.
    check
        The test.
    """

    number: int
    page: str
    statement: str
    test: str
    scope: str
    limits: str
    needs: tuple[str, ...]
    check: Callable[[Evidence], Finding]
    part: str = ""

    def finding(self, evidence: Evidence) -> Finding:
        """Test the claim."""
        if missing := evidence.missing(self.needs):
            return Finding(Verdict.UNCHECKED, f"The dataset has no record of {', '.join(missing)}.")
        return self.check(evidence)

    def reservation(self, finding: Finding) -> str:
        """Return, in a few words, what to know beside a bare verdict; empty where there is nothing."""
        turns = "turns on what is assumed" if finding.turns else ""
        return "; ".join(filter(None, (self.part, turns)))
