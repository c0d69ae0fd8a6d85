"""A managed local Neo4j Community that needs neither Docker, nor an installed Java, nor root.

>>> from pathlib import Path
>>> from cartelgraph.server import LocalServer
>>> server = LocalServer(Path("neo4j"), jars=Path("jars"))
>>> server.status() is None
True

``server.up()`` downloads what is missing, starts Neo4j and returns its address and password;
``server.down()`` stops it. Several of :data:`RELEASES` can be run, and several servers side by side, each in
a folder of its own. The package knows nothing of what the database is for.
"""

from __future__ import annotations

from .jars import Progress, ensure_jars
from .local import LocalServer, Running
from .logs import follow, last_lines
from .process import Stopped
from .servers import DEFAULT_NAME, Servers
from .version import NEO4J_VERSION, RELEASES, Release

__all__ = [
    "DEFAULT_NAME",
    "NEO4J_VERSION",
    "RELEASES",
    "LocalServer",
    "Progress",
    "Release",
    "Running",
    "Servers",
    "Stopped",
    "ensure_jars",
    "follow",
    "last_lines",
]
