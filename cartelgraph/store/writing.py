"""The statements that write rows, in an order in which each finds what it needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cartelgraph.model import ENTITY_TYPES
from cartelgraph.store.rows import Columns, Rows, Table, batches
from cartelgraph.store.shape import required_of_nodes, required_of_relationships
from cartelgraph.store.statements import create_relationships, write_leading, write_nodes

__all__ = ["Writer"]

#: Rows in one statement: large enough that the way to the server does not count.
BATCH = 5000

#: Labels that an entity bears for its kind, by that of its type.
KINDS = {kind.label: kind.all_labels()[1:] for kind in ENTITY_TYPES}


class Writer:
    """Makes statements of rows, again and again.

    A property that no row has had so far is not sent at all. Once one has had it, it always is, so that there
    are few different statements, for each of which the server has to make a plan.

    Parameters
    ----------
    fresh
        Whether the database held nothing, so that nodes need not be looked for.
    """

    def __init__(self, *, fresh: bool = False) -> None:
        self._fresh = fresh
        self._required = {**required_of_nodes(), **required_of_relationships()}
        self._filled: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)

    def statements(self, rows: Rows) -> Iterator[tuple[str, Columns]]:
        """Yield statements with their parameters."""
        days = rows.days
        for text, columns in self._whole(rows):
            for batch in batches(columns, BATCH):
                yield text, {**batch, "days": days}

    def _whole(self, rows: Rows) -> Iterator[tuple[str, Columns]]:
        for labels, table in rows.nodes.items():
            columns = self._sent(labels, table)
            others = KINDS.get(labels[0], ())
            yield write_nodes(labels, others, columns, fresh=self._fresh), columns
        for (label, kind, target), table in rows.leading.items():
            columns = self._sent((label, kind, target), table)
            properties = [name for name in columns if name != "target"]
            yield write_leading(label, kind, target, properties, fresh=self._fresh), columns
        for (kind, source, target), table in rows.relationships.items():
            columns = self._sent((kind, source, target), table)
            properties = [name for name in columns if name not in {"source", "target"}]
            yield create_relationships(kind, source, target, properties), columns

    def _sent(self, key: tuple[str, ...], table: Table) -> Columns:
        """Return the columns to be sent.

        Raises
        ------
        AssertionError
            When a row lacks what every row of its table has: the audit relies on it.
        """
        columns = table.columns()
        for name in self._required[key[0]]:
            if None in columns[name]:
                raise AssertionError(f"{name} of {key[0]} is required, and a row is without it")
        filled = self._filled[key]
        filled.update(name for name, values in columns.items() if values.count(None) < len(values))
        return {name: values for name, values in columns.items() if name in filled}
