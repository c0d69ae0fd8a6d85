"""What this site adds to Sphinx: reference pages made from the code, and formulas that need no network.

A page holds a comment such as ``<!-- generated: commands -->``, in whose place stands, when the site is
built, what the function of that name says. So no copy of it is in the checkout that could go stale.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docs.extension.analyses import analyses
from docs.extension.commands import commands, exit_codes
from docs.extension.mathml import write_block, write_inline
from docs.extension.queries import queries
from docs.extension.self_contained import warn_of_what_is_loaded

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["GENERATED", "setup", "with_generated", "without_links_outside"]

#: What stands in the place of each comment.
GENERATED: dict[str, Callable[[], str]] = {
    "analyses": analyses,
    "commands": commands,
    "exit codes": exit_codes,
    "queries": queries,
}

MARK = re.compile(r"<!-- generated: (.+?) -->")
LINK = re.compile(r"(?<!!)\[(?P<text>[^\]\n]+)\]\((?P<target>\.\./[^)#\s]*)[^)\s]*\)")


def setup(app: Sphinx) -> dict[str, Any]:
    """Enter all of it; Sphinx calls this."""
    app.connect("source-read", _read)
    app.connect("build-finished", warn_of_what_is_loaded)
    app.add_html_math_renderer("mathml", (write_inline, None), (write_block, None))
    return {"parallel_read_safe": True}


def with_generated(text: str) -> str:
    """Return a page with what is generated in the place of its marks.

    Raises
    ------
    KeyError
        When a mark names nothing that is generated.
    """
    return MARK.sub(lambda mark: GENERATED[mark[1]](), text)


def without_links_outside(text: str, page: Path, top: Path) -> str:
    """Return a page in which what links to a file outside the site's folder is text only.

    Such a link is for readers on a code host, who have the file beside the page.
    """

    def kept(link: re.Match[str]) -> str:
        inside = (page.parent / link["target"]).resolve().is_relative_to(top.resolve())
        return link[0] if inside else link["text"]

    return LINK.sub(kept, text)


def _read(app: Sphinx, page: str, source: list[str]) -> None:
    path = Path(app.env.doc2path(page))
    source[0] = with_generated(without_links_outside(source[0], path, Path(app.srcdir)))
