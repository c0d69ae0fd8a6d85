from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from cartelgraph.server.process import Stopped, is_alive, launch, listens, stop

MARK = "--made-by-a-test"
SLEEP = "print('asleep', flush=True); import time; time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"

Start = Callable[[str], int]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Run Python code as the server would be run, and return once it has said that it is asleep."""
    started: list[int] = []

    def run(code: str) -> int:
        log = tmp_path / "log"
        started.append(launch([sys.executable, "-c", code, MARK], {"ONLY": "this"}, tmp_path, log))
        deadline = time.monotonic() + 10
        while "asleep" not in log.read_text():
            assert time.monotonic() < deadline
            time.sleep(0.02)
        return started[-1]

    yield run
    for pid in started:
        if is_alive(pid, MARK):
            os.kill(pid, signal.SIGKILL)


def test_launched_process_is_detached(start: Start, tmp_path: Path) -> None:
    process = psutil.Process(start(SLEEP))

    assert os.getsid(process.pid) != os.getsid(0)
    assert process.pid not in [child.pid for child in psutil.Process().children(recursive=True)]
    assert process.cwd() == str(tmp_path)


def test_launched_process_sees_nothing_of_our_environment(start: Start) -> None:
    environment = psutil.Process(start(SLEEP)).environ()

    assert environment["ONLY"] == "this"
    assert not {"HOME", "PATH"} & set(environment)


def test_output_is_appended_to_the_log(start: Start, tmp_path: Path) -> None:
    (tmp_path / "log").write_text("before\n")

    start(f"import sys; print('an error', file=sys.stderr, flush=True); {SLEEP}")

    assert (tmp_path / "log").read_text() == "before\nan error\nasleep\n"


def test_program_that_does_not_exist_says_so_in_the_log(tmp_path: Path) -> None:
    pid = launch(["/no/such/java"], {}, tmp_path, tmp_path / "log")
    deadline = time.monotonic() + 10
    while "/no/such/java" not in (tmp_path / "log").read_text():
        assert time.monotonic() < deadline
        time.sleep(0.02)

    assert not is_alive(pid, MARK)


def test_stop_asks_first(start: Start) -> None:
    pid = start(SLEEP)

    assert stop(pid, MARK, timeout=10) is Stopped.CLEANLY
    assert not is_alive(pid, MARK)


def test_stop_kills_what_does_not_listen(start: Start) -> None:
    pid = start(STUBBORN)

    assert stop(pid, MARK, timeout=0.2) is Stopped.KILLED
    assert not is_alive(pid, MARK)


def test_process_that_is_not_ours_is_left_alone(start: Start) -> None:
    pid = start(SLEEP)

    assert not is_alive(pid, "--of-another-server")
    assert stop(pid, "--of-another-server", timeout=10) is Stopped.NOT_RUNNING
    assert is_alive(pid, MARK)


def test_process_that_never_was_is_not_alive() -> None:
    assert not is_alive(2**31 - 1, MARK)


def test_who_listens_on_a_port_is_told_apart_from_who_does_not(taken_port: int, unused_port: int) -> None:
    assert listens(os.getpid(), taken_port)
    assert not listens(os.getpid(), unused_port)
    assert not listens(os.getppid(), taken_port)
    assert not listens(2**22 + 1, taken_port)
