"""`check`: is a dataset sound."""

from __future__ import annotations

from typing import Annotated

import typer

from cartelgraph.cli.options import Data

__all__ = ["check"]


def check(
    data: Data = None,
    *,
    remarks: Annotated[
        bool, typer.Option("--remarks", help="Also list what is no fault but worth knowing.")
    ] = False,
) -> None:
    """Report every fault in the seed files.

    Each is named with its file, its line and its remedy, all of them at once.
    """
    from cartelgraph.dataset import inspect_dataset
    from cartelgraph.errors import DatasetError

    inspection = inspect_dataset(data)
    if inspection.dataset is None:
        raise DatasetError(inspection.problems)
    counts = inspection.dataset.counts()
    width = max(map(len, counts), default=0)
    for collection, count in counts.items():
        typer.echo(f"  {collection:{width}}  {count:5}")
    if remarks:
        for remark in inspection.remarks:
            typer.echo(f"remark: {remark}")
    info, hint = inspection.dataset.info, "" if remarks else " (--remarks lists them)"
    found = len(inspection.remarks)
    typer.echo(
        f"{info.name} {info.version}: {len(inspection.dataset)} records, no faults, "
        f"{found} remark{'' if found == 1 else 's'}{hint}"
    )
