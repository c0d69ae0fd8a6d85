"""A load in a process of its own, which can be killed at any moment."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from cartelgraph.settings import Address

__all__ = ["Load", "Loader", "Word"]

ROOT = Path(__file__).resolve().parents[2]


class Word(NamedTuple):
    """What a loader says: when, by the monotonic clock, what it does, and rows done of how many."""

    at: float
    what: str
    done: int
    total: int


@dataclass(frozen=True)
class Load:
    """What is loaded, and how."""

    folder: Path
    rewrite: bool = False
    one_transaction: int | None = None
    batch: int | None = None
    flaw: str | None = None

    def arguments(self) -> list[str]:
        given = {
            "--one-transaction": self.one_transaction,
            "--batch": self.batch,
            "--flaw": self.flaw,
        }
        named = [text for name, value in given.items() if value is not None for text in (name, str(value))]
        return [str(self.folder), *named, *(["--rewrite"] if self.rewrite else [])]


class Loader:
    """The process; use it in a ``with`` statement, which ends it."""

    def __init__(self, load: Load, address: Address) -> None:
        reached = {
            "NEO4J_URI": address.uri,
            "NEO4J_USERNAME": address.username,
            "NEO4J_PASSWORD": address.password,
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.load", *load.arguments()],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **reached},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.words: list[Word] = []
        self._errors = ""
        self._news = threading.Condition()
        self._ended = False
        self._listeners = [
            threading.Thread(target=listen, daemon=True) for listen in (self._listen, self._gather)
        ]
        for thread in self._listeners:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def until(self, said: Callable[[Word], bool], timeout: float) -> Word | None:
        """Wait for a word; None when the loader ends, or the time is over, without it."""
        deadline, heard = time.monotonic() + timeout, 0
        with self._news:
            while True:
                for word in self.words[heard:]:
                    if said(word):
                        return word
                heard = len(self.words)
                if self._ended or not self._news.wait(max(0.0, deadline - time.monotonic())):
                    return None

    def wait(self, timeout: float) -> bool:
        """Wait for the end; return whether it came in time."""
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            return False
        for thread in self._listeners:
            thread.join()
        return True

    def kill(self) -> None:
        """Kill the process and whatever it has started."""
        if self._process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self.wait(timeout=60)

    def last(self, what: str) -> Word | None:
        """Return the last word of that sort."""
        return next((word for word in reversed(self.words) if word.what == what), None)

    @property
    def seconds(self) -> float:
        """From the start of the load to the last word."""
        return self.words[-1].at - self.words[0].at if self.words else 0.0

    @property
    def ending(self) -> str:
        """How it ended: `done`, `killed`, or what it says of its failure."""
        if self._process.returncode == 0:
            return "done"
        if self._process.returncode == -signal.SIGKILL:
            return "killed"
        if self.words and self.words[-1].what.startswith("failed"):
            return self.words[-1].what
        return f"failed: {self._errors.strip()[-1000:]}"

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                with suppress(json.JSONDecodeError), self._news:  # a killed writer may leave half a line
                    self.words.append(Word(*json.loads(line)))
                    self._news.notify_all()
        with self._news:
            self._ended = True
            self._news.notify_all()

    def _gather(self) -> None:
        assert self._process.stderr is not None
        with self._process.stderr as lines:
            self._errors = lines.read()
