"""Time the exact frustration index on random signed graphs: formulations, cuts and reductions side by side.

Run it with the environment of scripts/test: `.venv-test/bin/python benchmarks/frustration.py [SECONDS]`.
Graphs have 150 nodes and 230 or 400 ties with random signs; three of each. Every way has the same time
limit, 60 s unless another is given. `plain` is the formulation alone on each connected component, as in
Aref, Mason & Wilson (2020) with the node of most ties fixed; `triangles` adds the triangles out of
balance; `reduced` settles nodes with few ties first; `cycles` is the whole of
`cartelgraph.measures.frustration`.
"""

from __future__ import annotations

import math
import random
import statistics
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from itertools import combinations

import networkx as nx

from cartelgraph.measures.frustration import frustration
from cartelgraph.measures.frustration_blocks import as_kernel
from cartelgraph.measures.frustration_cycles import Cycle, Kernel
from cartelgraph.measures.frustration_models import Formulation, Sides, solve
from cartelgraph.measures.frustration_reduction import Couplings, couplings_of, eliminated

SIZE = 150
TIES = (230, 400)
SEEDS = (0, 1, 2)

Answer = tuple[float, float]
"""Value and bound."""


def main() -> None:
    """Measure and print a table."""
    limit = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    print(f"{'ties':>5} {'way':24} {'seconds, each':>22} {'median s':>9} {'gap, each':>16} proven")
    for ties in TIES:
        graphs = [random_graph(SIZE, ties, seed) for seed in SEEDS]
        for way, answer in ways(limit).items():
            taken, gaps = [], []
            for graph in graphs:
                started = time.perf_counter()
                value, bound = answer(graph)
                taken.append(time.perf_counter() - started)
                gaps.append(math.floor(value - bound + 1e-4))
            each = " ".join(f"{seconds:6.1f}" for seconds in taken)
            print(
                f"{ties:5} {way:24} {each:>22} {statistics.median(taken):9.1f} {gaps!s:>16} "
                f"{gaps.count(0)} of {len(gaps)}",
                flush=True,
            )


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
    value = bound = 0.0
    for part in components(eliminated(couplings, few)[2] if few else couplings):
        _, kernel = as_kernel(part)
        cycles = unbalanced_triangles(kernel) if triangles else []
        solved = solve(kernel, formulation, cycles, seconds=limit)
        weight = float(kernel.weights.sum())
        value += weight if solved.sides is None else frustrated(kernel, solved.sides)
        bound += max(solved.bound, 0.0)
    return value, bound


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
