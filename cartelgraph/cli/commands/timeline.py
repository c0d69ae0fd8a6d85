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
    date_of,
    known_at_of,
)

__all__ = ["timeline"]

From = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="Show no year before the one of this date.")
]
To = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Show no year after the one of this date.")
]


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
    first: From = None,
    last: To = None,
    known_at: KnownAt = None,
    carry: Carry = "24",
    data: Data = None,
    neo4j: FromNeo4j = False,
    form: FormatOption = Format.TABLE,
    output: Output = None,
) -> None:
    """Show an organization's allies and rivals over time.

    One line for each statement, with a strip of years: what certainly held, what is taken to hold, and
    what nothing excludes. As all three are shown, there is no --certainty to choose.
    """
    from cartelgraph.analysis import timeline as ties
    from cartelgraph.cli.render import emit
    from cartelgraph.dataset import find
    from cartelgraph.model.entities import Organization

    dataset = chosen_dataset(data, neo4j=neo4j)
    organization = find(dataset, name, Organization).id
    emit(
        ties(
            dataset,
            organization,
            first=None if first is None else date_of(first, "--from"),
            last=None if last is None else date_of(last, "--to"),
            known_at=known_at_of(known_at),
            carry=carry_of(carry),
        ),
        form,
        output,
    )
