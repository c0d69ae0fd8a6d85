"""`backup`, `restore`: the database of the managed local Neo4j as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cartelgraph.cli.options import ServerName, Yes

__all__ = ["backup", "restore"]


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to, such as cartels.dump.")],
    *,
    name: ServerName = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there already.")] = False,
) -> None:
    """Write the local Neo4j's database into one file.

    A server that is up is stopped for it, some seconds, and started again. The file is a dump of Neo4j's own,
    with all that the database holds; any Neo4j of the same or a newer release takes it in. Users and
    passwords are no part of it. The dataset as files that people can read: `cartelgraph dump`.
    """
    from cartelgraph.cli.connection import local_server
    from cartelgraph.cli.progress import progress

    if file.is_dir() or (file.exists() and not force):
        raise typer.BadParameter(f"{file} is there already: name another file, or add --force")
    _refuse_remote(name)
    with progress() as report:
        local_server(name).back_up(file, progress=report)
    typer.echo(f"Wrote {file} ({file.stat().st_size:,} bytes). Take it in with `cartelgraph restore`.")


def restore(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="What `backup`, or `neo4j-admin`, has written.")
    ],
    *,
    name: ServerName = None,
    yes: Yes = False,
) -> None:
    """Bring a backup into the local Neo4j.

    It takes the place of all that the database holds now. A server that is up is stopped for it and started
    again; its password stays. If the file cannot be used, the database stays as it is.
    """
    from cartelgraph.cli.confirm import require_yes
    from cartelgraph.cli.connection import local_server
    from cartelgraph.cli.progress import progress

    _refuse_remote(name)
    if not file.is_file():
        raise typer.BadParameter(f"{file}: there is no such file", param_hint="FILE")
    server = local_server(name)
    if server.has_data:
        require_yes(f"Replace the database in {server.folder} by what {file} holds?", yes=yes)
    with progress() as report:
        server.restore(file, progress=report)
    typer.echo(f"The database is what {file} holds.")


def _refuse_remote(name: str | None) -> None:
    """Refuse to take the local server for the one that every other command uses."""
    from cartelgraph.errors import ServerError
    from cartelgraph.settings import remote_address

    if name is None and (remote := remote_address()):
        raise ServerError(
            f"NEO4J_URI names {remote.uri}, and only a local server is backed up and restored. Unset it or "
            "give --name; for that server use its own `neo4j-admin`, or `cartelgraph dump` and `load`."
        )
