"""`query`: ask the database in Cypher, from the catalogue or with a query of one's own."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cartelgraph.cli.completion import query_names
from cartelgraph.cli.options import (
    CertaintyWord,
    Every,
    Format,
    FormatOption,
    From,
    KnownAt,
    Output,
    StepWord,
    carry_of,
    date_of,
    dates_of,
    known_at_of,
)

if TYPE_CHECKING:
    from cartelgraph.network import Moment
    from cartelgraph.store import SavedQuery, Store, View

__all__ = ["query"]

TIME_LIMIT_S = 30.0

On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="Date asked about, the same as `--set on=DATE`.")
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="DATE",
        help="Last date of a series.",
        show_default="the date that the query asks about by itself",
    ),
]
CertaintyOption = Annotated[
    CertaintyWord | None,
    typer.Option(
        "--certainty",
        help="What counts: ties that certainly held, that are taken to hold, or that nothing excludes. With "
        "`working`, --carry or --known-at, a statement to the contrary ends a tie, as in `analyze`.",
        show_default="what is taken to hold, each statement by itself",
    ),
]
Carry = Annotated[
    str | None,
    typer.Option(
        "--carry",
        metavar="MONTHS",
        help="In what is taken to hold, months for which a missing bound is carried from the last evidence, "
        "or `forever`.",
        show_default="24",
    ),
]


def query(  # noqa: PLR0913 - one argument for each option
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="A query of the catalogue; without it, all are listed.",
            autocompletion=query_names,
        ),
    ] = None,
    *,
    chosen: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Set a parameter, as in `--set on=2010-06-30`."),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", metavar="FILE", exists=True, dir_okay=False, help="Run the Cypher in this file."
        ),
    ] = None,
    show: Annotated[
        bool,
        typer.Option(
            "--show", help="Show its parameters, its columns and its Cypher for Neo4j Browser; ask nothing."
        ),
    ] = False,
    on: On = None,
    first: From = None,
    last: To = None,
    every: Every = StepWord.YEAR,
    known_at: KnownAt = None,
    certainty: CertaintyOption = None,
    carry: Carry = None,
    time_limit: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="Seconds until it is stopped.")
    ] = TIME_LIMIT_S,
    form: FormatOption = Format.TABLE,
    output: Output = None,
) -> None:
    """Ask Neo4j a saved query, or one of your own.

    It can only read, and is stopped after a time. What --on, --from, --certainty and the like ask of time, a
    query with the parameter `on` can be asked.
    """
    from cartelgraph.cli.connection import connect
    from cartelgraph.cli.render import emit
    from cartelgraph.store import catalogue

    if name is None and file is None:
        listed = ((entry.name, entry.question) for entry in catalogue())
        typer.echo("\n".join(_listing(listed)))
        return
    entry = _chosen_query(name, file)
    parameters = dict(text.partition("=")[::2] for text in chosen or [])
    moments: Sequence[Moment] = ()
    asked = _Time(on, first, last, every, known_at, certainty, carry)
    if asked != _Time():
        moments = asked.of(entry, parameters.pop("on", None))
    views = asked.by_bounds(moments)
    if show:
        if len(moments) > 1:
            raise typer.BadParameter("--show is of one date: give --on instead of --from and --to")
        typer.echo("\n\n".join(_shown(*_in_a_view(entry, parameters, views))))
        return
    with connect() as store:
        at = _reckoned(store, moments) if views is None else views
        emit(store.answer(entry, parameters, at=at, time_limit_s=time_limit), form, output)


@dataclass(frozen=True)
class _Time:
    """What the options ask of time."""

    on: str | None = None
    first: str | None = None
    last: str | None = None
    every: StepWord = StepWord.YEAR
    known_at: str | None = None
    certainty: CertaintyWord | None = None
    carry: str | None = None

    def of(self, entry: SavedQuery, set_on: str | None) -> list[Moment]:
        """Return the moments at which a query is to be asked."""
        from cartelgraph.model import DEFAULT_CARRY, Certainty
        from cartelgraph.network import Moment
        from cartelgraph.store import require_dated

        require_dated(entry)
        if sum(each is not None for each in (self.on, set_on, self.first or self.last)) > 1:
            raise typer.BadParameter(
                "choose one: --on or --set on= asks about one date, --from and --to about several"
            )
        if self.carry is not None and self.certainty in {CertaintyWord.CERTAIN, CertaintyWord.POSSIBLE}:
            raise typer.BadParameter(
                f"it is for --certainty working: the {self.certainty} view carries nothing",
                param_hint="--carry",
            )
        moment = Moment(
            on=date_of(self.on or entry.settings({})["on"] if set_on is None else set_on, "--on"),
            known_at=known_at_of(self.known_at),
            certainty=Certainty(self.certainty.value) if self.certainty else Certainty.WORKING,
            carry=DEFAULT_CARRY if self.carry is None else carry_of(self.carry),
        )
        dates = dates_of(moment, self.first, self.last, self.every, years_back=0)
        return [replace(moment, on=date) for date in dates]

    def by_bounds(self, moments: Iterable[Moment]) -> list[View] | None:
        """Return the views to ask in; None if the bounds in the database do not decide what holds."""
        from cartelgraph.store import View

        if self.known_at is not None or self.carry is not None or self.certainty is CertaintyWord.WORKING:
            return None
        if self.certainty is None:
            return [View.by_itself(moment.on) for moment in moments]
        return [View(moment.on, str(moment), moment.certainty) for moment in moments]


def _chosen_query(name: str | None, file: Path | None) -> SavedQuery:
    from cartelgraph.store import query_named, user_query

    if name is not None and file is not None:
        raise typer.BadParameter("choose one: a name of the catalogue, or --file")
    if file is not None:
        return user_query(file)
    if name is not None and name.endswith(".cypher"):
        raise typer.BadParameter(f"to run a file: cartelgraph query --file {name}", param_hint="NAME")
    return query_named(name or "")


def _reckoned(store: Store, moments: Sequence[Moment]) -> list[View]:
    """Return views of which the database does not know what holds in them, from the dataset in it."""
    from cartelgraph.network import snapshot
    from cartelgraph.store import View

    dataset = store.read_dataset()
    return [View.of(snapshot(dataset, moment)) for moment in moments]


def _in_a_view(
    entry: SavedQuery, chosen: Mapping[str, str], views: Sequence[View] | None
) -> tuple[SavedQuery, Mapping[str, str]]:
    """Return a query as it is asked in the one view, if there is any, with its parameters."""
    if views is None:
        raise typer.BadParameter(
            "what statements to the contrary end, another carry, and what was known at a date are not in the "
            "database but reckoned for each question: ask without --show, or show it with --on alone or with "
            "--certainty certain or possible"
        )
    if not views:
        return entry, chosen
    (view,) = views
    return view.seen(entry), {**chosen, "on": view.on}


def _shown(entry: SavedQuery, chosen: Mapping[str, str]) -> Iterator[str]:
    """Yield what a reader needs in order to use a query, part by part."""
    yield entry.question
    settings = entry.settings(chosen)
    if entry.parameters:
        parameters = (
            (f"{parameter.name} = {settings[parameter.name]}", parameter.description)
            for parameter in entry.parameters
        )
        yield "\n".join(["Parameters, set by --set NAME=VALUE:", *_listing(parameters, "  ")])
    if entry.columns:
        columns = ((column.name, column.description) for column in entry.columns)
        yield "\n".join(["Columns:", *_listing(columns, "  ")])
    yield f"// The table, for Neo4j Browser\n{entry.literal(entry.text, chosen)}"
    if entry.picture:
        yield f"// The picture: {entry.picture_shows}\n{entry.literal(entry.picture, chosen)}"


def _listing(entries: Iterable[tuple[str, str]], indent: str = "") -> Iterator[str]:
    """Yield lines with a name on the left and, wrapped beside it, what it means."""
    entries = list(entries)
    margin = len(indent) + max(len(name) for name, _ in entries) + 2
    width = max(shutil.get_terminal_size((110, 24)).columns, margin + 40)
    for name, meaning in entries:
        yield textwrap.fill(
            meaning,
            width,
            initial_indent=f"{indent}{name}".ljust(margin),
            subsequent_indent=" " * margin,
            break_long_words=False,
        )
