"""`up`, `down`, `status`, `logs`, `remove`: the managed local Neo4j."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cartelgraph.cli.options import ServerName, Yes

if TYPE_CHECKING:
    from cartelgraph.server import Running

__all__ = ["describe", "down", "logs", "remove", "shown", "status", "up"]


def up(
    *,
    version: Annotated[
        str | None,
        typer.Option(
            "--version",
            metavar="VERSION",
            help="Release of Neo4j: 5.26 (long-term support) or 2026.09.",
            show_default="that of the last time; for a new server 5.26",
        ),
    ] = None,
    memory: Annotated[
        str | None,
        typer.Option(
            "--memory",
            metavar="SIZE",
            help="Largest heap: a number and k, m or g. Some 300 MB come on top.",
            show_default="that of the last time, or 1g",
        ),
    ] = None,
    bolt_port: Annotated[
        int | None,
        typer.Option(
            "--port",
            "--bolt-port",
            metavar="PORT",
            min=1,
            max=65535,
            help="Port for Bolt.",
            show_default="that of the last time, 7687 or a free one",
        ),
    ] = None,
    http_port: Annotated[
        int | None,
        typer.Option(
            metavar="PORT",
            min=1,
            max=65535,
            help="Port for Browser.",
            show_default="that of the last time, 7474 or a free one",
        ),
    ] = None,
    name: ServerName = None,
    upgrade: Annotated[
        bool,
        typer.Option(
            "--upgrade",
            help="Let a newer release convert the data, after a backup: the only way back.",
        ),
    ] = False,
) -> None:
    """Start the local Neo4j.

    What it needs is fetched first if it is not here yet (about 150 MB for a release, once). With --name,
    several run side by side, each with its own data, password and ports.
    """
    from cartelgraph.cli.connection import local_server
    from cartelgraph.cli.progress import progress

    _note_remote()
    with progress() as report:
        running = local_server(name).up(
            version=version,
            upgrade=upgrade,
            bolt_port=bolt_port,
            http_port=http_port,
            heap=memory,
            progress=report,
        )
    typer.echo(describe(running))
    _note_name(name)


def down(*, name: ServerName = None) -> None:
    """Stop the local Neo4j; its data stay."""
    from cartelgraph.cli.connection import local_server

    _note_remote()
    typer.echo(f"Local Neo4j: {local_server(name).down()}.")


def status(*, name: ServerName = None) -> None:
    """Say which Neo4j is used and what it holds."""
    from cartelgraph.cli.connection import connect, local_server
    from cartelgraph.settings import remote_address

    remote = remote_address()
    if remote is not None and name is None:
        typer.echo(f"Neo4j at {remote.uri}, from NEO4J_URI")
    else:
        running = local_server(name).status()
        if running is None:
            typer.echo("No local Neo4j is running. Start it with `cartelgraph up`.")
            _list_others(name)
            return
        typer.echo(describe(running))
    with connect(name) as store:
        typer.echo(store.describe())
    _list_others(name)


def logs(
    *,
    lines: Annotated[
        int, typer.Option("-n", "--lines", metavar="N", min=0, help="How many of the last lines.")
    ] = 20,
    follow: Annotated[
        bool, typer.Option("--follow", "-f", help="Go on with each line as it is written, until it stops.")
    ] = False,
    name: ServerName = None,
) -> None:
    """Show what the local Neo4j wrote to its log.

    Logs of earlier starts, queries that failed and more lie in the same folder, which `cartelgraph up` names.
    """
    from cartelgraph.cli.connection import local_server
    from cartelgraph.errors import ServerError
    from cartelgraph.server import follow as lines_of
    from cartelgraph.server import last_lines

    server = local_server(name)
    if not server.log.exists():
        raise ServerError(f"{server.log} is not there: this server was never started.")
    written = (
        lines_of(server.log, lines, lambda: server.status() is not None)
        if follow
        else last_lines(server.log, lines)
    )
    for line in written:
        typer.echo(line)


def remove(*, name: ServerName = None, yes: Yes = False) -> None:
    """Delete the local Neo4j with all its data.

    It is stopped first. Its data, password, logs and backups are deleted; what was fetched to run it stays.
    """
    from cartelgraph.cli.confirm import require_yes
    from cartelgraph.cli.connection import local_server

    _note_remote()
    server = local_server(name)
    if not server.folder.exists():
        typer.echo(f"There is nothing to delete: {server.folder} does not exist.")
        return
    require_yes(f"Delete {server.folder}, with the database, its password, logs and backups?", yes=yes)
    server.remove()
    typer.echo(f"Deleted {server.folder}.")


def _list_others(name: str | None) -> None:
    """Name the other local servers, if there are any, and say which of them run."""
    from cartelgraph.cli.connection import local_server, local_servers

    servers = local_servers()
    chosen = local_server(name).folder
    others = [other for other in servers.names() if servers.named(other).folder != chosen]
    if others:
        typer.echo("Other local servers (--name, or CARTELGRAPH_SERVER):")
    for other in others:
        running = servers.named(other).status()
        what = f"Neo4j {running.version} at {shown(running.uri)}" if running else "down"
        typer.echo(f"  {other}: {what}")


def _note_remote() -> None:
    """Say that this is about the local server while the environment names another."""
    from cartelgraph.settings import remote_address

    if remote := remote_address():
        typer.echo(f"note: all other commands use {remote.uri}, as NEO4J_URI is set", err=True)


def _note_name(name: str | None) -> None:
    """Say how other commands reach a server that was started by its name."""
    from cartelgraph.settings import server_name

    if name is not None and name != (server_name() or "default"):
        typer.echo(f"note: other commands use it after `export CARTELGRAPH_SERVER={name}`", err=True)


def shown(uri: str) -> str:
    """Return a local address with the host name by which Browser, and so every text of ours, knows it."""
    return uri.replace("127.0.0.1", "localhost")


def describe(running: Running) -> str:
    """Return where a running local Neo4j is, and how to log in to its Browser."""
    return (
        f"Neo4j {running.version} is running (process {running.pid}, {running.heap} of heap).\n"
        f"  Browser   {running.browser_url} (with a guide, once loaded: cartelgraph browse)\n"
        f"  Bolt      {shown(running.uri)}\n"
        f"  User      {running.username}\n"
        f"  Password  {running.password}\n"
        f"  Log       {running.log}"
    )
