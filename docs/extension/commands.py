"""The reference of the commands: how each is called, what it takes, and with which code it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from cartelgraph.cli.main import EXIT_CODES, EXIT_FAULT, EXIT_INTERRUPTED, app
from docs.extension.markdown import cell, table

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["commands", "exit_codes"]


def commands() -> str:
    """Return a section for each command, in the order of `cartelgraph --help`."""
    group = typer.main.get_group(app)
    around = group.make_context("cartelgraph", ["--help"], resilient_parsing=True)
    return "\n".join(
        part
        for name in group.list_commands(around)
        if (command := group.get_command(around, name)) and not command.hidden
        for part in _section(name, command, around)
    )


def _section(name: str, command: typer.core.TyperCommand, around: typer.Context) -> Iterator[str]:
    context = command.make_context(name, [], parent=around, resilient_parsing=True)
    taken = [one for one in command.get_params(context) if one.name != "help"]
    arguments = [_called(one) for one in taken if one.param_type_name == "argument"]
    yield f"## {name}\n\n{(command.help or '').strip()}\n"
    yield f"```text\n{' '.join([context.command_path, '[OPTIONS]', *arguments])}\n```\n"
    rows = [_row(one, context) for one in taken]
    if rows:
        yield table(("argument or option", "meaning"), rows)


def _row(taken: typer.core.TyperOption | typer.core.TyperArgument, context: typer.Context) -> tuple[str, str]:
    shown, meaning = taken.get_help_record(context) or ("", "")
    if taken.param_type_name == "argument":
        shown = _called(taken)
    return f"`{cell(shown)}`", cell(meaning)


def _called(argument: typer.core.TyperArgument) -> str:
    """Return how a usage line names an argument; brackets stand around what may be left out."""
    return str(argument.metavar) if argument.required else f"[{argument.metavar}]"


def exit_codes() -> str:
    """Return the codes with which every command ends."""
    rows = [("0", "It went well.")]
    rows += [(str(code), _meaning(error)) for error, code in EXIT_CODES]
    rows += [
        (str(EXIT_FAULT), "A fault of cartelgraph; the message says where its log is."),
        (str(EXIT_INTERRUPTED), "It was interrupted."),
    ]
    return table(("code", "meaning"), rows)


def _meaning(error: type[Exception]) -> str:
    return f"`{error.__name__}`: {cell((error.__doc__ or '').splitlines()[0])}"
