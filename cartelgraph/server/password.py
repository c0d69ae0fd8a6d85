"""The password of the local server: generated, kept in a private file, known to Neo4j as a hash.

Before its first start Neo4j reads the file ``data/dbms/auth.ini``, which ``neo4j-admin dbms
set-initial-password`` otherwise writes. Writing it here keeps the password off every command line.
"""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from cartelgraph.errors import ServerError

from .files import write_private

__all__ = ["USERNAME", "prepare_password", "read_password"]

USERNAME = "neo4j"
ITERATIONS = 1024
"""Rounds of hashing, as Neo4j's own tool does them; the password has 192 random bits."""


def read_password(home: Path) -> str:
    """Return the password of a server that was prepared before.

    Raises
    ------
    ServerError
        If the file is gone: the database knows only its hash.
    """
    path = home / "password"
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise ServerError(
            f"{path} is missing, and without it nobody can enter the database. "
            f"Restore the file, or delete {home} and load the data again."
        ) from None


def prepare_password(home: Path) -> None:
    """Generate the password of a new server; do nothing when the server has started before."""
    if (home / "data" / "databases" / "system").exists():
        return
    path = home / "password"
    if not path.exists():
        write_private(path, secrets.token_urlsafe(24))
    auth = home / "data" / "dbms" / "auth.ini"
    auth.parent.mkdir(parents=True, exist_ok=True)
    write_private(auth, _credential(read_password(home), secrets.token_bytes(32)))


def _credential(password: str, salt: bytes) -> str:
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(ITERATIONS - 1):
        digest = hashlib.sha256(digest).digest()
    return f"{USERNAME}:SHA-256,{digest.hex()},{salt.hex()},{ITERATIONS}:\n"
