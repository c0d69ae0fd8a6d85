"""`schema`: the files that are generated from the record types."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["schema"]

Root = Annotated[Path, typer.Option("--root", metavar="FOLDER", help="Top folder of the checkout.")]


def schema(
    *,
    check: Annotated[bool, typer.Option("--check", help="Fail when a generated file is stale.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Write the generated files.")] = False,
    root: Root = Path(),
) -> None:
    """List the record types, or write what follows from them.

    The constraints, the JSON Schemas for editors and the data dictionary are generated.
    """
    from cartelgraph.errors import DatasetError, Problem
    from cartelgraph.generate import stale, write_generated
    from cartelgraph.model import RECORD_TYPES

    if write:
        for path in write_generated(root):
            typer.echo(f"wrote {path}")
    if check:
        problems = [
            Problem(path, 0, "", "is not what the record types say: run `cartelgraph schema --write`")
            for path in stale(root)
        ]
        if problems:
            raise DatasetError(problems)
        typer.echo("all generated files are fresh")
    if not (check or write):
        for kind in RECORD_TYPES:
            summary = (kind.__doc__ or "").splitlines()[0]
            typer.echo(f"{kind.collection:15} {kind.label:16} {summary}")
