"""`report`: one HTML file to read and to send."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cartelgraph.cli.options import (
    Carry,
    CertaintyOption,
    CertaintyWord,
    Data,
    FromNeo4j,
    KnownAt,
    On,
    chosen_dataset,
    moment_of,
)

__all__ = ["report"]


def report(  # noqa: PLR0913 - one argument for each option
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write.")] = Path(
        "cartelgraph-report.html"
    ),
    *,
    on: On = None,
    known_at: KnownAt = None,
    certainty: CertaintyOption = CertaintyWord.WORKING,
    carry: Carry = "24",
    data: Data = None,
    neo4j: FromNeo4j = False,
) -> None:
    """Write all answers as one HTML file.

    With figures, tables and footnoted sources; it opens without a network.
    """
    from cartelgraph.report import write_report

    dataset = chosen_dataset(data, neo4j=neo4j)
    moment = moment_of(dataset, on, known_at, certainty, carry)
    try:
        written = write_report(dataset, moment, output)
    except OSError as error:
        raise typer.BadParameter(f"cannot write {output}: {error.strerror}", param_hint="--output") from None
    typer.echo(f"The report is {written.absolute()}")
