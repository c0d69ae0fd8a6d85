"""`diff`: what differs between two datasets, and which findings flip."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cartelgraph.cli.options import (
    Carry,
    CertaintyOption,
    CertaintyWord,
    Contradictions,
    Format,
    FormatOption,
    KnownAt,
    On,
    Output,
    PolicyWord,
    chosen_dataset,
    moment_of,
)

if TYPE_CHECKING:
    from cartelgraph.dataset import Dataset

__all__ = ["diff"]

SEEDS, NEO4J = "seeds", "neo4j"
WHERE = "A folder of seed files; `seeds`, those of cartelgraph; or `neo4j`, the database."


def diff(  # noqa: PLR0913 - one argument for each option
    first: Annotated[str, typer.Argument(metavar="A", help=WHERE)],
    second: Annotated[
        str, typer.Argument(metavar="B", help="What to compare it with, said in the same way.")
    ],
    *,
    on: On = None,
    known_at: KnownAt = None,
    certainty: CertaintyOption = CertaintyWord.WORKING,
    carry: Carry = "24",
    contradictions: Contradictions = PolicyWord.KEEP,
    form: FormatOption = Format.TABLE,
    output: Output = None,
) -> None:
    """Compare two datasets, record by record.

    And tell which findings flip between them: ranks in the analyses, verdicts on the brief's claims.
    """
    from cartelgraph.cli.progress import progress
    from cartelgraph.cli.render import emit
    from cartelgraph.scrutiny import compare

    one, other = _dataset(first), _dataset(second)
    moment = moment_of(one, on, known_at, certainty, carry, contradictions)
    with progress() as told:
        table = compare(one, other, moment, told)
    emit(table, form, output)


def _dataset(where: str) -> Dataset:
    if where == NEO4J:
        return chosen_dataset(None, neo4j=True)
    return chosen_dataset(None if where == SEEDS else Path(where), neo4j=False)
