"""Time each measure on random scale-free signed graphs of growing size, and say how its time grows.

The graphs are those of Barabási & Albert (1999), every node with two ties to earlier ones, three in ten of
the ties negative at random; the seed is fixed. Each measure runs in a process of its own, so that its peak
memory is its own, and is ended a minute past the cap; the quick are repeated and the least time counts. The
exponent is the slope of processor seconds over ties, both as logarithms, by least squares over the sizes that
were finished in time: 1 is linear. The frustration index, which no known method finds in polynomial time, is
given the cap as its own time limit and answers with value and bound.

Usage, with the environment of scripts/test: `python -m benchmarks.measures --ties 1000 10000 100000
--cap 120 --results benchmarks/results`
"""

from __future__ import annotations

import argparse
import json
import math
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

import networkx as nx

from benchmarks.loading import keep, machine
from benchmarks.ways.measured import peak
from cartelgraph.measures.balance import (
    camps_if_balanced,
    census,
    census_by_node,
    clusters_if_weakly_balanced,
)
from cartelgraph.measures.balance_null import against_shuffled_signs
from cartelgraph.measures.brokerage import brokerage, ei_index, participation
from cartelgraph.measures.communities import consensus_communities
from cartelgraph.measures.ego_networks import constraint, effective_size
from cartelgraph.measures.frustration import frustration
from cartelgraph.measures.group_betweenness import group_betweenness
from cartelgraph.measures.key_players import (
    Effort,
    Objective,
    distance_fragmentation,
    distance_reach,
    fragmentation,
    key_players,
    reached_within,
)
from cartelgraph.measures.link_prediction import adamic_adar, balance_score, ties_of_sign
from cartelgraph.measures.multiplex import multiplexity, overlaps
from cartelgraph.measures.partitions import adjusted_mutual_information
from cartelgraph.measures.partners import partners
from cartelgraph.measures.pn import pn_centrality
from cartelgraph.measures.pressure import pressure_triads
from cartelgraph.measures.walk_balance import walk_balance, walk_balance_by_node

HERE = Path(__file__).resolve().parent
SEED, TIES_OF_EACH, NEGATIVE, GROUPS = 7, 2, 0.3, 20

#: Processor seconds for which what is quick is repeated.
REPEAT = 0.5

#: Seconds beyond the cap for a process to start and to build its graph.
SLACK = 60.0

Graph: TypeAlias = "nx.Graph[int]"
Facts = dict[str, Any]


@dataclass(frozen=True)
class Measure:
    """What is timed.

    Attributes
    ----------
    call
        Takes the graph and the cap in seconds; returns what the result should tell beside the time.
    signed
        Whether the ties keep their signs.
    most
        Ties beyond which it is not run.
    why
        Why not.
    """

    call: Callable[[Graph, float], Facts | None]
    signed: bool = True
    most: int = 10**9
    why: str = ""


def _plain(call: Callable[[Graph], object]) -> Callable[[Graph, float], None]:
    def run(graph: Graph, _: float) -> None:
        call(graph)

    return run


def _frustration(graph: Graph, cap: float) -> Facts:
    found = frustration(graph, seconds=cap)
    return {"value": found.value, "bound": found.bound, "gap": found.gap}


def _key_players(objective: Objective) -> Callable[[Graph, float], Facts]:
    def run(graph: Graph, _: float) -> Facts:
        found = key_players(graph, 2, objective, effort=Effort(starts=1))
        return {"value": found.value, "method": str(found.method), "examined": found.examined}

    return run


def _shuffled(graph: Graph) -> object:
    return against_shuffled_signs(graph, [lambda one: census(one).balanced], draws=9)


def _groups(graph: Graph) -> dict[int, int]:
    return {node: node % GROUPS for node in graph}


def _hubs(graph: Graph) -> list[int]:
    return sorted(graph, key=lambda node: (-graph.degree[node], node))[:2]


def _remainders(graph: Graph) -> dict[int, int]:
    return {node: node % (GROUPS + 1) for node in graph}


def _layers(graph: Graph) -> dict[str, Graph]:
    return {"allies": ties_of_sign(graph, 1), "rivals": ties_of_sign(graph, -1)}


DENSE = "a matrix of all nodes by all nodes does not fit into memory"

MEASURES: dict[str, Measure] = {
    "triangle census": Measure(_plain(census)),
    "triangle census by node": Measure(_plain(census_by_node)),
    "camps if balanced": Measure(_plain(camps_if_balanced)),
    "clusters if weakly balanced": Measure(_plain(clusters_if_weakly_balanced)),
    "pressure triads": Measure(_plain(pressure_triads)),
    "partners": Measure(_plain(partners)),
    "triangle balance, 9 shuffled": Measure(_plain(_shuffled)),
    "walk balance": Measure(_plain(walk_balance), most=20_000, why=DENSE),
    "walk balance by node": Measure(_plain(walk_balance_by_node), most=20_000, why=DENSE),
    "PN centrality": Measure(_plain(pn_centrality), most=20_000, why=DENSE),
    "frustration": Measure(_frustration),
    "brokerage": Measure(_plain(lambda graph: brokerage(graph, _groups(graph))), signed=False),
    "E-I index": Measure(_plain(lambda graph: ei_index(graph, _groups(graph))), signed=False),
    "participation": Measure(_plain(lambda graph: participation(graph, _groups(graph))), signed=False),
    "effective size": Measure(_plain(effective_size), signed=False),
    "constraint": Measure(_plain(constraint), signed=False),
    "fragmentation": Measure(_plain(fragmentation), signed=False),
    "distance fragmentation": Measure(_plain(distance_fragmentation), signed=False),
    "reach of two": Measure(_plain(lambda graph: reached_within(graph, _hubs(graph), 2)), signed=False),
    "distance reach of two": Measure(_plain(lambda graph: distance_reach(graph, _hubs(graph))), signed=False),
    "group betweenness of two": Measure(
        _plain(lambda graph: group_betweenness(graph, _hubs(graph))), signed=False
    ),
    "communities, 10 runs": Measure(
        _plain(lambda graph: consensus_communities(graph, runs=10)), signed=False
    ),
    "adjusted mutual information": Measure(
        _plain(lambda graph: adjusted_mutual_information(_groups(graph), _remainders(graph))), signed=False
    ),
    "multiplexity of two layers": Measure(_plain(lambda graph: multiplexity(_layers(graph)))),
    "overlap of two layers": Measure(_plain(lambda graph: list(overlaps(_layers(graph))))),
    "Adamic-Adar of tied dyads": Measure(
        _plain(lambda graph: adamic_adar(graph, list(graph.edges))), signed=False
    ),
    "balance score of tied dyads": Measure(_plain(lambda graph: balance_score(graph, list(graph.edges)))),
    **{f"2 key players, {aim}": Measure(_key_players(aim), signed=False) for aim in Objective},
}


def scale_free(ties: int, *, signed: bool) -> Graph:
    """Return a connected graph of about so many ties, the same each time."""
    graph = nx.barabasi_albert_graph(max(ties // TIES_OF_EACH, TIES_OF_EACH) + 1, TIES_OF_EACH, seed=SEED)
    if signed:
        chance = random.Random(SEED)  # noqa: S311
        for one, other in sorted(graph.edges):
            graph.edges[one, other]["sign"] = -1 if chance.random() < NEGATIVE else 1
    return graph


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Time each measure on graphs of growing size.")
    parser.add_argument("--ties", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--cap", type=float, default=120.0, help="seconds for each measure and size")
    parser.add_argument("--measures", nargs="+", choices=list(MEASURES), default=list(MEASURES))
    parser.add_argument("--results", type=Path, default=HERE / "results")
    parser.add_argument("--one", action="store_true", help="measure the first of them in this process")
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(timed(chosen.measures[0], chosen.ties[0], chosen.cap)))
        return
    measured = measure(chosen.measures, sorted(chosen.ties), chosen.cap)
    keep(chosen.results, "measures", measured)
    print("\n".join(shown(measured)))


def measure(names: list[str], sizes: list[int], cap: float) -> dict[str, Any]:
    """Return the results of some measures on graphs of some sizes."""
    found: dict[str, Any] = {}
    for name in names:
        runs: list[Facts] = []
        for ties in sizes:
            late = any("over_seconds" in run for run in runs)
            runs.append(
                {"ties": ties, "not_run": "the size before took too long"} if late else run(name, ties, cap)
            )
            print(f"{name}, {ties} ties: {runs[-1]}", file=sys.stderr, flush=True)
        found[name] = {"exponent": exponent(runs), "runs": runs}
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "graph": {
            "model": "Barabási-Albert",
            "ties_of_each_node": TIES_OF_EACH,
            "negative": NEGATIVE,
            "seed": SEED,
        },
        "cap_seconds": cap,
        "measures": found,
    }


def run(name: str, ties: int, cap: float) -> Facts:
    """Run one measure on one size in a process of its own."""
    if ties > MEASURES[name].most:
        return {"ties": ties, "not_run": MEASURES[name].why}
    command = [sys.executable, "-m", "benchmarks.measures", "--one", "--measures", name]
    command += ["--ties", str(ties), "--cap", str(cap)]
    # What has a limit of its own may take a while longer to come to an end.
    grace = cap + SLACK
    try:
        ended = subprocess.run(
            command, check=False, capture_output=True, text=True, timeout=grace, cwd=HERE.parent
        )
    except subprocess.TimeoutExpired:
        return {"ties": ties, "over_seconds": cap}
    if ended.returncode:
        sys.exit(f"{name} failed:\n{ended.stderr}")
    facts: Facts = json.loads(ended.stdout.splitlines()[-1])
    return facts


def timed(name: str, ties: int, cap: float) -> Facts:
    """Return the least seconds of a measure, and the most memory of this process."""
    its = MEASURES[name]
    graph = scale_free(ties, signed=its.signed)
    before = peak()
    seconds, processor, spent = math.inf, math.inf, 0.0
    while not spent or spent < REPEAT:
        started, used = time.perf_counter(), time.process_time()
        told = its.call(graph, cap) or {}
        taken, worked = time.perf_counter() - started, time.process_time() - used
        seconds, processor, spent = min(seconds, taken), min(processor, worked), spent + worked
    return {
        "ties": ties,
        "nodes": len(graph),
        "seconds": float(f"{seconds:.3g}"),
        "processor_seconds": float(f"{processor:.3g}"),
        "peak_mb": round(peak()),
        "peak_mb_before": round(before),
        **told,
    }


def exponent(runs: list[Facts]) -> float | None:
    """Return the slope of processor seconds over ties as logarithms, by least squares.

    None for fewer than two sizes. What ran into its own limit, as its gap says, tells nothing of growth.

    >>> exponent([{"ties": 10, "processor_seconds": 0.1}, {"ties": 100, "processor_seconds": 10.0}])
    2.0
    """
    points = [
        (math.log(run["ties"]), math.log(run["processor_seconds"]))
        for run in runs
        if run.get("processor_seconds") and not run.get("gap")
    ]
    if len(points) < 2:
        return None
    middle, height = (sum(values) / len(points) for values in zip(*points, strict=True))
    above = math.fsum((x - middle) * (y - height) for x, y in points)
    return round(above / math.fsum((x - middle) ** 2 for x, _ in points), 2)


def shown(measured: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a table of results."""
    sizes = [run["ties"] for run in next(iter(measured["measures"].values()))["runs"]]
    yield f"{'measure':36} {'exponent':>8}" + "".join(f" {size:>10} ties" for size in sizes)
    for name, found in measured["measures"].items():
        cells = "".join(f" {_cell(run):>15}" for run in found["runs"])
        yield f"{name:36} {found['exponent'] if found['exponent'] is not None else '':>8}{cells}"


def _cell(run: Facts) -> str:
    if "seconds" in run:
        return f"{run['seconds']:.3g} s" + (f", gap {run['gap']}" if run.get("gap") else "")
    return f"over {run['over_seconds']:.0f} s" if "over_seconds" in run else "not run"


if __name__ == "__main__":
    main()
