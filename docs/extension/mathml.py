"""Formulas as MathML, which browsers draw themselves: no script, no font, no image, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.nodes import SkipNode
from docutils.utils.math.latex2mathml import tex2mathml

if TYPE_CHECKING:
    from docutils.nodes import math, math_block
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["write_block", "write_inline"]


def write_inline(writer: HTML5Translator, node: math) -> None:
    """Write a formula within a line."""
    writer.body.append(tex2mathml(node.astext()))
    raise SkipNode


def write_block(writer: HTML5Translator, node: math_block) -> None:
    """Write a formula that stands alone."""
    writer.body.append(f'<div class="formula">{tex2mathml(node.astext(), as_block=True)}</div>')
    raise SkipNode
