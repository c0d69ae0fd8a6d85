"""Which statements a snapshot may depend on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from cartelgraph.dataset import Dataset
from cartelgraph.model import SignedTie
from cartelgraph.network.snapshot import Snapshot
from cartelgraph.network.spells import known_relationships

__all__ = ["shaping"]


def shaping(dataset: Dataset, snapshots: Iterable[Snapshot]) -> frozenset[str]:
    """Return the ids of the statements without which a snapshot of a dataset may be another network.

    These are the statements that hold in one of them, those that a policy sets aside there, and all on a dyad
    of which statements of different signs are known, as one of them may end another. Without any other
    statement each snapshot has the same edges, is folded the same way and is contested on the same dyads;
    only what it tells of the whole dataset, such as how much is left out, may differ.

    Parameters
    ----------
    dataset
        What the snapshots are of.
    snapshots
        The snapshots, at whatever moments.
    """
    found: set[str] = set()
    asked = tuple(snapshots)
    for one in asked:
        found |= {key for _, _, key in one.graph.edges(keys=True)}
        found |= {*one.set_aside, *one.within, *(said.record.id for said in one.contested)}
    for known_at in {one.moment.known_at for one in asked}:
        on_dyad: dict[tuple[str, str], list[SignedTie]] = defaultdict(list)
        for record in known_relationships(dataset, known_at):
            if isinstance(record, SignedTie):
                on_dyad[record.source, record.target].append(record)
        for ties in on_dyad.values():
            if len({tie.sign for tie in ties}) > 1:
                found |= {tie.id for tie in ties}
    return frozenset(found)
