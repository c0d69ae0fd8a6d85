"""Who changed camp from one date to the next, whom they left and whom they joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cartelgraph.analysis.analysis import SOURCES
from cartelgraph.analysis.dynamics import Dynamics, telling_dates
from cartelgraph.analysis.evidence import statements
from cartelgraph.analysis.names import name_of, names_of
from cartelgraph.analysis.notes import folding_notes
from cartelgraph.analysis.signed_network import SignedNetwork, signed_network
from cartelgraph.measures.camps import Change, changes, nearest
from cartelgraph.measures.frustration import Camps, Frustration, ambiguous, frustration
from cartelgraph.measures.progress import Told, silent
from cartelgraph.model import SignedTie
from cartelgraph.network import Snapshot, span
from cartelgraph.table import Column, Row, Table

__all__ = ["CAMP_CHANGES", "camp_changes"]

#: Divisions, all equally good, among which the one nearest to the date before is taken.
MOST = 100

#: Time limit of the search on each date.
SECONDS = 20.0


@dataclass(frozen=True)
class _Divided:
    """The network on a date, and the division that was taken for it."""

    network: SignedNetwork
    found: Frustration[str]
    camps: Camps[str]

    def with_whom(self, node: str) -> frozenset[str]:
        """Return the camp that an organization is in."""
        return self.camps[0] if node in self.camps[0] else self.camps[1]


def camp_changes(snapshots: Sequence[Snapshot], *, told: Told = silent) -> Table:
    """Return each organization that changed camp at each step from one date to the next.

    On each date the network is divided as by the analysis camps. Where several divisions are equally good,
    the one nearest to that of the date before is taken, so that nobody is said to move who need not have.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, Step, dates_between, series
    >>> dates = dates_between(EdtfDate("2009-03"), EdtfDate("2011-03"), Step.YEAR)
    >>> table = camp_changes(series(read_dataset(), Moment(dates[0]), dates))
    >>> set(table.column("from")) <= {"2009-03", "2010-03"}
    True
    """
    divided = _divided(snapshots, told)
    rows = [
        row
        for before, after in pairwise(divided)
        for change in changes(before.network.graph, before.camps, after.network.graph, after.camps)
        for row in _rows(before, after, change)
    ]
    return Table(
        name=CAMP_CHANGES.name,
        title=f"Who changed camp, {span([one.moment for one in snapshots])}",
        columns=COLUMNS,
        rows=tuple(
            sorted(rows, key=lambda row: (row.values[0], str(row.values[3]).casefold(), row.values[2]))
        ),
        notes=(
            snapshots[-1].describe(),
            *folding_notes(snapshots[-1]),
            f"Changes of camp: {len(rows)}." if rows else "Nobody who can be compared changed camp.",
            *_doubts(divided),
            *NOTES,
        ),
        grouped=True,
    )


def _divided(snapshots: Sequence[Snapshot], told: Told) -> list[_Divided]:
    divided: list[_Divided] = []
    for snapshot in telling_dates(snapshots, told):
        network = signed_network(snapshot)
        found = frustration(network.graph, most=MOST, seconds=SECONDS)
        camps = found.camps
        if divided:
            last = divided[-1]
            camps = nearest(last.network.graph, last.camps, network.graph, found.divisions)
        divided.append(_Divided(network, found, camps))
    return divided


def _rows(before: _Divided, after: _Divided, change: Change[str]) -> Iterable[Row]:
    """Yield a row for each organization that moved; for all, where either half may be said to have moved."""
    compared = change.moved | change.stayed
    snapshot = after.network.snapshot
    unsure = ambiguous(before.found) | ambiguous(after.found)
    for node in change.moved if change.decided else compared:
        past, present = before.with_whom(node) & compared, after.with_whom(node) & compared
        tied = before.network.graph[node].keys() | after.network.graph[node].keys()
        records = {
            record
            for one in (before, after)
            for record in one.network.behind((node, other) for other in one.network.graph[node])
        }
        values = (
            str(before.network.snapshot.moment.on),
            str(snapshot.moment.on),
            node,
            name_of(snapshot, node),
            "yes" if change.decided else "no",
            "yes" if node in unsure else "no",
            len(past - present),
            len(present - past),
            names_of(snapshot, (past - present) & tied) or None,
            names_of(snapshot, (present - past) & tied) or None,
        )
        yield Row(
            (*values, len(_sources(before, records) | _sources(after, records))), tuple(sorted(records))
        )


def _sources(divided: _Divided, records: set[str]) -> set[str]:
    known = statements(divided.network.snapshot)
    return {source for record in records & known.keys() for source in known[record]["sources"]}


def _doubts(divided: Sequence[_Divided]) -> tuple[str, ...]:
    """Say on which dates the division is not proven to be the best, or not all of them were found."""
    unproven = [str(one.network.snapshot.moment.on) for one in divided if one.found.gap]
    many = [
        str(one.network.snapshot.moment.on) for one in divided if not one.found.gap and not one.found.complete
    ]
    return (
        *([f"The best division is not proven on {', '.join(unproven)}."] if unproven else []),
        *(
            [f"More than {MOST} divisions are as good on {', '.join(many)}: not all were compared."]
            if many
            else []
        ),
    )


COLUMNS = (
    Column("from", "Date before the step.", whole=True),
    Column("to", "Date after it.", whole=True),
    Column("id", "Id of the organization.", detail=True),
    Column("organization", "Name of the organization."),
    Column(
        "decided",
        "Whether it was in the smaller part that moved; no where both parts are equally large, so that "
        "either might be said to have moved, and both are listed.",
    ),
    Column(
        "ambiguous",
        "Whether on either date another division that is as good puts it in the other camp.",
    ),
    Column(
        "left",
        "With how many of those compared it shared a camp before and does not after.",
        "organizations",
        detail=True,
    ),
    Column(
        "joined",
        "With how many of them it shares a camp after and did not before.",
        "organizations",
        detail=True,
    ),
    Column("left_partners", "Those it left to whom it has a tie on either date; undefined if there is none."),
    Column("joined_partners", "Those it joined to whom it has a tie on either date; undefined if none."),
    SOURCES,
)

NOTES = (
    (
        "Only organizations that ties connect, directly or through others, on both dates can be compared. "
        "Camps are matched by the greatest overlap; nothing is said of those who came into the network or "
        "left it."
    ),
    (
        "A camp follows from all ties together: an organization can change camp by the turn of a tie that "
        "is not its own, or because a source falls silent. Whose ties turned, the analysis flips tells."
    ),
)

CAMP_CHANGES = Dynamics(
    name="camp-changes",
    question="Who changed camp, and when?",
    compute=camp_changes,
    about=("from", "to", "id", "organization"),
    reads=(SignedTie,),
    ranks=False,
    tells=True,
    references=(
        (
            "Aref, S., Mason, A. J. & Wilson, M. C. (2020). A modeling and computational study of the "
            "frustration index in signed networks. Networks 75, 95-110."
        ),
        (
            "Greene, D., Doyle, D. & Cunningham, P. (2010). Tracking the evolution of communities in "
            "dynamic social networks. Proceedings of ASONAM 2010, 176-183, for the matching by overlap."
        ),
    ),
)
