"""The server's process: started detached, recognised, stopped."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from signal import SIGKILL, SIGTERM

import psutil

__all__ = ["Stopped", "is_alive", "launch", "listens", "stop"]

LAUNCHER = '"$@" >>"$0" 2>&1 & echo $!'
"""Runs a command in the background with its output in a log file, and prints its process id.

The shell ends at once, so the server is nobody's child: no zombie and no unreaped handle stay with
the Python process that started it."""


class Stopped(StrEnum):
    """How a server came to be down."""

    NOT_RUNNING = "was not running"
    CLEANLY = "stopped cleanly"
    KILLED = "did not stop in time and was killed; it recovers at the next start"


def launch(command: Sequence[str], environment: Mapping[str, str], folder: Path, log: Path) -> int:
    """Start a command in a session of its own and return its process id."""
    launched = subprocess.run(  # noqa: S603 (the command is built here, and the shell sees it as arguments)
        ["/bin/sh", "-c", LAUNCHER, str(log), *command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        start_new_session=True,
        check=True,
    )
    return int(launched.stdout)


def is_alive(pid: int, argument: str) -> bool:
    """Return whether the process lives and its command line has this argument.

    The argument guards against a process id that was given to another program since. A start time
    would do so only as long as nobody sets the clock.
    """
    try:
        return argument in psutil.Process(pid).cmdline()
    except psutil.Error:
        return False


def listens(pid: int, port: int) -> bool:
    """Return whether it is this process that listens on a port, as far as the operating system tells."""
    try:
        connections = psutil.Process(pid).net_connections(kind="tcp")
    except psutil.AccessDenied:
        return True
    except psutil.Error:
        return False
    return any(one.status == psutil.CONN_LISTEN and one.laddr.port == port for one in connections)


def stop(pid: int, argument: str, timeout: float) -> Stopped:
    """Ask the process to end, and kill it if it has not after so many seconds."""
    if not is_alive(pid, argument):
        return Stopped.NOT_RUNNING
    for signal, outcome in ((SIGTERM, Stopped.CLEANLY), (SIGKILL, Stopped.KILLED)):
        with suppress(psutil.NoSuchProcess):
            psutil.Process(pid).send_signal(signal)
        if _ends(pid, argument, timeout):
            return outcome
    return Stopped.KILLED


def _ends(pid: int, argument: str, timeout: float) -> bool:
    deadline = time.monotonic() + timeout
    while is_alive(pid, argument):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
