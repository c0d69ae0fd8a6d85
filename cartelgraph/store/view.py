"""Which statements count as holding on a date: by default those taken to hold, in a view others.

For each relationship that depends on time, a query with the parameter ``on`` has the condition::

    r.working_from <= $on.last AND r.working_to >= $on.first

That is what is taken to hold, each statement by itself: what contradicts it ends nothing. To ask what may
have held it becomes::

    (r.valid_from IS NULL OR r.valid_from <= $on.last) AND (r.valid_to IS NULL OR r.valid_to >= $on.first)

to ask what certainly held::

    r.certain_from <= $on.last AND r.certain_to >= $on.first

and in every view that the bounds in the database do not decide, such as the working one with its contrary
statements::

    r.id IN $holding

with the ids of the relationships that hold; a snapshot of the network layer knows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, Self

from cartelgraph.errors import ParameterError
from cartelgraph.model import DEFAULT_CARRY, Certainty
from cartelgraph.store.catalogue import SavedQuery
from cartelgraph.table import Column, Row, Table

__all__ = ["Held", "View", "default_view", "in_series", "require_dated", "views_of"]

WORKING = re.compile(
    r"\b(?P<r>\w+)\.working_from <= \$on\.last(?P<gap>\s+)AND (?P=r)\.working_to >= \$on\.first\b"
)
BY_BOUNDS = {
    Certainty.POSSIBLE: (
        r"(\g<r>.valid_from IS NULL OR \g<r>.valid_from <= $on.last)\g<gap>"
        r"AND (\g<r>.valid_to IS NULL OR \g<r>.valid_to >= $on.first)"
    ),
    Certainty.CERTAIN: r"\g<r>.certain_from <= $on.last\g<gap>AND \g<r>.certain_to >= $on.first",
    Certainty.WORKING: r"\g<0>",
}
HOLDING = r"\g<r>.id IN $holding"

#: The condition in words of its own, which no view can take the place of.
OTHERWISE = re.compile(
    r"\.(?:valid|working)_(?:from|to)\b[^\n]*\$on\b|\$on\b[^\n]*\.(?:valid|working)_(?:from|to)\b"
)

ON = Column("on", "The date asked about.", whole=True)


class Asked(Protocol):
    """What is asked of time; in words when it is made a text."""

    @property
    def on(self) -> str:
        """The date asked about."""

    @property
    def known_at(self) -> str | None:
        """By when something had to be in print; None for any time."""


class Held(Protocol):
    """What holds at a moment; :class:`cartelgraph.network.Snapshot` is one."""

    @property
    def moment(self) -> Asked:
        """What was asked of time."""

    @property
    def graph(self) -> Any:  # noqa: ANN401 - a multigraph, of a package that the store does not know
        """What holds: a multigraph whose edges are keyed by the ids of their records."""

    @property
    def folded(self) -> Mapping[str, str]:
        """Organizations that count as another."""


@dataclass(frozen=True)
class View:
    """What counts as holding, and on which date.

    Attributes
    ----------
    on
        The date, in EDTF.
    words
        What is asked of time, in words.
    certainty
        Whether statements count that possibly or certainly held, or that are taken to hold, each by itself;
        without meaning where `holding` is given.
    holding
        Ids of the relationships that hold. None: the bounds in the database decide.
    known_at
        By when what holds had to be in print, in EDTF. None: at any time.
    """

    on: str
    words: str
    certainty: Certainty = Certainty.WORKING
    holding: tuple[str, ...] | None = None
    known_at: str | None = None

    @classmethod
    def by_itself(cls, on: str) -> Self:
        """Return the view that a saved query has by default: each statement by itself is taken to hold."""
        return cls(
            on,
            f"working snapshot on {on}, each statement by itself, missing bounds carried "
            f"{DEFAULT_CARRY} months, as known now",
        )

    @classmethod
    def of(cls, held: Held) -> Self:
        """Return the view in which exactly the relationships of a snapshot hold.

        Raises
        ------
        ParameterError
            When the snapshot folds organizations: the database has each by itself.
        """
        if held.folded:
            raise ParameterError(
                f"{held.moment}: a query counts each organization by itself. Ask at the level of the faction"
            )
        ids = tuple(sorted({key for _, _, key in held.graph.edges(keys=True)}))
        return cls(held.moment.on, str(held.moment), holding=ids, known_at=held.moment.known_at)

    @property
    def sent(self) -> dict[str, tuple[str, ...]]:
        """The parameter that its condition needs besides those of the query."""
        return {} if self.holding is None else {"holding": self.holding}

    def seen(self, query: SavedQuery) -> SavedQuery:
        """Return a query with the condition of this view in the place of what is taken to hold.

        Raises
        ------
        ParameterError
            When the query is not about a date; see :func:`require_dated`.
        """
        require_dated(query)
        condition = BY_BOUNDS[self.certainty] if self.holding is None else HOLDING
        return replace(
            query,
            text=WORKING.sub(condition, query.text),
            picture=query.picture and WORKING.sub(condition, query.picture),
        )


def default_view(query: SavedQuery, on: str) -> View | None:
    """Return the view in which a query asks by itself; None if it is not about a date in the usual words."""
    return None if _why_undated(query) else View.by_itself(on)


def require_dated(query: SavedQuery) -> None:
    """Refuse a query that cannot be asked in another view.

    Raises
    ------
    ParameterError
        When it has no parameter ``on`` of type date, or asks what is taken to hold in other words than the
        queries of the catalogue.
    """
    if why := _why_undated(query):
        raise ParameterError(why)


def _why_undated(query: SavedQuery) -> str | None:
    """Return why a query cannot be asked in another view; None if it can."""
    if ("on", "date") not in {(parameter.name, parameter.type) for parameter in query.parameters}:
        return (
            f"query {query.name} has no parameter `on (date)`, so it cannot be asked for a date, a series of "
            "dates or a view"
        )
    for cypher in filter(None, (query.text, query.picture)):
        if not WORKING.search(query.text) or OTHERWISE.search(WORKING.sub("", cypher)):
            return (
                f"query {query.name}: it can be asked for a date, a series or a view only if it asks of each "
                "relationship that depends on time, such as r, in these words:\n"
                "  r.working_from <= $on.last AND r.working_to >= $on.first"
            )
    return None


def views_of(at: View | Held | Sequence[View | Held]) -> tuple[View, ...]:
    """Return each as a view."""
    several = at if isinstance(at, Sequence) else (at,)
    return tuple(one if isinstance(one, View) else View.of(one) for one in several)


def in_series(views: Sequence[View], tables: Sequence[Table]) -> Table:
    """Return the answers of a query in one view or more as one table, which says what was asked of time.

    With several dates each row has its own, in a column `on` before the others.

    Raises
    ------
    ParameterError
        When there are several dates, and the query has a column of that name already.
    """
    notes = _notes(views)
    if len(views) == 1:
        return replace(tables[0], notes=(*tables[0].notes, *notes))
    columns = tables[-1].columns
    if ON.name in {column.name for column in columns}:
        raise ParameterError(
            f"query {tables[-1].name}: its column `on` stands in the way of the dates of a series. Rename it"
        )
    dated = tuple(zip(views, tables, strict=True))
    own = dict.fromkeys(note for view, table in dated for note in table.notes if note != f"on = {view.on}")
    return replace(
        tables[-1],
        columns=(ON, *columns),
        rows=tuple(Row((view.on, *row.values), row.records) for view, table in dated for row in table.rows),
        notes=(*own, *notes),
        grouped=True,
    )


def _notes(views: Sequence[View]) -> Iterator[str]:
    last = views[-1]
    words = last.words
    if len(views) > 1:
        shared = words.replace(f"snapshot on {last.on}", "snapshots", 1)
        words = f"{views[0].on} to {last.on}, {len(views)} dates; {shared}"
    yield f"what is taken to hold: {words}"
    if last.known_at:
        yield f"what a row says of a statement, such as its period, is as known now, not by {last.known_at}"
