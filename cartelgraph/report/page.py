"""Everything that the report says, gathered; the template decides how it looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from cartelgraph.analysis import ANALYSES, Analysis
from cartelgraph.brief import CLAIMS, Claim, Finding, answer
from cartelgraph.dataset import Dataset, DatasetInfo
from cartelgraph.dataset.footnotes import Footnotes, Note, Use
from cartelgraph.model import EdtfDate
from cartelgraph.network import Moment, Snapshot, snapshot
from cartelgraph.report.gaps import Gaps, gaps_of, undated_by_type
from cartelgraph.report.over_time import OverTime, over_time
from cartelgraph.report.pictures import Picture, pictures_of
from cartelgraph.report.printed import Printed, printed
from cartelgraph.report.ties import ties

__all__ = ["Page", "Progress", "gather"]

#: Takes the steps that are done, all of them, and what comes next.
Progress: TypeAlias = Callable[[int, int, str], None]

STEPS = 4

#: The picture of a claim, by its number; the others have none.
PICTURE_OF_CLAIM = {1: "alliances", 3: "presence-map"}


@dataclass(frozen=True)
class Answered:
    """A claim, what its test found, its picture if it has one, and the notes on the sources behind it."""

    claim: Claim
    finding: Finding
    picture: Picture | None
    notes: list[int]


@dataclass(frozen=True)
class Section:
    """An analysis with its answer, and what is missing from it."""

    analysis: Analysis
    printed: Printed
    gaps: Gaps


@dataclass(frozen=True)
class View:
    """A snapshot with the answers of every analysis on it."""

    snapshot: Snapshot
    sections: list[Section]


@dataclass(frozen=True)
class Page:
    """The report.

    ``then`` is None where it would say the same again, ``over_time`` where no series is asked about.
    """

    info: DatasetInfo
    digest: str
    claims: list[Answered]
    pictures: Mapping[str, Picture]
    ties: Printed
    over_time: OverTime | None
    now: View
    then: View | None
    footnotes: tuple[Note, ...]
    records: int


def gather(
    dataset: Dataset,
    moment: Moment,
    progress: Progress = lambda *_: None,
    *,
    dates: Sequence[EdtfDate] = (),
) -> Page:
    """Return the report on a dataset at a moment, and beside it the tables as known on that date.

    Parameters
    ----------
    dataset
        What it is on.
    moment
        What is asked of time.
    progress
        Called with the steps done, all of them, and what comes next.
    dates
        A series for one more section, on what changes, and for the years over which alliances are drawn.

    Raises
    ------
    AnalysisError
        When there is a single date in the series.
    """
    footnotes = Footnotes(dataset)
    now = snapshot(dataset, moment)
    then = replace(moment, known_at=moment.on)
    progress(0, STEPS, "drawing the figures")
    pictures = pictures_of(dataset, now, dates)
    progress(1, STEPS, "testing the claims")
    claims = _claims(dataset, moment, pictures, footnotes)
    tied = printed(ties(now), Use("ties", "the ties", moment.known_at), footnotes)
    progress(2, STEPS, "answering the analyses")
    series = over_time(dataset, moment, dates, footnotes) if dates else None
    as_now = _view(dataset, now, footnotes, "table-{}", "{}")
    progress(3, STEPS, f"answering them as known on {moment.on}")
    as_then = None
    if then != moment:
        as_then = _view(dataset, snapshot(dataset, then), footnotes, "then-{}", f"{{}} ({moment.on})")
    progress(STEPS, STEPS, "writing")
    return Page(
        info=dataset.info,
        digest=dataset.digest,
        claims=claims,
        pictures=pictures,
        ties=tied,
        over_time=series,
        now=as_now,
        then=as_then,
        footnotes=footnotes.notes(),
        records=len(dataset),
    )


def _claims(
    dataset: Dataset, moment: Moment, pictures: Mapping[str, Picture], footnotes: Footnotes
) -> list[Answered]:
    answered = []
    for claim, finding in zip(CLAIMS, answer(dataset, moment), strict=True):
        use = Use(f"claim-{claim.number}", f"claim {claim.number}", moment.known_at)
        picture = pictures.get(PICTURE_OF_CLAIM.get(claim.number, ""))
        answered.append(Answered(claim, finding, picture, footnotes.refer(finding.records, use)))
    return answered


def _view(dataset: Dataset, view: Snapshot, footnotes: Footnotes, anchor: str, words: str) -> View:
    known_at = view.moment.known_at
    undated = undated_by_type(dataset, known_at)
    sections = []
    for analysis in ANALYSES:
        table = analysis.run(view)
        use = Use(anchor.format(analysis.name), words.format(analysis.name), known_at)
        behind = {key for row in table.rows for key in row.records}
        gaps = gaps_of(dataset, behind, undated, known_at)
        sections.append(Section(analysis, printed(table, use, footnotes), gaps))
    return View(view, sections)
