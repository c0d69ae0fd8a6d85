"""Where things are and which server is meant; read from the environment, never stored.

``CARTELGRAPH_HOME``
    The one folder that holds all that is downloaded or made at run time: jars, the local server's
    data and logs, the report. Default ``$XDG_CACHE_HOME/cartelgraph``, else ``~/.cache/cartelgraph``.
``CARTELGRAPH_SERVER``
    Name of the local server that is meant, where there are several. Default ``default``.
``NEO4J_URI``, ``NEO4J_USERNAME``, ``NEO4J_PASSWORD``, ``NEO4J_DATABASE``
    Point every command at another Neo4j. Without ``NEO4J_URI`` the managed local server is used.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Address", "bundled", "home", "remote_address", "server_name"]

PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Address:
    """How to reach a Neo4j database; the password never shows in a representation."""

    uri: str
    username: str
    password: str
    database: str | None = None

    def __repr__(self) -> str:
        return f"Address(uri={self.uri!r}, username={self.username!r}, database={self.database!r})"


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder for everything that cartelgraph downloads or makes; it may not exist yet."""
    if chosen := environ.get("CARTELGRAPH_HOME"):
        return Path(chosen).expanduser().absolute()
    cache = environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(cache).expanduser().absolute() / "cartelgraph"


def server_name(environ: Mapping[str, str] = os.environ) -> str | None:
    """Return the name of the local server that the environment points at, or None when it names none."""
    return environ.get("CARTELGRAPH_SERVER") or None


def remote_address(environ: Mapping[str, str] = os.environ) -> Address | None:
    """Return the server that the environment points at, or None when it names none."""
    uri = environ.get("NEO4J_URI")
    if not uri:
        return None
    return Address(
        uri=uri,
        username=environ.get("NEO4J_USERNAME") or "neo4j",
        password=environ.get("NEO4J_PASSWORD", ""),
        database=environ.get("NEO4J_DATABASE") or None,
    )


def bundled(name: str) -> Path:
    """Return the path of ``seeds`` or ``schema``: inside an installed package, else in the checkout."""
    packaged = PACKAGE / "_data" / name
    return packaged if packaged.is_dir() else PACKAGE.parent / name
