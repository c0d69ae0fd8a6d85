"""`query`: ask the database in Cypher, from the catalogue or with a query of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cartelgraph.cli.options import Format, FormatOption, Output

__all__ = ["query"]

TIME_LIMIT_S = 30.0


def query(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="A query of the catalogue; without it, all are listed."),
    ] = None,
    *,
    chosen: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Set a parameter, as in `--set on=2010-06-30`."),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", metavar="FILE", exists=True, dir_okay=False, help="Run the Cypher in this file."
        ),
    ] = None,
    time_limit: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="Seconds until it is stopped.")
    ] = TIME_LIMIT_S,
    form: FormatOption = Format.TABLE,
    output: Output = None,
) -> None:
    """Ask Neo4j a saved query, or one of your own.

    It can only read, and is stopped after a time.
    """
    from cartelgraph.cli.connection import connect
    from cartelgraph.cli.render import emit
    from cartelgraph.store import catalogue, query_named, user_query

    if name is not None and file is not None:
        raise typer.BadParameter("choose one: a name of the catalogue, or --file")
    if file is not None:
        entry = user_query(file)
    elif name is not None:
        entry = query_named(name)
    else:
        entries = catalogue()
        width = max(len(entry.name) for entry in entries)
        for entry in entries:
            typer.echo(f"{entry.name:{width}}  {entry.question}")
        return
    parameters = dict(text.partition("=")[::2] for text in chosen or [])
    with connect() as store:
        emit(store.answer(entry, parameters, time_limit_s=time_limit), form, output)
