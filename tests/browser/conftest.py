"""Chromium without a window, and without a word to the outside."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture
def chromium(tmp_path: Path) -> Callable[..., str]:
    """Return a function that runs Chromium on an address and returns what it prints."""
    program = shutil.which("chromium")
    assert program, "browser tests need Chromium: install the package 'chromium'"

    def run(address: str, *options: str) -> str:
        command = [program, *QUIET, f"--user-data-dir={tmp_path / 'profile'}", *options, address]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=90).stdout

    return run
