"""The managed local server: one folder, one Neo4j, one password."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from cartelgraph.errors import ServerError

from . import config, java, logs, ports, process, site
from .admin import Admin, put_back
from .files import exclusive, explained, make_private, require_room, write_private
from .jars import Progress, ensure_jars, silent
from .password import USERNAME, prepare_password, read_password
from .process import Stopped
from .state import State
from .upgrade import chosen_release, is_upgrade, release_of_line
from .version import DEFAULT, Release, release_named

__all__ = ["LocalServer", "Running"]

ROOM = 256 * 1024**2
"""Free bytes below which no start is tried: a database whose disk fills up stops in mid-write."""

STOP_TIMEOUT = 60.0
"""Seconds that a server may take to write everything down."""

START_TIMEOUT = 120.0
"""Seconds that a server may take until it answers."""

TRIES = 3
"""How often a start is tried: two servers that start at once may choose the same free port."""


@dataclass(frozen=True)
class Running:
    """A server that is up; the password never shows in a representation."""

    uri: str
    browser_url: str
    username: str
    password: str = field(repr=False)
    pid: int
    version: str
    heap: str
    log: Path


class LocalServer:
    """A Neo4j that runs in a folder and is reachable from this machine only.

    Everything about the server lives in the folder, which only its owner can enter: data, logs,
    configuration, password, backups. Any number of processes may use it at once; they share one server.
    Servers in different folders know nothing of each other and run side by side.

    Parameters
    ----------
    folder
        The server's home; created by :meth:`up`.
    jars
        The jar cache, which several servers may share.
    """

    def __init__(self, folder: Path, jars: Path) -> None:
        self.folder = folder.absolute()
        self.jars = jars.absolute()
        self.log = self.folder / "logs" / "console.log"
        self._lock = self.folder / ".lock"
        self._mark = java.home_option(self.folder)

    @property
    def has_data(self) -> bool:
        """Whether it holds a database; one that was never started holds none."""
        return (self.folder / "data" / "databases").exists()

    def up(  # noqa: PLR0913 - each of them can be left out
        self,
        *,
        version: str | None = None,
        upgrade: bool = False,
        bolt_port: int | None = None,
        http_port: int | None = None,
        heap: str | None = None,
        progress: Progress = silent,
        timeout: float = START_TIMEOUT,
    ) -> Running:
        """Start the server and wait until it answers; return at once when it is up already.

        Parameters
        ----------
        version
            Version of Neo4j, or how it starts (`5.26`). By default that of the last time.
        upgrade
            Whether Neo4j may convert data of an older line of releases. There is no way back but the backup
            that is made first, in the folder `backups`.
        bolt_port, http_port
            Where to listen. By default the ports of the last time, else 7687 and 7474, else any,
            whichever are free.
        heap
            Largest heap as Java writes sizes. By default that of the last time, else 1 GB.
        progress
            Called for each jar that has to be downloaded, and before and after the start.
        timeout
            Seconds to wait for the server to answer.

        Raises
        ------
        ServerError
            If jars are missing and cannot be downloaded, a given port is taken, the disk is full,
            the version does not fit the data, the server is up with other settings than are given,
            or it ends or stays silent while starting.
        """
        with self._locked():
            last = State.read(self.folder)
            state = self._living()
            if state is None:
                release = chosen_release(last.version if last else None, version, upgrade=upgrade)
                heap = heap or (last.heap if last else java.HEAP)
                java.require_size(heap)
                choose = partial(ports.choose, bolt_port, http_port, last.ports if last else None)
                choose()  # what is taken is found before anything is fetched
                if last and is_upgrade(last.version, release):
                    self._back_up_before_upgrade(last, release, progress)
                state = self._start(release, choose, heap, progress, timeout)
            else:
                _require_same(state, version, bolt_port, http_port, heap)
                self._wait(state, timeout)
            return self._running(state)

    def status(self) -> Running | None:
        """Return the server while its process lives, or None when it is down."""
        state = self._living()
        return self._running(state) if state else None

    def down(self, *, timeout: float = STOP_TIMEOUT) -> Stopped:
        """Stop the server and say how that went; a server that is down stays down.

        Parameters
        ----------
        timeout
            Seconds to wait for a clean end, after which the process is killed.
        """
        if not self.folder.exists():
            return Stopped.NOT_RUNNING
        with explained(self.folder), exclusive(self._lock):
            return self._stop(timeout)

    def back_up(self, file: Path, *, progress: Progress = silent) -> None:
        """Write the database into one file: a dump that any Neo4j of the same or a newer release takes.

        A server that is up is stopped for it, some seconds, and started again as it was. Users and passwords
        are no part of the file.

        Parameters
        ----------
        file
            Where to, by any name; a file that is there is replaced once the new one is complete.
        progress
            Called before and after each step.

        Raises
        ------
        ServerError
            If there is no database yet, the file cannot be written, or Neo4j's tool refuses. The server runs
            again if it ran before.
        """
        if not self.has_data:
            raise ServerError(f"{self.folder} holds no database yet: there is nothing to back up.")
        with explained(file.parent):
            file.parent.mkdir(parents=True, exist_ok=True)
        with self._locked(), self._stopped(progress) as release:
            self._dump(release, file.absolute(), progress)

    def restore(self, file: Path, *, progress: Progress = silent) -> None:
        """Put what a backup holds in the place of the database; all of it, or nothing.

        A server that is up is stopped for it and started again. Its password stays.

        Parameters
        ----------
        file
            What :meth:`back_up`, or `neo4j-admin database dump`, has written.
        progress
            Called before and after each step.

        Raises
        ------
        ServerError
            If the file is missing, is no dump, or was made by a newer release. The database is then as it
            was before, and the server runs again if it ran before.
        """
        if not file.is_file():
            raise ServerError(f"{file}: there is no such file.")
        with self._locked(), self._stopped(progress) as release:
            self._prepare_folders()
            self._admin(release, progress).load(file.absolute())

    def remove(self) -> None:
        """Stop the server and delete its folder with all that is in it, backups too; the jars stay.

        Raises
        ------
        ServerError
            If the folder is not one that :meth:`up` has made.
        """
        if not self.folder.exists():
            return
        if not (self.folder / "password").exists():
            raise ServerError(f"{self.folder} is no folder of a server: nothing was deleted.")
        with self._locked():
            self._stop(STOP_TIMEOUT)
            shutil.rmtree(self.folder)

    def publish(self, name: str, files: Mapping[str, str]) -> str:
        """Serve text files beside Neo4j Browser, in place of what was published under that name.

        Parameters
        ----------
        name
            Name of a folder.
        files
            The text of each file, by its name.

        Returns
        -------
        str
            The address of the folder; it ends in a slash.

        Raises
        ------
        ServerError
            If the server is down, or the files cannot be written.
        """
        running = self.status()
        if running is None:
            raise ServerError("The server is down: start it before putting pages beside its Browser.")
        with explained(self.folder), exclusive(self._lock):
            site.publish(self.folder, name, files)
        return f"{running.browser_url}{name}/"

    def _start(
        self,
        release: Release,
        choose: Callable[[], ports.Ports],
        heap: str,
        progress: Progress,
        timeout: float = START_TIMEOUT,
    ) -> State:
        """Start the server on ports that are free, and on others when somebody takes one meanwhile."""
        for _ in range(TRIES - 1):
            chosen = choose()
            try:
                return self._start_on(chosen, release, heap, progress, timeout)
            except ServerError:
                if ports.are_free(chosen):
                    raise
        return self._start_on(choose(), release, heap, progress, timeout)

    def _start_on(
        self, chosen: ports.Ports, release: Release, heap: str, progress: Progress, timeout: float
    ) -> State:
        command = java.command(self.folder, release.main_class, heap)
        jars = ensure_jars(self.jars, release.lock, progress=progress)
        require_room(self.folder, ROOM, "a Neo4j server")
        what = f"starting Neo4j {release.version}"
        progress(0, 1, what)
        self._prepare(chosen)
        class_path = java.class_path(site.unpacked(self.folder, jars, release.browser))
        # Nothing of the caller's environment reaches the server, JAVA_TOOL_OPTIONS least of all.
        environment = {"CLASSPATH": class_path, "LC_ALL": "C.UTF-8"}
        pid = process.launch(command, environment, self.folder, self.log)
        try:
            state = State(pid, chosen.bolt, chosen.http, release.version, heap)
            state.write(self.folder)
            self._wait(state, timeout)
        except BaseException:
            process.stop(pid, self._mark, STOP_TIMEOUT)
            raise
        progress(1, 1, what)
        return state

    def _prepare(self, chosen: ports.Ports) -> None:
        self._prepare_folders()
        prepare_password(self.folder)
        write_private(self.folder / "conf" / "neo4j.conf", config.render(chosen))
        logs.rotate(self.log)

    def _prepare_folders(self) -> None:
        put_back(self.folder)
        for name in ("conf", "data", "logs"):
            (self.folder / name).mkdir(exist_ok=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with explained(self.folder):
            make_private(self.folder)
            with exclusive(self._lock):
                yield

    @contextmanager
    def _stopped(self, progress: Progress) -> Iterator[Release]:
        """Keep the server down meanwhile, and yield the release that its data belong to."""
        state, last = self._living(), State.read(self.folder)
        release = release_of_line(last.version) if last else DEFAULT
        if state is None:
            yield release
            return
        process.stop(state.pid, self._mark, STOP_TIMEOUT)
        try:
            yield release
        finally:
            self._start(release, partial(ports.choose, None, None, state.ports), state.heap, progress)

    def _dump(self, release: Release, file: Path, progress: Progress) -> None:
        admin = self._admin(release, progress)
        try:
            admin.dump(file)
        except ServerError:
            last = State.read(self.folder)
            if last is None or not admin.needs_recovery():
                raise
            # It was killed: what it had not yet written down is recovered by a start and a clean stop.
            self._start(release, partial(ports.choose, None, None, last.ports), last.heap, progress)
            self._stop(STOP_TIMEOUT)
            admin.dump(file)

    def _admin(self, release: Release, progress: Progress) -> Admin:
        return Admin(self.folder, ensure_jars(self.jars, release.lock, progress=progress))

    def _back_up_before_upgrade(self, last: State, release: Release, progress: Progress) -> None:
        if not self.has_data:
            return
        what = f"backing up before the upgrade from {last.version} to {release.version}"
        progress(0, 1, what)
        file = self.folder / "backups" / f"before-{release.version}-from-{last.version}.dump"
        self._dump(release_of_line(last.version), file, progress)
        progress(1, 1, what)

    def _wait(self, state: State, timeout: float) -> None:
        """Return when both ports answer: Neo4j opens them after its databases, HTTP last.

        Another program may have taken a port since it was chosen, so it must be this server that listens.
        """
        deadline = time.monotonic() + timeout
        while process.is_alive(state.pid, self._mark):
            if (
                ports.answers_bolt(state.bolt_port)
                and ports.answers_http(state.http_port)
                and process.listens(state.pid, state.bolt_port)
                and process.listens(state.pid, state.http_port)
            ):
                return
            if time.monotonic() > deadline:
                raise ServerError(
                    f"Neo4j did not answer on port {state.bolt_port} within {timeout:g} seconds. "
                    f"{self._last_words()}"
                )
            time.sleep(0.05)
        raise ServerError(f"Neo4j ended while starting. {self._last_words()}")

    def _stop(self, timeout: float) -> Stopped:
        state = self._living()
        return process.stop(state.pid, self._mark, timeout) if state else Stopped.NOT_RUNNING

    def _last_words(self) -> str:
        return f"The last of its log {self.log}:\n{logs.telling_lines(self.log)}"

    def _living(self) -> State | None:
        state = State.read(self.folder)
        return state if state and process.is_alive(state.pid, self._mark) else None

    def _running(self, state: State) -> Running:
        return Running(
            uri=f"bolt://{ports.LOOPBACK}:{state.bolt_port}",
            # Until somebody is logged in, Browser opens guides from this host name only.
            browser_url=f"http://localhost:{state.http_port}/browser/",
            username=USERNAME,
            password=read_password(self.folder),
            pid=state.pid,
            version=state.version,
            heap=state.heap,
            log=self.log,
        )


def _require_same(
    state: State, version: str | None, bolt_port: int | None, http_port: int | None, heap: str | None
) -> None:
    """Refuse settings that are given and differ from those of the server that is up."""
    given = (
        (version and release_named(version).version, state.version),
        (bolt_port, state.bolt_port),
        (http_port, state.http_port),
        (heap, state.heap),
    )
    if any(wanted and wanted != present for wanted, present in given):
        raise ServerError(
            f"The server is up already, with Bolt on port {state.bolt_port} and HTTP on port "
            f"{state.http_port}, as Neo4j {state.version} with a heap of {state.heap}. Stop it before "
            "starting it with other settings."
        )
