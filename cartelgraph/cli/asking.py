"""What the commands that ask an analysis share: its parameters, and when a question about change begins."""

from __future__ import annotations

import typer

__all__ = ["RUNS", "SEED", "YEARS_BACK", "parameters_of"]

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
