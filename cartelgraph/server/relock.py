"""Write the lock files anew, after a change of a release: ``python -m cartelgraph.server.relock``.

For each release, resolves its roots with jgo (about a minute), downloads every jar once more and
records its digest and size. The digests are trusted from then on, so look at ``git diff`` before
committing: apart from what the new version brings, nothing may change.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from . import maven
from .jars import THREADS
from .lockfile import Jar, describe, write_lock
from .version import RELEASES

__all__ = ["relock"]


def relock(lock: Path, roots: tuple[str, ...]) -> tuple[Jar, ...]:
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
    for release in RELEASES:
        relock(release.lock, release.roots)
