"""Ports on the loopback interface: which are free, and who has the others."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterable
from dataclasses import dataclass

import psutil

from cartelgraph.errors import ServerError

__all__ = [
    "BOLT",
    "HTTP",
    "LOOPBACK",
    "Ports",
    "answers_bolt",
    "answers_http",
    "are_free",
    "choose",
    "require_free",
]

LOOPBACK = "127.0.0.1"
BOLT = 7687
HTTP = 7474

BOLT_HANDSHAKE = bytes.fromhex("6060b017" + "00000405" + "00000000" * 3)
"""The magic number of Bolt and one proposal: version 5.4, which Neo4j 5 speaks throughout."""


@dataclass(frozen=True)
class Ports:
    """Where a server listens."""

    bolt: int
    http: int


def choose(bolt: int | None, http: int | None, last: Ports | None) -> Ports:
    """Return ports that are free: the given ones, else the last ones, else the usual ones, else any.

    Raises
    ------
    ServerError
        If a given port cannot be listened on.
    """
    if bolt is not None:
        require_free(bolt, "Bolt")
    if http is not None:
        require_free(http, "HTTP")
    if bolt is not None and bolt == http:
        raise ServerError(f"Bolt and HTTP cannot share port {bolt}. Choose two ports.")
    bolt = bolt or _first_free([last.bolt, BOLT] if last else [BOLT], avoid=http)
    http = http or _first_free([last.http, HTTP] if last else [HTTP], avoid=bolt)
    return Ports(bolt, http)


def require_free(port: int, purpose: str) -> None:
    """Raise ServerError unless the port can be listened on.

    Parameters
    ----------
    port
        1 to 65535.
    purpose
        What the port is for, as the message names it.
    """
    if not 0 < port < 65536:
        raise ServerError(f"{purpose} port {port} does not exist: ports go from 1 to 65535.")
    refusal = _refusal(port)
    if refusal is None:
        return
    if refusal.errno == errno.EADDRINUSE:
        raise ServerError(
            f"{purpose} port {port} is taken by {_holder(port)}. Stop it, or choose another port."
        )
    raise ServerError(f"{purpose} port {port} cannot be used: {refusal.strerror}. Choose another port.")


def are_free(chosen: Ports) -> bool:
    """Return whether both ports can be listened on."""
    return _refusal(chosen.bolt) is None and _refusal(chosen.http) is None


def answers_bolt(port: int) -> bool:
    """Return whether a Bolt server on the port agrees on a version."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1) as connection:
            connection.sendall(BOLT_HANDSHAKE)
            return connection.recv(4) == BOLT_HANDSHAKE[4:8]
    except OSError:
        return False


def answers_http(port: int) -> bool:
    """Return whether the port accepts a connection."""
    try:
        socket.create_connection((LOOPBACK, port), timeout=1).close()
    except OSError:
        return False
    return True


def _first_free(preferred: Iterable[int], avoid: int | None) -> int:
    for port in preferred:
        if port != avoid and _refusal(port) is None:
            return port
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _refusal(port: int) -> OSError | None:
    """Try to listen as Neo4j will, and return what the operating system objects to."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
            probe.listen(1)
        except OSError as error:
            return error
    return None


def _holder(port: int) -> str:
    """Describe the process that listens on the port, as far as the operating system tells."""
    try:
        for each in psutil.net_connections(kind="tcp"):
            if each.status == psutil.CONN_LISTEN and each.laddr and each.laddr.port == port and each.pid:
                return f"{psutil.Process(each.pid).name()} (process {each.pid})"
    except psutil.Error:
        pass  # macOS lets only root see the connections of other processes
    return "another program"
