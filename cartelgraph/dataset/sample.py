"""Records drawn to be checked afresh, so that nobody can choose them."""

from __future__ import annotations

import random

from cartelgraph.dataset.dataset import Dataset
from cartelgraph.errors import ParameterError
from cartelgraph.model import CitedEntity, Relationship

__all__ = ["sample"]


def sample(dataset: Dataset, number: int) -> tuple[Relationship | CitedEntity, ...]:
    """Return some of the records that state a fact, drawn without replacement, in order of their ids.

    The seed is the digest of the dataset: whoever has it draws the same records, and who changes any record
    draws others.

    Raises
    ------
    ParameterError
        When fewer records state a fact.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> data = read_dataset()
    >>> sample(data, 3) == sample(data, 3)
    True
    """
    facts: tuple[Relationship | CitedEntity, ...] = (*dataset.of(Relationship), *dataset.of(CitedEntity))
    if not 0 < number <= len(facts):
        raise ParameterError(f"{number} records cannot be drawn: {len(facts)} state a fact")
    drawn = random.Random(dataset.digest).sample(facts, number)  # noqa: S311 - to be drawn again, not secret
    return tuple(sorted(drawn, key=lambda record: record.id))
