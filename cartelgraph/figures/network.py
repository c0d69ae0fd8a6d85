"""The network of allies and rivals: where each organization stands, and how ties look."""

from __future__ import annotations

import math
import textwrap
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from cartelgraph.figures.figure import Figure
from cartelgraph.figures.labels import Dot, Label, place_labels
from cartelgraph.figures.style import SIGNS, TIES
from cartelgraph.figures.template import draw
from cartelgraph.network import Snapshot, signed_layer

__all__ = ["Drawing", "Line", "Spot", "drawing_of", "network_figure", "network_figures"]

NAME = "network"

WIDTH, HEIGHT = 960, 600

# Pixels above the drawing for title and key, and below it for the notes.
TOP, BOTTOM = 92, 52

# Room for names between the outermost dots and the edge, across and down, in pixels.
MARGINS = (90, 40)

# How far apart the ends of a dyad are drawn, by its sign: allies near, rivals far. Organizations that no
# chain of ties joins are drawn farther still.
LENGTH = {1: 1.0, 0: 1.2, -1: 1.4}
UNTIED = 2.2

# Distances are raised to this power: what is far comes nearer, so that the middle has room.
POWER = 0.8

# How many letters fit into a line of notes.
LINE_OF_NOTES = 150

LIMITS = (
    "Distance on paper is for legibility and measures nothing. A missing line means that no source states "
    "a tie, not that there is none."
)


@dataclass(frozen=True)
class Spot:
    """An organization: its name, where it stands in pixels, and with how many others it has ties."""

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
    """A dyad: its ends, and the kind of its tie; ``contested`` where statements differ."""

    first: Spot
    second: Spot
    kind: str


@dataclass(frozen=True)
class Drawing:
    """Spots and lines; the labels are those of the spots, in their order."""

    spots: tuple[Spot, ...]
    labels: tuple[Label, ...]
    lines: tuple[Line, ...]
    top: int = TOP


def network_figure(snapshot: Snapshot, name: str = NAME) -> Figure:
    """Return the network of allies and rivals at the moment of a snapshot.

    A node is a criminal organization with an alliance, a rivalry or a truce, larger with more of them; a
    line is a dyad. Where statements of different signs hold at once, the dyad is contested.

    Figures that stand together each need a ``name`` of their own.
    """
    drawing = drawing_of(snapshot)
    title = f"Who sides with whom, and against whom, {snapshot.moment.on}"
    text = _words(snapshot, drawing)
    notes = [LIMITS, *textwrap.wrap(snapshot.describe(), LINE_OF_NOTES)]
    svg = draw(
        "network.svg.j2",
        name=name,
        title=title,
        subtitle="Alliances, rivalries and truces that sources state between criminal organizations",
        text=text,
        notes=notes,
        drawing=drawing,
        width=WIDTH,
        height=TOP + HEIGHT + BOTTOM,
    )
    return Figure(name, title, text, svg)


def network_figures(snapshots: Iterable[Snapshot]) -> tuple[Figure, ...]:
    """Return the network of each of some snapshots, with its date in its name."""
    return tuple(network_figure(one, f"{NAME}-{one.moment.on}") for one in snapshots)


def drawing_of(snapshot: Snapshot) -> Drawing:
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
    return "contested" if len(signs) > 1 else SIGNS[next(iter(signs))]


def _layout(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Return places in pixels at which distances on paper are as near as can be to those along ties."""
    if not graph:
        return {}
    along = dict(nx.all_pairs_dijkstra_path_length(graph, weight="length"))
    wanted = {one: {other: along[one].get(other, UNTIED) ** POWER for other in graph} for one in graph}
    placed = nx.kamada_kawai_layout(graph, dist=wanted)
    lows = [min(place[axis] for place in placed.values()) for axis in (0, 1)]
    highs = [max(place[axis] for place in placed.values()) for axis in (0, 1)]

    def scaled(value: float, axis: int, size: int) -> float:
        span = highs[axis] - lows[axis]
        share = (value - lows[axis]) / span if span else 0.5
        return round(MARGINS[axis] + share * (size - 2 * MARGINS[axis]), 1)

    return {node: (scaled(x, 0, WIDTH), scaled(y, 1, HEIGHT)) for node, (x, y) in placed.items()}


def _words(snapshot: Snapshot, drawing: Drawing) -> str:
    """Return what the picture says, for those who do not see it, and what it cannot say."""
    kinds = Counter(line.kind for line in drawing.lines)
    counted = ", ".join(f"{kinds[kind]} {tie.word}" for kind, tie in TIES.items())
    told = f"{len(drawing.spots)} organizations are tied in {len(drawing.lines)} dyads: {counted}."
    sentences = [f"On {snapshot.moment.on}, {told}"]
    if drawing.spots:
        most = sorted(drawing.spots, key=lambda spot: (-spot.ties, spot.name))[:5]
        sentences.append(f"Most ties: {', '.join(f'{spot.name} {spot.ties}' for spot in most)}.")
    if kinds["contested"]:
        contested = [line for line in drawing.lines if line.kind == "contested"]
        pairs = "; ".join(f"{line.first.name} and {line.second.name}" for line in contested)
        sentences.append(f"Contested: {pairs}.")
    return " ".join([*sentences, LIMITS])
