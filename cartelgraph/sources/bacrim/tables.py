"""BACRIM2020's three files as groups and pairs of groups.

A pair is stored as one row or as two, one each way; both say the same. The column `State` is not read: it is
one state out of many, and no presence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from cartelgraph.errors import DatasetError, Problem
from cartelgraph.sources.rows import Line, Row, read_cells

__all__ = ["ALLIANCES", "GROUPS", "RIVALS", "Coded", "Group", "Pair", "read_coded"]

#: Names of the files as they are published.
GROUPS, ALLIANCES, RIVALS = "BACRIM2020_Nodes.csv", "BACRIM2020_Alliances.csv", "BACRIM2020_Rivals.csv"

#: Columns that are read of the first file, and of the other two.
OF_GROUP = ("Node", "Group")
OF_EDGE = ("Edge", "Node", "Group", "RNode", "RGroup", "weight")


@dataclass(frozen=True)
class Group:
    """A criminal group as the dataset names it."""

    node: str
    name: str


@dataclass(frozen=True)
class Pair:
    """Two groups that are allied, or two that are rivals."""

    at: Line
    """The line of its first row."""
    nodes: tuple[str, str]
    """Nodes of the two groups, in order."""
    edges: tuple[str, ...]
    """Ids of its one or two rows, in order."""
    weight: int
    """At least 1; the files do not say what it counts."""


@dataclass(frozen=True)
class Coded:
    """What the dataset codes for 2020: groups by node, and the pairs of both signs."""

    groups: dict[str, Group]
    allied: tuple[Pair, ...]
    rival: tuple[Pair, ...]

    def tied(self) -> tuple[Group, ...]:
        """Return the groups of which a pair is coded, in order of their nodes."""
        nodes = {node for pair in (*self.allied, *self.rival) for node in pair.nodes}
        return tuple(self.groups[node] for node in sorted(nodes))


@dataclass(frozen=True)
class _Edge:
    at: Line
    id: str
    ends: tuple[str, str]
    weight: int

    @property
    def nodes(self) -> tuple[str, str]:
        """The ends in order: the pair, whichever way round the row has it."""
        first, second = sorted(self.ends)
        return first, second


def read_coded(folder: Path) -> Coded:
    """Read the dataset's three files from the folder that holds them under their own names.

    Raises
    ------
    DatasetError
        When a column is missing, a group is not among the groups or has another name there, a weight is no
        positive whole number, or the rows of a pair differ; names every line.
    OSError
        When a file cannot be opened.
    """
    faults: list[Problem] = []
    groups = _groups(folder / GROUPS, faults)
    if faults and not groups:
        raise DatasetError(faults)  # without groups every pair would be a fault as well
    allied = _pairs(folder / ALLIANCES, groups, faults)
    rival = _pairs(folder / RIVALS, groups, faults)
    if faults:
        raise DatasetError(faults)
    return Coded(groups, allied, rival)


def _groups(path: Path, faults: list[Problem]) -> dict[str, Group]:
    groups: dict[str, Group] = {}
    for row, at in read_cells(path, OF_GROUP, faults):
        if row["Node"] in groups:
            faults.append(at.problem(f"node {row['Node']} is there twice: give the file as it is published"))
        groups[row["Node"]] = Group(row["Node"], row["Group"])
    return groups


def _pairs(path: Path, groups: dict[str, Group], faults: list[Problem]) -> tuple[Pair, ...]:
    edges = []
    for row, at in read_cells(path, OF_EDGE, faults):
        wrong = list(_faults_of(row, groups))
        faults.extend(at.problem(message, row["Edge"]) for message in wrong)
        if not wrong:
            edges.append(_Edge(at, row["Edge"], (row["Node"], row["RNode"]), int(row["weight"])))
    return tuple(_joined(edges, faults))


def _faults_of(row: Row, groups: dict[str, Group]) -> Iterator[str]:
    for node, name in ((row["Node"], row["Group"]), (row["RNode"], row["RGroup"])):
        if node not in groups:
            yield f"node {node} is not in {GROUPS}: give files of one version"
        elif groups[node].name != name:
            known = groups[node].name
            yield f"node {node} is {name!r} here and {known!r} in {GROUPS}: give files of one version"
    if row["Node"] == row["RNode"]:
        yield f"ties {row['Node']} to itself: a pair has two groups"
    if not row["weight"].isdecimal() or int(row["weight"]) < 1:
        yield f"weight is {row['weight']!r}, not a whole number from 1: give the file as it is published"


def _joined(edges: Iterable[_Edge], faults: list[Problem]) -> Iterator[Pair]:
    """Yield each pair once, whichever way round its rows are."""
    for nodes, rows in groupby(sorted(edges, key=lambda edge: (edge.nodes, edge.id)), key=_nodes_of):
        first, *others = rows
        directions = {first.ends}
        for other in others:
            faults.extend(_faults_of_another(other, first, directions))
            directions.add(other.ends)
        yield Pair(first.at, nodes, (first.id, *(other.id for other in others)), first.weight)


def _nodes_of(edge: _Edge) -> tuple[str, str]:
    return edge.nodes


def _faults_of_another(edge: _Edge, first: _Edge, directions: set[tuple[str, str]]) -> Iterator[Problem]:
    if edge.ends in directions:
        yield edge.at.problem(f"repeats {first.id}: a pair has one row each way at most", edge.id)
    if edge.weight != first.weight:
        message = (
            f"has weight {edge.weight}, and {first.id} of the same pair {first.weight}: both rows have one"
        )
        yield edge.at.problem(message, edge.id)
