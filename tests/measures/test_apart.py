"""Work in a thread of its own: its answer, its fault and its end reach whoever waits."""

from __future__ import annotations

import threading

import pytest

from cartelgraph.measures.apart import apart


def test_a_fault_comes_out() -> None:
    def faulty() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        apart(faulty)


def test_a_timeout_of_the_work_itself_is_no_reason_to_wait_on() -> None:
    def late() -> None:
        raise TimeoutError("its own")

    with pytest.raises(TimeoutError, match="its own"):
        apart(late)


def test_whoever_waits_is_asked_again_and_again_and_may_leave() -> None:
    go_on, asked = threading.Event(), []

    def ask() -> None:
        asked.append(True)
        if len(asked) > 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apart(lambda: go_on.wait(60), ask)
    go_on.set()
    assert len(asked) == 2
