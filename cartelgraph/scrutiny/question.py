"""A question that can be asked of any dataset, so that answers on different data can be set side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cartelgraph.analysis import Analysis, Dynamics, answered
from cartelgraph.analysis.analysis import SOURCES
from cartelgraph.brief import CLAIMS, Claim, Evidence
from cartelgraph.dataset import Dataset, supporting_citations
from cartelgraph.errors import UnknownNameError
from cartelgraph.model import EdtfDate, Relationship
from cartelgraph.network import LINEAGE, Level, Moment, series
from cartelgraph.table import Column, Row, Table

__all__ = ["Question", "of_analysis", "of_brief"]


@dataclass(frozen=True)
class Question:
    """A question, and all that was chosen to ask it.

    Attributes
    ----------
    name
        Name of the analysis.
    moment
        What is asked of time, and of statements that contradict each other.
    about
        Names of the columns that say what a row is about.
    reads
        Types of the statements that its numbers depend on.
    dates
        The dates of the snapshots that it is asked of; none where it works on the dataset itself.
    ask
        Answers it on a dataset.
    """

    name: str
    moment: Moment
    about: tuple[str, ...]
    reads: tuple[type[Relationship], ...]
    dates: tuple[EdtfDate, ...]
    ask: Callable[[Dataset], Table]


def of_analysis(
    analysis: Analysis | Dynamics, moment: Moment, dates: Iterable[EdtfDate] | None = None, **chosen: int
) -> Question:
    """Return the question that an analysis asks at a moment, or on several dates and otherwise as then.

    Parameters
    ----------
    analysis
        The analysis.
    moment
        What is asked of time.
    dates
        The dates asked about; by default that of the moment alone.
    chosen
        Parameters of the analysis.
    """
    asked = (moment.on,) if dates is None else tuple(dates)
    in_series = len(asked) > 1 and isinstance(analysis, Analysis)
    folding = () if moment.level is Level.FACTION else LINEAGE
    return Question(
        name=analysis.name,
        moment=moment,
        about=("on", *analysis.about) if in_series else analysis.about,
        reads=(*analysis.reads, *folding),
        dates=asked,
        ask=lambda dataset: answered(analysis, series(dataset, moment, asked), **chosen),
    )


#: What a claim's verdict is called beside its numbers.
VERDICT = "verdict"

CLAIM_COLUMNS = (
    Column("claim", "Which claim."),
    Column("number", "Name of the number, or `verdict`."),
    Column(
        "value",
        "The number in its unit, or whether the claim holds, fails, or cannot be checked.",
        "as stated",
    ),
    Column("unit", "Its unit; 1 for a pure number, undefined for the verdict."),
    SOURCES,
)


def of_brief(key: Sequence[str], moment: Moment) -> tuple[Question, tuple[str, ...]]:
    """Return the question of one claim of the brief at a moment, and the key of a number in its answer.

    Such a question reads what its answer names as its records: all that it rests on.

    Parameters
    ----------
    key
        The number of the claim; then the name of a number in its answer, by default the verdict.
    moment
        What is asked of time.

    Raises
    ------
    UnknownNameError
        When there is no claim of that number.
    """
    number, *rest = key or ("",)
    for claim in CLAIMS:
        if str(claim.number) == number:
            return _of_claim(claim, moment), (f"claim {number}", *(rest or (VERDICT,)))
    raise UnknownNameError("claim", number, [str(claim.number) for claim in CLAIMS])


def _of_claim(claim: Claim, moment: Moment) -> Question:
    def ask(dataset: Dataset) -> Table:
        finding = claim.finding(Evidence(dataset, moment))
        sources = len(supporting_citations(dataset, finding.records, moment.known_at))
        values = ((VERDICT, str(finding.verdict), None), *finding.values)
        return Table(
            name="brief",
            title=f"{claim.statement} Claim {claim.number}, {moment}",
            columns=CLAIM_COLUMNS,
            rows=tuple(
                Row((f"claim {claim.number}", name, value, unit, sources), finding.records)
                for name, value, unit in values
            ),
            notes=(finding.answer, claim.test, claim.limits),
        )

    return Question(name="brief", moment=moment, about=("claim", "number"), reads=(), dates=(), ask=ask)
