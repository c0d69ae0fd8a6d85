"""Time whole commands as a user waits for them, each paired with a bare Python start in the same run.

Run it with the environment of scripts/test: `.venv-test/bin/python benchmarks/startup.py`.
Prints medians in seconds and the ratio to the bare start.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 7
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("--help",),
    ("check",),
    ("analyze", "centrality"),
    ("brief",),
)
# What the project promises, in seconds of wall time on a two-core machine.
TARGETS: dict[tuple[str, ...], float] = {("--help",): 0.3, ("check",): 2.0}


def main() -> None:
    """Measure and print a table."""
    bare = _median([sys.executable, "-c", "pass"])
    print(f"{'command':28} {'median s':>9} {'ratio':>7} {'target s':>9}")
    print(f"{'python -c pass':28} {bare:9.3f} {1:7.1f}")
    for arguments in COMMANDS:
        taken = _median([sys.executable, "-m", "cartelgraph", *arguments])
        target = TARGETS.get(arguments)
        name = f"cartelgraph {' '.join(arguments)}"
        print(f"{name:28} {taken:9.3f} {taken / bare:7.1f} {target or '':>9}")


def _median(command: list[str]) -> float:
    seconds = []
    for _ in range(RUNS + 1):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
    # The first run warms the caches and does not count.
    return statistics.median(seconds[1:])


if __name__ == "__main__":
    main()
