"""Time the exact frustration index on random signed graphs: formulations, cuts and reductions side by side.

Usage, with the environment of scripts/test: `python -m benchmarks.frustration --seconds 60 --results
benchmarks/results`

Graphs have 150 nodes and 230 or 400 ties with random signs; three of each. Every way has the same time
limit for each. `plain` is the formulation alone on each connected component, as in
Aref, Mason & Wilson (2020) with the node of most ties fixed; `triangles` adds the triangles out of
balance; `reduced` settles nodes with few ties first; `cycles` is the whole of
`cartelgraph.measures.frustration`.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx

from benchmarks.loading import keep, machine
from cartelgraph.measures.frustration import frustration
from cartelgraph.measures.frustration_blocks import as_kernel
from cartelgraph.measures.frustration_cycles import Cycle, Kernel
from cartelgraph.measures.frustration_models import Formulation, Sides, solve
from cartelgraph.measures.frustration_reduction import Couplings, couplings_of, eliminated

HERE = Path(__file__).resolve().parent
SIZE = 150
TIES = (230, 400)
SEEDS = (0, 1, 2)

Answer = tuple[float, float]
"""Value and bound."""


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Compare ways to find the exact frustration index.")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each way and graph")
    parser.add_argument("--ways", nargs="+", choices=list(ways(0.0)), default=list(ways(0.0)))
    parser.add_argument("--results", type=Path, default=HERE / "results")
    chosen = parser.parse_args()
    keep(chosen.results, "frustration", measure(chosen.ways, SIZE, TIES, chosen.seconds))


def measure(names: list[str], size: int, ties: Sequence[int], limit: float) -> dict[str, Any]:
    """Return what some ways come to on graphs of a size, for each number of ties."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for count in ties:
        graphs = [random_graph(size, count, seed) for seed in SEEDS]
        for name in names:
            found[name].append({"ties": count, **timed(ways(limit)[name], graphs)})
            print(f"{name}: {found[name][-1]}", file=sys.stderr, flush=True)
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "nodes": size,
        "graphs": len(SEEDS),
        "limit_seconds": limit,
        "ways": found,
    }


def timed(answer: Callable[[nx.Graph[int]], Answer], graphs: list[nx.Graph[int]]) -> dict[str, Any]:
    """Return seconds on the clock, those of the processor, and the gap, for each graph.

    A gap of whole ties: 0 is proven.
    """
    seconds, processor, gaps = [], [], []
    for graph in graphs:
        started, used = time.perf_counter(), time.process_time()
        value, bound = answer(graph)
        seconds.append(round(time.perf_counter() - started, 2))
        processor.append(round(time.process_time() - used, 2))
        gaps.append(math.floor(value - bound + 1e-4))
    return {"seconds": seconds, "processor_seconds": processor, "gaps": gaps}


def ways(limit: float) -> dict[str, Callable[[nx.Graph[int]], Answer]]:
    """Return the ways to measure by their names."""
    found: dict[str, Callable[[nx.Graph[int]], Answer]] = {}
    for formulation in Formulation:
        alone = partial(by_solver, formulation=formulation, limit=limit)
        found |= {
            f"{formulation} plain": partial(alone, few=0, triangles=False),
            f"{formulation} triangles": partial(alone, few=0, triangles=True),
            f"{formulation} triangles reduced": partial(alone, few=3, triangles=True),
            f"{formulation} cycles": partial(whole, formulation=formulation, limit=limit),
        }
    return found


def whole(graph: nx.Graph[int], formulation: Formulation, limit: float) -> Answer:
    found = frustration(graph, formulation=formulation, seconds=limit)
    return found.value, found.bound


def by_solver(
    graph: nx.Graph[int], formulation: Formulation, limit: float, *, few: int, triangles: bool
) -> Answer:
    """Return value and bound by the solver alone; no division in time counts as all ties frustrated."""
    couplings = couplings_of(
        (one, other, Fraction(data["sign"])) for one, other, data in graph.edges(data=True)
    )
    _, constant, left = eliminated(couplings, few) if few else ([], Fraction(0), couplings)
    # A division that satisfies every coupling is worth their sum; each that it frustrates costs it twice.
    value = bound = float(strength(couplings) - constant - strength(left)) / 2
    for part in components(left):
        _, kernel = as_kernel(part)
        cycles = unbalanced_triangles(kernel) if triangles else []
        solved = solve(kernel, formulation, cycles, seconds=limit)
        weight = float(kernel.weights.sum())
        value += weight if solved.sides is None else frustrated(kernel, solved.sides)
        bound += max(solved.bound, 0.0)
    return value, bound


def strength(couplings: Couplings) -> Fraction:
    return sum((abs(size) for its in couplings.values() for size in its.values()), Fraction(0)) / 2


def components(couplings: Couplings) -> list[Couplings]:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from((one, other) for one, its in couplings.items() for other in its)
    return [{node: couplings[node] for node in sorted(part)} for part in nx.connected_components(graph)]


def unbalanced_triangles(kernel: Kernel) -> list[Cycle]:
    tie = {frozenset(ends): number for number, ends in enumerate(kernel.ends.tolist())}
    graph: nx.Graph[int] = nx.Graph(kernel.ends.tolist())
    triangles = [
        frozenset(tie[frozenset(pair)] for pair in combinations(clique, 2))
        for clique in nx.enumerate_all_cliques(graph)
        if len(clique) == 3
    ]
    return [cycle for cycle in triangles if math.prod(int(kernel.signs[number]) for number in cycle) < 0]


def frustrated(kernel: Kernel, sides: Sides) -> float:
    one, other = kernel.ends.T
    return float(kernel.weights[sides[one] * sides[other] != kernel.signs].sum())


def random_graph(size: int, ties: int, seed: int) -> nx.Graph[int]:
    chance = random.Random(seed)  # noqa: S311
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    for one, other in chance.sample(list(combinations(range(size), 2)), ties):
        graph.add_edge(one, other, sign=chance.choice((-1, 1)))
    return graph


if __name__ == "__main__":
    main()
