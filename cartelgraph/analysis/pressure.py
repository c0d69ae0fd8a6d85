"""Which triads are out of balance, and which turn of a tie would resolve each."""

from __future__ import annotations

from itertools import combinations

from cartelgraph.analysis.analysis import SOURCES, Analysis
from cartelgraph.analysis.evidence import Answer, rows_with_sources
from cartelgraph.analysis.names import name_of
from cartelgraph.analysis.signed_network import SignedNetwork, balance_notes, signed_network
from cartelgraph.measures.pressure import Flip, pressure_triads
from cartelgraph.model import SignedTie
from cartelgraph.network import Snapshot
from cartelgraph.table import Column, Table

__all__ = ["PRESSURE", "pressure"]


def pressure(snapshot: Snapshot) -> Table:
    """Return each triad that is out of balance with the turns that resolve it, the one of most relief first.

    Order: relief of the best turn, then names.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> table = pressure(snapshot(read_dataset(), Moment(EdtfDate("2011-03"))))
    >>> set(table.column("type")) <= {"++-", "---"}
    True
    """
    network = signed_network(snapshot)
    answers = _answers(network)
    triads = f"Triads out of balance: {len(answers)}." if answers else "No triad is out of balance."
    return Table(
        name=PRESSURE.name,
        title=f"Triads under pressure, {snapshot.moment}",
        columns=COLUMNS,
        rows=rows_with_sources(snapshot, answers),
        notes=(snapshot.describe(), *balance_notes(network), triads, *NOTES),
    )


def _answers(network: SignedNetwork) -> list[Answer]:
    snapshot = network.snapshot
    answers: list[tuple[tuple[int, list[str]], Answer]] = []
    for triad in pressure_triads(network.graph):
        nodes = sorted(triad.nodes, key=lambda node: (name_of(snapshot, node).casefold(), node))
        names = [name_of(snapshot, node) for node in nodes]
        best = [flip for flip in triad.flips if flip.relief == triad.relief]
        values = (
            *nodes,
            *names,
            "++-" if triad.negative == 1 else "---",
            triad.relief,
            _told(snapshot, best),
            _told(snapshot, [flip for flip in triad.flips if flip not in best]),
        )
        answer = (values, network.behind(combinations(triad.nodes, 2)))
        answers.append(((-triad.relief, [name.casefold() for name in names]), answer))
    return [answer for _, answer in sorted(answers, key=lambda one: one[0])]


def _told(snapshot: Snapshot, flips: list[Flip[str]]) -> str | None:
    """Say which ties would turn and what each turn does, in order of names."""
    told = []
    for flip in flips:
        names = " and ".join(sorted((name_of(snapshot, end) for end in flip.tie), key=str.casefold))
        turn = "ally" if flip.sign > 0 else "fall out"
        told.append(f"{names} {turn} (resolves {flip.resolves}, upsets {flip.upsets})")
    return "; ".join(sorted(told, key=str.casefold)) or None


COLUMNS = (
    Column("id", "Id of the first organization.", detail=True),
    Column("second_id", "Id of the second.", detail=True),
    Column("third_id", "Id of the third.", detail=True),
    Column("organization", "Name of the first organization."),
    Column("second", "Name of the second."),
    Column("third", "Name of the third."),
    Column("type", "++- two alliances and a rivalry, or --- three rivalries.", whole=True),
    Column(
        "relief",
        "Triads that the best turn of a tie resolves, less those that it upsets.",
        "triads",
    ),
    Column("best_turn", "The turns of most relief, each with the triads that it resolves and upsets."),
    Column("other_turns", "The other turns that resolve it; undefined if there is none.", detail=True),
    SOURCES,
)

NOTES = (
    (
        "Order: relief, then names. A turn resolves a triad by making an alliance of a rivalry or the "
        "other way round."
    ),
    (
        "In the weak sense only ++- is out of balance: three rivals may be three camps. That a triad is "
        "under pressure is what balance theory says, not that it will turn, nor which of its ties."
    ),
)

PRESSURE = Analysis(
    name="pressure",
    question="Which triads are out of balance, and what would resolve them?",
    compute=pressure,
    about=("id", "second_id", "third_id", "organization", "second", "third"),
    reads=(SignedTie,),
    ranks=False,
    references=(
        "Heider, F. (1946). Attitudes and cognitive organization. Journal of Psychology 21, 107-112.",
        (
            "Cartwright, D. & Harary, F. (1956). Structural balance: a generalization of Heider's theory. "
            "Psychological Review 63, 277-293."
        ),
        "Davis, J. A. (1967). Clustering and structural balance in graphs. Human Relations 20, 181-187.",
    ),
)
