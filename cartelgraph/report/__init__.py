"""One self-contained HTML file: the brief's claims, the network, the tables, and every source."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from cartelgraph.report.page import Page, gather
from cartelgraph.report.pictures import write_figures
from cartelgraph.table import as_text

__all__ = ["Page", "gather", "render", "write_figures", "write_report"]


def render(page: Page) -> str:
    """Return the report as HTML; the same data give the same text."""
    environment = Environment(
        loader=PackageLoader("cartelgraph.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["shown"] = as_text
    return environment.get_template("report.html.j2").render(page=page)


def write_report(page: Page, path: Path) -> Path:
    """Write the report; a failure leaves no half of it.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_text(render(page), encoding="utf-8")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return path
