"""From a template of this package to the text of an SVG."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from cartelgraph.figures import style

__all__ = ["draw"]


def draw(template: str, **shown: object) -> str:
    """Return the SVG that a template makes of some values; every text is escaped."""
    environment = Environment(
        loader=PackageLoader("cartelgraph.figures", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(style=style, **shown)
