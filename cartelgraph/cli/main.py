"""The command `cartelgraph`: its list of commands, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated

import typer
from typer.exceptions import TyperException

from cartelgraph.cli.commands import (
    analyze,
    backup,
    brief,
    browse,
    check,
    diff,
    dump,
    explain,
    load,
    query,
    report,
    schema,
    server,
    show,
    survival,
    timeline,
)
from cartelgraph.errors import (
    AmbiguousNameError,
    AnalysisError,
    CartelGraphError,
    DatasetError,
    ParameterError,
    ServerError,
    StoreError,
    UnknownNameError,
)
from cartelgraph.settings import home

__all__ = ["app", "main"]

HELP = """A graph database of transnational criminal networks that you can argue from.

Start with `cartelgraph up`, `cartelgraph load` and `cartelgraph brief`; none of the analyses needs the
server, they read the seed files as well.

Exit codes: 0 ok, 1 the data are wrong, 2 wrong usage, 3 Neo4j, 4 a measure is undefined,
70 a fault of cartelgraph, 130 interrupted.
"""

EXIT_CODES: tuple[tuple[type[CartelGraphError], int], ...] = (
    (DatasetError, 1),
    (UnknownNameError, 2),
    (AmbiguousNameError, 2),
    (ParameterError, 2),
    (StoreError, 3),
    (ServerError, 3),
    (AnalysisError, 4),
)
EXIT_FAULT, EXIT_INTERRUPTED = 70, 130

COMMANDS: tuple[Callable[..., None], ...] = (
    server.up,
    server.down,
    server.status,
    server.logs,
    check.check,
    load.load,
    dump.dump,
    browse.browse,
    show.show,
    timeline.timeline,
    survival.survival,
    query.query,
    analyze.analyze,
    explain.explain,
    brief.brief,
    report.report,
    diff.diff,
    schema.schema,
    backup.backup,
    backup.restore,
    server.remove,
)


class Group(typer.core.TyperGroup):
    """Commands in the order in which a newcomer needs them; an interrupt is no error."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Return the names as they were added, not sorted."""
        del ctx
        return list(self.commands)

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]
        """Run the command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            typer.echo("interrupted", err=True)
            raise typer.Exit(EXIT_INTERRUPTED) from None


# Plain help: drawing it with rich would triple the time of `cartelgraph --help`.
app = typer.Typer(
    cls=Group,
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in COMMANDS:
    app.command()(command)


def _print_version(wanted: bool) -> None:  # noqa: FBT001
    if wanted:
        from importlib.metadata import version

        typer.echo(f"cartelgraph {version('cartelgraph')}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    debug: Annotated[bool, typer.Option("--debug", help="Show the whole traceback of any error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    del debug, version


def main() -> None:
    """Run the command line and exit; the entry point of the installed command."""
    try:
        code = app(prog_name="cartelgraph", standalone_mode=False)
        if code == EXIT_INTERRUPTED:
            _leave_work_behind()
        sys.exit(code)
    except typer.Abort:
        sys.exit(EXIT_INTERRUPTED)
    except TyperException as error:
        typer.echo(_usage_message(error), err=True)
        sys.exit(error.exit_code)
    except CartelGraphError as error:
        if "--debug" in sys.argv:
            traceback.print_exc()
        typer.echo(_message(error), err=True)
        sys.exit(next(code for kind, code in EXIT_CODES if isinstance(error, kind)))
    except KeyboardInterrupt:
        _leave_work_behind()
        sys.exit(EXIT_INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - the one place where a fault of ours is reported
        typer.echo(_report_fault(error), err=True)
        sys.exit(EXIT_FAULT)


def _leave_work_behind() -> None:
    """End the process at once if a solver is still at work in it."""
    from cartelgraph.measures.apart import is_left_behind

    if is_left_behind():
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(EXIT_INTERRUPTED)


def _usage_message(error: TyperException) -> str:
    """Return what is wrong with a command line in the form of every other error, and where its help is."""
    said, context = error.format_message(), getattr(error, "ctx", None)
    if context is None or said.startswith("Usage:"):
        return said
    # Typer puts the class of what refused a choice before its words.
    said = (said[:1].lower() + said[1:]).replace("Value error, ", "").rstrip(".")
    return f"error: {said}\nSee {context.command_path} --help"


def _message(error: CartelGraphError) -> str:
    if isinstance(error, DatasetError):
        count = len(error.problems)
        return f"{error}\nerror: {count} problem{'s' if count != 1 else ''} in the data; nothing was done"
    return f"error: {error}"


def _report_fault(error: Exception) -> str:
    """Write the traceback to the log (and show it under --debug); return the one line for the user."""
    trace = "".join(traceback.format_exception(error))
    shown = trace if "--debug" in sys.argv else ""
    log = home() / "logs" / "faults.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat()} {sys.argv}\n{trace}\n")
        where = f"the traceback is in {log}"
    except OSError as unwritable:
        where = f"no traceback was kept ({unwritable}); --debug shows it"
    return f"{shown}error: a fault of cartelgraph: {type(error).__name__}: {error}; {where}"
