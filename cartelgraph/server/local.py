"""The managed local server: one folder, one Neo4j, one password."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cartelgraph.errors import ServerError

from . import config, java, logs, ports, process, site
from .files import exclusive, explained, make_private, require_room, write_private
from .jars import Progress, ensure_jars, silent
from .password import USERNAME, prepare_password, read_password
from .process import Stopped
from .state import State
from .version import NEO4J_VERSION

__all__ = ["LocalServer", "Running"]

ROOM = 256 * 1024**2
"""Free bytes below which no start is tried: a database whose disk fills up stops in mid-write."""

STOP_TIMEOUT = 60.0
"""Seconds that a server may take to write everything down."""


@dataclass(frozen=True)
class Running:
    """A server that is up; the password never shows in a representation."""

    uri: str
    browser_url: str
    username: str
    password: str = field(repr=False)
    pid: int
    version: str
    log: Path


class LocalServer:
    """A Neo4j that runs in a folder and is reachable from this machine only.

    Everything about the server lives in the folder, which only its owner can enter: data, logs,
    configuration, password. Any number of processes may use it at once; they share one server.

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

    def up(
        self,
        *,
        bolt_port: int | None = None,
        http_port: int | None = None,
        heap: str = java.HEAP,
        progress: Progress = silent,
        timeout: float = 120.0,
    ) -> Running:
        """Start the server and wait until it answers; return at once when it is up already.

        Parameters
        ----------
        bolt_port, http_port
            Where to listen. By default the ports of the last time, else 7687 and 7474, else any,
            whichever are free.
        heap
            Largest heap as Java writes sizes; a server that is up already keeps its own.
        progress
            Called for each jar that has to be downloaded, and before and after the start.
        timeout
            Seconds to wait for the server to answer.

        Raises
        ------
        ServerError
            If jars are missing and cannot be downloaded, a given port is taken, the disk is full,
            or the server ends or stays silent while starting.
        """
        with explained(self.folder):
            make_private(self.folder)
            with exclusive(self._lock):
                state = self._living()
                if state is None:
                    chosen = ports.choose(bolt_port, http_port, self._last_ports())
                    state = self._start(chosen, heap, progress, timeout)
                else:
                    _require_same_ports(state, bolt_port, http_port)
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
            state = self._living()
            return process.stop(state.pid, self._mark, timeout) if state else Stopped.NOT_RUNNING

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

    def _start(self, chosen: ports.Ports, heap: str, progress: Progress, timeout: float) -> State:
        command = java.command(self.folder, heap)
        jars = ensure_jars(self.jars, progress=progress)
        require_room(self.folder, ROOM, "a Neo4j server")
        what = f"starting Neo4j {NEO4J_VERSION}"
        progress(0, 1, what)
        self._prepare(chosen)
        class_path = java.class_path(site.unpacked(self.folder, jars))
        # Nothing of the caller's environment reaches the server, JAVA_TOOL_OPTIONS least of all.
        environment = {"CLASSPATH": class_path, "LC_ALL": "C.UTF-8"}
        pid = process.launch(command, environment, self.folder, self.log)
        try:
            state = State(pid, chosen.bolt, chosen.http, NEO4J_VERSION)
            state.write(self.folder)
            self._wait(state, timeout)
        except BaseException:
            process.stop(pid, self._mark, STOP_TIMEOUT)
            raise
        progress(1, 1, what)
        return state

    def _prepare(self, chosen: ports.Ports) -> None:
        for name in ("conf", "logs"):
            (self.folder / name).mkdir(exist_ok=True)
        prepare_password(self.folder)
        write_private(self.folder / "conf" / "neo4j.conf", config.render(chosen))
        logs.rotate(self.log)

    def _wait(self, state: State, timeout: float) -> None:
        """Return when both ports answer: Neo4j opens them after its databases, HTTP last."""
        deadline = time.monotonic() + timeout
        while process.is_alive(state.pid, self._mark):
            if ports.answers_bolt(state.bolt_port) and ports.answers_http(state.http_port):
                return
            if time.monotonic() > deadline:
                raise ServerError(
                    f"Neo4j did not answer on port {state.bolt_port} within {timeout:g} seconds. "
                    f"{self._last_words()}"
                )
            time.sleep(0.05)
        raise ServerError(f"Neo4j ended while starting. {self._last_words()}")

    def _last_words(self) -> str:
        return f"The last of its log {self.log}:\n{logs.telling_lines(self.log)}"

    def _living(self) -> State | None:
        state = State.read(self.folder)
        return state if state and process.is_alive(state.pid, self._mark) else None

    def _last_ports(self) -> ports.Ports | None:
        state = State.read(self.folder)
        return state.ports if state else None

    def _running(self, state: State) -> Running:
        return Running(
            uri=f"bolt://{ports.LOOPBACK}:{state.bolt_port}",
            # Until somebody is logged in, Browser opens guides from this host name only.
            browser_url=f"http://localhost:{state.http_port}/browser/",
            username=USERNAME,
            password=read_password(self.folder),
            pid=state.pid,
            version=state.version,
            log=self.log,
        )


def _require_same_ports(state: State, bolt_port: int | None, http_port: int | None) -> None:
    if (bolt_port or state.bolt_port, http_port or state.http_port) != (state.bolt_port, state.http_port):
        raise ServerError(
            f"The server is up already, with Bolt on port {state.bolt_port} and HTTP on port "
            f"{state.http_port}. Stop it before starting it on other ports."
        )
