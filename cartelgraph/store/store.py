"""A Neo4j database that holds at most one dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from neo4j import READ_ACCESS, Driver, ManagedTransaction, Session, unit_of_work

from cartelgraph.dataset import Dataset
from cartelgraph.dataset.supply import DatasetSupply, Supply
from cartelgraph.errors import ParameterError, StoreError
from cartelgraph.model import ENTITY_TYPES, RECORD_TYPES, RELATIONSHIP_TYPES
from cartelgraph.settings import Address
from cartelgraph.store.answer import Answer, ask, tabulate
from cartelgraph.store.catalogue import SavedQuery
from cartelgraph.store.change import changing, settle
from cartelgraph.store.clearing import clear
from cartelgraph.store.connection import LOAD_AGAIN, open_driver, open_session, translated
from cartelgraph.store.load import Progress, Request, load
from cartelgraph.store.planning import plan_afresh
from cartelgraph.store.preparation import preparing
from cartelgraph.store.preview import Preview, preview
from cartelgraph.store.read import ChangingError, read
from cartelgraph.store.statements import any_of, statement
from cartelgraph.store.summary import Description, LoadSummary
from cartelgraph.store.version import info_of, is_loading, loaded_at, loading_of, read_version
from cartelgraph.store.view import Held, View, default_view, in_series, views_of
from cartelgraph.table import Table

__all__ = ["Store"]

TIME_LIMIT_S = 30.0
ROW_LIMIT = 10_000

#: Records written or removed from which on a load has the plans of queries made afresh.
PLANNED_AFRESH = 1000

#: How often a dataset is read, if the database changes each time.
TRIES = 5


class Store:
    """An open connection to a database; close it, or use it in a ``with`` statement.

    Other data may live in the same database: what a load has not written is never changed.

    Every method raises ``StoreUnavailableError`` when the server cannot be reached, and ``StoreError``
    when it refuses or fails.
    """

    def __init__(self, driver: Driver, address: Address) -> None:
        self._driver = driver
        self.address = address

    @classmethod
    def connect(cls, address: Address) -> Self:
        """Return a store on the database at an address.

        Raises
        ------
        StoreUnavailableError
            When no server answers, it refuses the credentials, or it is older than Neo4j 5.7.
        """
        return cls(open_driver(address), address)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._driver.close()

    def load(
        self, dataset: Dataset | Supply, *, rewrite: bool = False, progress: Progress = lambda *_: None
    ) -> LoadSummary:
        """Bring the database to exactly what a dataset says; all of it, or nothing.

        Work that is too large for one transaction is done in many, and a load of it that is interrupted is
        completed by the next. Until then the database says that it is being loaded, and no dataset can be
        read from it.

        Parameters
        ----------
        dataset
            What the database will hold; from :func:`cartelgraph.dataset.open_supply` it may be larger than
            the memory.
        rewrite
            Write every record, even where the database holds the same already.
        progress
            Called with the records written so far, all records to write, and what is being done.

        Returns
        -------
        LoadSummary
            How many records of each collection were created, updated, left alone and deleted.

        Raises
        ------
        StoreError
            When somebody else's data are in the way, or the graph would not be what the dataset says.
            The database is as it was before.
        """
        with translated(self.address, then=LOAD_AGAIN), self._writing() as session:
            summary = self._load(session, dataset, rewrite=rewrite, progress=progress)
            if summary.changes >= PLANNED_AFRESH:
                plan_afresh(session)
            return summary

    def _load(
        self, session: Session, dataset: Dataset | Supply, *, rewrite: bool, progress: Progress
    ) -> LoadSummary:
        with (
            self._writing() as beside,
            preparing(beside) as preparation,
            self._writing() as other,
            changing(other) as change,
        ):
            request = Request(_supply(dataset), change, preparation, rewrite=rewrite, progress=progress)
            return load(session, other, request)

    def preview(self, dataset: Dataset | Supply, *, rewrite: bool = False) -> Preview:
        """Return what a load of a dataset would do now; nothing is written.

        Parameters
        ----------
        dataset
            What would be loaded.
        rewrite
            Whether every record is to be written, as for :meth:`load`.

        Raises
        ------
        StoreError
            When the load would be refused because of what somebody else has written.
        """
        with translated(self.address), self._reading() as session:
            return session.execute_read(preview, _supply(dataset), rewrite=rewrite)

    def read_dataset(self) -> Dataset:
        """Return the dataset that the database holds; equal to the one that was loaded.

        Raises
        ------
        StoreError
            When it holds none, or one that was edited by hand so that it cannot be read.
        """
        with translated(self.address):
            for _ in range(TRIES):
                with self._reading() as session, suppress(ChangingError):
                    return session.execute_read(read)
                with self._writing() as session:
                    session.execute_write(settle)
        raise StoreError("the database is being changed again and again: read it when that has ended")

    def clear(self) -> None:
        """Remove everything that a load has written; constraints and other data stay.

        Raises
        ------
        StoreError
            When somebody else has tied something to a node of ours; nothing is changed.
        """
        with translated(self.address), self._writing() as session, self._writing() as other:
            clear(session, other)

    def describe(self) -> Description:
        """Return what the database holds: which dataset, since when, and how many records of each type."""
        with translated(self.address), self._reading() as session:
            return session.execute_read(_describe, self._driver.get_server_info().agent)

    def query(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        time_limit_s: float = TIME_LIMIT_S,
        row_limit: int = ROW_LIMIT,
    ) -> Answer:
        """Run a query that only reads.

        Parameters
        ----------
        text
            The Cypher.
        parameters
            Values for its parameters.
        time_limit_s
            Seconds after which it is stopped; Neo4j looks every two seconds.
        row_limit
            Rows beyond this number are left on the server.

        Raises
        ------
        StoreError
            When the query is wrong, would change the database, or takes too long.
        """
        limited = unit_of_work(timeout=time_limit_s)(ask)
        with translated(self.address), self._reading() as session:
            return session.execute_read(limited, text, parameters or {}, row_limit)

    def answer(
        self,
        query: SavedQuery,
        chosen: Mapping[str, str] | None = None,
        *,
        at: View | Held | Sequence[View | Held] = (),
        time_limit_s: float = TIME_LIMIT_S,
    ) -> Table:
        """Return the answer to a saved query as a table.

        A query with a parameter ``on`` asks what is taken to hold on that date: each statement by itself, its
        missing bounds carried for 24 months. With `at` it asks the same of what holds in a snapshot, or in
        each of a series, of the dataset that the database holds.

        Parameters
        ----------
        query
            The query.
        chosen
            Texts for its parameters; the default for the others.
        at
            A snapshot instead of the parameter ``on``; of a series, each row has its date in a column ``on``.
            What a row says of a statement, such as its period, is as known now in any case.
        time_limit_s
            Seconds after which it is stopped, for each date.

        Raises
        ------
        UnknownNameError
            When a parameter is chosen that the query does not have.
        ParameterError
            When a text does not fit its parameter, the query cannot be asked of a snapshot, or a snapshot
            folds organizations.
        StoreError
            When the query fails.
        """
        chosen = chosen or {}
        views = views_of(at)
        if not views:
            table = self._table(query, chosen, {}, time_limit_s)
            view = default_view(query, query.settings(chosen).get("on", ""))
            return in_series([view], [table]) if view else table
        if "on" in chosen:
            raise ParameterError(
                f"on is {chosen['on']!r}, and each snapshot has its date: give one of the two"
            )
        tables = [
            self._table(view.seen(query), {**chosen, "on": view.on}, view.sent, time_limit_s)
            for view in views
        ]
        return in_series(views, tables)

    def _table(
        self, query: SavedQuery, chosen: Mapping[str, str], more: Mapping[str, Any], time_limit_s: float
    ) -> Table:
        answer = self.query(query.text, {**query.values(chosen), **more}, time_limit_s=time_limit_s)
        return tabulate(query, query.settings(chosen), answer)

    def _writing(self) -> Session:
        return open_session(self._driver, self.address)

    def _reading(self) -> Session:
        return open_session(self._driver, self.address, access=READ_ACCESS)


def _describe(transaction: ManagedTransaction, agent: str) -> Description:
    server = agent.replace("/", " ", 1)
    version = read_version(transaction)
    if version is None:
        return Description(server)
    if is_loading(version):
        return Description(server, loading=loading_of(version))
    labels = [kind.label for kind in ENTITY_TYPES]
    types = any_of(kind.label for kind in RELATIONSHIP_TYPES)
    nodes = transaction.run(statement("count_nodes", labels=any_of(labels)), labels=labels)
    relationships = transaction.run(statement("count_relationships", types=types))
    counts = {record["label"]: record["held"] for record in (*nodes, *relationships)}
    ordered = {kind.label: counts[kind.label] for kind in RECORD_TYPES if kind.label in counts}
    return Description(server, info_of(version), version.get("digest"), loaded_at(version), ordered)


def _supply(records: Dataset | Supply) -> Supply:
    return DatasetSupply(records) if isinstance(records, Dataset) else records
