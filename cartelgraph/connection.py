"""Which Neo4j is meant: the one that the environment names, else the managed local server."""

from __future__ import annotations

from cartelgraph.errors import StoreUnavailableError
from cartelgraph.server import LocalServer
from cartelgraph.settings import Address, home, remote_address
from cartelgraph.store import Store

__all__ = ["connect", "local_server", "server_address"]


def local_server() -> LocalServer:
    """Return the managed local server; it may not be running."""
    return LocalServer(home() / "server", jars=home() / "jars")


def server_address() -> Address:
    """Return where to connect to.

    Raises
    ------
    StoreUnavailableError
        When the environment names no server and the local one is not running.
    """
    if remote := remote_address():
        return remote
    running = local_server().status()
    if running is None:
        raise StoreUnavailableError(
            "no Neo4j is running here: start one with `cartelgraph up`, or name another in NEO4J_URI"
        )
    return Address(running.uri, running.username, running.password)


def connect() -> Store:
    """Return an open store on that server; close it, or use it in a `with` statement.

    Raises
    ------
    StoreUnavailableError
        When no server is running, none answers, or it refuses the credentials.

    Examples
    --------
    >>> with connect() as store:  # doctest: +SKIP
    ...     allies = store.answer(query_named("allies-on"), {"on": "2010-06"})
    >>> [column.name for column in allies.columns][:2]  # doctest: +SKIP
    ['organization', 'ally']
    """
    return Store.connect(server_address())
