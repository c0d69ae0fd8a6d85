"""What every way has in common: what it is asked, and what it tells of itself in the end."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

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
    uri, user, password = (os.environ[f"NEO4J_{name}"] for name in ("URI", "USERNAME", "PASSWORD"))
    task = Task(uri, user, password, Path(sys.argv[1]), Path(sys.argv[2]))
    started, before = time.perf_counter(), time.process_time()
    load(task)
    seconds = time.perf_counter() - started
    used = resource.getrusage(resource.RUSAGE_SELF)
    processor = used.ru_utime + used.ru_stime - before
    found = {"seconds": seconds, "client_cpu_seconds": processor, "peak_mb": used.ru_maxrss / 1024}
    print(json.dumps({name: round(value, 3) for name, value in found.items()}))


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
