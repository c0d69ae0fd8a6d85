"""Read and check the records while the database is prepared and locked, as if it held nothing.

A server that has just started takes seconds for its first queries. If it holds something after all, the
reading is given up: what is there need not be read again, but it must be known first.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import Event

from cartelgraph.dataset.supply import Supply
from cartelgraph.store.work import NotEmptyError, Work, compare_with_nothing

__all__ = ["EarlyReading", "reading_early"]


class EarlyReading:
    """The work on a database that holds nothing, which is being found out in a thread of its own."""

    def __init__(self, supply: Supply, pool: ThreadPoolExecutor) -> None:
        self._supply = supply
        self._given_up = Event()
        self._work: Future[Work] = pool.submit(compare_with_nothing, supply, unless=self._given_up.is_set)

    def work(self) -> Work:
        """Return it as soon as it is known.

        Raises
        ------
        DatasetError
            When anything is wrong with the records.
        """
        try:
            return self._work.result()
        except NotEmptyError:
            return compare_with_nothing(self._supply)

    def give_up(self) -> None:
        """End the reading, so that the records can be read otherwise."""
        self._given_up.set()
        wait([self._work])


@contextmanager
def reading_early(supply: Supply) -> Iterator[EarlyReading]:
    """Read from now on; the reading has ended when the block has."""
    with ThreadPoolExecutor(1) as pool:
        early = EarlyReading(supply, pool)
        try:
            yield early
        finally:
            early.give_up()
