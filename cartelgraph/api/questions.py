"""The questions: what can be asked, and the answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cartelgraph import analysis, brief
from cartelgraph.analysis.survival import survival as survival_table
from cartelgraph.api.moments import date_of, dates_of, moment_of
from cartelgraph.dataset import Dataset
from cartelgraph.errors import ParameterError
from cartelgraph.model import DEFAULT_CARRY
from cartelgraph.network import Snapshot
from cartelgraph.store import SavedParameter, catalogue
from cartelgraph.table import Column, Row, Table

__all__ = [
    "analyses",
    "analyze",
    "answer_brief",
    "queries",
    "survival",
]

SIGNS = {"alliance": 1, "rivalry": -1, "truce": 0}


LISTED = (
    Column("name", "What to call it by."),
    Column("question", "What it answers."),
    Column("parameters", "What can be set, with the value that stands unless another is given."),
)


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
    'Sinaloa Federation'
    """
    snapshots = [snapshot] if isinstance(snapshot, Snapshot) else snapshot
    return analysis.answered(analysis.analysis_named(name), snapshots, **parameters)


def queries() -> Table:
    """Return the saved questions in Cypher: ask one with ``store.answer(query(name), {...})``.

    One with a parameter ``on`` asks what is taken to hold on that date, each statement by itself. To ask the
    same of what holds in a snapshot, or in each of a series: ``store.answer(query(name), at=snapshot)``.

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
    return survival_table(data, sign=SIGNS[tie], known_at=date_of(known_at))


def answer_brief(  # noqa: PLR0913 - what can be asked of time, as in snapshot
    data: Dataset,
    on: str | None = None,
    *,
    first: str | None = None,
    last: str | None = None,
    every: str = "year",
    known_at: str | None = None,
    certainty: str = "working",
    carry: int | None = DEFAULT_CARRY,
    contradictions: str = "keep",
) -> Table:
    """Test the claims of the policy brief of March 2011; the other parameters are those of :func:`snapshot`.

    Parameters
    ----------
    data
        The dataset.
    on
        The date asked about. By default the dataset's focus.
    first, last, every
        Instead of one date, those of a series as in :func:`series`, up to the dataset's focus unless `last`
        is given. Each claim is tested on each date, and the table's lead says which verdicts change.

    Raises
    ------
    ParameterError
        When a date is not EDTF, one date and a series are asked about at once, the two ends make no series,
        the certainty or the policy is another word, or the carry is negative.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> set(cg.answer_brief(cg.read_dataset()).column("verdict")) <= {"holds", "fails", "cannot be checked"}
    True
    >>> years = cg.answer_brief(cg.read_dataset(), first="2009-03", last="2011-03")
    >>> years.column("on")[:3]
    ('2009-03', '2010-03', '2011-03')
    """
    if on is not None and (first or last):
        raise ParameterError("choose one: on asks about one date, first and last about several")
    moment = moment_of(data, on, known_at, certainty, carry, contradictions)
    dates = dates_of(moment.on, first, last, every) or (moment.on,)
    return brief.as_series(brief.answers(data, moment, dates), data)


def _defaults(parameters: Iterable[analysis.Parameter | SavedParameter]) -> str | None:
    return ", ".join(f"{parameter.name}={parameter.default}" for parameter in parameters) or None
