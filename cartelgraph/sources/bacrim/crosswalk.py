"""Which organization a group of BACRIM2020 is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cartelgraph.errors import DatasetError, Problem, suggest
from cartelgraph.model import Record
from cartelgraph.model.entities import Organization
from cartelgraph.sources.bacrim.tables import GROUPS, Coded, Pair
from cartelgraph.sources.rows import Line, read_cells

__all__ = ["Crosswalk", "Match", "read_matches"]

COLUMNS = ("node", "organization", "doubt")


@dataclass(frozen=True)
class Match:
    """A group is an organization."""

    at: Line
    node: str
    organization: str
    doubt: str
    """What speaks against it, as a sentence for the notes of its ties; empty if nothing does."""


def read_matches(path: Path) -> tuple[Match, ...]:
    """Read the crosswalk, a file of comma-separated values with the columns node, organization and doubt.

    Raises
    ------
    DatasetError
        When a column is missing or a node has two lines; names every line.
    OSError
        When the file cannot be opened.
    """
    faults: list[Problem] = []
    matches: dict[str, Match] = {}
    for row, at in read_cells(path, COLUMNS, faults):
        match = Match(at, row["node"], row["organization"], row["doubt"])
        if match.node in matches:
            line = matches[match.node].at.number
            faults.append(at.problem(f"has line {line} already: a group is one organization", match.node))
        matches[match.node] = match
    if faults:
        raise DatasetError(faults)
    return tuple(matches.values())


@dataclass(frozen=True)
class Crosswalk:
    """The organizations by the nodes of BACRIM2020.

    Attributes
    ----------
    path
        The file that says which is which.
    matches
        Match by node.
    """

    path: Path
    matches: Mapping[str, Match]

    @classmethod
    def read(cls, path: Path) -> Crosswalk:
        """Read the crosswalk; errors as of `read_matches`."""
        return cls(path, {match.node: match for match in read_matches(path)})

    def faults(self, coded: Coded, records: Iterable[Record]) -> Iterator[Problem]:
        """Yield what keeps a pair from being a tie of two organizations.

        A group with a tie needs a line, a line a group and an organization, and a pair two organizations.
        """
        organizations = {record.id for record in records if isinstance(record, Organization)}
        for group in coded.tied():
            if group.node not in self.matches:
                message = (
                    f"{group.name!r} has ties and no line: add it with the organization that it is, and that "
                    f"organization to the seeds if it is new"
                )
                yield Problem(self.path, 0, group.node, message)
        for match in self.matches.values():
            if match.node not in coded.groups:
                yield match.at.problem(f"is no node of {GROUPS}: write one that is", match.node)
            if match.organization not in organizations:
                hint = suggest(match.organization, organizations)
                message = f"{match.organization!r} is no organization of the seeds.{hint}"
                yield match.at.problem(message, match.node)
        yield from filter(None, map(self._fault_of, (*coded.allied, *coded.rival)))

    def _fault_of(self, pair: Pair) -> Problem | None:
        first, second = map(self.matches.get, pair.nodes)
        if first is None or second is None or first.organization != second.organization:
            return None
        message = (
            f"both groups are {first.organization!r} in lines {first.at.number} and {second.at.number} of "
            f"{self.path.name}: no organization has a tie with itself"
        )
        return pair.at.problem(message, " and ".join(pair.edges))
