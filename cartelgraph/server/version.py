"""Which releases of Neo4j this package runs; ``docker-compose.yml`` names the default one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cartelgraph.errors import ServerError

__all__ = ["DEFAULT", "NEO4J_VERSION", "RELEASES", "Release", "number_of", "release_named"]


@dataclass(frozen=True)
class Release:
    """A release of Neo4j Community that runs from its jars.

    Attributes
    ----------
    version
        Neo4j's version.
    browser
        Version of Neo4j Browser, served at ``/browser/``.
    main_class
        Where Java starts.
    lock
        The lock file of its jars.
    """

    version: str
    browser: str
    main_class: str
    lock: Path

    @property
    def roots(self) -> tuple[str, ...]:
        """What the server consists of; every other jar follows from these."""
        return (
            f"org.neo4j:neo4j:{self.version}",
            f"org.neo4j.app:neo4j-server:{self.version}",
            f"org.neo4j.client:neo4j-browser:{self.browser}",
        )

    @property
    def line(self) -> tuple[int, ...]:
        """The first two numbers of the version; data pass between releases that share them as they are."""
        return number_of(self.version)[:2]


HERE = Path(__file__).parent

#: Long-term support.
DEFAULT: Final = Release("5.26.31", "5.24.0", "org.neo4j.server.CommunityEntryPoint", HERE / "jars.lock")

#: Oldest first: long-term support, and the newest release of the calendar.
RELEASES: Final = (
    DEFAULT,
    Release("2026.09.0", "5.24.0", "org.neo4j.server.Neo4jCommunity", HERE / "jars-calendar.lock"),
)

NEO4J_VERSION: Final = DEFAULT.version
"""The default release."""


def number_of(version: str) -> tuple[int, ...]:
    """Return a version as numbers, by which versions are in order.

    >>> number_of("5.26.31") < number_of("2026.09.0")
    True
    """
    return tuple(int(part) for part in version.split("."))


def release_named(version: str) -> Release:
    """Return the release with this version, or the only one whose version starts like it.

    >>> release_named("5.26").version == NEO4J_VERSION
    True

    Raises
    ------
    ServerError
        When there is none, or several.
    """
    found = [one for one in RELEASES if f"{one.version}.".startswith(f"{version}.")]
    if len(found) != 1:
        raise ServerError(
            f"Neo4j {version} is not among the releases that can be run here: "
            f"{', '.join(one.version for one in RELEASES)}."
        )
    return found[0]
