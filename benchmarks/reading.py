"""Read the same graph back with cartelgraph and otherwise, in one run; write the ratios as JSON.

The network of benchmarks/generate.py is loaded once, with cartelgraph, into a server of its own. Each way
then reads it in a process of its own. All run once before anything counts, as a server that has just been
started has yet to compile its queries; rounds follow one another with all ways in each, and the median of
each way's rounds counts. A way is timed from its connection to the finished object. Imports do not count,
but the peak memory is that of the whole process.

They do not read the same. `records`, `driver graph` and `columns`, written by hand, read every relationship
that is a record with all properties that are stored, among them those that a load with cartelgraph derives:
days, signs, digests. They read neither citations nor aliases nor, but for `driver graph`, anything of the
nodes besides their ids, and check nothing. `columns of records` leaves out what is derived and is shown
beside them; ratios are to the quickest of the three. cartelgraph reads no derived property, but all
entities, all aliases and all citations, of which there are 1.7 for each relationship, each a node with a
link to its source; validates every record; and makes sure that the graph did not change meanwhile. Its
snapshot then keeps what holds on the dataset's focus. Each result says under `reads` what its way reads.

Usage, with the environment of scripts/test: `python -m benchmarks.reading --relationships 10000 100000
--rounds 3 --results benchmarks/results`
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.generate import Network, write
from benchmarks.loading import HEAP, count, keep, machine, server, told
from cartelgraph.dataset import open_supply
from cartelgraph.settings import Address
from cartelgraph.store import Store

HERE = Path(__file__).resolve().parent

#: What the project promises of its own ways: the greatest ratios to the quickest written by hand, and to the
#: driver's own graph.
TARGETS = {"ratio_to_quickest": 1.2, "ratio_to_driver_graph": 0.5}


class Way(NamedTuple):
    """How a graph gets out of Neo4j.

    Attributes
    ----------
    name
        What the results call it.
    script
        The program in `ways/`.
    reads
        What it reads, and what becomes of it.
    """

    name: str
    script: str
    reads: str


RECORDS = Way("records", "read_records", "statements, all properties; ids of their ends")
DRIVER = Way("driver graph", "read_driver_graph", "statements and their ends, all properties of both")
COLUMNS = Way("columns", "read_columns", RECORDS.reads)
SAID = Way("columns of records", "read_said_columns", "statements, no derived properties; ids of their ends")
DATASET = Way(
    "cartelgraph, dataset",
    "cartelgraph_read",
    "statements and entities with citations and aliases, no derived properties; validated",
)
SNAPSHOT = Way(
    "cartelgraph, snapshot",
    "cartelgraph_snapshot",
    f"{DATASET.reads}; then the graph of what holds on one date",
)
WAYS = (RECORDS, DRIVER, COLUMNS, SAID, DATASET, SNAPSHOT)
#: These read the same; the quickest of them is what the others are compared with.
ALIKE = (RECORDS, DRIVER, COLUMNS)
OURS = (DATASET, SNAPSHOT)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Compare ways to read the same graph back into NetworkX.")
    parser.add_argument("--relationships", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--results", type=Path, default=HERE / "results")
    chosen = parser.parse_args()
    for size in chosen.relationships:
        measured = measure(size, chosen.rounds)
        keep(chosen.results, f"reading-{size}", measured)
        show(measured)


def measure(size: int, rounds: int) -> dict[str, Any]:
    """Return the results for one size."""
    with tempfile.TemporaryDirectory(prefix="cartelgraph-benchmark-") as scratch:
        folder = Path(scratch) / "network"
        write(folder, Network(size))
        with server(Path(scratch)) as (address, _):
            with Store.connect(address) as store:
                store.load(open_supply(folder))
            return results(size, count(address), compare(address, rounds))


def compare(address: Address, rounds: int, ways: Sequence[Way] = WAYS) -> dict[str, list[dict[str, float]]]:
    """Return what each way tells of each round, on a server that holds the network."""
    for way in ways:
        run(way, address)
    runs: dict[str, list[dict[str, float]]] = {way.name: [] for way in ways}
    for number in range(rounds):
        for way in ways:
            runs[way.name].append(run(way, address))
            print(f"round {number + 1}: {way.name} {runs[way.name][-1]}", file=sys.stderr, flush=True)
    return runs


def run(way: Way, address: Address) -> dict[str, float]:
    """Run a way in a process of its own; return its seconds, its peak memory and what it has read."""
    return told(way.name, [sys.executable, str(HERE / "ways" / f"{way.script}.py")], address)


def results(size: int, elements: int, runs: dict[str, list[dict[str, float]]]) -> dict[str, Any]:
    """Return medians, and ratios to the quickest of those that read the same, and to the driver's graph."""
    seconds = {name: statistics.median(one["seconds"] for one in found) for name, found in runs.items()}
    quickest = min(seconds[way.name] for way in ALIKE)
    ways = {
        way.name: {
            "reads": way.reads,
            "nodes": runs[way.name][0]["nodes"],
            "edges": runs[way.name][0]["edges"],
            "seconds": seconds[way.name],
            "all_seconds": [one["seconds"] for one in runs[way.name]],
            "ratio_to_quickest": round(seconds[way.name] / quickest, 3),
            "ratio_to_driver_graph": round(seconds[way.name] / seconds[DRIVER.name], 3),
            "client_cpu_seconds": statistics.median(one["client_cpu_seconds"] for one in runs[way.name]),
            "peak_mb": max(one["peak_mb"] for one in runs[way.name]),
        }
        for way in WAYS
    }
    return {
        "relationships": size,
        "elements": elements,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {**machine(), "heap": HEAP},
        "quickest_of": [way.name for way in ALIKE],
        "driver_graph": DRIVER.name,
        "targets": {way.name: TARGETS for way in OURS},
        "ways": ways,
    }


def show(measured: dict[str, Any]) -> None:
    """Print results as a table."""
    print(f"{'way':24} {'seconds':>9} {'ratio':>7} {'to driver':>9} {'client s':>9} {'peak MB':>8}  reads")
    for name, found in sorted(measured["ways"].items(), key=lambda item: item[1]["seconds"]):
        print(
            f"{name:24} {found['seconds']:9.2f} {found['ratio_to_quickest']:7.2f} "
            f"{found['ratio_to_driver_graph']:9.2f} {found['client_cpu_seconds']:9.2f} "
            f"{found['peak_mb']:8.0f}  {found['reads']}"
        )


if __name__ == "__main__":
    main()
