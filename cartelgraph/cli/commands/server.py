"""`up`, `down`, `status`: the managed local Neo4j."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from cartelgraph.server import Running

__all__ = ["describe", "down", "shown", "status", "up"]


def up(
    *,
    bolt_port: Annotated[
        int | None,
        typer.Option(
            metavar="PORT", min=1, max=65535, help="Port for Bolt.", show_default="7687 or a free one"
        ),
    ] = None,
    http_port: Annotated[
        int | None,
        typer.Option(
            metavar="PORT", min=1, max=65535, help="Port for Browser.", show_default="7474 or a free one"
        ),
    ] = None,
) -> None:
    """Start the local Neo4j.

    What it needs is fetched first if it is not here yet (about 150 MB, once).
    """
    from cartelgraph.cli.connection import local_server
    from cartelgraph.cli.progress import progress

    _note_remote()
    with progress() as report:
        running = local_server().up(bolt_port=bolt_port, http_port=http_port, progress=report)
    typer.echo(describe(running))


def down() -> None:
    """Stop the local Neo4j; its data stay."""
    from cartelgraph.cli.connection import local_server

    _note_remote()
    typer.echo(f"Local Neo4j: {local_server().down()}.")


def status() -> None:
    """Say which Neo4j is used and what it holds."""
    from cartelgraph.cli.connection import connect, local_server
    from cartelgraph.settings import remote_address

    if remote := remote_address():
        typer.echo(f"Neo4j at {remote.uri}, from NEO4J_URI")
    else:
        running = local_server().status()
        if running is None:
            typer.echo("No local Neo4j is running. Start it with `cartelgraph up`.")
            return
        typer.echo(describe(running))
    with connect() as store:
        typer.echo(store.describe())


def _note_remote() -> None:
    """Say that this is about the local server while the environment names another."""
    from cartelgraph.settings import remote_address

    if remote := remote_address():
        typer.echo(f"note: all other commands use {remote.uri}, as NEO4J_URI is set", err=True)


def shown(uri: str) -> str:
    """Return a local address with the host name by which Browser, and so every text of ours, knows it."""
    return uri.replace("127.0.0.1", "localhost")


def describe(running: Running) -> str:
    """Return where a running local Neo4j is, and how to log in to its Browser."""
    return (
        f"Neo4j {running.version} is running (process {running.pid}).\n"
        f"  Browser   {running.browser_url} (with a guide, once loaded: cartelgraph browse)\n"
        f"  Bolt      {shown(running.uri)}\n"
        f"  User      {running.username}\n"
        f"  Password  {running.password}\n"
        f"  Log       {running.log}"
    )
