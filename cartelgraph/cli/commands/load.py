"""`load`: write a dataset into Neo4j."""

from __future__ import annotations

from typing import Annotated

import typer

from cartelgraph.cli.options import Data

__all__ = ["load"]


def load(
    data: Data = None,
    *,
    rewrite: Annotated[
        bool, typer.Option("--rewrite", help="Write every record again, even where nothing changed.")
    ] = False,
) -> None:
    """Load the seed files into Neo4j: all, or nothing.

    What is there already is left alone, what is gone from the files is removed, and nothing that is not
    ours is touched.
    """
    from cartelgraph.cli.connection import connect
    from cartelgraph.cli.progress import progress
    from cartelgraph.dataset import read_dataset

    dataset = read_dataset(data)
    with connect() as store, progress() as report:
        summary = store.load(dataset, rewrite=rewrite, progress=report)
    typer.echo(str(summary))
