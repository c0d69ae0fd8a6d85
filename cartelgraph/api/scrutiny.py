"""What a number rests on, whether a ranking holds, and what differs between two datasets."""

from __future__ import annotations

from cartelgraph import scrutiny
from cartelgraph.analysis import Dynamics, analysis_named
from cartelgraph.api.moments import dates_of, moment_of
from cartelgraph.dataset import Dataset
from cartelgraph.errors import AnalysisError
from cartelgraph.model import DEFAULT_CARRY
from cartelgraph.scrutiny import DEFAULT_RUNS, DEFAULT_SEED, Explanation
from cartelgraph.table import Table

__all__ = ["diff", "explain", "stability"]


def explain(  # noqa: PLR0913 - what can be asked of time, as in snapshot
    data: Dataset,
    name: str,
    *key: str,
    number: str | None = None,
    on: str | None = None,
    first: str | None = None,
    last: str | None = None,
    every: str = "year",
    known_at: str | None = None,
    certainty: str = "working",
    carry: int | None = DEFAULT_CARRY,
    contradictions: str = "keep",
    level: str = "faction",
    **parameters: int,
) -> Explanation:
    """Return what a number rests on: the statements, and whether it would be another without each of them.

    Parameters
    ----------
    data
        The dataset.
    name
        The analysis that the number is of, or ``brief``.
    key
        What its row is about: an organization, a country, both ends of a dyad, a date; of the brief, the
        number of the claim and the name of a number in it, or ``verdict``.
    number
        Name of its column; by default the first that measures something.
    on, known_at, certainty, carry, contradictions, level
        As in :func:`snapshot`.
    first, last, every
        As in :func:`series`, for an analysis on several dates.
    parameters
        Those of the analysis.

    Returns
    -------
    Explanation
        It shows itself as a table, and has ``as_table()``, ``as_markdown()`` and ``as_bibtex()``.

    Raises
    ------
    UnknownNameError, AmbiguousNameError
        When there is no such analysis, claim, column or name, or a name means several things.
    ParameterError
        When no row is about the key or several are, or a word or a date is none that is understood.
    AnalysisError
        When the question compares dates and is given one.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> why = cg.explain(cg.read_dataset(), "centrality", "Los Zetas", known_at="2011-03")
    >>> why.value, {str(ground.bearing) for ground in why.grounds} <= {"alone", "jointly", "none"}
    (4, True)
    """
    moment = moment_of(data, on, known_at, certainty, carry, contradictions, level)
    if name == "brief":
        question, key = scrutiny.of_brief(key, moment)
        return scrutiny.explain(data, question, key, number)
    dates = dates_of(moment.on, first, last, every)
    question = scrutiny.of_analysis(analysis_named(name), moment, dates or None, **parameters)
    return scrutiny.explain(data, question, key, number)


def stability(  # noqa: PLR0913 - what can be asked of time, as in snapshot
    data: Dataset,
    name: str,
    number: str | None = None,
    *,
    runs: int = DEFAULT_RUNS,
    seed: int = DEFAULT_SEED,
    on: str | None = None,
    first: str | None = None,
    last: str | None = None,
    every: str = "year",
    known_at: str | None = None,
    certainty: str = "working",
    carry: int | None = DEFAULT_CARRY,
    contradictions: str = "keep",
    level: str = "faction",
    **parameters: int,
) -> Table:
    """Return how firmly a ranking stands if statements are drawn by likelihood, or a source is left out.

    Parameters
    ----------
    data
        The dataset.
    name
        The analysis.
    number
        Name of the column that ranks, the greatest first; by default the first that measures something.
    runs, seed
        How many draws, and the seed of their random numbers.
    on, known_at, certainty, carry, contradictions, level
        As in :func:`snapshot`.
    first, last, every
        As in :func:`series`, for ``flips``.
    parameters
        Those of the analysis.

    Raises
    ------
    UnknownNameError
        When there is no such analysis or column.
    AnalysisError
        When the analysis ranks nothing, on this data or ever, or is asked on other than its number of dates.
    ParameterError
        When a word or a number is none that is understood.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> table = cg.stability(cg.read_dataset(), "co-presence", runs=5)
    >>> table.lead[0].split(":")[0]
    'First place, Mexico, United States'
    """
    moment = moment_of(data, on, known_at, certainty, carry, contradictions, level)
    analysis = analysis_named(name)
    dates = dates_of(moment.on, first, last, every)
    if not analysis.ranks or (dates and not isinstance(analysis, Dynamics)):
        raise AnalysisError(f"{name} makes no single ranking here: ask an analysis of one date, or flips")
    question = scrutiny.of_analysis(analysis, moment, dates or None, **parameters)
    return scrutiny.stability(data, question, number, runs=runs, seed=seed)


def diff(  # noqa: PLR0913 - what can be asked of time, as in snapshot
    one: Dataset,
    other: Dataset,
    on: str | None = None,
    *,
    known_at: str | None = None,
    certainty: str = "working",
    carry: int | None = DEFAULT_CARRY,
    contradictions: str = "keep",
) -> Table:
    """Return what differs between two datasets, record by record, and which findings flip between them.

    The other parameters are those of :func:`snapshot`; the date is by default the focus of the first dataset.

    Raises
    ------
    ParameterError
        When a date is not EDTF, the certainty or the policy is another word, or the carry is negative.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> cg.diff(cg.read_dataset(), cg.read_dataset()).lead[0]
    'Records: 0 added, 0 removed, 0 changed.'
    """
    return scrutiny.compare(one, other, moment_of(one, on, known_at, certainty, carry, contradictions))
