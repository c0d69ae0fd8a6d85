"""Write the lock file anew, after a change of ``ROOTS``: ``python -m cartelgraph.server.relock``.

Resolves the roots with jgo (about a minute), downloads every jar once more and records its digest
and size. The digests are trusted from then on, so look at ``git diff`` before committing: apart
from what the new version brings, nothing may change.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from . import maven
from .jars import THREADS
from .lockfile import LOCK, Jar, describe, write_lock
from .version import BROWSER_VERSION, NEO4J_VERSION

__all__ = ["ROOTS", "relock"]

ROOTS = (
    f"org.neo4j:neo4j:{NEO4J_VERSION}",
    f"org.neo4j.app:neo4j-server:{NEO4J_VERSION}",
    f"org.neo4j.client:neo4j-browser:{BROWSER_VERSION}",
)
"""What the server consists of; everything else follows from these."""


def relock(lock: Path = LOCK, roots: tuple[str, ...] = ROOTS) -> tuple[Jar, ...]:
    """Resolve the roots, pin every jar and write the lock file.

    Raises
    ------
    ServerError
        If a jar cannot be found or downloaded; the old lock file is then unchanged.
    """
    with TemporaryDirectory() as scratch, ThreadPoolExecutor(THREADS) as pool:

        def pin(coordinate: str) -> Jar:
            return describe(coordinate, maven.fetch(coordinate, Path(mkdtemp(dir=scratch))))

        jars = tuple(pool.map(pin, maven.resolve(roots)))
    write_lock(jars, lock)
    return jars


if __name__ == "__main__":
    relock()
