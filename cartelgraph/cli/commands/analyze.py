"""`analyze`: answer one question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from cartelgraph.cli.asking import (
    RUNS,
    SEED,
    YEARS_BACK,
    ask_ties_alone,
    given_options,
    parameters_of,
    ties_of,
)
from cartelgraph.cli.completion import analysis_names
from cartelgraph.cli.options import (
    Carry,
    CertaintyOption,
    CertaintyWord,
    Contradictions,
    Data,
    Edges,
    Every,
    Format,
    FormatOption,
    From,
    FromNeo4j,
    KnownAt,
    LevelOption,
    LevelWord,
    Number,
    On,
    Output,
    Parameters,
    PolicyWord,
    StepWord,
    To,
    chosen_dataset,
    dates_of,
    moment_of,
    one_or_several,
)

__all__ = ["analyze"]

#: Options that go with --edges.
WITH_EDGES = {"name", "chosen", "edges", "form", "output"}

TO_LINES = "All columns: --format csv; with the lines of the file behind each row: --format json."


def analyze(  # noqa: PLR0913 - one argument for each option
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME", help="The analysis; without it, all are listed.", autocompletion=analysis_names
        ),
    ] = None,
    *,
    chosen: Parameters = None,
    on: On = None,
    first: From = None,
    last: To = None,
    every: Every = StepWord.YEAR,
    known_at: KnownAt = None,
    certainty: CertaintyOption = CertaintyWord.WORKING,
    views: Annotated[
        bool, typer.Option("--side-by-side", help="Certain, working and possible snapshot in one table.")
    ] = False,
    firm: Annotated[
        bool,
        typer.Option(
            "--stability",
            help="How firmly the ranking stands if statements are left out by their likelihood, and without "
            "each source and each organization.",
        ),
    ] = False,
    number: Number = None,
    runs: Annotated[
        int | None,
        typer.Option("--runs", min=1, help="With --stability: how many draws.", show_default=str(RUNS)),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option("--seed", help="With --stability: of the random numbers.", show_default=str(SEED)),
    ] = None,
    carry: Carry = "24",
    contradictions: Contradictions = PolicyWord.KEEP,
    level: LevelOption = LevelWord.FACTION,
    data: Data = None,
    neo4j: FromNeo4j = False,
    edges: Edges = None,
    form: FormatOption = Format.TABLE,
    output: Output = None,
) -> None:
    """Answer one question, on one date or on several.

    Each row counts the sources that it rests on; --format json names its records. With --from the answer is
    for each date from there to --to, --every month or year. With --edges it is on the ties of a file.
    """
    from cartelgraph.analysis import Analysis, Dynamics, analysis_named, answered, side_by_side
    from cartelgraph.cli.progress import patience, progress
    from cartelgraph.cli.render import emit
    from cartelgraph.model import Certainty
    from cartelgraph.network import series, snapshot

    if name is None:
        typer.echo("\n".join(_listing()))
        return
    if edges is not None:
        if others := given_options(context, WITH_EDGES):
            raise typer.BadParameter(
                f"a file of ties has neither dates nor sources: leave out {', '.join(others)}",
                param_hint="--edges",
            )
        _of_file(name, edges, chosen, form, output)
        return
    one_or_several(on, first, last)
    analysis = analysis_named(name)
    is_dynamic = isinstance(analysis, Dynamics)
    if views and (first or last or is_dynamic):
        raise typer.BadParameter("--side-by-side is for an analysis of one date")
    if firm and (views or not analysis.ranks or ((first or last) and not is_dynamic)):
        raise typer.BadParameter("--stability is for one ranking: an analysis of one date, or `flips`")
    if not firm and not (number is None and runs is None and seed is None):
        raise typer.BadParameter("--number, --runs and --seed go with --stability")
    parameters = parameters_of(chosen)
    dataset = chosen_dataset(data, neo4j=neo4j)
    moment = moment_of(dataset, on, known_at, certainty, carry, contradictions, level)
    dates = dates_of(moment, first, last, every, years_back=YEARS_BACK if is_dynamic else 0)
    if firm:
        # Only here: an analysis by itself needs none of what this brings along.
        from cartelgraph.scrutiny import of_analysis, stability

        question = of_analysis(analysis, moment, dates, **parameters)
        with progress() as told:
            table = stability(
                dataset,
                question,
                number,
                runs=RUNS if runs is None else runs,
                seed=SEED if seed is None else seed,
                told=told,
            )
    elif views and isinstance(analysis, Analysis):
        each = {word: snapshot(dataset, replace(moment, certainty=word)) for word in Certainty}
        with patience():
            table = side_by_side(analysis, each, **parameters)
    else:
        with patience() as told:
            table = answered(analysis, series(dataset, moment, dates), told, **parameters)
    emit(table, form, output)


def _of_file(name: str, edges: Path, chosen: list[str] | None, form: Format, output: Path | None) -> None:
    """Answer a question on the ties of a file."""
    from cartelgraph.analysis import analysis_named
    from cartelgraph.cli.progress import patience
    from cartelgraph.cli.render import emit

    analysis, parameters = ask_ties_alone(analysis_named(name)), parameters_of(chosen)
    network = ties_of(edges)
    with patience() as told:
        table = analysis.run(network, told, **parameters)
    emit(table, form, output, to_records=TO_LINES)


def _listing() -> Iterator[str]:
    from cartelgraph.analysis import ANALYSES, DYNAMICS, PREDICTIONS, QUESTIONS

    width = max(len(question.name) for question in QUESTIONS)
    for analysis in ANALYSES:
        yield f"{analysis.name:{width}}  {analysis.question}"
        for parameter in analysis.parameters:
            yield f"{'':{width}}  --set {parameter.name}={parameter.default}: {parameter.description}"
    yield f"\nOver time, from {YEARS_BACK} years before --on up to it, unless --from and --to say otherwise:"
    for dynamics in (*DYNAMICS, *PREDICTIONS):
        yield f"{dynamics.name:{width}}  {dynamics.question}"
        for parameter in dynamics.parameters:
            yield f"{'':{width}}  --set {parameter.name}={parameter.default}: {parameter.description}"
