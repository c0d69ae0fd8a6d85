"""`timeline`: the shifting ties of one organization."""

from __future__ import annotations

from typing import Annotated

import typer

from cartelgraph.cli.completion import organization_ids
from cartelgraph.cli.options import (
    Carry,
    Data,
    Format,
    FormatOption,
    FromNeo4j,
    KnownAt,
    Output,
    carry_of,
    chosen_dataset,
    known_at_of,
)

__all__ = ["timeline"]


def timeline(  # noqa: PLR0913 - one argument for each option
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="Id, name or alias of an organization: los-zetas, 'Los Zetas', Z.",
            autocompletion=organization_ids,
        ),
    ],
    *,
    known_at: KnownAt = None,
    carry: Carry = "24",
    data: Data = None,
    neo4j: FromNeo4j = False,
    form: FormatOption = Format.TABLE,
    output: Output = None,
) -> None:
    """Show an organization's allies and rivals over time.

    One line for each statement, with a strip of years: what certainly held, what is taken to hold, and
    what nothing excludes.
    """
    from cartelgraph.analysis import timeline as ties
    from cartelgraph.cli.render import emit
    from cartelgraph.dataset import find
    from cartelgraph.model.entities import Organization

    dataset = chosen_dataset(data, neo4j=neo4j)
    organization = find(dataset, name, Organization).id
    emit(
        ties(dataset, organization, known_at=known_at_of(known_at), carry=carry_of(carry)),
        form,
        output,
    )
