"""`survival`: how long ties last."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from cartelgraph.cli.options import (
    Data,
    Format,
    FormatOption,
    FromNeo4j,
    KnownAt,
    Output,
    chosen_dataset,
    known_at_of,
)

__all__ = ["survival"]


class Tie(StrEnum):
    """What lasts."""

    ALLIANCE = "alliance"
    RIVALRY = "rivalry"
    TRUCE = "truce"


SIGNS = {Tie.ALLIANCE: 1, Tie.RIVALRY: -1, Tie.TRUCE: 0}


def survival(
    *,
    tie: Annotated[Tie, typer.Option("--tie", help="What lasts.")] = Tie.ALLIANCE,
    known_at: KnownAt = None,
    data: Data = None,
    neo4j: FromNeo4j = False,
    form: FormatOption = Format.TABLE,
    output: Output = None,
) -> None:
    """Estimate how long alliances, or rivalries, last.

    From those that sources saw end and those that were lost from sight (Kaplan and Meier), with intervals.
    """
    from cartelgraph.analysis import survival as lasting
    from cartelgraph.cli.render import emit

    dataset = chosen_dataset(data, neo4j=neo4j)
    emit(lasting(dataset, sign=SIGNS[tie], known_at=known_at_of(known_at)), form, output)
