"""With which release a server starts, given the one that its data were last used with.

Neo4j reads what an older release wrote and converts it where it has to; it never goes back. So data move to
another line of releases only when that is asked for, and after a backup.
"""

from __future__ import annotations

from cartelgraph.errors import ServerError

from .version import DEFAULT, RELEASES, Release, number_of, release_named

__all__ = ["chosen_release", "is_upgrade", "release_of_line"]


def chosen_release(last: str | None, wanted: str | None, *, upgrade: bool = False) -> Release:
    """Return the release to start.

    Parameters
    ----------
    last
        The version that the data were last used with; None for a new server.
    wanted
        The version that is asked for; None for that of the data, or for the default one of a new server.
    upgrade
        Whether the data may move to another line of releases.

    Raises
    ------
    ServerError
        When the version is not among the releases, is older than the data, or would be an upgrade that was
        not asked for.
    """
    if last is None:
        return DEFAULT if wanted is None else release_named(wanted)
    release = release_of_line(last) if wanted is None else release_named(wanted)
    if number_of(release.version) < number_of(last):
        raise ServerError(
            f"The data were last used with Neo4j {last}: {release.version} is older and cannot read them. "
            "Start a new server (another name) with it, and load the dataset there or restore a backup that "
            "was made with it."
        )
    if is_upgrade(last, release) and not upgrade:
        raise ServerError(
            f"The data were last used with Neo4j {last}. To have {release.version} convert them, ask for an "
            "upgrade (--upgrade): a backup is made first, and is the only way back."
        )
    return release


def release_of_line(last: str) -> Release:
    """Return the release that runs data of a version without an upgrade; the default one if none does."""
    of_line = [one for one in RELEASES if one.line == number_of(last)[:2]]
    return of_line[-1] if of_line else DEFAULT


def is_upgrade(last: str, release: Release) -> bool:
    """Whether data of a version that start with a release move to another line."""
    return release.line > number_of(last)[:2]
