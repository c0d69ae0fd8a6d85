"""The site is read without a network: nothing that a page loads may come from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["loaded_from_elsewhere", "warn_of_what_is_loaded"]

LOADED = re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*?\b(?:src|href)=\"((?:https?:)?//[^\"]+)")


def loaded_from_elsewhere(page: str) -> list[str]:
    """Return the addresses from which a page would load a script, a style, a font or a picture."""
    return LOADED.findall(page)


def warn_of_what_is_loaded(app: Sphinx, error: Exception | None) -> None:
    """Warn of each page of a finished site that is not whole by itself."""
    if error is not None or app.builder.format != "html":
        return
    for path in sorted(Path(app.outdir).rglob("*.html")):
        for address in loaded_from_elsewhere(path.read_text(encoding="utf-8")):
            logging.getLogger(__name__).warning("%s loads %s from elsewhere", path.name, address)
