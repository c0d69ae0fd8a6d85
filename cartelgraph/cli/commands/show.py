"""`show`: all that is known of one thing."""

from __future__ import annotations

from typing import Annotated

import typer

from cartelgraph.cli.completion import organization_ids
from cartelgraph.cli.options import (
    Data,
    Format,
    FormatOption,
    FromNeo4j,
    Output,
    chosen_dataset,
)

__all__ = ["show"]


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="Id, name or alias: los-zetas, 'Los Zetas', Z.",
            autocompletion=organization_ids,
        ),
    ],
    *,
    data: Data = None,
    neo4j: FromNeo4j = False,
    form: FormatOption = Format.TABLE,
    output: Output = None,
) -> None:
    """Show all that is known of one thing, with sources.

    Of an organization: names, lineage, allies and rivals one by one, where it is, its people, what is done
    against it. Of a place, program or source: every statement on it. Of a statement: its sources.
    """
    from cartelgraph.cli.render import emit
    from cartelgraph.dataset import find, namesakes, profile
    from cartelgraph.model.entities import Organization

    dataset = chosen_dataset(data, neo4j=neo4j)
    record = find(dataset, name)
    if not isinstance(record, Organization) and (others := namesakes(dataset, name)):
        kind = record.label.lower().replace("_", " ")
        typer.echo(f"note: this is a {kind}; organizations of that name: {', '.join(others)}", err=True)
    emit(profile(dataset, record), form, output)
