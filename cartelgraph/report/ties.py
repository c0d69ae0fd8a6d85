"""The ties of the drawing as a table: every statement, when it held, and how sure it is."""

from __future__ import annotations

from cartelgraph.analysis.analysis import SOURCES
from cartelgraph.figures.style import SIGNS, TIES
from cartelgraph.network import Snapshot, signed_layer
from cartelgraph.table import Column, Row, Table

__all__ = ["ties"]

COLUMNS = (
    Column("organization", "One of the two."),
    Column("with", "The other."),
    Column("tie", "What they are to each other: allied, hostile, or at truce."),
    Column("period", "When it held, as sources state it, in EDTF; nothing where none says."),
    Column("seen", "Dates at which a source saw it hold."),
    Column("likelihood", "How likely the statement is to be right."),
    SOURCES,
)


def ties(snapshot: Snapshot) -> Table:
    """Return the statements of a snapshot's signed layer, in order of names."""
    nodes = snapshot.graph.nodes
    rows = []
    for one, other, key, data in signed_layer(snapshot.graph).edges(keys=True, data=True):
        first, second = sorted((nodes[one]["name"], nodes[other]["name"]))
        values = (
            first,
            second,
            TIES[SIGNS[data["sign"]]].word,
            None if data["period"] == "/" else str(data["period"]),
            ", ".join(data["observed"]) or None,
            str(data["likelihood"]),
            len(data["sources"]),
        )
        rows.append(Row(values, (key,)))
    rows.sort(key=lambda row: (row.values[:3], row.records))
    note = (
        "Each row is one statement. Where two on the same organizations differ in their tie and hold at "
        "once, both are here and the drawing shows the tie as contested."
    )
    return Table("ties", f"Allies and rivals, {snapshot.moment}", COLUMNS, tuple(rows), (note,))
