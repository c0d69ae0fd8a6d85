"""Faults that :mod:`tests.faults.load` can be given, to see that the harness finds them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any
from unittest.mock import patch

from neo4j import ManagedTransaction

from cartelgraph.dataset import DatasetInfo
from cartelgraph.dataset.supply import Supply
from cartelgraph.store.version import write_loading
from cartelgraph.store.work import Work, compare

__all__ = ["FLAWS"]


def _forget_what_is_stale() -> None:
    """Leave what the dataset no longer has in the database, and do not count in the end."""

    def forgetful(
        transaction: ManagedTransaction, held: Mapping[str, Any], supply: Supply, *, rewrite: bool
    ) -> Work:
        work = compare(transaction, held, supply, rewrite=rewrite)
        wanted = {record.id for record, _ in chain(supply.entities(), supply.relationships())}
        for ids in work.stale.values():
            ids.intersection_update(wanted)
        return work

    patch("cartelgraph.store.load.compare", forgetful).start()
    patch("cartelgraph.store.load.audit", lambda *_, **__: None).start()


def _load_in_silence() -> None:
    """Load in batches without a word of it in or beside the version node."""

    def silent(
        transaction: ManagedTransaction, info: DatasetInfo, digest: str, mark: str, *, rewriting: bool
    ) -> None:
        write_loading(transaction, info, digest, mark, rewriting=rewriting)
        transaction.run("MATCH (d:CartelGraphDataset {id: 'current'}) REMOVE d.state").consume()

    patch("cartelgraph.store.load.write_loading", silent).start()
    patch("cartelgraph.store.change.Change.announce", lambda _: None).start()
    patch("cartelgraph.store.change.Change.hold", lambda *_: None).start()


FLAWS: dict[str, Callable[[], None]] = {"no-pruning": _forget_what_is_stale, "silent": _load_in_silence}
