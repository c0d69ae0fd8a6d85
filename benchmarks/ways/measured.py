"""What every way has in common: what it is asked, and what it tells of itself in the end."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

Found = TypeVar("Found")

#: Label or relationship type, and the labels of the ends, of each collection.
ENTITIES = {
    "sources": "Source",
    "organizations": "Organization",
    "persons": "Person",
    "places": "Place",
    "events": "Event",
}
RELATIONSHIPS = {
    "alliances": ("ALLIED_WITH", "Organization", "Organization"),
    "rivalries": ("RIVAL_OF", "Organization", "Organization"),
    "truces": ("TRUCE_WITH", "Organization", "Organization"),
    "faction_ties": ("FACTION_OF", "Organization", "Organization"),
    "memberships": ("MEMBER_OF", "Person", "Organization"),
    "leaderships": ("LEADS", "Person", "Organization"),
    "involvements": ("INVOLVED_IN", "Organization", "Event"),
    "occurrences": ("OCCURRED_IN", "Event", "Place"),
    "presences": ("OPERATES_IN", "Organization", "Place"),
}


#: Of these every record has a period.
DATED = RELATIONSHIPS.keys() - {"involvements", "occurrences"}
#: What a citation says unless its line says otherwise.
CITED = {"stance": "supports", "part": "whole", "checked": True}


class Task(NamedTuple):
    """What a way is asked to do."""

    uri: str
    user: str
    password: str
    folder: Path
    scratch: Path


def main(load: Callable[[Task], None]) -> None:
    """Do what the command line asks for; print seconds and peak memory as JSON."""
    task = Task(*server(), Path(sys.argv[1]), Path(sys.argv[2]))
    _, figures = timed(lambda: load(task))
    print(json.dumps(figures))


def server() -> tuple[str, str, str]:
    """Return address, user and password of the server that the environment names."""
    uri, user, password = (os.environ[f"NEO4J_{name}"] for name in ("URI", "USERNAME", "PASSWORD"))
    return uri, user, password


def timed(work: Callable[[], Found]) -> tuple[Found, dict[str, float]]:
    """Return what some work comes to, and its seconds and the peak memory of this process."""
    started, before = time.perf_counter(), time.process_time()
    done = work()
    seconds = time.perf_counter() - started
    processor = time.process_time() - before
    figures = {"seconds": seconds, "client_cpu_seconds": processor, "peak_mb": peak()}
    return done, {name: round(value, 3) for name, value in figures.items()}


def peak() -> float:
    """Return the most memory that this program has used so far, in megabytes.

    On Linux what `getrusage` tells begins with the memory of the process that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        told = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
        return int(told["VmHWM"].split()[0]) / 2**10
    import resource  # noqa: PLC0415 - there is none on Windows

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (2**20 if sys.platform == "darwin" else 2**10)


def records(folder: Path, collection: str) -> Iterator[dict[str, Any]]:
    """Yield the records of a collection with their defaults, which lines leave out and the graph has."""
    path = folder / f"{collection}.jsonl"
    if path.exists():
        with path.open(encoding="utf-8") as file:
            for record in map(json.loads, file):
                if collection in DATED:
                    record.setdefault("period", "/")
                record["citations"] = [CITED | citation for citation in record.get("citations", ())]
                yield record


def kind_label(kind: str) -> str:
    """Return the label of a kind: `armed-wing` is `ArmedWing`."""
    return kind.title().replace("-", "")
