"""The colours, the type and the look of ties that all figures share.

Every colour reads on white and, with a dash, a pattern or a word beside it, in grey print.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "ALLY",
    "CONTESTED",
    "FONT",
    "INK",
    "PAPER",
    "RIVAL",
    "RULE",
    "SIGNS",
    "SOFT",
    "TIES",
    "TRUCE",
    "TieStyle",
]

INK = "#1c2430"
SOFT = "#4a5566"
RULE = "#d5dae2"
PAPER = "#ffffff"

ALLY = "#005f99"
RIVAL = "#b34700"
TRUCE = "#6b5b00"
CONTESTED = "#6a3d9a"

# The first is the one that comes with cartelgraph, so that a PNG is set in what the labels were measured in.
FONT = "DejaVu Sans, Verdana, Arial, sans-serif"


@dataclass(frozen=True)
class TieStyle:
    """How a kind of tie is named and drawn.

    Attributes
    ----------
    word
        What the two are to each other, in a word.
    colour, tint
        The colour of what is sure, and a light one of what is assumed.
    width, dash
        Of a line: its width in pixels, and its dashes as SVG takes them; no dash is an unbroken line.
    """

    word: str
    colour: str
    tint: str
    width: float
    dash: str


TIES = {
    "alliance": TieStyle("allied", ALLY, "#c9e0f0", 3, "none"),
    "rivalry": TieStyle("hostile", RIVAL, "#fae3d4", 2, "7 5"),
    "truce": TieStyle("at truce", TRUCE, "#efe9c9", 2, "2 4"),
    "contested": TieStyle("contested", CONTESTED, "#e4d8f0", 3, "12 4 2 4"),
}

#: The kind of tie that a sign stands for.
SIGNS = {1: "alliance", 0: "truce", -1: "rivalry"}
