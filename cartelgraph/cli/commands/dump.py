"""`dump`: write the dataset in Neo4j as a folder of files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["dump"]


class FormWord(StrEnum):
    """How records are written, named here so that help needs none of the heavy imports."""

    YAML = "yaml"
    JSONL = "jsonl"


def dump(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to: a folder that is empty or does not exist yet.")
    ],
    *,
    form: Annotated[
        FormWord, typer.Option("--format", "-f", help="YAML, or JSON Lines: one record on each line.")
    ] = FormWord.YAML,
    compressed: Annotated[bool, typer.Option("--gzip", help="Compress the files of records.")] = False,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Replace the dataset that lies in the folder; a folder with anything else is left alone.",
        ),
    ] = False,
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="FOLDER",
            help="Write the seed files of this folder in that form, without Neo4j.",
        ),
    ] = None,
) -> None:
    """Write the dataset in Neo4j as a folder that `load` takes back.

    The folder is in one normal form: a file for each collection, records in order of their ids, fields in one
    order. The same dataset gives the same bytes, so two dumps can be compared line by line. It is read back
    and compared before it takes its name.

    Comments of seed files, and what dataset.yml expects of the dataset, are not in the database and so not in
    the folder.
    """
    from cartelgraph.cli.options import chosen_dataset
    from cartelgraph.dataset import Form, write_dataset

    dataset = chosen_dataset(data, neo4j=data is None)
    files = write_dataset(dataset, folder, form=Form(form.value), compressed=compressed, replace=force)
    info = dataset.info
    typer.echo(f"{info.name} {info.version}: {len(dataset)} records in {len(files)} files, in {folder}")
