"""Pictures of the data: the network at a moment, ties over time, presence on a map."""

from cartelgraph.figures.figure import Figure

__all__ = ["Figure"]
