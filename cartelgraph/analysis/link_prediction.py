"""How well the next date's alliances and rivalries can be told from those before: all steps, and each."""

from __future__ import annotations

from collections.abc import Sequence

from cartelgraph.analysis.analysis import SOURCES, Parameter
from cartelgraph.analysis.backtest import (
    NO_CHANGE,
    PREDICTORS,
    THEN_BALANCE,
    TIES,
    Cases,
    Task,
    behind,
    judged,
    rankings,
    steps_of,
)
from cartelgraph.analysis.dynamics import Dynamics
from cartelgraph.analysis.notes import folding_notes, undefined_notes
from cartelgraph.measures.progress import Told, silent
from cartelgraph.measures.ranking_quality import (
    Area,
    Precision,
    area_by_chance,
    area_gain,
    area_under_curve,
    precision_at,
    precision_by_chance,
)
from cartelgraph.model import SignedTie
from cartelgraph.network import Snapshot, span
from cartelgraph.table import Column, Table, Value

__all__ = [
    "ABOUT",
    "AS_KNOWN",
    "COUNTS",
    "HOW_ASKED",
    "LINK_PREDICTION",
    "MOST",
    "RANDOM",
    "REFERENCES",
    "about_hindsight",
    "link_prediction",
]

RANDOM = "random order"

MOST = Parameter("k", 10, 1, 1000, "How many dyads at the top of each date's ranking are looked at.")

AS_KNOWN = Parameter(
    "as_known", 0, 0, 1, "1 to predict from what was in print by the end of each date, not with hindsight."
)


def link_prediction(
    snapshots: Sequence[Snapshot],
    *,
    k: int = MOST.default,
    as_known: int = AS_KNOWN.default,
    told: Told = silent,
) -> Table:
    """Return how well each predictor ranked the dyads of each date by what came on the next, over all steps.

    Parameters
    ----------
    snapshots
        The network on each date.
    k
        How many dyads at the top of each ranking are looked at for precision.
    as_known
        1 if predictions rest on what was in print by the end of each date, else 0.
    told
        Is told of the progress.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, Step, dates_between, series
    >>> dates = dates_between(EdtfDate("2009"), EdtfDate("2011"), Step.YEAR)
    >>> table = link_prediction(series(read_dataset(), Moment(dates[0]), dates))
    >>> sorted(set(table.column("task"))), sorted(set(table.column("tie")))
    (['hold', 'new'], ['alliance', 'rivalry'])
    """
    known_then = [one.known_then() for one in snapshots] if as_known else None
    steps = steps_of(snapshots, known_then)
    asked = [
        (task, sign, [one[task] for one in found])
        for sign, found in judged(steps, told).items()
        for task in Task
        if any(one[task].dyads for one in found)
    ]
    asked.sort(key=lambda one: list(Task).index(one[0]))
    records = behind(steps)
    rows = [
        records.row(_values(task, sign, predictor, found, k))
        for task, sign, found in asked
        for predictor in (*_predictors(task), RANDOM)
    ]
    return Table(
        name=LINK_PREDICTION.name,
        title=f"How well ties were predicted, {span([one.moment for one in snapshots])}",
        columns=COLUMNS,
        rows=tuple(rows),
        notes=(
            snapshots[-1].describe(),
            *folding_notes(snapshots[-1]),
            *about_hindsight(known_then),
            *NOTES,
            *undefined_notes(COLUMNS, rows),
        ),
        lead=tuple(_summary(task, sign, found) for task, sign, found in asked)
        or ("On no date but the last is there an alliance, a rivalry or a truce to predict from.",),
        grouped=True,
    )


def about_hindsight(known_then: Sequence[Snapshot] | None) -> tuple[str, ...]:
    """Return what a reader must know of what predictions could know."""
    return (AS_KNOWN_NOW,) if known_then is None else (AS_KNOWN_THEN,)


def _predictors(task: Task) -> list[str]:
    """Return what ranks the dyads of a task; without a tie among them, no change leaves all to balance."""
    return [predictor for predictor in PREDICTORS if task is Task.HOLD or predictor != THEN_BALANCE]


def _values(task: Task, sign: int, predictor: str, found: Sequence[Cases], k: int) -> tuple[Value, ...]:
    unchanged = rankings(found, NO_CHANGE)
    if predictor == RANDOM:
        area, gain, precision = area_by_chance(unchanged), None, precision_by_chance(unchanged, k)
    else:
        ranked = rankings(found, predictor)
        area, gain, precision = (
            area_under_curve(ranked),
            area_gain(ranked, unchanged) if predictor != NO_CHANGE else None,
            precision_at(ranked, k),
        )
    dyads, tied = sum(len(one.dyads) for one in found), sum(sum(one.tied) for one in found)
    return (
        str(task),
        TIES[sign],
        predictor,
        sum(bool(one.dyads) for one in found),
        dyads,
        tied,
        sum(one.beyond for one in found),
        tied / dyads,
        *_bounds(area),
        *_bounds(gain),
        *_bounds(precision),
    )


def _bounds(found: Area | Precision | None) -> tuple[Value, Value, Value]:
    return (found.value, found.low, found.high) if found else (None, None, None)


def _summary(task: Task, sign: int, found: Sequence[Cases]) -> str:
    tied, beyond = sum(sum(one.tied) for one in found), sum(one.beyond for one in found)
    asked = (
        f"{str(task).capitalize()}, {TIES[sign]}: {tied} came on "
        f"{sum(len(one.dyads) for one in found)} dyads, {beyond} more with organizations that had no tie"
    )
    unchanged = rankings(found, NO_CHANGE)
    better = [
        predictor
        for predictor in _predictors(task)
        if predictor != NO_CHANGE and _is_more(area_gain(rankings(found, predictor), unchanged))
    ]
    if not any(0 < sum(one.tied) < len(one.tied) for one in found):
        return f"{asked}. Nothing can be told of any predictor."
    return f"{asked}. Better than no change, by the interval of the gain: {', '.join(better) or 'none'}."


def _is_more(gain: Area | None) -> bool:
    return gain is not None and gain.low is not None and gain.low > 0


AS_KNOWN_NOW = (
    "Predictions rest on the ties of each date as known now, or by --known-at: with hindsight, since much "
    "was published later. This tests what goes with what, and no forecast that anybody could have made."
)
AS_KNOWN_THEN = (
    "Predictions rest on what was in print by the end of each date; what came is judged by all that is "
    "known. A tie that held then and became known later is no new one: its dyad is not asked about as such."
)
HOW_ASKED = (
    (
        "hold: on which dyads does the tie hold on the next date, also where it holds now; new: on which of "
        "those without such a tie does it set in. Dyads are all pairs of organizations with a signed tie on "
        "the first date; contested ones are left out, since nobody can say what came."
    ),
    (
        "no change expects the next date to be as this one; as all dyads of `new` are alike to it, it is "
        "then a random order, as good as chance. balance reads all signed ties, the other scores those of "
        "the sign that is predicted."
    ),
)
NOTES = (
    *HOW_ASKED,
    (
        "AUC compares dyads of one date only. Its interval allows for dyads with an organization in common "
        "and for those that return on each date; that of precision (Wilson) does not and is too narrow. For "
        "the random order both are where 95 % of random orders lie. Of several predictors that are tried, "
        "some look good by chance."
    ),
    (
        "What the numbers cannot show: ties that nobody reported, and that a tie is reported because theory "
        "expects it. What holds only by the carry of a missing bound makes no change look better than it is."
    ),
)

ABOUT = (
    Column("task", "hold or new; see the notes.", whole=True),
    Column("tie", "What is predicted: alliance or rivalry.", whole=True),
)
COUNTS = (
    Column("dyads", "Dyads asked about.", "dyads", detail=True),
    Column("tied", "Those of them on which the tie then held.", "dyads"),
    Column(
        "beyond",
        "Ties that came besides, with an organization without a tie on the first date: no ranking has them.",
        "dyads",
        detail=True,
    ),
)

COLUMNS = (
    *ABOUT,
    Column("predictor", "What ranks the dyads."),
    Column("steps", "Steps with dyads to ask about.", "steps", detail=True),
    *COUNTS,
    Column("prevalence", "Share of tied dyads, 0 to 1.", "1", detail=True),
    Column(
        "auc",
        "Probability that a tied dyad comes before an untied one of its date, 0 to 1, 0.5 by chance; "
        "undefined without both.",
        "1",
    ),
    Column("auc_low", "Lower end of its interval of 95 %; undefined where nothing varies.", "1"),
    Column("auc_high", "Upper end of it.", "1"),
    Column(
        "gain",
        "AUC less that of no change, -1 to 1; undefined for that and a random order.",
        "1",
        detail=True,
    ),
    Column("gain_low", "Lower end of its interval of 95 %; above 0, the predictor is better.", "1"),
    Column("gain_high", "Upper end of it.", "1", detail=True),
    Column("precision", "Share of tied dyads among the first k of each date, 0 to 1.", "1"),
    Column("precision_low", "Lower end of its interval of 95 %.", "1"),
    Column("precision_high", "Upper end of it.", "1", detail=True),
    SOURCES,
)

REFERENCES = (
    (
        "Liben-Nowell, D. & Kleinberg, J. (2007). The link-prediction problem for social networks. Journal "
        "of the American Society for Information Science and Technology 58, 1019-1031."
    ),
    (
        "Zhou, T., Lü, L. & Zhang, Y.-C. (2009). Predicting missing links via local information. European "
        "Physical Journal B 71, 623-630."
    ),
    (
        "Leskovec, J., Huttenlocher, D. & Kleinberg, J. (2010). Predicting positive and negative links in "
        "online social networks. Proceedings of WWW 2010, 641-650."
    ),
)

QUALITY = (
    (
        "Hanley, J. A. & McNeil, B. J. (1982). The meaning and use of the area under a receiver operating "
        "characteristic (ROC) curve. Radiology 143, 29-36."
    ),
    (
        "DeLong, E. R., DeLong, D. M. & Clarke-Pearson, D. L. (1988). Comparing the areas under two or more "
        "correlated receiver operating characteristic curves. Biometrics 44, 837-845."
    ),
    (
        "Aronow, P. M., Samii, C. & Assenova, V. A. (2015). Cluster-robust variance estimation for dyadic "
        "data. Political Analysis 23, 564-577."
    ),
)

LINK_PREDICTION = Dynamics(
    name="link-prediction",
    question="How well can the next date's alliances and rivalries be told from those before?",
    compute=link_prediction,
    about=("task", "tie", "predictor"),
    reads=(SignedTie,),
    ranks=False,
    tells=True,
    parameters=(MOST, AS_KNOWN),
    references=(*REFERENCES, *QUALITY),
)
