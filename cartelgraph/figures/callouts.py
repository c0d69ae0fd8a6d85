"""Which of its spots each name at sea takes, so that no two are in each other's way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from cartelgraph.figures.boxes import Box, Segment, crosses, length_within, shared

__all__ = ["Callout", "choose"]

# Pixels: a name that is left out is as bad as lines that are longer by so much.
LEFT_OUT = 500.0


@dataclass(frozen=True)
class Callout:
    """A spot for a name: what its text covers, and the line from there to what it names."""

    box: Box
    leader: Segment

    @cached_property
    def length(self) -> float:
        """How long the line is."""
        return math.dist(self.leader[:2], self.leader[2:])

    @cached_property
    def reach(self) -> Box:
        """The smallest box around text and line."""
        left, top, right, bottom = self.box
        x, y, end_x, end_y = self.leader
        return min(left, x, end_x), min(top, y, end_y), max(right, x, end_x), max(bottom, y, end_y)

    def hinders(self, other: Callout) -> bool:
        """Return whether two texts or lines meet, or a line runs through the other's text."""
        # Nearly all pairs are far apart, and there are millions of them: that is told without a call.
        left, top, right, bottom = self.reach
        x, y, end_x, end_y = other.reach
        if right <= x or end_x <= left or bottom <= y or end_y <= top:
            return False
        return (
            shared(self.box, other.box) > 0
            or crosses(self.leader, other.leader)
            or length_within(self.leader, other.box) > 0
            or length_within(other.leader, self.box) > 0
        )


Options: TypeAlias = Sequence[Sequence[Callout]]
"""The spots of each name, those with the shortest line first."""

Chosen: TypeAlias = dict[int, Callout]
"""The spots that are taken, by the place of the name among the options."""


def choose(options: Options) -> list[Callout | None]:
    """Return one of the spots of each name, none in another's way; None for a name without room.

    Each name takes its first spot that is free, those with fewest spots before others. Then, as long as
    that leaves fewer names out or makes lines shorter, one takes a better spot from the names that hinder
    it, and those look for another.
    """
    names = sorted(range(len(options)), key=lambda name: len(options[name]))
    chosen: Chosen | None = _filled({}, options, names)
    while chosen is not None:
        best, chosen = chosen, _improved(chosen, options)
    return [best.get(name) for name in range(len(options))]


def _filled(chosen: Chosen, options: Options, names: Iterable[int]) -> Chosen:
    """Return the spots taken once some more names have in turn taken the first that is free."""
    chosen = dict(chosen)
    for name in names:
        others = list(chosen.values())
        free = (each for each in options[name] if not any(map(each.hinders, others)))
        if found := next(free, None):
            chosen[name] = found
    return chosen


def _improved(chosen: Chosen, options: Options) -> Chosen | None:
    """Return better spots after one name has taken another; None when there are none."""
    cost = _cost(chosen, options)
    for name, spots in enumerate(options):
        for spot in spots:
            if name in chosen and spot.length >= chosen[name].length:
                break
            kept = {other: each for other, each in chosen.items() if other != name and not spot.hinders(each)}
            kept[name] = spot
            without = [other for other in range(len(options)) if other not in kept]
            # At best, each of the others takes its first spot.
            at_best = {other: options[other][0] for other in without if options[other]}
            if _cost(kept | at_best, options) < cost:
                filled = _filled(kept, options, without)
                if _cost(filled, options) < cost:
                    return filled
    return None


def _cost(chosen: Chosen, options: Options) -> float:
    length = math.fsum(each.length for each in chosen.values())
    return length + LEFT_OUT * (len(options) - len(chosen))
