"""`load`: write a dataset into Neo4j."""

from __future__ import annotations

from typing import Annotated

import typer

from cartelgraph.cli.options import Data, Format, FormatOption, Output

__all__ = ["load"]


def load(
    data: Data = None,
    *,
    rewrite: Annotated[
        bool, typer.Option("--rewrite", help="Write every record again, even where nothing changed.")
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Write nothing; list what would be created, updated and deleted. JSON has every id.",
        ),
    ] = False,
    form: FormatOption = Format.TABLE,
    output: Output = None,
) -> None:
    """Load the seed files into Neo4j: all, or nothing.

    What is there already is left alone, what is gone from the files is removed, and nothing that is not
    ours is touched. --format and --output are for what --dry-run lists.
    """
    from cartelgraph.cli.connection import connect
    from cartelgraph.cli.progress import progress
    from cartelgraph.cli.render import emit
    from cartelgraph.dataset import open_supply

    if not dry_run and (output is not None or form is not Format.TABLE):
        raise typer.BadParameter("a load writes no table: --format and --output are for --dry-run")
    # A large folder is read once to check it and once more for what differs, and never held in memory.
    supply = open_supply(data)
    if dry_run:
        with connect() as store:
            found = store.preview(supply, rewrite=rewrite)
        emit(found.table(), form, output)
        return
    with connect() as store, progress() as report:
        summary = store.load(supply, rewrite=rewrite, progress=report)
    typer.echo(str(summary))
