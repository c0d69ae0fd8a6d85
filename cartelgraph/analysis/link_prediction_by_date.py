"""How well the next date's alliances and rivalries can be told at each step by itself."""

from __future__ import annotations

from collections.abc import Sequence

from cartelgraph.analysis.analysis import SOURCES
from cartelgraph.analysis.backtest import (
    PREDICTORS,
    THEN_BALANCE,
    TIES,
    Cases,
    Step,
    Task,
    behind,
    judged,
    steps_of,
)
from cartelgraph.analysis.dynamics import Dynamics
from cartelgraph.analysis.link_prediction import (
    ABOUT,
    AS_KNOWN,
    COUNTS,
    HOW_ASKED,
    REFERENCES,
    about_hindsight,
)
from cartelgraph.analysis.notes import folding_notes, undefined_notes
from cartelgraph.measures.progress import Told, silent
from cartelgraph.measures.ranking_quality import area_under_curve
from cartelgraph.model import SignedTie
from cartelgraph.network import Snapshot, span
from cartelgraph.table import Column, Table, Value

__all__ = ["LINK_PREDICTION_BY_DATE", "link_prediction_by_date"]


def link_prediction_by_date(
    snapshots: Sequence[Snapshot], *, as_known: int = AS_KNOWN.default, told: Told = silent
) -> Table:
    """Return for each step how many ties came, and the area under the curve of each predictor.

    Parameters
    ----------
    snapshots, as_known, told
        As for :func:`link_prediction`.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, Step, dates_between, series
    >>> dates = dates_between(EdtfDate("2009"), EdtfDate("2011"), Step.YEAR)
    >>> table = link_prediction_by_date(series(read_dataset(), Moment(dates[0]), dates))
    >>> table.column("to")[:4], table.column("to")[-1]
    (('2010', '2010', '2010', '2010'), '2011')
    """
    known_then = [one.known_then() for one in snapshots] if as_known else None
    steps = steps_of(snapshots, known_then)
    found = judged(steps, told)
    rows = [
        records.row(_step(step, task, sign, found[sign][place][task]))
        for place, (step, records) in enumerate((step, behind([step])) for step in steps)
        for task in Task
        for sign in TIES
        if found[sign][place][task].dyads
    ]
    return Table(
        name=LINK_PREDICTION_BY_DATE.name,
        title=f"How well ties were predicted at each step, {span([one.moment for one in snapshots])}",
        columns=COLUMNS,
        rows=tuple(rows),
        notes=(
            snapshots[-1].describe(),
            *folding_notes(snapshots[-1]),
            *about_hindsight(known_then),
            *HOW_ASKED,
            "A single date has few ties: read all dates together in link-prediction, which has intervals.",
            *undefined_notes(COLUMNS, rows),
        ),
        grouped=True,
    )


def _step(step: Step, task: Task, sign: int, found: Cases) -> tuple[Value, ...]:
    areas = (area_under_curve([found.ranking(predictor)]) for predictor in PREDICTORS)
    return (
        str(step.now.snapshot.moment.on),
        str(step.after.snapshot.moment.on),
        str(task),
        TIES[sign],
        len(found.dyads),
        sum(found.tied),
        found.beyond,
        *(area.value if area else None for area in areas),
    )


COLUMNS = (
    Column("from", "The date predicted from.", whole=True),
    Column("to", "The date predicted.", whole=True),
    *ABOUT,
    *COUNTS,
    *(
        Column(
            name.lower().replace(",", "").replace(" ", "_").replace("-", "_"),
            f"AUC of {name}, 0 to 1; undefined without a tied and an untied dyad.",
            "1",
            detail=name in {THEN_BALANCE, "Adamic-Adar", "resource allocation"},
        )
        for name in PREDICTORS
    ),
    SOURCES,
)

LINK_PREDICTION_BY_DATE = Dynamics(
    name="link-prediction-by-date",
    question="How well can they be told at each single date?",
    compute=link_prediction_by_date,
    about=("from", "to", "task", "tie"),
    reads=(SignedTie,),
    ranks=False,
    tells=True,
    parameters=(AS_KNOWN,),
    references=REFERENCES,
)
