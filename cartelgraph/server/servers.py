"""Several servers side by side: each has a name and a folder of its own, and they share their jars."""

from __future__ import annotations

import re
from pathlib import Path

from cartelgraph.errors import ServerError

from .local import LocalServer

__all__ = ["DEFAULT_NAME", "Servers"]

DEFAULT_NAME = "default"
"""The server that is meant when no name is given."""

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Servers:
    """The servers below one folder.

    Parameters
    ----------
    home
        The folder. The server without a name of its own is in `server`, others in `servers/NAME`, and the
        jars of all in `jars`.
    """

    def __init__(self, home: Path) -> None:
        self._home = home

    def named(self, name: str = DEFAULT_NAME) -> LocalServer:
        """Return the server with this name; it may not be running, or never have been.

        Raises
        ------
        ServerError
            If this cannot be a name: lower-case letters and digits, with single hyphens between them.
        """
        if not NAME.fullmatch(name):
            raise ServerError(
                f"{name!r} cannot name a server: write lower-case letters and digits, with single hyphens."
            )
        folder = self._home / "server" if name == DEFAULT_NAME else self._home / "servers" / name
        return LocalServer(folder, jars=self._home / "jars")

    def names(self) -> tuple[str, ...]:
        """Return the names of all servers that have been started here, the default one first."""
        others = (folder.name for folder in (self._home / "servers").glob("*") if folder.is_dir())
        default = (DEFAULT_NAME,) if (self._home / "server").is_dir() else ()
        return (*default, *sorted(name for name in others if NAME.fullmatch(name)))
