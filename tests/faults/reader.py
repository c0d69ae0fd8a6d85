"""Somebody who reads the database again and again while it is loaded, and while its server comes and goes."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Self

from neo4j import READ_ACCESS, Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from cartelgraph.settings import Address
from tests.faults.sight import EMPTY, Glance, Sight, glance

__all__ = ["Reader", "opened"]

#: Seconds between two looks, so that loader and server have the processors for themselves.
PAUSE = 0.02
#: Seconds until it tries again to reach a server that is gone.
AWAY = 0.2


def opened(address: Address) -> Driver:
    return GraphDatabase.driver(
        address.uri,
        auth=(address.username, address.password),
        notifications_min_severity="OFF",
        connection_timeout=10.0,
        telemetry_disabled=True,
    )


class Reader:
    """Reads in a thread of its own; use it in a ``with`` statement.

    Attributes
    ----------
    seen
        How often each was seen: the datasets by name, `loading` when the version node says so, `changed` when
        it changed while it was read, and `violation` when what is there is neither what the version node
        speaks of, nor does it say so.
    violations
        What was seen then.
    """

    def __init__(self, address: Callable[[], Address], expected: Mapping[str, tuple[str, Sight]]) -> None:
        self._address = address
        self._expected = expected
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self.seen: Counter[str] = Counter()
        self.violations: list[str] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def observations(self) -> int:
        """How many answers it got."""
        return self.seen.total() - self.seen["no answer"]

    def _read(self) -> None:
        while not self._stop.is_set():
            try:
                with opened(self._address()) as driver:
                    while not self._stop.wait(PAUSE):
                        self._judge(_glance(driver))
            except (DriverError, Neo4jError, OSError):
                self.seen["no answer"] += 1
                self._stop.wait(AWAY)

    def _judge(self, found: Glance) -> None:
        if found.loading:
            self.seen["loading"] += 1
        elif found.known:
            self.seen["changed"] += 1
        else:
            name, sight = self._expected.get(found.digest, ("unknown", EMPTY))
            wrong = found.sight.against(sight)
            self.seen["violation" if wrong else name] += 1
            if wrong:
                self.violations.append(
                    f"at {time.monotonic():.2f} the version node says {name}, with {wrong}"
                )


def _glance(driver: Driver) -> Glance:
    """Look once, in one transaction, without the driver trying again."""
    with (
        driver.session(default_access_mode=READ_ACCESS) as session,
        session.begin_transaction() as transaction,
    ):
        found = glance(transaction)
        with suppress(DriverError, Neo4jError):
            transaction.commit()
        return found
