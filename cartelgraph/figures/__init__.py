"""Pictures of the data: the network at a moment, ties over time, presence on a map."""

from cartelgraph.figures.figure import Figure, png_available
from cartelgraph.figures.network import network_figure, network_figures
from cartelgraph.figures.presence_map import presence_map, presence_maps
from cartelgraph.figures.timeline import alliances_figure, timeline_figure

__all__ = [
    "Figure",
    "alliances_figure",
    "network_figure",
    "network_figures",
    "png_available",
    "presence_map",
    "presence_maps",
    "timeline_figure",
]
