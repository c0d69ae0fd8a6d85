"""The only module that talks to a Maven repository, through jgo.

Repositories are jgo's own: Maven Central, and whatever mirrors the user's jgo configuration adds.
Importing this module costs 0.4 s (jgo, requests), so it is imported only where jars are missing.
"""

from __future__ import annotations

from pathlib import Path

import jgo
import requests
from jgo.config import GlobalSettings
from jgo.constants import MAVEN_CENTRAL_URL
from jgo.maven import MavenContext

from cartelgraph.errors import ServerError

__all__ = ["fetch", "resolve"]

TIMEOUT = 20
"""Seconds without an answer after which a repository counts as unreachable."""


def fetch(coordinate: str, folder: Path) -> Path:
    """Download one jar.

    Parameters
    ----------
    coordinate
        ``group:artifact:version[:classifier]``.
    folder
        An empty folder to download into.

    Returns
    -------
    Path
        Where the jar lies, somewhere below the folder; it is not verified.

    Raises
    ------
    ServerError
        If no repository answers or none has the jar.
    OSError
        If the file cannot be written.
    """
    group, artifact, version, *classifier = coordinate.split(":")
    repositories = {"central": MAVEN_CENTRAL_URL} | GlobalSettings.load().repositories
    context = MavenContext(repo_cache=folder, remote_repos=repositories, timeout=TIMEOUT)
    component = context.project(group, artifact).at_version(version)
    try:
        return Path(component.artifact(*classifier).resolve())
    except (requests.RequestException, RuntimeError) as error:
        raise ServerError(f"cannot download {coordinate}: {error}") from error


def resolve(coordinates: tuple[str, ...]) -> list[str]:
    """Return the coordinates of these artifacts and of everything that they need at run time.

    Raises
    ------
    ServerError
        If no repository answers or a dependency cannot be found.
    """
    repositories = GlobalSettings.load().repositories
    try:
        artifacts = jgo.resolve("+".join(coordinates), repositories=repositories)
    except (requests.RequestException, RuntimeError) as error:
        raise ServerError(f"cannot resolve {', '.join(coordinates)}: {error}") from error
    return [
        ":".join(filter(None, (each.groupId, each.artifactId, each.version, each.classifier)))
        for each in artifacts
        if each.packaging == "jar"
    ]
