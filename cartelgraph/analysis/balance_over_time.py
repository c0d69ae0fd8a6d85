"""How balance moves from date to date, and around splits, beside what the same ties would have by chance."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cartelgraph.analysis.analysis import SOURCES
from cartelgraph.analysis.balance import NULL_NOTE, SEED
from cartelgraph.analysis.dynamics import ON, Dynamics, telling_dates
from cartelgraph.analysis.evidence import rows_with_sources
from cartelgraph.analysis.names import name_of
from cartelgraph.analysis.notes import folding_notes, undefined_notes
from cartelgraph.analysis.signed_network import signed_network
from cartelgraph.measures.balance import census
from cartelgraph.measures.balance_null import against_shuffled_signs
from cartelgraph.measures.frustration import frustration
from cartelgraph.measures.progress import Told, silent
from cartelgraph.measures.walk_balance import walk_balance
from cartelgraph.model import SignedTie
from cartelgraph.model.relationships import Split
from cartelgraph.network import Snapshot, edges_of, is_criminal_group, span
from cartelgraph.table import Column, Row, Table, Value

__all__ = ["BALANCE_OVER_TIME", "balance_over_time"]

DRAWS = 199

#: Time limit of the frustration index of each date.
SECONDS = 20.0

WALK_BALANCE, SPLITS = 6, 12
"""Places of the two columns in a row."""


def balance_over_time(snapshots: Sequence[Snapshot], *, told: Told = silent) -> Table:
    """Return the measures of balance on each date, with the splits since the date before.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, Step, dates_between, series
    >>> dates = dates_between(EdtfDate("2009-03"), EdtfDate("2011-03"), Step.YEAR)
    >>> table = balance_over_time(series(read_dataset(), Moment(dates[0]), dates))
    >>> table.column("on")
    ('2009-03', '2010-03', '2011-03')
    """
    before = (None, *snapshots[:-1])
    dates = telling_dates(snapshots, told)
    rows = tuple(_on(one, earlier) for one, earlier in zip(dates, before, strict=True))
    return Table(
        name=BALANCE_OVER_TIME.name,
        title=f"Balance, {span([one.moment for one in snapshots])}",
        columns=COLUMNS,
        rows=rows,
        notes=(
            snapshots[-1].describe(),
            *folding_notes(snapshots[-1]),
            _around_splits(rows),
            *NOTES,
            NULL_NOTE.format(draws=DRAWS),
            *undefined_notes(COLUMNS, rows),
        ),
    )


def _on(snapshot: Snapshot, earlier: Snapshot | None) -> Row:
    network = signed_network(snapshot)
    graph = network.graph
    triangles, found = census(graph), frustration(graph, seconds=SECONDS)
    (null,) = (
        against_shuffled_signs(graph, [walk_balance], draws=DRAWS, seed=SEED) if graph.edges else (None,)
    )
    splits = {} if earlier is None else _splits(snapshot, earlier)
    values: tuple[Value, ...] = (
        str(snapshot.moment.on),
        len(graph),
        found.ties,
        triangles.total,
        triangles.balanced,
        triangles.weakly_balanced,
        null.observed if null else None,
        null.low if null else None,
        null.high if null else None,
        null.at_least if null else None,
        found.value,
        found.gap,
        "; ".join(sorted(splits.values(), key=str.casefold)) or None,
    )
    (row,) = rows_with_sources(snapshot, [(values, network.behind(graph.edges) | splits.keys())])
    return row


def _splits(snapshot: Snapshot, earlier: Snapshot) -> dict[str, str]:
    """Return the splits of criminal organizations that hold now and did not before, in words."""
    past = {key for _, _, key, _ in edges_of(earlier.graph, Split)}
    return {
        key: f"{name_of(snapshot, child)} from {name_of(snapshot, parent)}"
        for child, parent, key, _ in edges_of(snapshot.graph, Split)
        if key not in past
        and is_criminal_group(snapshot.graph, child)
        and is_criminal_group(snapshot.graph, parent)
    }


def _around_splits(rows: Sequence[Row]) -> str:
    changes: dict[bool, list[float]] = {True: [], False: []}
    for one, other in pairwise(rows):
        first, second = one.values[WALK_BALANCE], other.values[WALK_BALANCE]
        if isinstance(first, float) and isinstance(second, float):
            changes[other.values[SPLITS] is not None].append(second - first)
    told = [
        f"by {sum(found) / len(found):+.3f} on average over {len(found)} step{'s' * (len(found) > 1)} {which}"
        for which, found in (("with a split", changes[True]), ("without", changes[False]))
        if found
    ]
    return f"Walk balance changed {' and '.join(told)}." if told else "No step has balance on both sides."


COLUMNS = (
    ON,
    Column("organizations", "Criminal organizations with a signed tie.", "organizations"),
    Column("ties", "Allied and rival dyads, without contested ones.", "dyads"),
    Column("triangles", "Triangles of such ties.", "triangles", detail=True),
    Column("triangle_balance", "Share of triangles in balance, 0 to 1; undefined without any.", "1"),
    Column(
        "weak_balance", "Share of triangles other than ++-, 0 to 1; undefined without any.", "1", detail=True
    ),
    Column("walk_balance", "Share of closed walks in balance, above 0 to 1; undefined without a tie.", "1"),
    Column("low", "Lower end of the middle 95 % of that among the same ties with shuffled signs.", "1"),
    Column("high", "Upper end of the same.", "1"),
    Column("p", "Share of draws, the network itself being one, that are as much in balance or more.", "1"),
    Column("frustration", "Ties that stand against the best division into two camps.", "ties"),
    Column("gap", "By how much less might be possible; 0 where it is proven.", "ties", detail=True),
    Column("splits", "Splits of criminal organizations since the date before; undefined if there is none."),
    SOURCES,
)

NOTES = (
    (
        "A change of balance has two causes that look alike: ties that turned, and ties that came into or "
        "went out of the record. Compare --from and --to with the analyses shifts and flips, and other "
        "values of --carry."
    ),
    (
        "Steps with and without a split differ in more than the split. The means are no test, and no cause: "
        "fighting makes splits, and splits make fighting."
    ),
)

BALANCE_OVER_TIME = Dynamics(
    name="balance-over-time",
    question="How does balance move over time, and around splits?",
    compute=balance_over_time,
    about=("on",),
    reads=(SignedTie, Split),
    ranks=False,
    tells=True,
    references=(
        (
            "Estrada, E. & Benzi, M. (2014). Walk-based measure of balance in signed networks: Detecting "
            "lack of balance in social networks. Physical Review E 90, 042802."
        ),
        (
            "Aref, S. & Wilson, M. C. (2018). Measuring partial balance in signed networks. Journal of "
            "Complex Networks 6, 566-595."
        ),
        (
            "Phipson, B. & Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical "
            "Applications in Genetics and Molecular Biology 9, article 39."
        ),
    ),
)
