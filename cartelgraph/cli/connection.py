"""Connect as :mod:`cartelgraph.connection` does, and say what of the environment counts for nothing."""

from __future__ import annotations

import os

import typer

from cartelgraph.connection import local_server, local_servers, server_address
from cartelgraph.settings import remote_address
from cartelgraph.store import Store

__all__ = ["connect", "local_server", "local_servers", "server_address"]


def connect(name: str | None = None) -> Store:
    """Return an open store on the server that is meant; close it, or use it in a `with` statement.

    A local server that is named is meant even if the environment names another.
    """
    ignored = [name for name in ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE") if name in os.environ]
    if ignored and remote_address() is None:
        typer.echo(f"note: {', '.join(ignored)} count only beside NEO4J_URI, which is not set", err=True)
    return Store.connect(server_address(name))
