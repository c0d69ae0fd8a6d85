"""The jar cache: every jar of the lock file, downloaded once and verified.

The digest of a jar is taken once and remembered in ``verified.json`` with the size and the time of
change of the file, so that a warm check costs one ``stat`` per jar. A jar that changed since is
read again and, where it differs from its pin, downloaded again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from tempfile import mkdtemp

from cartelgraph.errors import ServerError

from .files import exclusive, explained, require_room, write_private
from .lockfile import Jar, digest, read_lock

__all__ = ["Fetch", "Progress", "ensure_jars", "fetch_from_maven", "silent"]

Fetch = Callable[[str, Path], Path]
"""``fetch(coordinate, empty_folder)`` downloads a jar below the folder and returns where it lies."""

Progress = Callable[[int, int, str], None]
"""``progress(done, total, what)`` is called whenever work has advanced."""

THREADS = 8
ATTEMPTS = 2
"""How often a jar is tried: a second time mends a dropped connection or a truncated file."""


def silent(done: int, total: int, what: str) -> None:
    """Report progress to nobody."""


def fetch_from_maven(coordinate: str, folder: Path) -> Path:
    """Download a jar from Maven Central; see :func:`cartelgraph.server.maven.fetch`."""
    from . import maven  # noqa: PLC0415 (slow to import, and not needed once the jars are there)

    return maven.fetch(coordinate, folder)


def ensure_jars(
    folder: Path, lock: Path, *, progress: Progress = silent, fetch: Fetch = fetch_from_maven
) -> tuple[Path, ...]:
    """Bring every locked jar into a folder and return their paths, in the order of the lock file.

    Several processes may share the folder: one downloads, the others wait for it. An interrupted
    download keeps the jars that are complete and goes on with the rest the next time.

    Parameters
    ----------
    folder
        The jar cache, which several releases may share; created where it does not exist.
    lock
        The lock file.
    progress
        Called for each jar that had to be downloaded; ``done`` and ``total`` count all jars.
    fetch
        How to download one jar.

    Raises
    ------
    ServerError
        If a jar cannot be downloaded, is not what the lock file pins, or does not fit on the disk.
    """
    jars = read_lock(lock)
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if not all(map(_Verified(folder).holds, jars)):
            with exclusive(folder / ".lock"):
                _complete(folder, jars, progress, fetch)
    return tuple(folder / jar.filename for jar in jars)


class _Verified:
    """What is known about the files of a jar cache without reading them again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._record = folder / "verified.json"
        try:
            self._seals: dict[str, list[str | int]] = json.loads(self._record.read_text())
        except (FileNotFoundError, ValueError):
            self._seals = {}

    def holds(self, jar: Jar) -> bool:
        """Return whether the jar was verified and its file has not been touched since."""
        path = self.folder / jar.filename
        return path.is_file() and self._seals.get(jar.filename) == self._seal(jar)

    def adopt(self, jar: Jar) -> bool:
        """Read the file in the cache, if there is one, and remember it when it is the jar."""
        if not jar.matches(self.folder / jar.filename):
            return False
        self._seals[jar.filename] = self._seal(jar)
        return True

    def take(self, jar: Jar, verified: Path) -> None:
        """Move a verified file into the cache in one step."""
        verified.replace(self.folder / jar.filename)
        self._seals[jar.filename] = self._seal(jar)

    def save(self) -> None:
        write_private(self._record, json.dumps(self._seals, indent=0, sort_keys=True))

    def _seal(self, jar: Jar) -> list[str | int]:
        status = (self.folder / jar.filename).stat()
        return [jar.sha256, status.st_size, status.st_mtime_ns]


def _complete(folder: Path, jars: Sequence[Jar], progress: Progress, fetch: Fetch) -> None:
    verified = _Verified(folder)
    missing = [jar for jar in jars if not (verified.holds(jar) or verified.adopt(jar))]
    present = len(jars) - len(missing)
    scratch = folder / ".fetching"
    shutil.rmtree(scratch, ignore_errors=True)  # left by a process that was killed
    try:
        require_room(folder, sum(jar.size for jar in missing), "downloading the Neo4j jars")
        scratch.mkdir()
        for jar, path in _download(missing, scratch, fetch):
            verified.take(jar, path)
            present += 1
            progress(present, len(jars), jar.filename)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        verified.save()


def _download(missing: Sequence[Jar], scratch: Path, fetch: Fetch) -> Iterator[tuple[Jar, Path]]:
    """Yield each jar with its verified file as it arrives; the first failure ends the rest."""
    pool = ThreadPoolExecutor(THREADS)
    try:
        arriving = {pool.submit(_fetch_verified, jar, scratch, fetch): jar for jar in missing}
        for future in as_completed(arriving):
            yield arriving[future], future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _fetch_verified(jar: Jar, scratch: Path, fetch: Fetch) -> Path:
    failure = ""
    for _ in range(ATTEMPTS):
        try:
            path = fetch(jar.coordinate, Path(mkdtemp(dir=scratch)))
        except ServerError as error:
            failure = str(error)
            continue
        if jar.matches(path):
            return path
        failure = (
            f"{jar.coordinate}: the download has SHA-256 {digest(path)}, but {jar.sha256} is locked. "
            "The repository or a proxy changed it"
        )
    raise ServerError(
        f"{failure}. Check the network connection and the proxy (HTTPS_PROXY), then try again: "
        "jars that are already complete are kept."
    )
