"""Pictures, and the report that holds them all."""

from __future__ import annotations

from pathlib import Path

from cartelgraph import report
from cartelgraph.api.moments import date_of, moment_of, months_of
from cartelgraph.dataset import Dataset, find
from cartelgraph.figures import Figure, alliances_figure, network_figure, presence_map, timeline_figure
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


def draw_network(snapshot: Snapshot) -> Figure:
    """Draw the allies and rivals of a snapshot.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> picture = cg.draw_network(cg.snapshot(cg.read_dataset(), "2011-03"))
    >>> "Los Zetas" in picture.svg
    True
    """
    return network_figure(snapshot)


def draw_map(snapshot: Snapshot) -> Figure:
    """Draw where organizations are stated to be present in a snapshot.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> cg.draw_map(cg.snapshot(cg.read_dataset(), "2011-03")).name
    'presence-map'
    """
    return presence_map(snapshot)


def draw_timeline(
    data: Dataset, name: str, *, known_at: str | None = None, carry: int | None = DEFAULT_CARRY
) -> Figure:
    """Draw the alliances, rivalries and truces of an organization over time.

    The parameters and errors are those of :func:`timeline`.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> "Gulf Cartel" in cg.draw_timeline(cg.read_dataset(), "los-zetas").svg
    True
    """
    organization = find(data, name, Organization).id
    return timeline_figure(data, organization, known_at=date_of(known_at), carry=months_of(carry))


def draw_alliances(
    data: Dataset, *, known_at: str | None = None, carry: int | None = DEFAULT_CARRY
) -> Figure:
    """Draw the alliances of all organizations over time.

    Raises
    ------
    ParameterError
        When the date is not EDTF, or the carry is negative.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> cg.draw_alliances(cg.read_dataset(), known_at="2011-03").name
    'alliances'
    """
    return alliances_figure(data, known_at=date_of(known_at), carry=months_of(carry))


def write_report(  # noqa: PLR0913 - what can be asked of time, as in snapshot
    data: Dataset,
    path: str | Path,
    on: str | None = None,
    *,
    known_at: str | None = None,
    certainty: str = "working",
    carry: int | None = DEFAULT_CARRY,
    contradictions: str = "keep",
) -> Path:
    """Write all answers, pictures and sources as one HTML file, and return its path.

    The parameters are those of :func:`snapshot`.

    Raises
    ------
    ParameterError
        When a date is not EDTF, the certainty or the policy is another word, or the carry is negative.
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
    page = report.gather(data, moment_of(data, on, known_at, certainty, carry, contradictions))
    return report.write_report(page, Path(path))
