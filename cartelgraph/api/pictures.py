"""Pictures, and the report that holds them all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import overload

from cartelgraph import report
from cartelgraph.api.moments import date_of, dates_of, moment_of, months_of
from cartelgraph.dataset import Dataset, find
from cartelgraph.figures import (
    Figure,
    alliances_figure,
    network_figure,
    network_figures,
    presence_map,
    presence_maps,
    timeline_figure,
)
from cartelgraph.model import DEFAULT_CARRY
from cartelgraph.model.entities import Organization
from cartelgraph.network import Snapshot

__all__ = [
    "draw_alliances",
    "draw_map",
    "draw_network",
    "draw_timeline",
    "write_report",
]


@overload
def draw_network(snapshot: Snapshot) -> Figure: ...


@overload
def draw_network(snapshot: Sequence[Snapshot]) -> tuple[Figure, ...]: ...


def draw_network(snapshot: Snapshot | Sequence[Snapshot]) -> Figure | tuple[Figure, ...]:
    """Draw the allies and rivals of a snapshot, or one picture for each of a series.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> picture = cg.draw_network(cg.snapshot(cg.read_dataset(), "2011-03"))
    >>> "Los Zetas" in picture.svg
    True
    >>> [picture.name for picture in cg.draw_network(cg.series(cg.read_dataset(), "2010", "2011"))]
    ['network-2010', 'network-2011']
    """
    return network_figure(snapshot) if isinstance(snapshot, Snapshot) else network_figures(snapshot)


@overload
def draw_map(snapshot: Snapshot) -> Figure: ...


@overload
def draw_map(snapshot: Sequence[Snapshot]) -> tuple[Figure, ...]: ...


def draw_map(snapshot: Snapshot | Sequence[Snapshot]) -> Figure | tuple[Figure, ...]:
    """Draw where organizations are stated to be present in a snapshot, or one map for each of a series.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> cg.draw_map(cg.snapshot(cg.read_dataset(), "2011-03")).name
    'presence-map'
    >>> len(cg.draw_map(cg.series(cg.read_dataset(), "2010", "2011")))
    2
    """
    return presence_map(snapshot) if isinstance(snapshot, Snapshot) else presence_maps(snapshot)


def draw_timeline(
    data: Dataset,
    name: str,
    *,
    first: str | None = None,
    last: str | None = None,
    known_at: str | None = None,
    carry: int | None = DEFAULT_CARRY,
) -> Figure:
    """Draw the alliances, rivalries and truces of an organization over time.

    The picture shows what certainly held, what is taken to hold and what may have held, so there is no
    ``certainty`` to choose. The parameters and errors are those of :func:`timeline`, and two besides.

    Parameters
    ----------
    data, name, known_at, carry
        See :func:`timeline`.
    first, last
        Dates from and to whose years the picture is cropped; whoever has nothing to show in them is named
        below it. By default all years with something dated are shown.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> "Gulf Cartel" in cg.draw_timeline(cg.read_dataset(), "los-zetas").svg
    True
    >>> "2008</text>" in cg.draw_timeline(cg.read_dataset(), "los-zetas", first="2009", last="2011-03").svg
    False
    """
    return timeline_figure(
        data,
        find(data, name, Organization).id,
        known_at=date_of(known_at),
        carry=months_of(carry),
        first=date_of(first),
        last=date_of(last),
    )


def draw_alliances(
    data: Dataset,
    *,
    first: str | None = None,
    last: str | None = None,
    known_at: str | None = None,
    carry: int | None = DEFAULT_CARRY,
) -> Figure:
    """Draw the alliances of all organizations over time; all but the name is as in :func:`draw_timeline`.

    Raises
    ------
    ParameterError
        When a date is not EDTF, the last year comes before the first, or the carry is negative.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> cg.draw_alliances(cg.read_dataset(), known_at="2011-03").name
    'alliances'
    """
    return alliances_figure(
        data,
        known_at=date_of(known_at),
        carry=months_of(carry),
        first=date_of(first),
        last=date_of(last),
    )


def write_report(  # noqa: PLR0913 - what can be asked of time, as in snapshot
    data: Dataset,
    path: str | Path,
    on: str | None = None,
    *,
    first: str | None = None,
    last: str | None = None,
    every: str = "year",
    known_at: str | None = None,
    certainty: str = "working",
    carry: int | None = DEFAULT_CARRY,
    contradictions: str = "keep",
) -> Path:
    """Write all answers, pictures and sources as one HTML file, and return its path.

    The parameters are those of :func:`snapshot`, and those of a series besides.

    Parameters
    ----------
    data
        The dataset.
    path
        The file to write.
    on
        The date that the report is about. By default the dataset's focus.
    first, last, every
        With `first` the report has a section on the dates of this series as well, which ends on the date that
        the report is about unless `last` says otherwise; the alliances are drawn over its years.

    Raises
    ------
    ParameterError
        When a date is not EDTF, the two ends make no series, the certainty or the policy is another word, or
        the carry is negative.
    AnalysisError
        When there is a single date in the series.
    OSError
        When the file cannot be written.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     cg.write_report(cg.read_dataset(), f"{folder}/report.html").suffix
    '.html'
    """
    moment = moment_of(data, on, known_at, certainty, carry, contradictions)
    page = report.gather(data, moment, dates=dates_of(moment.on, first, last, every))
    return report.write_report(page, Path(path))
