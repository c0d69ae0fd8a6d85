"""Work that hears of no interruption while it lasts, done such that whoever waits for it does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

__all__ = ["apart", "is_left_behind"]

Answer = TypeVar("Answer")

#: What the threads are called.
NAME = "cartelgraph apart"

#: Seconds between two looks at whether the work has ended.
WAIT = 0.1


def apart(call: Callable[[], Answer], waiting: Callable[[], None] = lambda: None) -> Answer:
    """Call in another thread and wait; an interruption leaves at once, and the work to itself.

    A solver or a decomposition of a matrix is one call into compiled code, during which Python handles no
    signal. The thread is a daemon: it does not keep the process from ending.

    Parameters
    ----------
    call
        What takes long and is compiled code, so that it lets other threads run.
    waiting
        Called again and again while it lasts.

    Examples
    --------
    >>> apart(lambda: 2 + 2)
    4
    """
    future: Future[Answer] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # noqa: BLE001 - it is raised again where the result is asked for
            future.set_exception(error)

    threading.Thread(target=run, daemon=True, name=NAME).start()
    while True:
        try:
            return future.result(timeout=WAIT)
        except TimeoutError:
            if future.done():
                return future.result()
            waiting()


def is_left_behind() -> bool:
    """Whether work goes on that nobody waits for any more.

    Python must not be taken down under it: where compiled code returns then, the process is aborted.
    """
    return any(thread.name == NAME for thread in threading.enumerate())
