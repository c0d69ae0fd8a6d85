"""How alliances shift from one date to the next: what was formed, what ended, which dyads turned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cartelgraph.analysis.analysis import SOURCES
from cartelgraph.analysis.dynamics import Dynamics
from cartelgraph.analysis.names import name_of
from cartelgraph.analysis.notes import folding_notes
from cartelgraph.model import SignedTie
from cartelgraph.network import Dyad, Snapshot, signed_layer, signs_over_time, span, turns
from cartelgraph.table import Column, Row, Table, Value

__all__ = ["FLIPS", "SHIFTS", "churn", "flips", "shifts"]

Statements = dict[Dyad, dict[str, tuple[str, ...]]]
"""The statements on each dyad by their ids, each with its sources."""

SIGNS = {frozenset(): " ", frozenset({1}): "+", frozenset({-1}): "-", frozenset({0}): "0"}
CONTESTED = "±"
LEGEND = f"+ allied, - hostile, 0 at truce, {CONTESTED} contested, blank nothing known to hold"


def churn(before: set[Dyad], after: set[Dyad]) -> float | None:
    """Return the Jaccard distance of two sets of allied dyads, 1 - |A and B| / |A or B|.

    Returns
    -------
    float or None
        From 0 (the same) to 1 (nothing in common); None where both are empty.

    References
    ----------
    Jaccard, P. (1912). The distribution of the flora in the alpine zone. New Phytologist 11, 37-50.

    Examples
    --------
    >>> churn({("a", "b"), ("b", "c")}, {("b", "c"), ("c", "d")})
    0.6666666666666667
    """
    return 1 - len(before & after) / len(before | after) if before | after else None


def shifts(snapshots: Sequence[Snapshot]) -> Table:
    """Return what changed among allies at each step from one date to the next.

    A contested dyad with an alliance counts as allied. A dyad turned at a step if it was an ally and nothing
    else before, and an enemy and nothing else after, or the other way round.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, Step, dates_between, series
    >>> dates = dates_between(EdtfDate("2009-03"), EdtfDate("2011-03"), Step.YEAR)
    >>> table = shifts(series(read_dataset(), Moment(dates[0]), dates))
    >>> table.column("from"), table.column("to")
    (('2009-03', '2010-03'), ('2010-03', '2011-03'))
    """
    signs = signs_over_time(snapshots)
    told = _statements(snapshots)
    rows = [_step(snapshots, signs, told, place) for place in range(1, len(snapshots))]
    known = [row.values[4] for row in rows if isinstance(row.values[4], float)]
    changed = sum(value > 0 for value in known)
    mean = f", by {sum(known) / len(known):.0%} on average" if known else ""
    return Table(
        name=SHIFTS.name,
        title=f"How alliances shift, {span([one.moment for one in snapshots])}",
        columns=SHIFT_COLUMNS,
        rows=tuple(rows),
        notes=(
            snapshots[-1].describe(),
            *folding_notes(snapshots[-1]),
            f"Who is allied changed in {changed} of {len(known)} steps with any alliance{mean}.",
            *LIMITS,
        ),
    )


def flips(snapshots: Sequence[Snapshot]) -> Table:
    """Return for each dyad its sign on each date, and how often it turned; the most often turned first.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, Step, dates_between, series
    >>> dates = dates_between(EdtfDate("2003-03"), EdtfDate("2011-03"), Step.YEAR)
    >>> table = flips(series(read_dataset(), Moment(dates[0]), dates))
    >>> {len(signs) for signs in table.column("signs")}
    {9}
    """
    told = _statements(snapshots)
    rows = [_dyad(snapshots[-1], told, dyad, signs) for dyad, signs in signs_over_time(snapshots).items()]
    turned = sum(row.values[3] != 0 or row.values[4] != 0 for row in rows)
    return Table(
        name=FLIPS.name,
        title=f"Which dyads turned, {span([one.moment for one in snapshots])}",
        columns=FLIP_COLUMNS,
        rows=tuple(sorted(rows, key=_most_turned)),
        notes=(
            snapshots[-1].describe(),
            *folding_notes(snapshots[-1]),
            f"Dyads: {len(rows)}, of which {turned} turned.",
            *LIMITS,
        ),
        lead=(f"{snapshots[0].moment.on} to {snapshots[-1].moment.on}, one sign for each date: {LEGEND}.",),
    )


def _step(
    snapshots: Sequence[Snapshot],
    signs: dict[Dyad, list[set[int]]],
    told: Sequence[Statements],
    place: int,
) -> Row:
    one, other = snapshots[place - 1 : place + 1]
    before = {dyad for dyad, held in signs.items() if 1 in held[place - 1]}
    after = {dyad for dyad, held in signs.items() if 1 in held[place]}
    turned = {dyad: turns(held[place - 1 : place + 1]) for dyad, held in signs.items()}
    to_allies = {dyad for dyad, (allies, _) in turned.items() if allies}
    to_enemies = {dyad for dyad, (_, enemies) in turned.items() if enemies}
    values: tuple[Value, ...] = (
        str(one.moment.on),
        str(other.moment.on),
        len(before),
        len(after),
        churn(before, after),
        _named(other, after - before),
        _named(other, before - after),
        _named(other, to_allies),
        _named(other, to_enemies),
        len(signed_layer(other.graph)),
    )
    return _row(told[place - 1 : place + 1], before ^ after | to_allies | to_enemies, values)


def _dyad(snapshot: Snapshot, told: Iterable[Statements], dyad: Dyad, signs: list[set[int]]) -> Row:
    to_allies, to_enemies = turns(signs)
    names = sorted((name_of(snapshot, end) for end in dyad), key=str.casefold)
    strip = "".join(SIGNS.get(frozenset(held), CONTESTED) for held in signs)
    return _row(told, {dyad}, (*names, strip, to_allies, to_enemies))


def _most_turned(row: Row) -> tuple[int, str, str]:
    first, second, _, to_allies, to_enemies, *_ = row.values
    return -int(to_allies or 0) - int(to_enemies or 0), str(first).casefold(), str(second).casefold()


def _statements(snapshots: Iterable[Snapshot]) -> list[Statements]:
    """Return the sources of each statement on each dyad, snapshot by snapshot."""
    told: list[Statements] = []
    for one in snapshots:
        told.append({})
        for source, target, key, data in signed_layer(one.graph).edges(keys=True, data=True):
            told[-1].setdefault((min(source, target), max(source, target)), {})[key] = data["sources"]
    return told


def _row(told: Iterable[Statements], dyads: set[Dyad], values: tuple[Value, ...]) -> Row:
    """Return a row that rests on the statements on some dyads in any of the snapshots."""
    held: dict[str, tuple[str, ...]] = {}
    for statements in told:
        for dyad in dyads:
            held |= statements.get(dyad, {})
    sources = {source for named in held.values() for source in named}
    return Row((*values, len(sources)), tuple(sorted(held)))


def _named(snapshot: Snapshot, dyads: Iterable[Dyad]) -> str | None:
    pairs = (" and ".join(sorted(name_of(snapshot, end) for end in dyad)) for dyad in dyads)
    return "; ".join(sorted(pairs)) or None


SHIFT_COLUMNS = (
    Column("from", "Date before the step.", whole=True),
    Column("to", "Date after it.", whole=True),
    Column("allied_before", "Allied dyads before.", "dyads"),
    Column("allied_after", "Allied dyads after.", "dyads"),
    Column(
        "churn",
        "Jaccard distance of the two sets, 0 (the same) to 1 (nothing in common); undefined where both are "
        "empty.",
        "1",
    ),
    Column("formed", "Dyads allied after and not before."),
    Column("ended", "Dyads allied before and not after."),
    Column("to_allies", "Dyads that turned from enemies to allies at this step."),
    Column("to_enemies", "Dyads that turned from allies to enemies at this step."),
    Column("organizations", "Criminal organizations with a signed tie after.", "organizations", detail=True),
    SOURCES,
)

FLIP_COLUMNS = (
    Column("organization", "One of the two."),
    Column("other", "The other."),
    Column("signs", "One sign for each date; the line above the table says what they mean.", whole=True),
    Column("to_allies", "How often it turned from enemies to allies.", "turns"),
    Column("to_enemies", "How often it turned from allies to enemies.", "turns"),
    SOURCES,
)

LIMITS = (
    (
        "An alliance ends here where a source says so, where a statement to the contrary sets in, or where "
        "the carry runs out; the last is our assumption and no event. Compare other values of --carry."
    ),
    (
        "What the sources cannot show: shifts that nobody wrote about, and the day of most that somebody did "
        "write about. A turn between two dates may have happened at any time between them, or more than once."
    ),
)

SHIFTS = Dynamics(
    name="shifts",
    question="How do alliances shift from one date to the next?",
    compute=shifts,
    about=("from", "to"),
    reads=(SignedTie,),
    ranks=False,
    references=(
        "Jaccard, P. (1912). The distribution of the flora in the alpine zone. New Phytologist 11, 37-50.",
        "Holme, P. & Saramäki, J. (2012). Temporal networks. Physics Reports 519, 97-125.",
    ),
)

FLIPS = Dynamics(
    name="flips",
    question="Which dyads turned from enemies to allies, or back, and when?",
    compute=flips,
    about=("organization", "other"),
    reads=(SignedTie,),
    references=("Holme, P. & Saramäki, J. (2012). Temporal networks. Physics Reports 519, 97-125.",),
)
