"""The network of allies and rivals as a drawing: where each organization stands, and how ties look."""

from __future__ import annotations

import math
from dataclasses import dataclass

import networkx as nx

from cartelgraph.network import Snapshot, signed_layer
from cartelgraph.report.labels import Dot, Label, place_labels

__all__ = ["Drawing", "Line", "Spot", "draw"]

WIDTH, HEIGHT = 960, 640

# Room for names between the outermost dots and the edge, across and down, in pixels.
MARGINS = (90, 40)

# How far apart the ends of a dyad are drawn, by its sign: allies near, rivals far. Organizations that no
# chain of ties joins are drawn farther still.
LENGTH = {1: 1.0, 0: 1.2, -1: 1.4}
UNTIED = 2.6


@dataclass(frozen=True)
class Spot:
    """An organization: its name, where it stands in pixels, and how many ties it has."""

    name: str
    x: float
    y: float
    ties: int

    @property
    def radius(self) -> float:
        """Radius in pixels; the area grows with the number of ties."""
        return round(5 + 3 * math.sqrt(self.ties), 1)


@dataclass(frozen=True)
class Line:
    """A dyad: its ends, and ``ally``, ``rival``, ``truce`` or, where statements differ, ``contested``."""

    first: Spot
    second: Spot
    kind: str


@dataclass(frozen=True)
class Drawing:
    """The whole picture; the labels are those of the spots, in their order."""

    spots: tuple[Spot, ...]
    labels: tuple[Label, ...]
    lines: tuple[Line, ...]
    width: int = WIDTH
    height: int = HEIGHT


def draw(snapshot: Snapshot) -> Drawing:
    """Return the drawing of a snapshot's signed layer; the same layer gives the same drawing."""
    dyads = _dyads(snapshot)
    graph: nx.Graph[str] = nx.Graph()
    for (first, second), kinds in sorted(dyads.items()):
        graph.add_edge(first, second, length=min(LENGTH[sign] for sign in kinds))
    places = _layout(graph)
    names = snapshot.graph.nodes
    spots = {
        node: Spot(names[node]["name"], *places[node], ties=len(graph[node])) for node in sorted(graph.nodes)
    }
    lines = tuple(
        Line(spots[first], spots[second], _kind(kinds)) for (first, second), kinds in sorted(dyads.items())
    )
    dots = [Dot(spot.name, spot.x, spot.y, spot.radius) for spot in spots.values()]
    segments = [(line.first.x, line.first.y, line.second.x, line.second.y) for line in lines]
    return Drawing(tuple(spots.values()), tuple(place_labels(dots, segments, WIDTH)), lines)


def _dyads(snapshot: Snapshot) -> dict[tuple[str, str], set[int]]:
    dyads: dict[tuple[str, str], set[int]] = {}
    for first, second, data in signed_layer(snapshot.graph).edges(data=True):
        one, other = sorted((first, second))
        dyads.setdefault((one, other), set()).add(data["sign"])
    return dyads


def _kind(signs: set[int]) -> str:
    if len(signs) > 1:
        return "contested"
    return {1: "ally", 0: "truce", -1: "rival"}[next(iter(signs))]


def _layout(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Return places in pixels at which distances on paper are as near as can be to those along ties."""
    if not graph:
        return {}
    along = dict(nx.all_pairs_dijkstra_path_length(graph, weight="length"))
    wanted = {one: {other: along[one].get(other, UNTIED) for other in graph} for one in graph}
    placed = nx.kamada_kawai_layout(graph, dist=wanted)
    lows = [min(place[axis] for place in placed.values()) for axis in (0, 1)]
    highs = [max(place[axis] for place in placed.values()) for axis in (0, 1)]

    def scaled(value: float, axis: int, size: int) -> float:
        span = highs[axis] - lows[axis]
        share = (value - lows[axis]) / span if span else 0.5
        return round(MARGINS[axis] + share * (size - 2 * MARGINS[axis]), 1)

    return {node: (scaled(x, 0, WIDTH), scaled(y, 1, HEIGHT)) for node, (x, y) in placed.items()}
