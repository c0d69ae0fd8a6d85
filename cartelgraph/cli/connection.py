"""Which Neo4j a command means: the one that the environment names, else the managed local server."""

from __future__ import annotations

import os

import typer

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
    if ignored := [
        name for name in ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE") if name in os.environ
    ]:
        typer.echo(f"note: {', '.join(ignored)} count only beside NEO4J_URI, which is not set", err=True)
    running = local_server().status()
    if running is None:
        raise StoreUnavailableError(
            "no Neo4j is running here: start one with `cartelgraph up`, or name another in NEO4J_URI"
        )
    return Address(running.uri, running.username, running.password)


def connect() -> Store:
    """Return an open store on that server; close it, or use it in a `with` statement."""
    return Store.connect(server_address())
