"""What is killed, and when: drawn from a seed, so that every kill can be had again."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from tests.faults.networks import VERSIONS

__all__ = ["Kill", "Start", "Timing", "Victim", "draw_kill"]


class Victim(StrEnum):
    """What is killed. A loader that outlives its server meets the server again when that is back."""

    LOADER = "loader"
    SERVER = "server"
    BOTH = "both"


class Timing(StrEnum):
    """When: after a share of the usual time or of all rows, or once all is written and only to be checked."""

    TIME = "share of the time"
    ROWS = "share of the rows"
    CHECKING = "seconds after all rows"


class Start(StrEnum):
    """What the database holds before the load: nothing, another dataset, or what a killed load has left."""

    EMPTY = "empty"
    OLDER = "older"
    INTERRUPTED = "interrupted"


VICTIMS = {Victim.LOADER: 0.45, Victim.SERVER: 0.3, Victim.BOTH: 0.25}
TIMINGS = {Timing.TIME: 0.5, Timing.ROWS: 0.4, Timing.CHECKING: 0.1}
STARTS = {Start.EMPTY: 0.3, Start.OLDER: 0.5, Start.INTERRUPTED: 0.2}
REWRITTEN = 0.1

T = TypeVar("T")


@dataclass(frozen=True)
class Kill:
    """One kill.

    Attributes
    ----------
    held
        Name of the dataset that is there, or of which the load was interrupted; empty for none.
    target
        Name of the dataset that is loaded.
    value
        A share from 0 to 1, or seconds, as the timing says.
    """

    number: int
    victim: Victim
    start: Start
    held: str
    target: str
    rewrite: bool
    timing: Timing
    value: float


def draw_kill(seed: int, number: int, held: str) -> Kill:
    """Draw a kill, with what the kill before it has left in the database."""
    draw = random.Random(f"{seed} kill {number}")  # noqa: S311 - to be drawn again
    victim, timing, start = _choice(draw, VICTIMS), _choice(draw, TIMINGS), _choice(draw, STARTS)
    rewrite = draw.random() < REWRITTEN
    if start is Start.EMPTY or not held:
        start, held = Start.EMPTY, ""
    target = draw.choice([name for name in VERSIONS if name != held])
    value = draw.uniform(0, 0.2) if timing is Timing.CHECKING else draw.uniform(0, 0.95)
    return Kill(number, victim, start, held, target, rewrite, timing, round(value, 4))


def _choice(draw: random.Random, shares: dict[T, float]) -> T:
    return draw.choices(list(shares), list(shares.values()))[0]
