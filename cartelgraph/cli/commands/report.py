"""`report`: one HTML file to read and to send."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cartelgraph.cli.options import (
    Carry,
    CertaintyOption,
    CertaintyWord,
    Contradictions,
    Data,
    Every,
    From,
    FromNeo4j,
    KnownAt,
    On,
    PolicyWord,
    StepWord,
    chosen_dataset,
    dates_of,
    moment_of,
)

if TYPE_CHECKING:
    from cartelgraph.report import Page

__all__ = ["report"]

To = Annotated[
    str | None,
    typer.Option(
        "--to", metavar="DATE", help="Last date of a series.", show_default="the date of the report"
    ),
]


def report(  # noqa: PLR0913 - one argument for each option
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write.")] = Path(
        "cartelgraph-report.html"
    ),
    *,
    figures: Annotated[
        Path | None,
        typer.Option(
            "--figures",
            metavar="FOLDER",
            help="Beside the report, write each figure here as SVG and PNG; of a series, one for each date.",
        ),
    ] = None,
    on: On = None,
    first: From = None,
    last: To = None,
    every: Every = StepWord.YEAR,
    known_at: KnownAt = None,
    certainty: CertaintyOption = CertaintyWord.WORKING,
    carry: Carry = "24",
    contradictions: Contradictions = PolicyWord.KEEP,
    data: Data = None,
    neo4j: FromNeo4j = False,
) -> None:
    """Write all answers as one HTML file.

    With figures, tables and footnoted sources; it opens without a network. With --from it has a section on
    time as well: the verdicts on each date from there to --to, and what changed from one to the next. The
    timeline of alliances, then drawn over these years, shows every --certainty at once.
    """
    from cartelgraph.cli.progress import progress
    from cartelgraph.report import gather, write_report

    dataset = chosen_dataset(data, neo4j=neo4j)
    moment = moment_of(dataset, on, known_at, certainty, carry, contradictions)
    dates = dates_of(moment, first, last, every, years_back=0) if first or last else ()
    with progress() as told:
        page = gather(dataset, moment, told, dates=dates)
    try:
        written = write_report(page, output)
    except OSError as error:
        raise typer.BadParameter(f"cannot write {output}: {error.strerror}", param_hint="--output") from None
    typer.echo(f"The report is {written.absolute()}")
    if figures:
        _write_figures(page, figures)


def _write_figures(page: Page, folder: Path) -> None:
    from cartelgraph.figures import png_available
    from cartelgraph.report import write_figures

    try:
        files = write_figures(page.pictures, folder, page.over_time.snapshots if page.over_time else ())
    except OSError as error:
        raise typer.BadParameter(
            f"cannot write to {folder}: {error.strerror}", param_hint="--figures"
        ) from None
    typer.echo(f"The figures are {', '.join(file.name for file in files)} in {folder.absolute()}")
    if not png_available():
        typer.echo("There are no PNG files: they need cartelgraph with the extra `viz`.", err=True)
