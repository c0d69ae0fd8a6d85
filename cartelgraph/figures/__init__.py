"""Pictures of the data: the network at a moment, ties over time, presence on a map."""

from cartelgraph.figures.figure import Figure, png_available
from cartelgraph.figures.network import network_figure
from cartelgraph.figures.presence_map import presence_map
from cartelgraph.figures.timeline import alliances_figure, timeline_figure

__all__ = [
    "Figure",
    "alliances_figure",
    "network_figure",
    "png_available",
    "presence_map",
    "timeline_figure",
]
