"""What the shell offers when the tab key is pressed on an argument."""

from __future__ import annotations

import re

__all__ = ["analysis_names", "organization_ids", "query_names"]


def analysis_names(incomplete: str) -> list[tuple[str, str]]:
    """Return the analyses whose name begins like that, each with its question."""
    from cartelgraph.analysis import QUESTIONS

    return [(known.name, known.question) for known in QUESTIONS if known.name.startswith(incomplete)]


def query_names(incomplete: str) -> list[tuple[str, str]]:
    """Return the saved queries whose name begins like that, each with its question."""
    from cartelgraph.store import catalogue

    return [(query.name, query.question) for query in catalogue() if query.name.startswith(incomplete)]


def organization_ids(incomplete: str) -> list[str]:
    """Return the ids of organizations in the seeds that begin like that.

    The ids are looked for in the text of the files: to read and check the whole dataset would take a
    second at every press of the key.
    """
    from cartelgraph.settings import bundled

    texts = (file.read_text(encoding="utf-8") for file in bundled("seeds").rglob("organizations.yml"))
    ids = (found for text in texts for found in re.findall(r"^- id: (\S+)$", text, re.MULTILINE))
    return sorted(found for found in ids if found.startswith(incomplete))
