"""`explain`: what a number rests on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cartelgraph.cli.asking import YEARS_BACK, parameters_of
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

if TYPE_CHECKING:
    from cartelgraph.network import Moment
    from cartelgraph.scrutiny import Question

__all__ = ["explain"]

BRIEF = "brief"


def explain(  # noqa: PLR0913 - one argument for each option
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="The analysis that printed the number, or `brief`.",
            autocompletion=analysis_names,
        ),
    ],
    key: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY...",
            help="Which row: an organization or a country by id, name or alias; two of them for a dyad; "
            "with several dates one of these too; for `brief` a claim by its number, and a number in it.",
        ),
    ],
    *,
    number: Number = None,
    chosen: Parameters = None,
    on: On = None,
    first: From = None,
    last: To = None,
    every: Every = StepWord.YEAR,
    known_at: KnownAt = None,
    certainty: CertaintyOption = CertaintyWord.WORKING,
    carry: Carry = "24",
    contradictions: Contradictions = PolicyWord.KEEP,
    level: LevelOption = LevelWord.FACTION,
    data: Data = None,
    neo4j: FromNeo4j = False,
    form: FormatOption = Format.TABLE,
    output: Output = None,
    bibtex: Annotated[
        Path | None,
        typer.Option("--bibtex", metavar="FILE", help="Write the sources to this file as well, as BibTeX."),
    ] = None,
) -> None:
    """Show what a number rests on.

    The statements behind it with their sources, and whether the number would be another without each of them.
    --format md writes a text with footnotes and a bibliography.
    """
    from cartelgraph.cli.progress import progress
    from cartelgraph.cli.render import emit, write
    from cartelgraph.scrutiny import explain as explained
    from cartelgraph.scrutiny import of_brief

    one_or_several(on, first, last)
    parameters = parameters_of(chosen)
    dataset = chosen_dataset(data, neo4j=neo4j)
    moment = moment_of(dataset, on, known_at, certainty, carry, contradictions, level)
    if name == BRIEF:
        question, sought = of_brief(key, moment)
    else:
        question, sought = _of_analysis(name, moment, first, last, every, parameters), tuple(key)
    with progress() as told:
        explanation = explained(dataset, question, sought, number, told)
    if form is Format.MD:
        write(explanation.as_markdown(), output)
    else:
        emit(explanation.as_table(), form, output)
    if bibtex is not None:
        write(explanation.as_bibtex(), bibtex)


def _of_analysis(
    name: str,
    moment: Moment,
    first: str | None,
    last: str | None,
    every: StepWord,
    parameters: dict[str, int],
) -> Question:
    from cartelgraph.analysis import Dynamics, analysis_named
    from cartelgraph.scrutiny import of_analysis

    analysis = analysis_named(name)
    years_back = YEARS_BACK if isinstance(analysis, Dynamics) else 0
    dates = dates_of(moment, first, last, every, years_back=years_back)
    return of_analysis(analysis, moment, dates, **parameters)
