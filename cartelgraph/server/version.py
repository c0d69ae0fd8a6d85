"""Which Neo4j this package runs; ``docker-compose.yml`` names the same."""

from __future__ import annotations

from typing import Final

__all__ = ["BROWSER_VERSION", "NEO4J_VERSION"]

NEO4J_VERSION: Final = "5.26.25"
"""Neo4j Community, long-term support."""

BROWSER_VERSION: Final = "5.24.0"
"""Neo4j Browser, served at ``/browser/``."""
