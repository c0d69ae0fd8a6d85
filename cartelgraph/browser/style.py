"""The style in ``schema/browser/style.grass``, read as Neo4j Browser reads it."""

from __future__ import annotations

import re
from functools import cache
from typing import TypeAlias

from cartelgraph.settings import bundled

__all__ = ["Style", "style", "style_text"]

Style: TypeAlias = dict[str, dict[str, str]]
"""For each selector, such as ``node.Cartel``, its properties; of two that apply to a node the later wins."""

RULE = re.compile(r"([\w.]+)\s*\{((?:[^{}']|'[^']*')*)\}")
PROPERTY = re.compile(r"([\w-]+):\s*('[^']*'|[^;']+);")


@cache
def style_text() -> str:
    """Return the style as Browser imports it."""
    return (bundled("schema") / "browser" / "style.grass").read_text(encoding="utf-8")


def style() -> Style:
    """Return the style by selector."""
    return {
        selector: {name: value.strip("'") for name, value in PROPERTY.findall(body)}
        for selector, body in RULE.findall(style_text())
    }
