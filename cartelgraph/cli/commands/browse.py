"""`browse`: the graph in Neo4j Browser, with a style, a guide and every saved query."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from cartelgraph.dataset import Dataset
    from cartelgraph.network import Moment

__all__ = ["browse"]


def browse(
    *,
    open_: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the web browser, or only say where to go.")
    ] = True,
    write: Annotated[
        Path | None,
        typer.Option(
            "--write", metavar="FOLDER", help="Write style, guide and queries there, for another Browser."
        ),
    ] = None,
) -> None:
    """Open Neo4j Browser with style, guide and saved queries.

    The guide walks through the brief's argument and speaks of what is loaded. Close other tabs of this
    Browser first: they would put back the style and the favourites that they started with.
    """
    if write is not None:
        _write(write)
        return
    _refuse_remote()
    from cartelgraph.cli.connection import server_address

    dataset, moment = _loaded()
    start = _publish(dataset, moment)
    user = server_address()
    typer.echo(
        f"Neo4j Browser, with a guide to {dataset.info.name} {dataset.info.version}:\n"
        f"  Address   {start}\n"
        f"  User      {user.username}\n"
        f"  Password  {user.password}"
    )
    if open_ and typer.launch(start) != 0:
        typer.echo("No web browser could be opened: open the address yourself.", err=True)


def _loaded() -> tuple[Dataset, Moment]:
    """Return what the database holds, and the moment that its dataset is about."""
    from cartelgraph.cli.connection import connect
    from cartelgraph.network import Moment

    with connect() as store:
        dataset = store.read_dataset()
    return dataset, Moment(dataset.info.focus)


def _refuse_remote() -> None:
    from cartelgraph.errors import ServerError
    from cartelgraph.settings import remote_address

    if remote := remote_address():
        raise ServerError(
            f"NEO4J_URI names {remote.uri}, and only the local server serves the guide. Unset it, or write "
            "the files for that server's own Browser: `cartelgraph browse --write FOLDER`. "
            "docs/browser.md says what to do with them."
        )


def _publish(dataset: Dataset, moment: Moment) -> str:
    """Put the pages beside Browser and return the address to start from."""
    from cartelgraph.browser import pages
    from cartelgraph.cli.commands.server import shown
    from cartelgraph.cli.connection import local_server, server_address

    published = local_server().publish("cartelgraph", pages(dataset, moment))
    user = server_address()
    return f"{published}start.html?dbms={shown(user.uri).replace('://', f'://{user.username}@')}"


def _write(folder: Path) -> None:
    from cartelgraph.browser import write_files

    dataset, moment = _loaded()
    try:
        written = write_files(dataset, moment, folder)
    except OSError as error:
        raise typer.BadParameter(f"cannot write {folder}: {error.strerror}", param_hint="--write") from None
    typer.echo(
        f"Wrote {len(written)} files into {folder.absolute()}: docs/browser.md says what to do with them."
    )
