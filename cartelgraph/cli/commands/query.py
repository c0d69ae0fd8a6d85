"""`query`: ask the database in Cypher, from the catalogue or with a query of one's own."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cartelgraph.cli.completion import query_names
from cartelgraph.cli.options import Format, FormatOption, Output

if TYPE_CHECKING:
    from cartelgraph.store import SavedQuery

__all__ = ["query"]

TIME_LIMIT_S = 30.0


def query(  # noqa: PLR0913 - one argument for each option
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="A query of the catalogue; without it, all are listed.",
            autocompletion=query_names,
        ),
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
    show: Annotated[
        bool,
        typer.Option(
            "--show", help="Show its parameters, its columns and its Cypher for Neo4j Browser; ask nothing."
        ),
    ] = False,
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
    if name is not None and name.endswith(".cypher"):
        raise typer.BadParameter(f"to run a file: cartelgraph query --file {name}", param_hint="NAME")
    if file is not None:
        entry = user_query(file)
    elif name is not None:
        entry = query_named(name)
    else:
        listed = ((entry.name, entry.question) for entry in catalogue())
        typer.echo("\n".join(_listing(listed)))
        return
    parameters = dict(text.partition("=")[::2] for text in chosen or [])
    if show:
        typer.echo("\n\n".join(_shown(entry, parameters)))
        return
    with connect() as store:
        emit(store.answer(entry, parameters, time_limit_s=time_limit), form, output)


def _shown(entry: SavedQuery, chosen: Mapping[str, str]) -> Iterator[str]:
    """Yield what a reader needs in order to use a query, part by part."""
    yield entry.question
    settings = entry.settings(chosen)
    if entry.parameters:
        parameters = (
            (f"{parameter.name} = {settings[parameter.name]}", parameter.description)
            for parameter in entry.parameters
        )
        yield "\n".join(["Parameters, set by --set NAME=VALUE:", *_listing(parameters, "  ")])
    if entry.columns:
        columns = ((column.name, column.description) for column in entry.columns)
        yield "\n".join(["Columns:", *_listing(columns, "  ")])
    yield f"// The table, for Neo4j Browser\n{entry.literal(entry.text, chosen)}"
    if entry.picture:
        yield f"// The picture: {entry.picture_shows}\n{entry.literal(entry.picture, chosen)}"


def _listing(entries: Iterable[tuple[str, str]], indent: str = "") -> Iterator[str]:
    """Yield lines with a name on the left and, wrapped beside it, what it means."""
    entries = list(entries)
    margin = len(indent) + max(len(name) for name, _ in entries) + 2
    width = max(shutil.get_terminal_size((110, 24)).columns, margin + 40)
    for name, meaning in entries:
        yield textwrap.fill(
            meaning,
            width,
            initial_indent=f"{indent}{name}".ljust(margin),
            subsequent_indent=" " * margin,
            break_long_words=False,
        )
