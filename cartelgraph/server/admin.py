"""Neo4j's own tool for databases that are not running, ``neo4j-admin``, from the same jars as the server.

A dump is one file that any Neo4j of the same or a newer release takes in, whoever runs it: the local server,
a container, an institution's. It holds the database with its constraints, but neither users nor passwords.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cartelgraph.errors import ServerError

from . import java
from .files import explained

__all__ = ["Admin", "put_back", "set_aside"]

MAIN_CLASS = "org.neo4j.cli.AdminTool"
DATABASE = "neo4j"
HEAP = "256m"

#: Where the files of a database lie below the server's folder.
PARTS = (Path("data", "databases", DATABASE), Path("data", "transactions", DATABASE))
#: Where a restore keeps what it replaces until it has succeeded.
ASIDE = Path("data", "replaced")
#: What it replaced for good, until it is deleted.
DISCARDED = Path("data", "discarded")

#: How lines begin that explain nothing.
ROUTINE = ("Files:", "Done:", "Load failed for", "Dump failed for", "Run with", "at ", "...")


class Admin:
    """The tool on the database of a server that is down.

    Parameters
    ----------
    home
        The server's folder.
    jars
        The jars of the release that works on it.
    """

    def __init__(self, home: Path, jars: Sequence[Path]) -> None:
        self._home = home
        self._environment = {
            "CLASSPATH": java.class_path(jars),
            "NEO4J_HOME": str(home),
            "NEO4J_CONF": str(home / "conf"),
            "LC_ALL": "C.UTF-8",
        }

    def dump(self, file: Path) -> None:
        """Write the database into a file, which only its owner can read; whole, or not at all.

        Raises
        ------
        ServerError
            If the tool refuses, or the file cannot be written.
        """
        with explained(file.parent):
            file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=f".{file.name}.", dir=file.parent) as scratch:
                self._run("back up the database", "database", "dump", DATABASE, f"--to-path={scratch}")
                dumped = Path(scratch) / f"{DATABASE}.dump"
                dumped.chmod(0o600)
                dumped.replace(file)

    def needs_recovery(self) -> bool:
        """Whether the server was killed, so that it has to be started and stopped before anything else."""
        return self._info("look at the database").get("Store needs recovery") == "true"

    def load(self, file: Path) -> None:
        """Put what a file holds in the place of the database; whole, or not at all.

        Raises
        ------
        ServerError
            If the file is no dump, or of a newer release. The database is as it was before.
        """
        with explained(self._home), set_aside(self._home), file.open("rb") as dumped:
            what = f"restore {file}"
            self._run(what, "database", "load", DATABASE, "--from-stdin", source=dumped.fileno())
            # Loading does not notice every newer release. A dump is made of a database that was closed
            # properly; one whose log cannot be read to its end seems not to be.
            if self._info(what).get("Store needs recovery") != "false":
                raise ServerError(
                    f"cannot restore {file}: this release cannot read what it holds. It was made by a newer "
                    "release of Neo4j, or of a database that was in use."
                )

    def _info(self, what: str) -> dict[str, str]:
        """Return what the tool says of the database, by its own words."""
        lines = self._run(what, "database", "info", DATABASE).splitlines()
        parts = (line.partition(":") for line in lines)
        return {name.strip(): value.strip() for name, _, value in parts}

    def _run(self, what: str, *arguments: str, source: int = subprocess.DEVNULL) -> str:
        command = [str(java.java()), f"-Xmx{HEAP}", *java.FLAGS, MAIN_CLASS, *arguments]
        done = subprocess.run(  # noqa: S603 (the command is built here)
            command,
            cwd=self._home,
            env=self._environment,
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode:
            raise ServerError(f"cannot {what}: Neo4j's own tool refuses. It says:\n{_told(done.stdout)}")
        return done.stdout


def put_back(home: Path) -> None:
    """Bring back what a restore that was killed had set aside; do nothing when there is none."""
    shutil.rmtree(home / DISCARDED, ignore_errors=True)
    aside = home / ASIDE
    if not aside.exists():
        return
    for part in PARTS:
        if (aside / part.parent.name).exists():
            shutil.rmtree(home / part, ignore_errors=True)
            (aside / part.parent.name).rename(home / part)
    shutil.rmtree(aside)


@contextmanager
def set_aside(home: Path) -> Iterator[None]:
    """Set the database aside, and bring it back unless what follows succeeds."""
    put_back(home)
    (home / ASIDE).mkdir(parents=True)
    for part in PARTS:
        if (home / part).exists():
            (home / part).rename(home / ASIDE / part.parent.name)
    try:
        yield
    except BaseException:
        for part in PARTS:
            shutil.rmtree(home / part, ignore_errors=True)
        put_back(home)
        raise
    # Renamed first: what is half deleted must never be taken for what can be brought back.
    (home / ASIDE).rename(home / DISCARDED)
    shutil.rmtree(home / DISCARDED)


def _told(output: str) -> str:
    """Return what of an output tells a reader something: no progress, no stack, no empty line."""
    lines = dict.fromkeys(line.rpartition("\r")[2].strip() for line in output.splitlines())
    return "\n".join([line for line in lines if line and not line.startswith(ROUTINE)][-6:])
