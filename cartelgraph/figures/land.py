"""Where land lies on a panel, row by row, so that names can stand at sea."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cartelgraph.figures.boxes import Box
from cartelgraph.figures.geometry import Panel, Ring

__all__ = ["Land"]

# Pixels from row to row; land between two rows is too small to matter to a name.
STEP = 2


@dataclass(frozen=True)
class Land:
    """Stretches of land by row: from where to where across, in pixels; row ``n`` is ``n * STEP`` down."""

    rows: dict[int, list[tuple[float, float]]]

    @classmethod
    def on(cls, panel: Panel, shapes: Iterable[Iterable[Ring]]) -> Land:
        """Return the land that some shapes, in degrees, are on a panel."""
        rows: dict[int, list[tuple[float, float]]] = defaultdict(list)
        for rings in shapes:
            for row, edges in _edges(panel.drawn(rings)).items():
                edges.sort()
                rows[row].extend(zip(edges[::2], edges[1::2], strict=True))
        return cls(rows)

    def touches(self, box: Box) -> bool:
        """Return whether there is land within a box."""
        left, top, right, bottom = box
        return any(
            start < right and left < end
            for row in range(math.ceil(top / STEP), math.floor(bottom / STEP) + 1)
            for start, end in self.rows.get(row, ())
        )


def _edges(rings: Iterable[Ring]) -> dict[int, list[float]]:
    """Return where rings cross each row."""
    found: dict[int, list[float]] = defaultdict(list)
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            # Half open, so that a corner on a row counts once.
            for row in range(math.ceil(min(y1, y2) / STEP), math.ceil(max(y1, y2) / STEP)):
                found[row].append(x1 + (row * STEP - y1) * (x2 - x1) / (y2 - y1))
    return found
