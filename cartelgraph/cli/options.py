"""Options that several commands share, each declared once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from cartelgraph.dataset import Dataset
    from cartelgraph.model import EdtfDate
    from cartelgraph.network import Moment

__all__ = [
    "Carry",
    "CertaintyOption",
    "CertaintyWord",
    "Contradictions",
    "Data",
    "Edges",
    "Every",
    "Format",
    "FormatOption",
    "From",
    "FromNeo4j",
    "KnownAt",
    "LevelOption",
    "LevelWord",
    "Number",
    "On",
    "Output",
    "Parameters",
    "PolicyWord",
    "ServerName",
    "StepWord",
    "To",
    "Yes",
    "carry_of",
    "chosen_dataset",
    "date_of",
    "dates_of",
    "known_at_of",
    "moment_of",
    "one_or_several",
]


class Format(StrEnum):
    """How a table is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


class CertaintyWord(StrEnum):
    """The snapshots, named here so that help needs none of the heavy imports."""

    CERTAIN = "certain"
    WORKING = "working"
    POSSIBLE = "possible"


class StepWord(StrEnum):
    """The steps of a series, named here for the same reason."""

    YEAR = "year"
    MONTH = "month"


class LevelWord(StrEnum):
    """What may count as one actor, named here for the same reason."""

    FACTION = "faction"
    ORGANIZATION = "organization"
    LINEAGE = "lineage"


class PolicyWord(StrEnum):
    """The policies on contradictions, named here for the same reason."""

    KEEP = "keep"
    STRICT = "strict"
    STRONGEST = "strongest"
    LATEST = "latest"


Data = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="FOLDER", help="Folder of seed files.", show_default="the seeds of cartelgraph"
    ),
]
Edges = Annotated[
    Path | None,
    typer.Option(
        "--edges",
        metavar="FILE",
        help="Ask it of any network: a CSV file with the columns source,target,sign, or a signed adjacency "
        "matrix.",
    ),
]
FromNeo4j = Annotated[
    bool, typer.Option("--neo4j", help="Read from the Neo4j database instead of the seed files.")
]
On = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help="Date asked about: 2011, 2011-03 or 2011-03-15; of a year or a month, any day counts.",
        show_default="the date that the dataset is about",
    ),
]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="First date of a series, as precise as the last."),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="DATE",
        help="Last date of a series.",
        show_default="the date that the dataset is about",
    ),
]
Every = Annotated[StepWord, typer.Option("--every", help="From one date of a series to the next.")]
KnownAt = Annotated[
    str | None,
    typer.Option("--known-at", metavar="DATE", help="Use only what was published by the end of this date."),
]
CertaintyOption = Annotated[
    CertaintyWord,
    typer.Option(
        "--certainty",
        help="What counts: ties that certainly held, that are taken to hold, or that nothing excludes.",
    ),
]
Carry = Annotated[
    str,
    typer.Option(
        "--carry",
        metavar="MONTHS",
        help="Working snapshot: months for which a missing bound is carried from the last evidence, "
        "or `forever`.",
    ),
]
Contradictions = Annotated[
    PolicyWord,
    typer.Option(
        "--contradictions",
        help="Where statements on a dyad differ in sign: keep all, drop all (strict), or keep those on the "
        "side of the strongest, or of the latest.",
    ),
]
LevelOption = Annotated[
    LevelWord,
    typer.Option(
        "--level",
        help="What counts as one actor: each faction, an organization with its factions and armed wings, "
        "or a lineage with all that came out of one.",
    ),
]
Parameters = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="NAME=VALUE", help="Set a parameter of the analysis, as in `--set steps=2`."
    ),
]
Number = Annotated[
    str | None,
    typer.Option(
        "--number",
        metavar="COLUMN",
        help="The number that is meant, by the name of its column.",
        show_default="the first measure of the analysis",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to write the table.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of the terminal."),
]

ServerName = Annotated[
    str | None,
    typer.Option(
        "--name",
        metavar="NAME",
        help="Which local server, where there are several.",
        show_default="what CARTELGRAPH_SERVER says, or `default`",
    ),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before doing it.")]


def chosen_dataset(data: Path | None, *, neo4j: bool) -> Dataset:
    """Return the dataset that the options point at."""
    if not neo4j:
        from cartelgraph.dataset import read_dataset

        return read_dataset(data)
    if data is not None:
        raise typer.BadParameter("choose one: --data reads files, --neo4j reads the database")
    from cartelgraph.cli.connection import connect

    with connect() as store:
        return store.read_dataset()


def moment_of(  # noqa: PLR0913, PLR0917 - one argument for each thing that can be asked
    dataset: Dataset,
    on: str | None,
    known_at: str | None,
    certainty: CertaintyWord,
    carry: str,
    contradictions: PolicyWord,
    level: LevelWord = LevelWord.FACTION,
) -> Moment:
    """Return what the options ask of time, of statements that contradict each other, and of who is one."""
    from cartelgraph.model import Certainty
    from cartelgraph.network import Level, Moment, Policy

    return Moment(
        on=dataset.info.focus if on is None else date_of(on, "--on"),
        known_at=known_at_of(known_at),
        certainty=Certainty(certainty.value),
        carry=carry_of(carry),
        contradictions=Policy(contradictions.value),
        level=Level(level.value),
    )


def dates_of(
    moment: Moment, first: str | None, last: str | None, every: StepWord, *, years_back: int
) -> tuple[EdtfDate, ...]:
    """Return the dates that the options ask about: one, unless they ask for a series.

    `years_back` is how many years a series that is not asked for begins before the moment; 0 makes none.
    """
    from cartelgraph.network import Step, dates_between, years_before

    if first is None and last is None and not years_back:
        return (moment.on,)
    end = moment.on if last is None else date_of(last, "--to")
    if first is None and not years_back:
        raise typer.BadParameter("a series has a beginning too: give --from", param_hint="--to")
    beginning = years_before(end, years_back) if first is None else date_of(first, "--from")
    return dates_between(beginning, end, Step(every.value))


def one_or_several(on: str | None, first: str | None, last: str | None) -> None:
    """Refuse options that ask about one date and about several at once."""
    if on is not None and (first or last):
        raise typer.BadParameter("choose one: --on asks about one date, --from and --to about several")


def known_at_of(known_at: str | None) -> EdtfDate | None:
    """Return the date that `--known-at` gives, if it gives one."""
    return None if known_at is None else date_of(known_at, "--known-at")


def date_of(text: str, option: str) -> EdtfDate:
    """Return the date that an option gives."""
    from cartelgraph.model import EdtfDate

    try:
        return EdtfDate(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None


def carry_of(carry: str) -> int | None:
    """Return the months that `--carry` gives; None for without end."""
    if carry == "forever":
        return None
    if not carry.isdecimal():
        raise typer.BadParameter(f"{carry!r}: give a number of months, or `forever`", param_hint="--carry")
    return int(carry)
