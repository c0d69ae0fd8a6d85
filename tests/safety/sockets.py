"""Which addresses a process has to do with: asked of the operating system in three ways.

What Python opens, it tells an audit hook (``client.py``). What any process opens, strace writes down, call by
call, where it is installed. What any process holds open can be looked at, again and again, everywhere.
"""

from __future__ import annotations

import ipaddress
import re
import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Self

import psutil

#: System calls by which a process gets at an address, or takes one; and starts another program.
TRACED = "connect,bind,sendto,sendmsg,sendmmsg,execve"
CALL = re.compile(r"^(?:\d+ +)?(?:connect|bind|sendto|sendmsg|sendmmsg)\((?P<arguments>.*)", re.MULTILINE)
ADDRESS = re.compile(r'(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"\\]+)"')

#: Seconds between two looks, and how often the command line of a process is read: it changes when a process
#: that has just begun turns into another program.
PAUSE_S, READINGS = 0.2, 4


def is_loopback(address: str) -> bool:
    """Return whether an address, or a host that a name is looked up for, is this machine and no other."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address == "localhost"
    mapped = getattr(found, "ipv4_mapped", None)
    return bool((mapped or found).is_loopback)


def outside(addresses: Iterable[str], is_inside: Callable[[str], bool] = is_loopback) -> set[str]:
    """Return the addresses that are not of this machine alone."""
    return {address for address in addresses if not is_inside(address)}


def strace(file: Path) -> list[str]:
    """Return what to put before a command so that its calls, and its children's, are written into a file."""
    calls = ("-e", f"trace={TRACED}", "-e", "signal=none")
    return ["strace", "-f", "--seccomp-bpf", "-qq", "-s", "400", *calls, "-o", str(file)]


def can_trace(folder: Path) -> bool:
    """Return whether strace is here and may look at other processes."""
    if shutil.which("strace") is None:
        return False
    return (
        subprocess.run([*strace(folder / "tried"), "true"], capture_output=True, check=False).returncode == 0
    )


def traced_addresses(text: str) -> set[str]:
    """Return every address that a call in a trace names."""
    return {address for call in CALL.finditer(text) for address in ADDRESS.findall(call["arguments"])}


def held_addresses(process: psutil.Process) -> set[str]:
    """Return every address that a process listens on, is connected to or sends from at this moment."""
    try:
        connections = process.net_connections(kind="inet")
    except psutil.Error:
        return set()
    return {end.ip for each in connections for end in (each.laddr, each.raddr) if end}


class Watch:
    """Looks at all processes in short steps: at command lines of all, at the sockets of those that are meant.

    Attributes
    ----------
    commands
        Every command line that was seen.
    addresses
        Every address that a process that is meant was seen with, by ``client`` or ``server``.
    looks
        How often it looked.
    """

    def __init__(self, is_server: Callable[[list[str]], bool]) -> None:
        self.commands: set[str] = set()
        self.addresses: dict[str, set[str]] = {"client": set(), "server": set()}
        self.looks = 0
        self._is_server = is_server
        self._read: Counter[psutil.Process] = Counter()
        self._servers: set[psutil.Process] = set()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(PAUSE_S):
            self._look()
            self.looks += 1

    def _look(self) -> None:
        for process in psutil.process_iter():
            if self._read[process] < READINGS:
                self._read[process] += 1
                self._read_command(process)
        for process in self._servers:
            self.addresses["server"] |= held_addresses(process)
        for process in psutil.Process().children(recursive=True):
            self.addresses["client"] |= held_addresses(process)

    def _read_command(self, process: psutil.Process) -> None:
        with suppress(psutil.Error):
            command = process.cmdline()
            self.commands.add("\0".join(command))
            if self._is_server(command):
                self._servers.add(process)
