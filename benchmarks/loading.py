"""Load the same records with cartelgraph and otherwise, in one run; write the ratios as JSON and as a figure.

Each way runs in a process of its own, against a server of its own that was started for it and is empty, so
that none profits from what another has warmed or left behind. It is timed from the first line it reads to the
last commit. Rounds follow one another with all ways in each, and the median of each way's rounds counts.
A small network is loaded twice, the graph removed in between, and the second time counts: a server that has
just started spends most of so short a time on compiling itself.
The graph is the same in all: nodes, relationships, and citations as nodes that lead to their sources.

Peers are installed into a virtual environment of their own, as benchmarks/requirements.txt pins them.

Usage, with the environment of scripts/test: `python -m benchmarks.loading --relationships 10000 100000
--rounds 3 --results benchmarks/results`
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import psutil
from neo4j import GraphDatabase

from benchmarks.generate import Network, write
from cartelgraph.server import LocalServer
from cartelgraph.settings import Address, home

HERE = Path(__file__).resolve().parent
HEAP = "1g"

#: Relationships up to which the second load of a server counts.
WARMED = 10_000

#: What the project promises, as the greatest ratio to the best loader written by hand, in the same run.
TARGETS = {
    "cartelgraph": 1 / 0.8,
    "cartelgraph, nothing changed": 1 / 8,
    "cartelgraph, 1 % changed": 1 / 4,
}


class Way(NamedTuple):
    """How records get into Neo4j.

    Attributes
    ----------
    name
        What the results call it.
    script
        The program in `ways/`.
    most
        Relationships beyond which it is not run: it would take hours.
    peer
        Whether it runs in the environment of the peers.
    offline
        Whether it stops the server, and so has nothing from what that has compiled.
    """

    name: str
    script: str
    most: int
    peer: bool = False
    offline: bool = False


HAND = Way("written by hand", "hand_written", 10_000_000)
OURS = Way("cartelgraph", "cartelgraph_load", 10_000_000)
WAYS = (
    HAND,
    OURS,
    Way("LOAD CSV", "load_csv", 10_000_000),
    Way("neo4j-admin import", "admin_import", 10_000_000, offline=True),
    Way("neomodel", "neomodel_load", 10_000, peer=True),
    Way("neontology", "neontology_load", 10_000, peer=True),
    Way("BioCypher", "biocypher_load", 10_000, peer=True, offline=True),
)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Compare ways to load the same records.")
    parser.add_argument("--relationships", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ways", nargs="+", choices=[way.script for way in WAYS], default=None)
    parser.add_argument("--results", type=Path, default=HERE / "results")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cartelgraph-benchmark-") as scratch:
        for size in chosen.relationships:
            ways = [
                way for way in WAYS if size <= way.most and (chosen.ways is None or way.script in chosen.ways)
            ]
            measured = measure(size, ways, chosen.rounds, Path(scratch))
            keep(chosen.results, f"loading-{size}", measured)
            show(measured)


def measure(size: int, ways: list[Way], rounds: int, scratch: Path) -> dict[str, Any]:
    """Return the results for one size."""
    folders = {name: scratch / f"{name}-{size}" for name in ("hubs", "even", "changed")}
    write(folders["hubs"], Network(size))
    write(folders["even"], Network(size, hubs=False))
    write(folders["changed"], Network(size, changed=0.01))
    runs: dict[str, list[dict[str, float]]] = {}
    elements = 0
    for number in range(rounds):
        for way in ways:
            # A library that takes minutes is run once.
            if way.peer and number:
                continue
            with server(scratch) as (address, local):
                warmed = size <= WARMED and not way.offline
                first = first_load(way, address, folders["hubs"], local, warmed=warmed)
                runs.setdefault(way.name, []).append(first)
                if way is OURS:
                    elements = count(address)
                    again = run(way, address, folders["hubs"], local)
                    altered = run(way, address, folders["changed"], local)
                    runs.setdefault("cartelgraph, nothing changed", []).append(again)
                    runs.setdefault("cartelgraph, 1 % changed", []).append(altered)
            if way is OURS:
                with server(scratch) as (address, local):
                    even = first_load(way, address, folders["even"], local, warmed=warmed)
                    runs.setdefault("cartelgraph, no hubs", []).append(even)
            print(f"round {number + 1}, {size} relationships: {way.name} {runs[way.name][-1]}", flush=True)
    return results(size, elements, runs)


def results(size: int, elements: int, runs: dict[str, list[dict[str, float]]]) -> dict[str, Any]:
    """Return medians, and ratios to what is written by hand."""
    seconds = {name: statistics.median(one["seconds"] for one in found) for name, found in runs.items()}
    by_hand = seconds.get(HAND.name)
    ways = {
        name: {
            "seconds": seconds[name],
            "all_seconds": [one["seconds"] for one in found],
            **_cold(found),
            "ratio_to_hand_written": round(seconds[name] / by_hand, 3) if by_hand else None,
            "client_cpu_seconds": statistics.median(one["client_cpu_seconds"] for one in found),
            "server_cpu_seconds": _known(statistics.median(one["server_cpu_seconds"] for one in found)),
            "peak_mb": max(one["peak_mb"] for one in found),
        }
        for name, found in runs.items()
    }
    return {
        "relationships": size,
        "elements": elements,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {**machine(), "heap": HEAP},
        "targets": {name: round(target, 3) for name, target in TARGETS.items()},
        "ways": ways,
    }


def _cold(found: list[dict[str, float]]) -> dict[str, float]:
    """Return the median of the first loads of a server, where the second ones count."""
    seconds = [one["cold_seconds"] for one in found if "cold_seconds" in one]
    return {"cold_seconds": statistics.median(seconds)} if seconds else {}


def _known(seconds: float) -> float | None:
    return None if math.isnan(seconds) else seconds


def show(measured: dict[str, Any]) -> None:
    """Print results as a table."""
    print(f"{'way':32} {'seconds':>9} {'ratio':>7} {'target':>7} {'peak MB':>8}")
    for name, found in sorted(measured["ways"].items(), key=lambda item: item[1]["seconds"]):
        target = measured["targets"].get(name, "")
        print(
            f"{name:32} {found['seconds']:9.2f} {found['ratio_to_hand_written'] or 0:7.2f} {target!s:>7} "
            f"{found['peak_mb']:8.0f}"
        )


@contextmanager
def server(scratch: Path) -> Iterator[tuple[Address, LocalServer]]:
    """Yield an empty server of its own."""
    folder = scratch / "server"
    local = LocalServer(folder, jars=home() / "jars")
    # Ports that nobody asks for by name: other servers may come and go on this machine.
    bolt, http = free_ports()
    running = local.up(heap=HEAP, bolt_port=bolt, http_port=http)
    try:
        yield Address(running.uri, running.username, running.password), local
    finally:
        local.down()
        shutil.rmtree(folder, ignore_errors=True)


def free_ports() -> tuple[int, int]:
    """Return two ports that are free."""
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def first_load(
    way: Way, address: Address, folder: Path, local: LocalServer, *, warmed: bool
) -> dict[str, float]:
    """Return the figures of a load into an empty database, on a server that has done the same if `warmed`."""
    measured = run(way, address, folder, local)
    if not warmed:
        return measured
    empty(address)
    return {**run(way, address, folder, local), "cold_seconds": measured["seconds"]}


def run(way: Way, address: Address, folder: Path, local: LocalServer) -> dict[str, float]:
    """Run a way in a process of its own; return its seconds and its peak memory.

    Beside the time on the clock stands that of the processor, the server's and the client's: it hardly
    depends on what else the machine is doing.
    """
    python = peers() if way.peer else Path(sys.executable)
    command = [
        str(python),
        str(HERE / "ways" / f"{way.script}.py"),
        str(folder),
        str(local.folder),
    ]
    before, running = processor_seconds(local), local.status()
    measured = told(way.name, command, address)
    # A server that was stopped for the work takes its count with it.
    same = running is not None and (now := local.status()) is not None and now.pid == running.pid
    server = round(processor_seconds(local) - before, 3) if same else math.nan
    return {**measured, "server_cpu_seconds": server}


def told(name: str, command: list[str], address: Address) -> dict[str, float]:
    """Return what a program tells of itself in its last line, once it has done its work on a server."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(HERE.parent),
        "NEO4J_URI": address.uri,
        "NEO4J_USERNAME": address.username,
        "NEO4J_PASSWORD": address.password,
    }
    ended = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    if ended.returncode:
        sys.exit(f"{name} failed:\n{ended.stderr}")
    measured: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return measured


def processor_seconds(local: LocalServer) -> float:
    """Return the processor time that a server has used; 0 when it is down."""
    running = local.status()
    return float(sum(psutil.Process(running.pid).cpu_times()[:2])) if running else 0.0


def empty(address: Address) -> None:
    """Remove everything that a server holds, constraints and indexes too."""
    with GraphDatabase.driver(address.uri, auth=(address.username, address.password)) as driver:
        for kind, several in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
            shown = f"SHOW {several} YIELD name, type WHERE type <> 'LOOKUP'"
            for row in driver.execute_query(shown).records:
                driver.execute_query(f"DROP {kind} `{row['name']}` IF EXISTS")
        with driver.session() as session:
            for what in ("()-[each]->()", "(each)"):
                deleted = f"MATCH {what} CALL (each) {{ DELETE each }} IN TRANSACTIONS OF 10000 ROWS"
                session.run(deleted).consume()


def count(address: Address) -> int:
    """Return how many nodes and relationships a server holds."""
    with GraphDatabase.driver(address.uri, auth=(address.username, address.password)) as driver:
        nodes = driver.execute_query("MATCH (n) RETURN count(n) AS count").records[0]["count"]
        ties = driver.execute_query("MATCH ()-[r]->() RETURN count(r) AS count").records[0]["count"]
    return int(nodes + ties)


def peers() -> Path:
    """Return the Python of the peers' environment, which is made when there is none of these requirements."""
    folder = home() / "benchmark-peers"
    python = folder / "bin" / "python"
    requirements, made_of = HERE / "requirements.txt", folder / "requirements.txt"
    wanted = requirements.read_bytes()
    if not made_of.exists() or made_of.read_bytes() != wanted:
        venv.create(folder, clear=True, with_pip=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "-r", str(requirements)]
        subprocess.run(command, check=True)
        # Last: an environment that was left half made is made anew.
        made_of.write_bytes(wanted)
    return python


def machine() -> dict[str, Any]:
    """Return what the results depend on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "system": platform.system(),
        "architecture": platform.machine(),
        "cores": os.cpu_count(),
        "memory_gib": round(memory / 2**30),
        "load_average_at_the_end": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
    }


def keep(folder: Path, name: str, measured: dict[str, Any]) -> None:
    """Write results into a file of that name, and say where."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    path.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")
    print(f"{path}:")


if __name__ == "__main__":
    main()
