"""What a notebook needs, by name: read, look up, take a snapshot, analyse, draw, report.

``import cartelgraph as cg`` offers all of it. Dates are EDTF text, as on the command line: ``2011``,
``2011-03``, ``2011-03-15``. Answers are tables that show well, know the records behind each row, and become
a pandas DataFrame; the graph of a snapshot is a plain ``networkx.MultiDiGraph``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from cartelgraph import analysis, brief, report
from cartelgraph.analysis.timeline import timeline as timeline_table
from cartelgraph.connection import connect
from cartelgraph.dataset import Dataset, find, profile, read_dataset
from cartelgraph.errors import ParameterError
from cartelgraph.figures import Figure, alliances_figure, network_figure, presence_map, timeline_figure
from cartelgraph.model import DEFAULT_CARRY, Certainty, EdtfDate
from cartelgraph.model.entities import Organization
from cartelgraph.network import Level, Moment, Policy, Snapshot, Step, dates_between
from cartelgraph.network import series as series_at
from cartelgraph.network import snapshot as snapshot_at
from cartelgraph.store import SavedParameter, Store, catalogue
from cartelgraph.store import query_named as query
from cartelgraph.table import Column, Row, Table

__all__ = [
    "Dataset",
    "Figure",
    "Snapshot",
    "Store",
    "Table",
    "analyses",
    "analyze",
    "answer_brief",
    "connect",
    "draw_alliances",
    "draw_map",
    "draw_network",
    "draw_timeline",
    "queries",
    "query",
    "read_dataset",
    "series",
    "show",
    "snapshot",
    "survival",
    "timeline",
    "write_report",
]

Word = TypeVar("Word", bound=StrEnum)

SIGNS = {"alliance": 1, "rivalry": -1, "truce": 0}

LISTED = (
    Column("name", "What to call it by."),
    Column("question", "What it answers."),
    Column("parameters", "What can be set, with the value that stands unless another is given."),
)


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
    moment = _moment(data, on, known_at, certainty, carry, contradictions)
    return snapshot_at(data, replace(moment, level=_word(Level, "level", level)))


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
    moment = _moment(data, first, known_at, certainty, carry, contradictions)
    end = _date(last) or moment.on
    moment = replace(moment, level=_word(Level, "level", level))
    return series_at(data, moment, dates_between(moment.on, end, _word(Step, "every", every)))


def show(data: Dataset, name: str) -> Table:
    """Return all that is known of one thing: an id, a name or an alias.

    Raises
    ------
    UnknownNameError
        When nothing bears the name; the message offers the nearest.
    AmbiguousNameError
        When several things bear it; the message gives their ids.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> cg.show(cg.read_dataset(), "los zetas").title
    'Los Zetas (los-zetas)'
    """
    return profile(data, find(data, name))


def timeline(
    data: Dataset, name: str, *, known_at: str | None = None, carry: int | None = DEFAULT_CARRY
) -> Table:
    """Return the alliances, rivalries and truces of an organization in the order of time.

    Parameters
    ----------
    data
        The dataset.
    name
        Id, name or alias of the organization.
    known_at
        Only what was in print by the end of this date counts. By default everything.
    carry
        Months for which a missing bound is carried from the last evidence; None carries without end.

    Raises
    ------
    UnknownNameError
        When no organization bears the name; the message offers the nearest.
    AmbiguousNameError
        When several do.
    ParameterError
        When the id is of something else, the date is not EDTF, or the carry is negative.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> ties = cg.timeline(cg.read_dataset(), "Los Zetas").to_dataframe()
    >>> "Sinaloa Federation" in set(ties["with"])
    True
    """
    organization = find(data, name, Organization).id
    return timeline_table(data, organization, known_at=_date(known_at), carry=_months(carry))


def survival(data: Dataset, tie: str = "alliance", *, known_at: str | None = None) -> Table:
    """Estimate how many alliances, rivalries or truces last longer than each duration at which one ended.

    Parameters
    ----------
    data
        The dataset.
    tie
        What lasts: ``alliance``, ``rivalry`` or ``truce``.
    known_at
        Only what was in print by the end of this date counts. By default everything.

    Raises
    ------
    ParameterError
        When the date is not EDTF, or the tie is another word.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> cg.survival(cg.read_dataset(), "rivalry").column("at_risk")[0] > 10
    True
    """
    if tie not in SIGNS:
        raise ParameterError(f"tie is {tie!r}: it is one of {', '.join(SIGNS)}")
    return analysis.survival(data, sign=SIGNS[tie], known_at=_date(known_at))


def analyses() -> Table:
    """Return the analyses: name, question, parameters and references.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> "centrality" in cg.analyses().column("name")
    True
    """
    return Table(
        "analyses",
        "Analyses",
        (*LISTED, Column("references", "Where its measures come from.")),
        tuple(
            Row(
                (
                    known.name,
                    known.question,
                    _defaults(known.parameters),
                    "; ".join(known.references),
                )
            )
            for known in analysis.QUESTIONS
        ),
    )


def analyze(name: str, snapshot: Snapshot | Sequence[Snapshot], **parameters: int) -> Table:
    """Answer one question on a snapshot, or on a series of them; :func:`analyses` lists them.

    On a series the table has one more column, ``on``, the date of each row; ``shifts`` and ``flips`` compare
    the dates and need a series.

    Raises
    ------
    UnknownNameError
        When there is no such analysis, or it has no such parameter.
    ParameterError
        When a parameter is out of its range.
    AnalysisError
        When the question needs more snapshots than it is given.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> reach = cg.analyze("reach", cg.snapshot(cg.read_dataset(), "2011-03"), steps=1)
    >>> reach.column("organization")[0]
    'Los Zetas'
    """
    snapshots = [snapshot] if isinstance(snapshot, Snapshot) else snapshot
    return analysis.answered(analysis.analysis_named(name), snapshots, **parameters)


def queries() -> Table:
    """Return the saved questions in Cypher: ask one with ``store.answer(query(name), {...})``.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> "enemies-turned-allies" in cg.queries().column("name")
    True
    """
    return Table(
        "queries",
        "Saved queries",
        LISTED,
        tuple(Row((saved.name, saved.question, _defaults(saved.parameters))) for saved in catalogue()),
    )


def answer_brief(
    data: Dataset,
    on: str | None = None,
    *,
    known_at: str | None = None,
    certainty: str = "working",
    carry: int | None = DEFAULT_CARRY,
    contradictions: str = "keep",
) -> Table:
    """Test the claims of the policy brief of March 2011; the parameters are those of :func:`snapshot`.

    Raises
    ------
    ParameterError
        When a date is not EDTF, the certainty or the policy is another word, or the carry is negative.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> set(cg.answer_brief(cg.read_dataset()).column("verdict")) <= {"holds", "fails", "cannot be checked"}
    True
    """
    moment = _moment(data, on, known_at, certainty, carry, contradictions)
    return brief.as_table(brief.answer(data, moment), data, moment)


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
    return timeline_figure(data, organization, known_at=_date(known_at), carry=_months(carry))


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
    return alliances_figure(data, known_at=_date(known_at), carry=_months(carry))


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
    page = report.gather(data, _moment(data, on, known_at, certainty, carry, contradictions))
    return report.write_report(page, Path(path))


def _defaults(parameters: Iterable[analysis.Parameter | SavedParameter]) -> str | None:
    return ", ".join(f"{parameter.name}={parameter.default}" for parameter in parameters) or None


def _moment(
    data: Dataset,
    on: str | None,
    known_at: str | None,
    certainty: str,
    carry: int | None,
    contradictions: str,
) -> Moment:
    return Moment(
        _date(on) or data.info.focus,
        _date(known_at),
        _word(Certainty, "certainty", certainty),
        _months(carry),
        _word(Policy, "contradictions", contradictions),
    )


def _word(kind: type[Word], name: str, text: str) -> Word:
    try:
        return kind(text)
    except ValueError:
        raise ParameterError(f"{name} is {text!r}: it is one of {', '.join(kind)}") from None


def _date(text: str | None) -> EdtfDate | None:
    try:
        return None if text is None else EdtfDate(text)
    except ValueError as error:
        raise ParameterError(str(error)) from None


def _months(carry: int | None) -> int | None:
    if carry is not None and carry < 0:
        raise ParameterError(f"carry is {carry}: it is a number of months from 0, or None for no end")
    return carry
