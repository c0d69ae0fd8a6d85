"""How near the network is to balance: triangles, walks, and the ties that stand against any two camps."""

from __future__ import annotations

import networkx as nx

from cartelgraph.analysis.analysis import SOURCES, Analysis, Parameter
from cartelgraph.analysis.evidence import Answer, rows_with_sources
from cartelgraph.analysis.notes import undefined_notes
from cartelgraph.analysis.signed_network import SignedNetwork, balance_notes, signed_network
from cartelgraph.measures.balance import census
from cartelgraph.measures.balance_null import Null, against_shuffled_signs
from cartelgraph.measures.frustration import Frustration, frustration
from cartelgraph.measures.progress import Told, silent
from cartelgraph.measures.walk_balance import walk_balance
from cartelgraph.model import SignedTie
from cartelgraph.network import Snapshot
from cartelgraph.table import Column, Table, Value

__all__ = ["BALANCE", "NULL_NOTE", "balance"]

#: Of the null model, so that the same question has the same answer.
SEED = 0

#: With more ties, to find the frustration index of every draw would take too long.
MOST_TIES = 120

Measured = tuple[Value, Null | None]
"""A value, and where it stands among those of the null model."""


def balance(snapshot: Snapshot, *, draws: int, seconds: int, told: Told = silent) -> Table:
    """Return the measures of balance of the signed network, each against the same ties with shuffled signs.

    Parameters
    ----------
    snapshot
        The network.
    draws
        Draws of the null model; 0 for none.
    seconds
        Time limit for the frustration index.
    told
        Is told how many ties are divided, then how many draws are made.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> table = balance(snapshot(read_dataset(), Moment(EdtfDate("2011-03"))), draws=9, seconds=10)
    >>> 0 <= dict(zip(table.column("measure"), table.column("value")))["walk balance"] <= 1
    True
    """
    network = signed_network(snapshot)
    answers = _answers(network, draws, seconds, told) if network.graph else []
    rows = rows_with_sources(snapshot, answers)
    return Table(
        name=BALANCE.name,
        title=f"Balance, {snapshot.moment}",
        columns=COLUMNS,
        rows=rows,
        notes=(
            snapshot.describe(),
            *balance_notes(network),
            *NOTES,
            NULL_NOTE.format(draws=draws),
            *undefined_notes(COLUMNS, rows),
        ),
    )


def _answers(network: SignedNetwork, draws: int, seconds: int, told: Told) -> list[Answer]:
    graph = network.graph
    found, triangles = frustration(graph, seconds=seconds, told=told), census(graph)
    shares, walks, frustrated = _nulls(graph, found, draws, told)
    measured: dict[tuple[str, str], Measured] = {
        ("triangles +++", "triangles"): (triangles.all_positive, None),
        ("triangles ++-", "triangles"): (triangles.one_negative, None),
        ("triangles +--", "triangles"): (triangles.two_negative, None),
        ("triangles ---", "triangles"): (triangles.all_negative, None),
        ("triangle balance", "share of triangles"): (triangles.balanced, shares[0]),
        ("weak balance", "share of triangles"): (triangles.weakly_balanced, shares[1]),
        ("walk balance", "share of closed walks"): (walk_balance(graph), walks),
        ("frustration", "ties"): (found.value, frustrated),
        ("frustration bound", "ties"): (found.bound, None),
        ("frustration gap", "ties"): (found.gap, None),
        ("frustration balance", "1 - 2 x share of ties"): (found.balance, None),
    }
    # Every one of them is about all ties, and those that are no tie here are left out by rule.
    records = network.behind(graph.edges) or _all_statements(network)
    return [
        ((name, value, *_interval(name, null), of), records) for (name, of), (value, null) in measured.items()
    ]


def _nulls(
    graph: nx.Graph[str], found: Frustration[str], draws: int, told: Told
) -> tuple[tuple[Null | None, Null | None], Null | None, Null | None]:
    if not draws:
        return (None, None), None, None
    balanced, weakly, walks = against_shuffled_signs(
        graph,
        [lambda one: census(one).balanced, lambda one: census(one).weakly_balanced, walk_balance],
        draws=draws,
        seed=SEED,
        told=told,
    )
    if found.gap or found.ties > MOST_TIES:
        return (balanced, weakly), walks, None
    (frustrated,) = against_shuffled_signs(
        graph, [lambda one: frustration(one).value], draws=draws, seed=SEED, told=told
    )
    return (balanced, weakly), walks, frustrated


def _interval(name: str, null: Null | None) -> tuple[Value, Value, Value]:
    if null is None:
        return None, None, None
    # Little frustration is much balance.
    return null.low, null.high, null.at_most if name == "frustration" else null.at_least


def _all_statements(network: SignedNetwork) -> list[str]:
    """Return every statement with a sign: what the answer rests on where no dyad is a tie."""
    graph = network.snapshot.graph
    return [
        key
        for source, target, key, data in graph.edges(keys=True, data=True)
        if "sign" in data and source in network.graph and target in network.graph
    ]


COLUMNS = (
    Column("measure", "What is measured."),
    Column("value", "Its value, counted in what `of` says; undefined for a share of nothing.", "1"),
    Column(
        "low",
        (
            "Lower end of the middle 95 % among the same ties with shuffled signs; undefined where none is "
            "drawn."
        ),
        "1",
    ),
    Column("high", "Upper end of the same.", "1"),
    Column(
        "p",
        "Share of draws, the network itself being one of them, that are as much in balance or more, above "
        "0 to 1; undefined where none is drawn.",
        "1",
    ),
    Column("of", "What the value counts or is a share of.", detail=True),
    SOURCES,
)

NOTES = (
    (
        "Triangles +++ and +-- are in balance (Cartwright & Harary 1956); in the weak sense --- is as "
        "well, for more than two camps (Davis 1967). Walk balance counts closed walks of every length, "
        "from above 0 to 1, which is balance."
    ),
    (
        "Frustration: ties that stand against the best division into two camps; no division has fewer than "
        "the bound. Its balance is 1 less twice its share of the ties, 0 to 1."
    ),
    "Every row rests on all ties together.",
)

NULL_NOTE = (
    "Null model: the same ties with their signs shuffled, {draws} draws. It asks whether the signs lie as "
    "balance would have them, given who is tied to whom; it does not ask whether those who are tied are so "
    "by chance."
)

BALANCE = Analysis(
    name="balance",
    question="How near is the network to two camps, and is that more than chance?",
    compute=balance,
    about=("measure",),
    reads=(SignedTie,),
    parameters=(
        Parameter("draws", 99, 0, 9999, "Draws of the null model of shuffled signs; 0 for none."),
        Parameter("seconds", 60, 1, 86400, "Time limit for the frustration index, in seconds."),
    ),
    ranks=False,
    tells=True,
    references=(
        (
            "Cartwright, D. & Harary, F. (1956). Structural balance: a generalization of Heider's theory. "
            "Psychological Review 63, 277-293."
        ),
        "Davis, J. A. (1967). Clustering and structural balance in graphs. Human Relations 20, 181-187.",
        (
            "Estrada, E. & Benzi, M. (2014). Walk-based measure of balance in signed networks: Detecting "
            "lack of balance in social networks. Physical Review E 90, 042802."
        ),
        (
            "Aref, S., Mason, A. J. & Wilson, M. C. (2020). A modeling and computational study of the "
            "frustration index in signed networks. Networks 75, 95-110."
        ),
        (
            "Phipson, B. & Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical "
            "Applications in Genetics and Molecular Biology 9, article 39."
        ),
    ),
)
