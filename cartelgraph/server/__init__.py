"""A managed local Neo4j Community that needs neither Docker, nor an installed Java, nor root.

>>> from pathlib import Path
>>> from cartelgraph.server import LocalServer
>>> server = LocalServer(Path("neo4j"), jars=Path("jars"))
>>> server.status() is None
True

``server.up()`` downloads what is missing, starts Neo4j and returns its address and password;
``server.down()`` stops it. The package knows nothing of what the database is for.
"""

from __future__ import annotations

from .jars import Progress, ensure_jars
from .local import LocalServer, Running
from .process import Stopped
from .version import NEO4J_VERSION

__all__ = ["NEO4J_VERSION", "LocalServer", "Progress", "Running", "Stopped", "ensure_jars"]
