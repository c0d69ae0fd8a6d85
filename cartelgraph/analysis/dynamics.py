"""Questions about change: they are asked of snapshots in a row, not of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cartelgraph.analysis.analysis import Analysis, Parameter, with_defaults, with_sources
from cartelgraph.errors import AnalysisError
from cartelgraph.measures.progress import Told, silent
from cartelgraph.model import Relationship
from cartelgraph.network import Snapshot, span
from cartelgraph.network.timeless import Timeless
from cartelgraph.table import Column, Row, Table

__all__ = ["Dynamics", "answered", "in_series", "telling_dates"]

ON = Column("on", "The date asked about.", whole=True)


@dataclass(frozen=True)
class Dynamics:
    """A question about change, the function that answers it, and the literature that it stands on.

    Its attributes are those of :class:`cartelgraph.analysis.Analysis`.
    """

    name: str
    question: str
    compute: Callable[..., Table]
    references: tuple[str, ...]
    about: tuple[str, ...]
    reads: tuple[type[Relationship], ...]
    parameters: tuple[Parameter, ...] = ()
    ranks: bool = True
    tells: bool = False

    def run(self, snapshots: Sequence[Snapshot], told: Told = silent, /, **chosen: int) -> Table:
        """Answer the question on snapshots in a row; who is told hears of each, if the question tells of it.

        Raises
        ------
        UnknownNameError
            When the question has no such parameter.
        ParameterError
            When a parameter is out of its range.
        AnalysisError
            When there are fewer than two: nothing can change. When one is of a file, which has no date.
        TypeError
            When the table does not end with the column of sources: no number goes without them.
        """
        if len(snapshots) < 2:
            raise AnalysisError(f"{self.name} compares dates: give at least two, by --from and --to")
        if any(isinstance(one, Timeless) for one in snapshots):
            raise AnalysisError(f"{self.name} compares dates, of which a file of ties says nothing")
        values = with_defaults(self.name, self.parameters, chosen)
        telling = {"told": told} if self.tells else {}
        return with_sources(self.name, self.compute(snapshots, **telling, **values))


def answered(
    analysis: Analysis | Dynamics, snapshots: Sequence[Snapshot], told: Told = silent, /, **chosen: int
) -> Table:
    """Return what an analysis answers on one snapshot, or on several in a row; `told` hears of progress.

    Raises
    ------
    UnknownNameError
        When the analysis has no such parameter.
    ParameterError
        When a parameter is out of its range.
    AnalysisError
        When there are too few snapshots.
    """
    if isinstance(analysis, Dynamics):
        return analysis.run(snapshots, told, **chosen)
    if len(snapshots) == 1:
        return analysis.run(snapshots[0], told, **chosen)
    return in_series(analysis, snapshots, told, **chosen)


def in_series(
    analysis: Analysis, snapshots: Sequence[Snapshot], told: Told = silent, /, **chosen: int
) -> Table:
    """Return the answers of an analysis on snapshots in a row as one table, each row with its date.

    The notes are those of the last date, after a line that says so; the others differ in their counts only.

    Raises
    ------
    AnalysisError
        When there is no snapshot.
    """
    if not snapshots:
        raise AnalysisError(f"{analysis.name}: a series needs at least one date")
    tables = [analysis.run(one, **chosen) for one in telling_dates(snapshots, told)]
    rows = tuple(
        Row((str(one.moment.on), *row.values), row.records)
        for one, table in zip(snapshots, tables, strict=True)
        for row in table.rows
    )
    empty = [str(one.moment.on) for one, table in zip(snapshots, tables, strict=True) if not table.rows]
    without = (f"Without a row: {', '.join(empty)}.",) if empty else ()
    last = tables[-1]
    return Table(
        name=analysis.name,
        title=f"{analysis.question} {span([one.moment for one in snapshots])}",
        columns=(ON, *last.columns),
        rows=rows,
        notes=(*without, f"The notes are those of {snapshots[-1].moment.on}.", *last.notes),
        grouped=True,
    )


def telling_dates(snapshots: Sequence[Snapshot], told: Told) -> Iterator[Snapshot]:
    """Yield snapshots one after the other, and tell on which date work is going on."""
    for done, one in enumerate(snapshots):
        told(done, len(snapshots), f"dates, now {one.moment.on}")
        yield one
    told(len(snapshots), len(snapshots), "dates")
