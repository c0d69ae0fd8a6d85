"""The errors that cartelgraph raises for causes outside its own code.

::

    CartelGraphError                 exit code of the command line
      DatasetError (ValueError)      1  records are wrong; carries every problem found
      UnknownNameError (LookupError) 2  a name that does not exist, with the nearest that does
      AmbiguousNameError (LookupError) 2  a name that several records bear
      ParameterError (ValueError)    2  a value that a question does not take, or a query that is none
      StoreError                     3  Neo4j refused, failed or holds something unexpected
        StoreUnavailableError        3  no server answers, or it does not let us in
      ServerError                    3  the managed local Neo4j cannot be fetched, started or stopped
      AnalysisError (ValueError)     4  a measure is undefined for what it was given

Any other exception is a fault of ours: the command line reports it as one and exits 70.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "AmbiguousNameError",
    "AnalysisError",
    "CartelGraphError",
    "DatasetError",
    "ParameterError",
    "Problem",
    "ServerError",
    "StoreError",
    "StoreUnavailableError",
    "UnknownNameError",
    "suggest",
]


# Choices that can be listed in one message.
FEW = 12

#: Characters of an id that are told; no id that is one has more.
LONGEST_ID = 100


class CartelGraphError(Exception):
    """Any failure that the user, not the program, can mend."""


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in a dataset: where it is, which record, and what to do about it."""

    path: Path
    line: int
    record: str
    message: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else str(self.path)
        parts = filter(None, (where, shortened(self.record), self.message))
        return legible(": ".join(parts))


class DatasetError(CartelGraphError, ValueError):
    """Records cannot be used as they are.

    Attributes
    ----------
    problems
        Every fault that was found, in file order; never empty.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownNameError(CartelGraphError, LookupError):
    """A name was asked for that is not among the choices.

    Attributes
    ----------
    name
        What was asked for.
    choices
        All that could have been asked for.

    What may have been meant is offered: `near` if it is given, or else the choices that are spelt alike.
    """

    def __init__(
        self, kind: str, name: str, choices: Sequence[str], *, near: Sequence[str] | None = None
    ) -> None:
        self.name = name
        self.choices = tuple(choices)
        hint = suggest(name, choices) if near is None else _offer(near)
        if not hint and 0 < len(choices) <= FEW:
            hint = f" It is one of: {', '.join(choices)}."
        super().__init__(f"unknown {kind} {name!r}.{hint}")


class AmbiguousNameError(CartelGraphError, LookupError):
    """A name was asked for that means several records.

    Attributes
    ----------
    name
        What was asked for.
    choices
        Ids of the records that it may mean.
    """

    def __init__(self, name: str, choices: Sequence[str]) -> None:
        self.name = name
        self.choices = tuple(choices)
        super().__init__(f"{name!r} may mean {', '.join(choices)}: ask for one of these ids")


class ParameterError(CartelGraphError, ValueError):
    """A value that an analysis or a query does not take, or a query that is none; the message says why."""


class StoreError(CartelGraphError):
    """Neo4j could not do what was asked; the message says what the database holds or answered."""


class StoreUnavailableError(StoreError):
    """No Neo4j answers at the address, or it refuses the credentials."""


class ServerError(CartelGraphError):
    """The managed local Neo4j could not be fetched, started or stopped."""


class AnalysisError(CartelGraphError, ValueError):
    """A measure is undefined for the network it was given; the message states what it needs."""


def legible(text: str) -> str:
    r"""Return a text on one line in which everything can be seen: what cannot is written as its code.

    An id that a folder gives may hold what moves a terminal's cursor or begins a line of its own.

    >>> legible("Juárez \n\u202e")
    'Juárez \\n\\u202e'
    """
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode("ascii") for each in text
    )


def shortened(text: str) -> str:
    """Return a text that is too long to be a record's id as its beginning and an ellipsis."""
    return text if len(text) <= LONGEST_ID else f"{text[:LONGEST_ID]}…"


def suggest(name: str, choices: Iterable[str]) -> str:
    """Return a sentence that offers the nearest choices, or an empty string when none is near.

    >>> suggest("cjgn", ["cjng", "los-zetas"])
    " Did you mean 'cjng'?"
    >>> suggest("x", ["cjng"])
    ''
    """
    return _offer(
        [repr(match) for match in difflib.get_close_matches(name, sorted(choices), n=3, cutoff=0.6)]
    )


def _offer(near: Sequence[str]) -> str:
    return f" Did you mean {' or '.join(near)}?" if near else ""
