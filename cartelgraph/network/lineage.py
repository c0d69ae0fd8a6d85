"""Factions folded into their organizations, and organizations into their lineages.

Whether the Zetas and the Gulf Cartel are two nodes or one changes every measure, and sources disagree on
it, so it is a choice that is named here and never made in passing.

At the level of the *organization*, what is a faction or an armed wing of another is that other. At the
level of the *lineage*, what came out of another or went into it is so as well. What is folded goes into
its **parent**; three kinds of statement name one, and the first kind of which there is any counts alone:

1. what it belongs to on the date (faction of, armed wing of);
2. what it has merged into;
3. what it came from (split from, successor of, or the name that it had before).

So present belonging outweighs origin. The kinds are settled one after the other, each until nothing is
left to fold. Whatever is folded together at the level of the organization is so in the lineage too.

* A lineage bears the name of the organization in it that has no parent, dissolved or not.
* Who has *two parents* stays apart and is told in :attr:`Folded.left`, unless both were folded into one.
  A group between two lineages thus never makes them one. A merger joins what merged, and all that was
  folded into it, to the lineage of the other; the lineage that it had come from stays where it is.
* *A circle*, each said to be a part of the next, falls together under the one that was founded first; an
  unknown founding comes last, and ids decide between equals.
* *A split between two that are also said to be one organization* parts them, unless the other statement is
  the more likely one, or begins after the split: then they came together again. Only statements on the
  same two are weighed, whichever is called the parent. By the split they are of one lineage all the same.
* *Collectives, agencies, forces and governments* are neither folded nor folded into.

Only what holds in the snapshot is known here. That one was once a faction of another says nothing after
it has ended, unless a split, a merger or a succession that lasts is stated too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

import networkx as nx

from cartelgraph.model import Relationship
from cartelgraph.model.relationships import ArmedWing, FactionTie, Merger, Renaming, Split, Succession
from cartelgraph.network.layers import Master, is_criminal_group

__all__ = ["LINEAGE", "Folded", "Level", "fold"]

Parents = dict[str, set[str]]
"""Those whom statements of one kind name as parents, by their children."""

#: The kinds of statement that name a parent, in the order in which they count.
PARENTAGE: tuple[tuple[type[Relationship], ...], ...] = (
    (FactionTie, ArmedWing),
    (Merger,),
    (Split, Succession, Renaming),
)

#: All statements by which organizations are folded.
LINEAGE: tuple[type[Relationship], ...] = tuple(kind for kinds in PARENTAGE for kind in kinds)

RANK = {kind.label: rank for rank, kinds in enumerate(PARENTAGE) for kind in kinds}


class Level(StrEnum):
    """What counts as one actor.

    * ``faction``: whatever has a record of its own; nothing is folded.
    * ``organization``: an organization with its factions and armed wings.
    * ``lineage``: all organizations that came out of one, by splits, successions, new names and mergers.
    """

    FACTION = "faction"
    ORGANIZATION = "organization"
    LINEAGE = "lineage"


#: How many of the kinds of parentage count at a level.
DEPTH = {Level.FACTION: 0, Level.ORGANIZATION: 1, Level.LINEAGE: len(PARENTAGE)}


@dataclass(frozen=True)
class Folded:
    """A graph in which some organizations stand for others as well.

    Attributes
    ----------
    graph
        As :func:`cartelgraph.network.build.build` describes it, without the folded nodes. A node that
        others were folded into has ``members``, their ids in order. An edge that was moved has
        ``stated_source`` or ``stated_target``: whom the record names in place of its source or target.
    into
        For each folded organization the one that now stands for it.
    left
        For each organization that stays apart because it has several parents: these, or what they were
        folded into, in order.
    within
        Ids, in order, of the records between organizations that are one here; the graph is without them.
    """

    graph: Master
    into: dict[str, str]
    left: dict[str, tuple[str, ...]]
    within: tuple[str, ...]


def fold(graph: Master, level: Level) -> Folded:
    """Return a snapshot's graph with its organizations folded; the given one stays as it is.

    At the level of the faction it is the given one. Folding what is folded already changes nothing, and
    folding organizations on into lineages gives the same as folding into lineages at once.

    Parameters
    ----------
    graph
        That of a snapshot, whose edges are what holds at the moment, or one that is folded already.
    level
        What is to count as one actor.

    Examples
    --------
    In June 2009 the Zetas were the armed wing of the Gulf Cartel, which La Familia had left in 2006:

    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> then = snapshot(read_dataset(), Moment(EdtfDate("2009-06"))).graph
    >>> organizations = fold(then, Level.ORGANIZATION)
    >>> organizations.into["los-zetas"], organizations.into.get("la-familia-michoacana")
    ('gulf-cartel', None)
    >>> fold(then, Level.LINEAGE).graph.nodes["gulf-cartel"]["members"]
    ('la-familia-michoacana', 'los-zetas')
    """
    if level is Level.FACTION:
        return Folded(graph, {}, {}, ())
    stated = _stated_parents(graph)
    into: dict[str, str] = {}
    for depth in range(1, DEPTH[level] + 1):
        while found := _round(graph, stated[:depth], into):
            into = {member: found.get(holder, holder) for member, holder in into.items()} | found
    left = {
        child: tuple(sorted(parents))
        for child, parents in _parents_now(stated[: DEPTH[level]], into)
        if len(parents) > 1
    }
    return _moved(graph, into, left)


class _Statement(NamedTuple):
    """One lineage statement, as the record has it and as its ends stand in the graph."""

    child: str
    parent: str
    named: frozenset[str]
    of_member: bool
    data: Mapping[str, Any]


def _statements(graph: Master) -> Iterator[_Statement]:
    for source, target, data in graph.edges(data=True):
        if data["type"] in RANK and is_criminal_group(graph, source) and is_criminal_group(graph, target):
            named = frozenset((data.get("stated_source", source), data.get("stated_target", target)))
            if data["type"] == Renaming.label:  # the one statement whose source is the elder
                yield _Statement(target, source, named, "stated_target" in data, data)
            else:
                yield _Statement(source, target, named, "stated_source" in data, data)


def _stated_parents(graph: Master) -> list[Parents]:
    """Return the parents by kind of statement; what a folded member came from is not its holder's origin."""
    splits: dict[frozenset[str], list[Mapping[str, Any]]] = defaultdict(list)
    for said in _statements(graph):
        if said.data["type"] == Split.label:
            splits[said.named].append(said.data)
    stated: list[Parents] = [defaultdict(set) for _ in PARENTAGE]
    for said in _statements(graph):
        rank = RANK[said.data["type"]]
        parted = rank == 0 and any(_parts(split, said.data) for split in splits[said.named])
        if not parted and not said.of_member:
            stated[rank][said.child].add(said.parent)
    return stated


def _parts(split: Mapping[str, Any], tie: Mapping[str, Any]) -> bool:
    """Whether a split counts against a statement that the same two are one organization."""
    parted, begun = split["period"].end.latest, tie["period"].start.earliest
    came_back = parted is not None and begun is not None and begun > parted
    return not came_back and bool(split["likelihood"].probability >= tie["likelihood"].probability)


def _round(graph: Master, stated: Sequence[Parents], into: Mapping[str, str]) -> dict[str, str]:
    """Return what is to be folded into what, as far as what has been folded so far tells."""
    sole = {child: next(iter(parents)) for child, parents in _parents_now(stated, into) if len(parents) == 1}
    tops = {child: _top(graph, child, sole) for child in sole}
    return {child: top for child, top in tops.items() if child != top}


def _parents_now(stated: Sequence[Parents], into: Mapping[str, str]) -> Iterator[tuple[str, set[str]]]:
    """Yield those not folded yet that have parents, with what these have been folded into."""
    for child in sorted({child for parents in stated for child in parents} - into.keys()):
        for parents in stated:
            found = {into.get(parent, parent) for parent in parents.get(child, ())} - {child}
            if found:
                yield child, found
                break


def _top(graph: Master, child: str, sole: Mapping[str, str]) -> str:
    """Return where the way up from a child ends; of a circle, the one that was founded first."""
    way: list[str] = []
    here = child
    while here in sole and here not in way:
        way.append(here)
        here = sole[here]
    if here not in sole:
        return here
    return min(way[way.index(here) :], key=lambda node: (_founded(graph, node), node))


def _founded(graph: Master, node: str) -> date:
    founded = graph.nodes[node].get("founded")
    return founded.earliest if founded else date.max


def _moved(graph: Master, into: dict[str, str], left: dict[str, tuple[str, ...]]) -> Folded:
    folded: Master = nx.MultiDiGraph(**graph.graph)
    folded.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node not in into)
    for holder, members in _members(graph, into).items():
        folded.nodes[holder]["members"] = tuple(sorted(members))
    within = []
    for source, target, key, data in graph.edges(keys=True, data=True):
        ends = into.get(source, source), into.get(target, target)
        if ends[0] == ends[1]:
            within.append(key)
        else:
            _add_edge(folded, ends, (source, target), key, data)
    return Folded(folded, into, left, tuple(sorted(within)))


def _members(graph: Master, into: Mapping[str, str]) -> dict[str, set[str]]:
    """Return who was folded into whom, with those that had been folded into them before."""
    members: dict[str, set[str]] = defaultdict(set)
    for member, holder in into.items():
        members[holder] |= {
            member,
            *graph.nodes[member].get("members", ()),
            *graph.nodes[holder].get("members", ()),
        }
    return members


def _add_edge(
    folded: Master, ends: tuple[str, str], before: tuple[str, str], key: str, data: Mapping[str, Any]
) -> None:
    kept = dict(data)
    named = kept.pop("stated_source", before[0]), kept.pop("stated_target", before[1])
    pairs = list(zip(ends, named, strict=True))
    if not data["directed"]:
        pairs.sort()
    for name, (end, stated) in zip(("stated_source", "stated_target"), pairs, strict=True):
        if stated != end:
            kept[name] = stated
    folded.add_edge(pairs[0][0], pairs[1][0], key=key, **kept)
