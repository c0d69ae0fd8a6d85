"""What the HTTP port serves below ``/browser/``: Neo4j Browser, and pages beside it.

Neo4j serves one folder of its class path, which usually lies inside Browser's jar. Here that jar is unpacked
into the server's home, so that pages can be put beside Browser and share its origin: only a page of the same
origin can reach what Browser keeps in the web browser, such as its style and its favourites.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import ZipFile

__all__ = ["publish", "unpacked"]

SITE = "site"
BROWSER = "browser"


def unpacked(home: Path, jars: Iterable[Path], version: str) -> list[Path]:
    """Unpack Browser into the server's home, once, and return the class path with it in the jar's place."""
    # Jetty refuses to serve what it reaches through a symbolic link.
    site = home.resolve() / SITE
    classes = []
    for jar in jars:
        if jar.name == f"neo4j-browser-{version}.jar":
            _unpack(jar, site, version)
            classes.append(site)
        else:
            classes.append(jar)
    return classes


def publish(home: Path, name: str, files: Mapping[str, str]) -> None:
    """Put files beside Browser, below ``/browser/<name>/``, in place of all that was there.

    Whoever can reach the port can read them: nothing secret belongs there.
    """
    folder = home.resolve() / SITE / BROWSER / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")


def _unpack(jar: Path, site: Path, version: str) -> None:
    mark = site / version
    if mark.exists():
        return
    shutil.rmtree(site, ignore_errors=True)  # of another version, or left by a process that was killed
    with ZipFile(jar) as archive:
        archive.extractall(site, [name for name in archive.namelist() if name.startswith(f"{BROWSER}/")])
    mark.touch()
