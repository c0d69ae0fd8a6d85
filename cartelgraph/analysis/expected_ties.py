"""Which dyads without a tie would be tied next, if the score that did best before were right.

These are expectations of a score, not findings: no source states them, they enter no dataset, no graph and no
other measure, and the table says how good the score has been.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cartelgraph.analysis.analysis import SOURCES
from cartelgraph.analysis.backtest import BY_SCORE, TIES, Cases, Task, judged, rankings, scores, steps_of
from cartelgraph.analysis.dynamics import Dynamics
from cartelgraph.analysis.evidence import Answer, rows_with_sources
from cartelgraph.analysis.link_prediction import AS_KNOWN, MOST, REFERENCES, about_hindsight
from cartelgraph.analysis.names import name_of
from cartelgraph.analysis.notes import folding_notes, signed_notes
from cartelgraph.analysis.signed_network import SignedNetwork, signed_network
from cartelgraph.measures.progress import Told, silent
from cartelgraph.measures.ranking_quality import Area, Precision, area_under_curve, precision_at
from cartelgraph.model import SignedTie
from cartelgraph.network import Dyad, Snapshot, span
from cartelgraph.table import Column, Row, Table

__all__ = ["EXPECTED_TIES", "expected_ties"]


@dataclass(frozen=True)
class _Record:
    """The score that did best at telling new ties of a sign, and how well it did."""

    predictor: str
    area: Area
    precision: Precision

    @property
    def is_better_than_chance(self) -> bool:
        return self.area.low is not None and self.area.low > 0.5


def expected_ties(
    snapshots: Sequence[Snapshot],
    *,
    k: int = MOST.default,
    as_known: int = AS_KNOWN.default,
    told: Told = silent,
) -> Table:
    """Return the dyads that the best score so far puts first on the last date, for each sign.

    The best score is the one of the largest area under the curve at the task `new` over all steps before. As
    it is chosen among several on the same dates, that area is rather too good.

    Parameters
    ----------
    snapshots
        The network on each date; the last is the one predicted from.
    k
        How many dyads of each sign are shown at most. Those with a score of 0 or less are not, nor some of
        those with equal scores without the others.
    as_known
        1 if predictions rest on what was in print by the end of each date, else 0.
    told
        Is told of the progress.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, Step, dates_between, series
    >>> dates = dates_between(EdtfDate("2007"), EdtfDate("2011"), Step.YEAR)
    >>> table = expected_ties(series(read_dataset(), Moment(dates[0]), dates), k=3)
    >>> set(table.column("expected")) <= {"alliance", "rivalry"}
    True
    """
    known_then = [one.known_then() for one in snapshots] if as_known else None
    steps = steps_of(snapshots, known_then)
    last = signed_network((snapshots if known_then is None else known_then)[-1])
    found = judged(steps, told)
    best = {sign: _best([one[Task.NEW] for one in found[sign]], k) for sign in TIES}
    rows = [row for sign, record in best.items() if record for row in _rows(last, sign, record, most=k)]
    return Table(
        name=EXPECTED_TIES.name,
        title=f"Ties that a score expects after {last.snapshot.moment.on}: no facts, no findings; "
        f"the score judged on {span([one.moment for one in snapshots])}",
        columns=COLUMNS,
        rows=tuple(rows),
        notes=(
            last.snapshot.describe(),
            *(signed_notes(last.snapshot) if last.graph else folding_notes(last.snapshot)),
            *about_hindsight(known_then),
            *NOTES,
        ),
        lead=tuple(_summary(sign, record) for sign, record in best.items()),
        grouped=True,
    )


def _best(found: Sequence[Cases], k: int) -> _Record | None:
    records = []
    for predictor in BY_SCORE:
        ranked = rankings(found, predictor)
        area, precision = area_under_curve(ranked), precision_at(ranked, k)
        if area and precision:
            records.append(_Record(predictor, area, precision))
    return max(records, key=lambda record: record.area.value, default=None)


def _rows(network: SignedNetwork, sign: int, record: _Record, most: int) -> tuple[Row, ...]:
    found = _first(network, sign, record.predictor, most)
    ranks = {score: place for place, (_, score) in reversed(list(enumerate(found, start=1)))}
    answers: list[Answer] = [
        (
            (
                TIES[sign],
                ranks[score],
                *_names(network, dyad),
                record.predictor,
                score,
                record.area.value,
                record.area.low,
                record.area.high,
                record.precision.value,
            ),
            _grounds(network, dyad, sign, record.predictor),
        )
        for dyad, score in found
    ]
    return rows_with_sources(network.snapshot, answers)


def _first(network: SignedNetwork, sign: int, predictor: str, most: int) -> list[tuple[Dyad, float]]:
    """Return the dyads of the highest scores, as many as do not part dyads of one score from each other."""
    found = sorted(
        ((dyad, score) for dyad, score in scores(network, predictor, sign) if score > 0),
        key=lambda one: (-one[1], _names(network, one[0]), one[0]),
    )
    if len(found) > most:
        cut = found[most][1]
        found = [(dyad, score) for dyad, score in found if score > cut]
    return found


def _names(network: SignedNetwork, dyad: Dyad) -> list[str]:
    return sorted((name_of(network.snapshot, end) for end in dyad), key=lambda name: (name.casefold(), name))


def _grounds(network: SignedNetwork, dyad: Dyad, sign: int, predictor: str) -> set[str]:
    """Return the statements on the ties that a score is made of: those with whom both ends are tied.

    By preferential attachment these are all ties of the sign of either end.
    """
    one, other = dyad
    either = predictor == "preferential attachment"
    graph = network.graph
    return network.behind(
        (end, via)
        for end in dyad
        for via in graph[end]
        if (predictor == "balance" or graph.edges[end, via]["sign"] == sign)
        and (either or (graph.has_edge(one, via) and graph.has_edge(other, via)))
    )


def _summary(sign: int, record: _Record | None) -> str:
    tie = TIES[sign].capitalize()
    if record is None:
        return (
            f"{tie}: none set in between these dates on a dyad that could be ranked: no score can be chosen."
        )
    area = record.area
    interval = f" ({area.low:.2f} to {area.high:.2f})" if area.low is not None else ""
    verdict = "better than chance" if record.is_better_than_chance else "not shown to be better than chance"
    return (
        f"{tie}: by {record.predictor}, AUC {area.value:.2f}{interval} so far, {verdict}; "
        f"{record.precision.value:.0%} of the dyads that it put first were tied on the next date."
    )


NOTES = (
    (
        "An expectation says what the score would put first, and no source says any of it. It is no fact, "
        "enters no dataset and no other measure, and must not be cited as one. Sources count what the score "
        "rests on."
    ),
    (
        "The score is the best of several on the dates before, so that its AUC there is rather too good. See "
        "link-prediction for all of them. Dyads of equal score are shown together or not at all, so that "
        "there may be fewer than k, or none: no order among them would mean anything."
    ),
)

COLUMNS = (
    Column("expected", "What the score expects, and no source states: alliance or rivalry.", whole=True),
    Column(
        "rank",
        "Place by the score among dyads without such a tie, 1 the first; equal scores share it.",
        "rank",
    ),
    Column("organization", "One of the two."),
    Column("other", "The other."),
    Column("predictor", "The score that ranks them.", detail=True),
    Column("score", "Its value; no probability, and comparable within one list only.", "as the score"),
    Column("auc", "AUC of the score for new ties of that sign so far, 0 to 1, 0.5 by chance.", "1"),
    Column("auc_low", "Lower end of its interval of 95 %; undefined where nothing varies.", "1"),
    Column("auc_high", "Upper end of it.", "1", detail=True),
    Column("precision", "Share of the first k dyads of each date that were tied on the next.", "1"),
    SOURCES,
)

EXPECTED_TIES = Dynamics(
    name="expected-ties",
    question="Which ties would come next, if the score that did best so far were right?",
    compute=expected_ties,
    about=("expected", "organization", "other"),
    reads=(SignedTie,),
    ranks=False,
    tells=True,
    parameters=(MOST, AS_KNOWN),
    references=REFERENCES,
)
