"""`analyze`: answer one question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

import typer

from cartelgraph.cli.completion import analysis_names
from cartelgraph.cli.options import (
    Carry,
    CertaintyOption,
    CertaintyWord,
    Contradictions,
    Data,
    Every,
    Format,
    FormatOption,
    From,
    FromNeo4j,
    KnownAt,
    LevelOption,
    LevelWord,
    On,
    Output,
    PolicyWord,
    StepWord,
    To,
    chosen_dataset,
    dates_of,
    moment_of,
)

__all__ = ["analyze"]

#: Where a question about change begins to look, if nobody says: the span of the brief's first claim.
YEARS_BACK = 8


def analyze(  # noqa: PLR0913 - one argument for each option
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME", help="The analysis; without it, all are listed.", autocompletion=analysis_names
        ),
    ] = None,
    *,
    chosen: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="NAME=VALUE", help="Set a parameter of the analysis, as in `--set steps=2`."
        ),
    ] = None,
    on: On = None,
    first: From = None,
    last: To = None,
    every: Every = StepWord.YEAR,
    known_at: KnownAt = None,
    certainty: CertaintyOption = CertaintyWord.WORKING,
    views: Annotated[
        bool, typer.Option("--side-by-side", help="Certain, working and possible snapshot in one table.")
    ] = False,
    carry: Carry = "24",
    contradictions: Contradictions = PolicyWord.KEEP,
    level: LevelOption = LevelWord.FACTION,
    data: Data = None,
    neo4j: FromNeo4j = False,
    form: FormatOption = Format.TABLE,
    output: Output = None,
) -> None:
    """Answer one question, on one date or on several.

    Each row counts the sources that it rests on; --format json names its records. With --from the answer is
    for each date from there to --to, --every month or year.
    """
    from cartelgraph.analysis import Dynamics, analysis_named, answered, side_by_side
    from cartelgraph.cli.render import emit
    from cartelgraph.model import Certainty
    from cartelgraph.network import Level, series, snapshot

    if name is None:
        typer.echo("\n".join(_listing()))
        return
    if on is not None and (first or last):
        raise typer.BadParameter("choose one: --on asks about one date, --from and --to about several")
    analysis = analysis_named(name)
    if views and (first or last or isinstance(analysis, Dynamics)):
        raise typer.BadParameter("--side-by-side is for an analysis of one date")
    parameters = _parameters(chosen or [])
    dataset = chosen_dataset(data, neo4j=neo4j)
    moment = replace(
        moment_of(dataset, on, known_at, certainty, carry, contradictions), level=Level(level.value)
    )
    if views and not isinstance(analysis, Dynamics):
        each = {word: snapshot(dataset, replace(moment, certainty=word)) for word in Certainty}
        emit(side_by_side(analysis, each, **parameters), form, output)
        return
    years_back = YEARS_BACK if isinstance(analysis, Dynamics) else 0
    dates = dates_of(moment, first, last, every, years_back=years_back)
    emit(answered(analysis, series(dataset, moment, dates), **parameters), form, output)


def _listing() -> Iterator[str]:
    from cartelgraph.analysis import ANALYSES, DYNAMICS, QUESTIONS

    width = max(len(question.name) for question in QUESTIONS)
    for analysis in ANALYSES:
        yield f"{analysis.name:{width}}  {analysis.question}"
        for parameter in analysis.parameters:
            yield f"{'':{width}}  --set {parameter.name}={parameter.default}: {parameter.description}"
    yield f"\nOver time, from {YEARS_BACK} years before --on up to it, unless --from and --to say otherwise:"
    for dynamics in DYNAMICS:
        yield f"{dynamics.name:{width}}  {dynamics.question}"


def _parameters(chosen: list[str]) -> dict[str, int]:
    parameters = {}
    for text in chosen:
        name, _, value = text.partition("=")
        if not value.removeprefix("-").isdecimal():
            raise typer.BadParameter(f"{text!r} is not of the form NAME=WHOLE NUMBER", param_hint="--set")
        parameters[name] = int(value)
    return parameters
