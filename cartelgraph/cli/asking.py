"""What the commands that ask an analysis share: its parameters, where change begins, files of ties."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from cartelgraph.analysis import Analysis, Dynamics
    from cartelgraph.network.timeless import Timeless

__all__ = ["RUNS", "SEED", "YEARS_BACK", "ask_ties_alone", "given_options", "parameters_of", "ties_of"]

#: Where a question about change begins to look, if nobody says: the span of the brief's first claim.
YEARS_BACK = 8

#: How often a ranking is drawn, and from which seed; named here so that help needs none of the heavy imports.
RUNS, SEED = 200, 2011


def parameters_of(chosen: list[str] | None) -> dict[str, int]:
    """Return the parameters of an analysis that `--set` gives."""
    parameters = {}
    for text in chosen or []:
        name, _, value = text.partition("=")
        if not value.removeprefix("-").isdecimal():
            raise typer.BadParameter(f"{text!r} is not of the form NAME=WHOLE NUMBER", param_hint="--set")
        parameters[name] = int(value)
    return parameters


def given_options(context: typer.Context, but: set[str]) -> list[str]:
    """Return the options that the command line gives, but for some parameters, in the order of the help."""
    return [
        max(parameter.opts, key=len)
        for parameter in context.command.params
        if parameter.name not in but
        and parameter.name is not None
        and (source := context.get_parameter_source(parameter.name)) is not None
        and source.name == "COMMANDLINE"
    ]


def ask_ties_alone(question: Analysis | Dynamics) -> Analysis:
    """Return a question that a file of ties can answer.

    Raises
    ------
    AnalysisError
        When it asks about more than who is tied to whom.
    """
    from cartelgraph.analysis import ANALYSES, Analysis
    from cartelgraph.errors import AnalysisError

    able = ", ".join(analysis.name for analysis in ANALYSES if not analysis.beyond_ties)
    asked = ", ".join(question.beyond_ties) if isinstance(question, Analysis) else "change over time"
    if asked or not isinstance(question, Analysis):
        raise AnalysisError(
            f"{question.name} asks about {asked}, of which a file of ties says nothing. What it can answer: "
            f"{able}"
        )
    return question


def ties_of(edges: Path) -> Timeless:
    """Return the network that a CSV file states."""
    from cartelgraph.network.timeless import timeless
    from cartelgraph.sources.edge_list import read_edges

    return timeless(read_edges(edges))
