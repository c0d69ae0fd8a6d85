"""A network that bears no dates, taken as it is stated: all of its ties at once."""

from __future__ import annotations

from dataclasses import dataclass

from cartelgraph.dataset import Dataset
from cartelgraph.model import Certainty, Entity
from cartelgraph.model.entities import Source
from cartelgraph.network.build import build
from cartelgraph.network.snapshot import Moment, Snapshot

__all__ = ["AsStated", "Timeless", "timeless"]

WORDS = (
    "Where these notes speak of criminal organizations, its nodes are meant; an alliance is a tie of sign 1, "
    "a rivalry one of sign -1, and the one source is the file itself."
)


@dataclass(frozen=True)
class AsStated(Moment):
    """No moment: what is stated is taken to hold. Its date is that on which the file was read."""

    title: str = ""

    def __str__(self) -> str:
        return f"as {self.title} states it"


@dataclass(frozen=True)
class Timeless(Snapshot):
    """All ties of a dataset without dates.

    Attributes
    ----------
    remarks
        What was remarked when it was read.
    """

    remarks: tuple[str, ...] = ()

    def describe(self) -> str:
        """Return what this is, and what its words mean."""
        said = f"All ties of {self.info.title} together: it bears no dates, and each is taken to hold."
        return " ".join((said, WORDS, *self.remarks))


def timeless(dataset: Dataset) -> Timeless:
    """Return all that a dataset without dates states as one network, whatever its periods.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> timeless(read_dataset()).moment.certainty.value
    'possible'
    """
    return Timeless(
        graph=build(dataset),
        moment=AsStated(dataset.info.focus, certainty=Certainty.POSSIBLE, title=dataset.info.title),
        info=dataset.info,
        names={entity.id: entity.name for entity in dataset.of(Entity)},
        remarks=tuple(source.note for source in dataset.of(Source) if source.note),
    )
