"""`analyze`: answer one question."""

from __future__ import annotations

from typing import Annotated

import typer

from cartelgraph.cli.completion import analysis_names
from cartelgraph.cli.options import (
    Carry,
    CertaintyOption,
    CertaintyWord,
    Contradictions,
    Data,
    Format,
    FormatOption,
    FromNeo4j,
    KnownAt,
    On,
    Output,
    PolicyWord,
    chosen_dataset,
    moment_of,
)

__all__ = ["analyze"]


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
    known_at: KnownAt = None,
    certainty: CertaintyOption = CertaintyWord.WORKING,
    carry: Carry = "24",
    contradictions: Contradictions = PolicyWord.KEEP,
    data: Data = None,
    neo4j: FromNeo4j = False,
    form: FormatOption = Format.TABLE,
    output: Output = None,
) -> None:
    """Answer one question about the network at a date.

    Each row counts the sources that it rests on; --format json names its records.
    """
    from cartelgraph.analysis import ANALYSES, analysis_named
    from cartelgraph.cli.render import emit
    from cartelgraph.network import snapshot

    if name is None:
        width = max(len(analysis.name) for analysis in ANALYSES)
        for analysis in ANALYSES:
            typer.echo(f"{analysis.name:{width}}  {analysis.question}")
            for parameter in analysis.parameters:
                typer.echo(
                    f"{'':{width}}  --set {parameter.name}={parameter.default}: {parameter.description}"
                )
        return
    analysis = analysis_named(name)
    parameters = _parameters(chosen or [])
    dataset = chosen_dataset(data, neo4j=neo4j)
    moment = moment_of(dataset, on, known_at, certainty, carry, contradictions)
    emit(analysis.run(snapshot(dataset, moment), **parameters), form, output)


def _parameters(chosen: list[str]) -> dict[str, int]:
    parameters = {}
    for text in chosen:
        name, _, value = text.partition("=")
        if not value.removeprefix("-").isdecimal():
            raise typer.BadParameter(f"{text!r} is not of the form NAME=WHOLE NUMBER", param_hint="--set")
        parameters[name] = int(value)
    return parameters
