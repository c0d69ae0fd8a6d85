"""Contested dyads: statements of different signs that hold at once, and what speaks for each."""

from __future__ import annotations

from cartelgraph.analysis.analysis import SOURCES, Analysis
from cartelgraph.analysis.names import name_of
from cartelgraph.analysis.timeline import TIES
from cartelgraph.model import SignedTie
from cartelgraph.model.knowledge import supporting
from cartelgraph.network import Contested, Policy, Snapshot
from cartelgraph.table import Column, Row, Table

__all__ = ["CONTESTED", "contested"]


def contested(snapshot: Snapshot) -> Table:
    """Return every statement on a dyad on which statements of different signs hold, in order of names.

    Ties of what sources leave unnamed, and of agencies and forces, are there too, though no layer has them.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> moment = Moment(EdtfDate("2011-03"), contradictions=Policy.STRICT)
    >>> set(contested(snapshot(read_dataset(), moment)).column("outcome"))
    {'set aside'}
    """
    rows = [_row(snapshot, one) for one in snapshot.contested]
    dyads = {(one.record.source, one.record.target) for one in snapshot.contested}
    found = f"Contested dyads: {len(dyads)}." if dyads else "No statement that contradicts another holds."
    return Table(
        name=CONTESTED.name,
        title=f"Contested dyads, {snapshot.moment}",
        columns=COLUMNS,
        rows=tuple(sorted(rows, key=lambda row: (*map(str, row.values[:3]), row.records))),
        notes=(snapshot.describe(), found, NOTES[snapshot.moment.contradictions]),
    )


def _row(snapshot: Snapshot, one: Contested) -> Row:
    record, weight = one.record, one.weight
    values = (
        *sorted((name_of(snapshot, record.source), name_of(snapshot, record.target)), key=str.casefold),
        TIES[record.sign],
        str(record.period),
        ", ".join(record.observed) or None,
        str(record.likelihood),
        str(weight.reliability),
        weight.lineages,
        weight.published.isoformat() if weight.published else None,
        "kept" if one.kept else "set aside",
        record.id,
        len({cited.source for cited in supporting(record)}),
    )
    return Row(values, (record.id,))


COLUMNS = (
    Column("organization", "One of the two."),
    Column("other", "The other."),
    Column("tie", "What the statement says: allied, rival, or truce."),
    Column("period", "When it held, in EDTF; nothing on a side of `/` is a bound that no source states."),
    Column("seen", "Dates at which a source saw it hold, in EDTF; undefined if there is none.", detail=True),
    Column("likelihood", "How likely the statement is to be right."),
    Column("reliability", "Best among the sources that support it, A to E; F cannot be judged."),
    Column("lineages", "Independent lineages of these sources, 1 or more.", "lineages"),
    Column(
        "published",
        "Last day on which the last of them may have been published; undefined if none bears a date.",
        whole=True,
    ),
    Column("outcome", "Whether the policy on contradictions keeps the statement or sets it aside."),
    Column("record", "Id of the statement.", detail=True),
    SOURCES,
)

NOTES = {
    Policy.KEEP: "Policy `keep`: all stand, and each measure says what it makes of a contested dyad.",
    Policy.STRICT: "Policy `strict`: none stands on a contested dyad, nor anywhere one that a source denies.",
    Policy.STRONGEST: (
        "Policy `strongest`: what has the sign of the strongest statement stands, by likelihood, then "
        "reliability, then independent lineages; where all three are equal, both sides do."
    ),
    Policy.LATEST: (
        "Policy `latest`: what has the sign of the statement published last stands; a source without a date "
        "counts for nothing, and where two came at once, both sides do."
    ),
}

CONTESTED = Analysis(
    name="contested",
    question="On which dyads do statements contradict each other, and which of them count?",
    compute=contested,
    about=("organization", "other", "tie", "record"),
    reads=(SignedTie,),
    ranks=False,
    references=(
        (
            "The policies are ours (docs/methods.md, Contradictions). For other ways to settle what sources "
            "disagree on: Li, Y., Gao, J., Meng, C. et al. (2016). A survey on truth discovery. SIGKDD "
            "Explorations 17(2), 1-16."
        ),
    ),
)
