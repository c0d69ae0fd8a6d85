"""What stands behind a number: the records of a snapshot, their sources, and how sure they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx as nx

from cartelgraph.model import Likelihood
from cartelgraph.network import Snapshot
from cartelgraph.table import Row, Value

__all__ = ["Answer", "count_statements", "records_between", "rows_with_sources", "statements"]

#: The values of a row but for its sources, and the ids of the records that they rest on.
Answer = tuple[tuple[Value, ...], Iterable[str]]


def statements(snapshot: Snapshot) -> dict[str, dict[str, Any]]:
    """Return the data of every relationship that holds, by the id of its record."""
    return {key: data for _, _, key, data in snapshot.graph.edges(keys=True, data=True)}


def records_between(layer: nx.Graph[str], source: str, targets: Iterable[str]) -> set[str]:
    """Return the ids of the records behind the edges of a layer from one node to some neighbours."""
    return {record for target in targets for record in layer.edges[source, target]["records"]}


def rows_with_sources(snapshot: Snapshot, answers: Iterable[Answer]) -> tuple[Row, ...]:
    """Return the answers as rows, each with the number of distinct sources behind its records."""
    known = statements(snapshot)
    rows = []
    for values, records in answers:
        ordered = tuple(sorted(set(records)))
        sources = {source for record in ordered for source in known[record]["sources"]}
        rows.append(Row((*values, len(sources)), ordered))
    return tuple(rows)


def count_statements(snapshot: Snapshot, records: Iterable[str]) -> str:
    """Say how many statements there are, and how many of them are less than probable."""
    known = statements(snapshot)
    words = [known[record]["likelihood"] for record in set(records)]
    counted = f"{len(words)} statement{'' if len(words) == 1 else 's'}"
    possible, doubtful = words.count(Likelihood.POSSIBLE), words.count(Likelihood.DOUBTFUL)
    return f"{counted} ({possible} of them possible, {doubtful} doubtful)"
