"""What goes wrong around a database is told plainly, on the command line too, and damages nothing."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest

from cartelgraph.dataset import write_dataset
from cartelgraph.errors import StoreError, StoreUnavailableError
from cartelgraph.server import LocalServer, Running
from cartelgraph.settings import Address, home
from cartelgraph.store import Store, execution
from cartelgraph.store import load as load_module
from tests import make
from tests.release import RELEASE
from tests.store.complete import complete_dataset
from tests.store.conftest import Cypher

pytestmark = pytest.mark.neo4j

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "s3cret-of-mine"  # noqa: S105
COMPLETE = complete_dataset()
PAIR = make.dataset(make.organization("a"), make.organization("b"), make.alliance("a", "b"))

PROGRAM = "from cartelgraph.cli import main; main()"


def command(address: Address, *arguments: str, program: str = PROGRAM) -> subprocess.CompletedProcess[str]:
    """Run a command line in a process of its own, on that database."""
    reached = {
        "NEO4J_URI": address.uri,
        "NEO4J_USERNAME": address.username,
        "NEO4J_PASSWORD": address.password,
        "PYTHONPATH": str(ROOT),
    }
    words = [sys.executable, "-c", program, *arguments]
    return subprocess.run(words, env=os.environ | reached, capture_output=True, text=True, check=False)


def last_line(ended: subprocess.CompletedProcess[str]) -> str:
    """Return the error; before it there is nothing but the steps of a load."""
    assert ended.returncode == 3, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stderr.strip().splitlines()[-1]


def address_of(running: Running) -> Address:
    return Address(running.uri, running.username, running.password)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The complete dataset as a folder of files."""
    path = tmp_path_factory.mktemp("data") / "complete"
    write_dataset(COMPLETE, path)
    return path


# No way in.


def test_wrong_password(store: Store, neo4j_address: Address, folder: Path) -> None:
    store.load(PAIR)
    ended = command(replace(neo4j_address, password=PASSWORD), "load", "--data", str(folder))
    assert last_line(ended).startswith(
        f"error: Neo4j at {neo4j_address.uri} refuses user 'neo4j': check NEO4J_USERNAME and NEO4J_PASSWORD."
    )
    assert PASSWORD not in ended.stderr + ended.stdout
    assert store.read_dataset() == PAIR


def test_no_password(neo4j_address: Address) -> None:
    ended = command(replace(neo4j_address, password=""), "status")
    assert last_line(ended) == (
        f"error: Neo4j at {neo4j_address.uri} asks for a password: set NEO4J_USERNAME and NEO4J_PASSWORD"
    )


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_nobody_listens(folder: Path, scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        uri = f"{scheme}://127.0.0.1:{listening.getsockname()[1]}"
    ended = command(Address(uri, "neo4j", PASSWORD), "load", "--data", str(folder))
    message = last_line(ended)
    assert message.startswith(
        f"error: Neo4j at {uri} does not answer: check that it runs and that the address"
    )
    assert "Connection refused" in message
    assert PASSWORD not in ended.stderr


@contextmanager
def answering(answer: bytes) -> Iterator[int]:
    """Yield the port of something that gives one answer to whatever it is told, and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer_all() -> None:
            while True:
                try:
                    caller, _ = listening.accept()
                except OSError:
                    return
                with caller:
                    caller.recv(4096)
                    caller.sendall(answer)

        thread = threading.Thread(target=answer_all)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "what listens there speaks HTTP"),
        (b"220 ready\r\n", "cannot be used: "),
        (b"", "does not speak Bolt, or not without TLS"),
    ],
    ids=["web", "mail", "silent"],
)
def test_something_else_listens(answer: bytes, said: str, scheme: str, folder: Path) -> None:
    with answering(answer) as port:
        uri = f"{scheme}://127.0.0.1:{port}"
        ended = command(Address(uri, "neo4j", PASSWORD), "load", "--data", str(folder))
    message = last_line(ended)
    assert message.startswith(f"error: Neo4j at {uri} ")
    assert said in message
    assert PASSWORD not in ended.stderr


def test_no_such_database(neo4j_address: Address) -> None:
    with Store.connect(replace(neo4j_address, database="nowhere")) as store:
        with pytest.raises(StoreError, match="nowhere"):
            store.load(PAIR)
        with pytest.raises(StoreError, match="nowhere"):
            store.describe()


# Two at once: whoever comes second waits, and what it does then is done to what the first has left.

Work: TypeAlias = Callable[[Store], object]
Halt: TypeAlias = Callable[[int, int, str], None]


def load_pair(store: Store) -> None:
    store.load(PAIR)


class Halting:
    """The progress of a load that stops once in the middle of its writing, until it is let go."""

    def __init__(self) -> None:
        self.reached, self.released = threading.Event(), threading.Event()

    def __call__(self, done: int, total: int, what: str) -> None:
        if what == "writing" and done > total / 2 and not self.reached.is_set():
            self.reached.set()
            assert self.released.wait(60)


def wait_until_blocked(cypher: Cypher) -> None:
    """Return when a transaction of ours waits for the version node, as the server tells."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = cypher("SHOW TRANSACTIONS YIELD status, currentQuery RETURN status, currentQuery")
        if any(row["status"].startswith("Blocked") and "lock" in row["currentQuery"] for row in found):
            return
        time.sleep(0.05)
    raise AssertionError("nobody waits")


@pytest.mark.parametrize("one_transaction", [0, 1000], ids=["in batches", "in one"])
@pytest.mark.parametrize("second", [load_pair, Store.clear])
def test_second_waits_for_the_first(
    store: Store,
    cypher: Cypher,
    neo4j_address: Address,
    monkeypatch: pytest.MonkeyPatch,
    one_transaction: int,
    second: Work,
) -> None:
    monkeypatch.setattr(load_module, "ONE_TRANSACTION", one_transaction)
    monkeypatch.setattr(execution, "BATCH", 2)
    store.load(make.dataset(make.organization("before")))
    halting = Halting()

    def other() -> None:
        with Store.connect(neo4j_address) as opened:
            second(opened)

    with ThreadPoolExecutor(2) as pool:
        try:
            loading: Future[object] = pool.submit(store.load, COMPLETE, progress=halting)
            assert halting.reached.wait(60)
            following = pool.submit(other)
            wait_until_blocked(cypher)
            assert not following.done()
        finally:
            halting.released.set()
        loading.result()
        following.result()
    if second is Store.clear:
        assert cypher("MATCH (n) RETURN n") == []
    else:
        assert store.read_dataset() == PAIR


HOLDING = """
import sys, time
from cartelgraph.settings import Address
from cartelgraph.store import Store, execution
from cartelgraph.store import load as load_module
from tests.store.complete import complete_dataset
load_module.ONE_TRANSACTION, execution.BATCH = int(sys.argv[4]), 2
def hold(done, total, what):
    if what == "writing" and done > total / 2:
        print("held", flush=True)
        time.sleep(600)
Store.connect(Address(*sys.argv[1:4])).load(complete_dataset(), progress=hold)
"""


@pytest.mark.parametrize("one_transaction", [0, 1000], ids=["in batches", "in one"])
@pytest.mark.parametrize("second", [load_pair, Store.clear])
def test_who_waits_for_a_load_that_is_killed_goes_on(
    store: Store, cypher: Cypher, neo4j_address: Address, one_transaction: int, second: Work
) -> None:
    reached = [neo4j_address.uri, neo4j_address.username, neo4j_address.password, str(one_transaction)]
    with (
        subprocess.Popen(
            [sys.executable, "-c", HOLDING, *reached], cwd=ROOT, stdout=subprocess.PIPE
        ) as holder,
        ThreadPoolExecutor(1) as pool,
    ):
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == b"held\n"
            following = pool.submit(second, store)
            wait_until_blocked(cypher)
            assert not following.done()
        finally:
            holder.kill()
        following.result(60)
    if second is Store.clear:
        assert cypher("MATCH (n) RETURN n") == []
    else:
        assert store.read_dataset() == PAIR


# The server goes away in the middle of a load.


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    server = LocalServer(tmp_path_factory.mktemp("failing"), jars=home() / "jars")
    yield server
    server.down()


KILLING = """
import os, signal, sys
from cartelgraph.cli import main
from cartelgraph.store import execution
from cartelgraph.store import load as load_module
pid, load_module.ONE_TRANSACTION, execution.BATCH = (int(sys.argv.pop(1)) for _ in range(3))
run = load_module._run_all
calls = []
def counted(transaction, statements):
    calls.append(1)
    if len(calls) == 12:
        os.kill(pid, signal.SIGKILL)
    return run(transaction, statements)
load_module._run_all = counted
main()
"""
GONE = "has gone away since it last answered"
LOAD_AGAIN = "See that it runs, then load again, which completes it."


@pytest.mark.slow
@pytest.mark.parametrize("one_transaction", [0, 1000], ids=["in batches", "in one"])
def test_server_that_is_killed_under_the_command_line(
    own_server: LocalServer, folder: Path, one_transaction: int
) -> None:
    running = own_server.up(version=RELEASE, heap="512m")
    address = address_of(running)
    with Store.connect(address) as store:
        store.load(PAIR)
    sizes = [str(running.pid), str(one_transaction), "2"]
    ended = command(address, *sizes, "load", "--data", str(folder), program=KILLING)
    message = last_line(ended)
    assert own_server.status() is None
    assert message.startswith(f"error: Neo4j at {address.uri} {GONE}")
    assert LOAD_AGAIN in message
    assert address.password not in ended.stderr

    with Store.connect(address_of(own_server.up())) as store:
        if one_transaction:
            assert store.read_dataset() == PAIR
        else:
            with pytest.raises(StoreError, match="or that load was interrupted"):
                store.read_dataset()
        store.load(COMPLETE)
        assert store.read_dataset() == COMPLETE


@pytest.mark.slow
def test_server_that_is_killed_under_a_small_load(own_server: LocalServer) -> None:
    running = own_server.up(version=RELEASE, heap="512m")

    def kill(done: int, total: int, what: str) -> None:
        if what == "writing" and done > total / 2 and own_server.status():
            os.kill(running.pid, signal.SIGKILL)

    with Store.connect(address_of(running)) as store:
        store.load(PAIR)
        with pytest.raises(StoreUnavailableError, match=GONE) as failure:
            store.load(COMPLETE, progress=kill)
        assert LOAD_AGAIN in str(failure.value)
        with pytest.raises(StoreUnavailableError, match="See that it runs, then try again"):
            store.describe()
        # The same store goes on once the server is there again.
        own_server.up()
        assert store.read_dataset() == PAIR
        store.load(COMPLETE)
        assert store.read_dataset() == COMPLETE


# The disk is full.

SMALL = 192 * 1024**2
LEFT = 1024**2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, in memory."""
    path = tmp_path / "small"
    path.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "none", str(path)]
    mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    if mounted.returncode != 0:
        pytest.skip(
            f"A FULL DISK IS NOT TESTED HERE: no file system can be mounted ({mounted.stderr.strip()})"
        )
    yield path
    subprocess.run(["umount", str(path)], check=True)


def fill(disk: Path) -> Path:
    """Leave little room on a disk."""
    ballast = disk / "ballast"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, free - LEFT)
    return ballast


@pytest.mark.slow
@pytest.mark.parametrize("one_transaction", [0, 100_000], ids=["in batches", "in one"])
def test_full_disk(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_transaction: int
) -> None:
    monkeypatch.setattr(load_module, "ONE_TRANSACTION", one_transaction)
    monkeypatch.setattr(execution, "BATCH", 200)
    server = LocalServer(tmp_path / "server", jars=home() / "jars")
    server.folder.mkdir()
    (small_disk / "data").mkdir()
    (server.folder / "data").symlink_to(small_disk / "data")
    # Names that are long fill a disk with few records.
    large = make.dataset(*(make.organization(f"o{number}", name="x" * 200) for number in range(3000)))
    try:
        address = address_of(server.up(version=RELEASE, heap="512m"))
        with Store.connect(address) as store:
            store.load(PAIR)
            ballast = fill(small_disk)
            with pytest.raises(
                StoreError, match=r"most often the disk is full\. Make room, restart"
            ) as failure:
                store.load(large)
            assert "then load again, which completes it" in str(failure.value)
        # It stands still and says so to whoever asks.
        assert "most often the disk is full" in last_line(command(address, "status"))
        server.down(timeout=1)

        ballast.unlink()
        with Store.connect(address_of(server.up())) as store:
            if one_transaction:
                assert store.read_dataset() == PAIR
            else:
                assert "or that load was interrupted" in str(store.describe())
            store.load(large)
            assert len(store.read_dataset()) == 3000 + len(make.SOURCES)
    finally:
        server.down(timeout=1)
