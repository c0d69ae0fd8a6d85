"""At run time nobody but this machine is contacted; and what would contact somebody is seen."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.safety.conftest import Played
from tests.safety.sockets import (
    Watch,
    can_trace,
    held_addresses,
    is_loopback,
    outside,
    strace,
    traced_addresses,
)

#: Another address of this very machine, which a narrower rule takes for somebody else's.
OTHER = "127.0.0.2"

TALKS = """
import socket, sys, time
with socket.create_connection((sys.argv[1], int(sys.argv[2]))):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sent:
        sent.sendto(b"x", (sys.argv[1], int(sys.argv[2])))
    print("connected", flush=True)
    sys.stdin.readline()
"""
LISTENS = """
import socket, sys
with socket.create_server(("", 0)):
    print("listening", flush=True)
    sys.stdin.readline()
"""


def is_first(address: str) -> bool:
    return address == "127.0.0.1"


@pytest.fixture
def answering() -> Iterator[int]:
    """A port of the other address that somebody listens on."""
    with socket.create_server((OTHER, 0)) as listening:
        yield int(listening.getsockname()[1])


def started(*command: str) -> subprocess.Popen[str]:
    """Start a process and wait until it says that it is there."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline()
    return process


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("127.0.0.1", True),
        ("127.255.0.9", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104 - this is what must not be
        ("::", False),
        ("::ffff:0.0.0.0", False),
        ("192.0.2.1", False),
        ("10.0.0.1", False),
        ("169.254.0.1", False),
        ("fe80::1%eth0", False),
        ("2001:db8::1", False),
        ("example.org", False),
        ("localhost.example.org", False),
    ],
)
def test_what_is_this_machine_alone(address: str, *, inside: bool) -> None:
    assert is_loopback(address) is inside
    assert outside([address]) == (set() if inside else {address})


def test_a_process_that_listens_to_everybody_is_seen() -> None:
    with started(sys.executable, "-c", LISTENS) as process, Watch(lambda _: False) as watch:
        while watch.looks < 3:
            time.sleep(0.01)
        assert outside(held_addresses(psutil.Process(process.pid))) == {"0.0.0.0"}  # noqa: S104
        process.communicate("\n")
    assert outside(watch.addresses["client"]) == {"0.0.0.0"}  # noqa: S104


def test_a_connection_to_another_address_is_seen(answering: int) -> None:
    with started(sys.executable, "-c", TALKS, OTHER, str(answering)) as process:
        seen = held_addresses(psutil.Process(process.pid))
        process.communicate("\n")
    assert outside(seen, is_first) == {OTHER}
    assert outside(seen) == set()


def test_what_python_asks_for_is_written_down(tmp_path: Path, answering: int) -> None:
    log = tmp_path / "asked.log"
    hooked = f"import sys; sys.argv[1:1] = [{str(log)!r}]; from tests.safety import client\n"
    hooked += f"client.log(); sys.addaudithook(client.note); sys.argv.pop(1)\n{TALKS}"
    with started(sys.executable, "-c", hooked, OTHER, str(answering)) as process:
        process.communicate("\n")
    lines = [line.split() for line in log.read_text().splitlines()]
    assert {event for event, _ in lines} == {"socket.getaddrinfo", "socket.connect", "socket.sendto"}
    assert outside((host for _, host in lines), is_first) == {OTHER}


def test_calls_of_any_program_are_traced(tmp_path: Path, answering: int) -> None:
    if not can_trace(tmp_path):
        pytest.skip("strace is not here, or may not look at other processes")
    with started(*strace(tmp_path / "trace"), sys.executable, "-c", TALKS, OTHER, str(answering)) as process:
        process.communicate("\n")
    text = (tmp_path / "trace").read_text()
    assert outside(traced_addresses(text), is_first) == {OTHER}
    assert "sendto(" in text
    assert "connect(" in text


def test_addresses_are_read_out_of_a_trace() -> None:
    # Lines as strace 6.1 writes them; what a program sends is no address.
    text = (
        '12  connect(3, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.1")}, 16) = 0\n'
        '12  sendto(3, "inet_addr(\\"192.0.2.9\\")", 4, 0, {sa_family=AF_INET6, sin6_port=htons(53), '
        'sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28) = 4\n'
        '12  bind(4, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("0.0.0.0")}, 16 <unfinished>\n'
        '12  execve("/bin/sh", ["sh", "-c", "inet_addr(\\"192.0.2.8\\")"], 0x1 /* 9 vars */) = 0\n'
        '12  connect(3, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT (...)\n'
    )
    assert traced_addresses(text) == {"192.0.2.1", "2001:db8::1", "0.0.0.0"}  # noqa: S104


@pytest.mark.neo4j
def test_the_work_was_done(played: Played) -> None:
    fails = {"load with a wrong password", "a fault of ours", "a fault of ours, in one line", "slip"}
    fails |= {"load when nobody answers"}
    assert {name for name, said in played.told.items() if said.code} == fails
    assert "created" in played.told["load"].out
    assert "nothing changed" in played.told["load by name"].out
    assert "cartelgraph" in played.told["start.html"].out
    assert (played.folder / "report.html").stat().st_size > 10_000


@pytest.mark.neo4j
def test_clients_ask_for_no_address_but_loopback(played: Played) -> None:
    lines = [line.split() for line in played.asked.splitlines()]
    assert {event for event, _ in lines} >= {"socket.connect", "socket.getaddrinfo"}
    assert outside(host for _, host in lines) == set()


@pytest.mark.neo4j
def test_sockets_of_client_and_server_are_on_loopback(played: Played) -> None:
    assert played.looks > 20
    assert played.addresses["client"]
    assert played.addresses["server"]
    assert outside(played.addresses["client"]) == set()
    assert outside(played.addresses["server"]) == set()


@pytest.mark.neo4j
def test_no_call_of_client_or_server_names_another_address(played: Played) -> None:
    if not played.trace:
        pytest.skip("strace is not here, or may not look at other processes")
    assert '"org.neo4j.server.' in played.trace or "Neo4jCommunity" in played.trace
    addresses = traced_addresses(played.trace)
    assert {"127.0.0.1", "::ffff:127.0.0.1"} <= addresses
    assert outside(addresses) == set()


@pytest.mark.neo4j
def test_the_server_reports_to_nobody(played: Played) -> None:
    rows = json.loads(played.told["settings"].out)["rows"]
    settings = {row["values"]["name"]: row["values"]["value"] for row in rows}
    assert settings["dbms.usage_report.enabled"] == "false"
    assert settings["client.allow_telemetry"] == "false"
    assert settings["server.bolt.telemetry.enabled"] == "false"
    assert settings["server.default_listen_address"] == "127.0.0.1"
