"""`check`: is a dataset sound."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from cartelgraph.cli.options import Data

if TYPE_CHECKING:
    from cartelgraph.dataset import Dataset

__all__ = ["check"]

#: The years that are counted together, by their first; what lies before the first of these is one span.
FIRST, STEP = 2000, 5

#: How many of the most frequent values are listed.
LEADING = 8

BEGIN = "records that begin in"


def check(
    data: Data = None,
    *,
    remarks: Annotated[
        bool, typer.Option("--remarks", help="Also list what is no fault but worth knowing.")
    ] = False,
    draw: Annotated[
        int | None,
        typer.Option(
            "--draw",
            metavar="N",
            min=1,
            help="List N records to be checked afresh, drawn by the digest of the dataset.",
        ),
    ] = None,
    names: Annotated[
        bool,
        typer.Option("--names", help="List which names were decided to mean an organization, and which not."),
    ] = False,
    bias: Annotated[
        bool,
        typer.Option("--bias", help="List whose word ties and presences rest on, and of whom they tell."),
    ] = False,
    every_year: Annotated[
        bool, typer.Option("--by-year", help="Count the records of each year, not of five years together.")
    ] = False,
) -> None:
    """Report every fault in the seed files.

    Each is named with its file, its line and its remedy, all of them at once. If there is none, it counts
    the records by type and year, and says how good the dataset is in numbers.
    """
    from cartelgraph.dataset import inspect_dataset
    from cartelgraph.errors import DatasetError

    inspection = inspect_dataset(data)
    if inspection.dataset is None:
        raise DatasetError(inspection.problems)
    if draw is not None:
        typer.echo("\n".join(_drawn(inspection.dataset, draw)))
        return
    if bias:
        typer.echo("\n".join(_seen_most(inspection.dataset)))
        return
    if names:
        typer.echo("\n".join(_decided(inspection.dataset)))
        return
    if len(inspection.dataset):
        typer.echo("\n".join((*_by_year(inspection.dataset, every_year=every_year), "")))
        typer.echo("\n".join((*_qualities(inspection.dataset), "")))
    if remarks:
        for remark in inspection.remarks:
            typer.echo(f"remark: {remark}")
    info, hint = inspection.dataset.info, "" if remarks else " (--remarks lists them)"
    found = len(inspection.remarks)
    typer.echo(
        f"{info.name} {info.version}: {len(inspection.dataset)} records, no faults, "
        f"{found} remark{'' if found == 1 else 's'}{hint}; digest {inspection.dataset.digest}"
    )


def _drawn(dataset: Dataset, number: int) -> Iterator[str]:
    """Yield what each of some records says, with its id and where it was found."""
    from cartelgraph.dataset import found_in, period_of, said_by, sample

    for record in sample(dataset, number):
        facts = ", ".join(filter(None, (period_of(record), str(record.likelihood))))
        yield f"{record.id}: {said_by(dataset, record)} ({facts})"
        yield from (f"    {found_in(citation)}" for citation in record.citations)


def _decided(dataset: Dataset) -> Iterator[str]:
    """Yield each organization with the names that mean it and, marked, those that do not."""
    from cartelgraph.dataset import decisions

    found = list(decisions(dataset))
    for organization, of_it in groupby(found, key=lambda one: one.organization):
        yield f"{organization}: {dataset.name_of(organization)}"
        for one in of_it:
            mark = ", named alike" if one.alike else ""
            if one.same:
                yield f"    is {one.name} ({one.source or 'no source'}{mark})"
            else:
                yield f"    is not {one.other}: {one.name}{f' ({mark[2:]})' if mark else ''}"
    same = sum(one.same for one in found)
    yield f"{same} names mean an organization by another name, {len(found) - same} pairs are told apart."


def _seen_most(dataset: Dataset) -> Iterator[str]:
    """Yield for each thing that is looked at its most frequent values, with their shares."""
    from cartelgraph.dataset import coverage

    for one in coverage(dataset):
        rest = len(one.counts) - LEADING
        yield f"Ties and presences by {one.view}, of {one.statements}{f'; {rest} more' if rest > 0 else ''}:"
        for value, count in one.counts[:LEADING]:
            yield f"  {count / one.statements:6.1%}  {count:4}  {value}"
        yield ""


def _by_year(dataset: Dataset, *, every_year: bool) -> Iterator[str]:
    """Yield a line for each collection: how many records begin when; what has no year comes last."""
    from cartelgraph.dataset import records_by_year

    counts = records_by_year(dataset)
    spans = _spans(max((year or 0 for counted in counts.values() for year in counted), default=0), every_year)
    width = max(map(len, (*counts, BEGIN)))
    yield f"  {BEGIN:{width}}  {'all':>5}{''.join(f'  {title}' for title in spans)}  no year"
    for collection, counted in sorted(counts.items()):
        cells = (
            f"  {sum(counted[year] for year in counted if year in span) or '':>{len(title)}}"
            for title, span in spans.items()
        )
        line = f"  {collection:{width}}  {counted.total():5}{''.join(cells)}  {counted[None] or '':>7}"
        yield line.rstrip()


def _spans(last: int, every_year: bool) -> dict[str, range]:  # noqa: FBT001
    """Return the years that are counted together, by what to call them."""
    step = 1 if every_year else STEP
    spans = {f"to {FIRST - 1}": range(FIRST)}
    for start in range(FIRST, max(last, FIRST) + 1, step):
        spans[f"{start}" if every_year else f"{start}-{(start + step - 1) % 100:02}"] = range(
            start, start + step
        )
    return spans


def _qualities(dataset: Dataset) -> Iterator[str]:
    """Yield a line for each quality: the share, the counts, and what is counted."""
    from cartelgraph.dataset import QUALITIES

    for one in QUALITIES:
        found = one.measure(dataset)
        yield f"  {found.share:6.1%}  {found.count:4} of {found.total:<4}  {one.name}: {one.meaning}"
