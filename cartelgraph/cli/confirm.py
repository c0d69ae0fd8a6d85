"""Ask before something is done that cannot be undone."""

from __future__ import annotations

import sys

import typer

__all__ = ["require_yes"]


def require_yes(question: str, *, yes: bool) -> None:
    """Return when the answer is yes, given by an option or at the terminal; stop the command otherwise."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise typer.BadParameter(f"{question} Nobody is there to ask: add --yes", param_hint="--yes")
    typer.confirm(question, abort=True)
