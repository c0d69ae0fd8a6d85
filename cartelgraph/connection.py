"""Which Neo4j is meant: the one that the environment names, else the managed local server."""

from __future__ import annotations

from cartelgraph.errors import StoreUnavailableError
from cartelgraph.server import DEFAULT_NAME, LocalServer, Servers
from cartelgraph.settings import Address, home, remote_address, server_name
from cartelgraph.store import Store

__all__ = ["connect", "local_server", "local_servers", "server_address"]


def local_servers() -> Servers:
    """Return the managed local servers."""
    return Servers(home())


def local_server(name: str | None = None) -> LocalServer:
    """Return a managed local server; it may not be running.

    Parameters
    ----------
    name
        Its name; by default what the environment says, or else the one that needs no name.
    """
    return local_servers().named(name or server_name() or DEFAULT_NAME)


def server_address(name: str | None = None) -> Address:
    """Return where to connect to.

    Parameters
    ----------
    name
        Name of a local server; then it is meant even if the environment names an address.

    Raises
    ------
    StoreUnavailableError
        When the environment names no server and the local one is not running.
    """
    if name is None and (remote := remote_address()):
        return remote
    running = local_server(name).status()
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
