"""Which sources are one witness: those that derive from one another, or from one and the same."""

from __future__ import annotations

from collections import defaultdict

from cartelgraph.dataset.dataset import Dataset
from cartelgraph.model.entities import Source

__all__ = ["lineages"]


def lineages(dataset: Dataset) -> dict[str, str]:
    """Return for each source the name of its lineage: the first id of all that derive from each other.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> found = lineages(read_dataset())
    >>> found["wp-zetas"] == found["wp-gulf"]
    True
    """
    related: defaultdict[str, set[str]] = defaultdict(set)
    for source in dataset.of(Source):
        for other in source.derives_from:
            related[source.id].add(other)
            related[other].add(source.id)
    lineage: dict[str, str] = {}
    for source in dataset.of(Source):  # in order of ids, so that the first of a lineage gives it its name
        waiting = [source.id]
        while waiting:
            here = waiting.pop()
            if here not in lineage:
                lineage[here] = source.id
                waiting += related[here]
    return lineage
