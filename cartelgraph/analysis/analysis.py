"""The form that every analysis has, so that commands, documents and tests need to know no single one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from cartelgraph.errors import AnalysisError, ParameterError, UnknownNameError
from cartelgraph.measures.progress import Told, silent
from cartelgraph.model import Relationship, SignedTie
from cartelgraph.network import Snapshot
from cartelgraph.network.timeless import Timeless
from cartelgraph.table import Column, Table

__all__ = ["SOURCES", "Analysis", "Parameter", "with_defaults", "with_sources"]

#: The column that every answer ends with.
SOURCES = Column("sources", "Distinct sources that support the records behind the row.", "sources")


@dataclass(frozen=True)
class Parameter:
    """A whole number that a user may choose.

    Attributes
    ----------
    name
        Name, also of the keyword argument.
    default
        Value when none is chosen.
    minimum, maximum
        Least and greatest value allowed.
    description
        What it does, with its unit.
    """

    name: str
    default: int
    minimum: int
    maximum: int
    description: str


@dataclass(frozen=True)
class Analysis:
    """One question, the function that answers it on a snapshot, and the literature that it stands on.

    Attributes
    ----------
    name
        What it is called.
    question
        What it asks, in a sentence.
    compute
        The function that answers it.
    references
        Where its measures come from.
    about
        Names of the columns that say what a row is about; no two rows agree in all of them.
    reads
        Types of the statements that its numbers depend on, beside those that the level folds by.
    parameters
        What a user may choose.
    ranks
        Whether its rows are a ranking, by the first of its measures.
    tells
        Whether it may take more than a second: the function then takes ``told``, a :data:`Told`.

    Raises
    ------
    TypeError
        On construction, when the question or the references are missing.
    """

    name: str
    question: str
    compute: Callable[..., Table]
    references: tuple[str, ...]
    about: tuple[str, ...]
    reads: tuple[type[Relationship], ...]
    parameters: tuple[Parameter, ...] = ()
    ranks: bool = True
    tells: bool = False

    def __post_init__(self) -> None:
        """Refuse an analysis that says neither what it asks nor where it comes from."""
        if not self.question.endswith("?"):
            raise TypeError(f"analysis {self.name!r}: write its question, with a question mark")
        if not self.references:
            raise TypeError(f"analysis {self.name!r}: name at least one reference")

    @property
    def beyond_ties(self) -> tuple[str, ...]:
        """Labels of what it reads and a file of ties does not have: statements that are no signed ties."""
        return tuple(kind.label for kind in self.reads if not issubclass(kind, SignedTie))

    def run(self, snapshot: Snapshot, told: Told = silent, /, **chosen: int) -> Table:
        """Answer the question on a snapshot.

        Parameters
        ----------
        snapshot
            The network.
        told
            Is told of the progress, if the analysis tells of it.
        chosen
            Its parameters; those not given have their defaults.

        Raises
        ------
        UnknownNameError
            When the analysis has no such parameter.
        ParameterError
            When a parameter is out of its range.
        AnalysisError
            When it reads more than ties, and the network is of a file of ties.
        TypeError
            When the table does not end with the column of sources: no number goes without them.
        """
        if isinstance(snapshot, Timeless) and self.beyond_ties:
            raise AnalysisError(
                f"{self.name} asks about {', '.join(self.beyond_ties)}, of which a file of ties says nothing"
            )
        values = with_defaults(self.name, self.parameters, chosen)
        telling = {"told": told} if self.tells else {}
        return with_sources(self.name, self.compute(snapshot, **telling, **values))


def with_defaults(
    analysis: str, parameters: Iterable[Parameter], chosen: Mapping[str, int]
) -> dict[str, int]:
    """Return a value for each parameter of an analysis: the one chosen, or its default.

    Raises
    ------
    UnknownNameError
        When the analysis has no such parameter.
    ParameterError
        When a parameter is out of its range.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name, value in chosen.items():
        if name not in known:
            raise UnknownNameError(f"parameter of {analysis}", name, list(known))
        least, most = known[name].minimum, known[name].maximum
        if not least <= value <= most:
            raise ParameterError(f"{analysis}: {name} is {value}: it runs from {least} to {most}")
    return {name: parameter.default for name, parameter in known.items()} | dict(chosen)


def with_sources(analysis: str, table: Table) -> Table:
    """Return the answer of an analysis as it is, if it ends with the column of sources.

    Raises
    ------
    TypeError
        When it does not: no number goes without them.
    """
    if not table.columns or table.columns[-1] != SOURCES:
        raise TypeError(f"analysis {analysis!r}: its table must end with the column SOURCES")
    return table
