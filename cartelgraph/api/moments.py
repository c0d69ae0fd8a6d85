"""The network at a moment, and what the texts that ask for one mean."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from cartelgraph.dataset import Dataset
from cartelgraph.errors import ParameterError
from cartelgraph.model import DEFAULT_CARRY, Certainty, EdtfDate
from cartelgraph.network import Level, Moment, Policy, Snapshot, Step, dates_between
from cartelgraph.network import series as series_at
from cartelgraph.network import snapshot as snapshot_at
from cartelgraph.network.timeless import timeless
from cartelgraph.sources.edge_list import read_edges

__all__ = [
    "date_of",
    "dates_of",
    "moment_of",
    "months_of",
    "read_ties",
    "series",
    "snapshot",
]

Word = TypeVar("Word", bound=StrEnum)


def snapshot(  # noqa: PLR0913 - what can be asked of time
    data: Dataset,
    on: str | None = None,
    *,
    known_at: str | None = None,
    certainty: str = "working",
    carry: int | None = DEFAULT_CARRY,
    contradictions: str = "keep",
    level: str = "faction",
) -> Snapshot:
    """Return the network as it stood at a time, as it was known at another.

    Parameters
    ----------
    data
        The dataset.
    on
        The date asked about; of a month or a year, any day counts. By default the dataset's focus.
    known_at
        Only what was in print by the end of this date counts. By default everything.
    certainty
        Which statements count: ``certain``, those that certainly held; ``working``, those taken to hold;
        ``possible``, all that nothing excludes.
    carry
        In the working view, months for which a missing bound is carried from the last evidence; None
        carries without end.
    contradictions
        What becomes of statements of different signs that hold on a dyad at once: ``keep`` all, drop all
        (``strict``), or keep those on the side of the ``strongest`` or of the ``latest``.
    level
        What counts as one actor: each ``faction``, an ``organization`` with its factions and armed wings, or
        a ``lineage`` with all that came out of one.

    Raises
    ------
    ParameterError
        When a date is not EDTF, the certainty or the policy is another word, or the carry is negative.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> then = cg.snapshot(cg.read_dataset(), "2011-03", known_at="2011-03")
    >>> then.graph.nodes["los-zetas"]["name"]
    'Los Zetas'
    """
    return snapshot_at(data, moment_of(data, on, known_at, certainty, carry, contradictions, level))


def read_ties(path: str | Path) -> Snapshot:
    r"""Return the signed ties of a CSV file as a network that every analysis of ties alone takes.

    Parameters
    ----------
    path
        An edge list with the columns ``source``, ``target`` and ``sign``, or a signed adjacency matrix.

    Raises
    ------
    DatasetError
        With everything that is wrong with the file, line by line.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "ties.csv"
    ...     _ = path.write_text("source,target,sign\na,b,1\nb,c,1\na,c,-1\n")
    ...     cg.analyze("frustrated-ties", cg.read_ties(path)).column("against")
    (1, 1, 1)
    """
    return timeless(read_edges(path))


def series(  # noqa: PLR0913 - what can be asked of time, as in snapshot
    data: Dataset,
    first: str,
    last: str,
    every: str = "year",
    *,
    known_at: str | None = None,
    certainty: str = "working",
    carry: int | None = DEFAULT_CARRY,
    contradictions: str = "keep",
    level: str = "faction",
) -> tuple[Snapshot, ...]:
    """Return the network on one date after another; the other parameters are those of :func:`snapshot`.

    Parameters
    ----------
    data
        The dataset.
    first, last
        The first and the last date, both years, both months or both days.
    every
        From one date to the next: ``year`` or ``month``.

    Raises
    ------
    ParameterError
        When a date is not EDTF, the two make no series, a word is another one, or the carry is negative.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> years = cg.series(cg.read_dataset(), "2009-03", "2011-03")
    >>> cg.analyze("shifts", years).column("to")
    ('2010-03', '2011-03')
    """
    moment = moment_of(data, first, known_at, certainty, carry, contradictions, level)
    return series_at(data, moment, dates_of(moment.on, first, last, every))


def moment_of(  # noqa: PLR0913, PLR0917 - one argument for each thing that can be asked
    data: Dataset,
    on: str | None,
    known_at: str | None,
    certainty: str,
    carry: int | None,
    contradictions: str,
    level: str = "faction",
) -> Moment:
    """Return what some texts ask of time; without a date, the dataset's focus."""
    return Moment(
        date_of(on) or data.info.focus,
        date_of(known_at),
        word_of(Certainty, "certainty", certainty),
        months_of(carry),
        word_of(Policy, "contradictions", contradictions),
        word_of(Level, "level", level),
    )


def dates_of(on: EdtfDate, first: str | None, last: str | None, every: str) -> tuple[EdtfDate, ...]:
    """Return the dates of a series that some texts ask for; none without them.

    Raises
    ------
    ParameterError
        When there is a last date and no first, or the two make no series.
    """
    step = word_of(Step, "every", every)
    beginning, end = date_of(first), date_of(last)
    if beginning is not None:
        return dates_between(beginning, end or on, step)
    if end is not None:
        raise ParameterError(f"last is {last!r}: a series has a beginning too. Give first")
    return ()


def word_of(kind: type[Word], name: str, text: str) -> Word:
    try:
        return kind(text)
    except ValueError:
        raise ParameterError(f"{name} is {text!r}: it is one of {', '.join(kind)}") from None


def date_of(text: str | None) -> EdtfDate | None:
    """Return the date that a text gives, if there is one."""
    try:
        return None if text is None else EdtfDate(text)
    except ValueError as error:
        raise ParameterError(str(error)) from None


def months_of(carry: int | None) -> int | None:
    """Return the months of a carry, if they can be."""
    if carry is not None and carry < 0:
        raise ParameterError(f"carry is {carry}: it is a number of months from 0, or None for no end")
    return carry
