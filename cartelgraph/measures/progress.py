"""How long work tells whoever waits for it how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

__all__ = ["Told", "silent"]

Told: TypeAlias = Callable[[int, int, str], None]
"""Takes how much of a long piece of work is done, how much there is, and what is being worked on."""


def silent(done: int, total: int, what: str) -> None:
    """Tell nobody."""
