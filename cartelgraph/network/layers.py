"""Named reductions of a snapshot's graph to the layers that measures are defined on.

Several statements on a dyad become one edge only here, and the edge names them all (``records``).
Only criminal organizations enter a layer: not the kind *collective*, which stands for what a source
leaves unnamed, and not agencies, forces or governments.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import networkx as nx

from cartelgraph.model import Relationship
from cartelgraph.model.entities import Organization, Place, PlaceKind
from cartelgraph.model.relationships import Border, Containment, Presence

__all__ = [
    "Master",
    "ally_layer",
    "border_layer",
    "contested_dyads",
    "country_of",
    "edges_of",
    "is_criminal_group",
    "places_within",
    "presence_layer",
    "signed_layer",
    "subdivision_of",
]

Master: TypeAlias = "nx.MultiDiGraph[str]"


def signed_layer(graph: Master) -> nx.MultiGraph[str]:
    """Return alliances (+1), rivalries (-1) and truces (0) between criminal organizations.

    Its nodes are the organizations that take part in at least one such tie. Every statement stays an
    edge of its own, keyed by its record's id, so that statements that contradict each other stand
    side by side.
    """
    layer: nx.MultiGraph[str] = nx.MultiGraph(name="signed layer")
    for source, target, key, data in graph.edges(keys=True, data=True):
        if "sign" in data and is_criminal_group(graph, source) and is_criminal_group(graph, target):
            layer.add_node(source, **graph.nodes[source])
            layer.add_node(target, **graph.nodes[target])
            layer.add_edge(source, target, key=key, **data)
    return layer


def ally_layer(graph: Master) -> nx.Graph[str]:
    """Return who is allied with whom: one edge for each dyad with at least one alliance.

    Its nodes are those of the signed layer, so that an organization with rivals only is there, without
    a tie. Rivalries and truces are no edges: hostility is not closeness. A contested dyad, with an
    alliance and a rivalry at once, is kept as allied; see :func:`contested_dyads`.

    Returns
    -------
    networkx.Graph
        Edges carry ``records`` (ids of the alliances) and ``sources`` (ids of their sources).
    """
    signed = signed_layer(graph)
    layer: nx.Graph[str] = nx.Graph(name="ally layer")
    layer.add_nodes_from(signed.nodes(data=True))
    for source, target, key, data in signed.edges(keys=True, data=True):
        if data["sign"] > 0:
            _merge(layer, source, target, key, data)
    return layer


def contested_dyads(graph: Master) -> list[tuple[str, str]]:
    """Return the dyads on which statements of different signs hold at once, in order."""
    signs: dict[tuple[str, str], set[int]] = {}
    for source, target, data in signed_layer(graph).edges(data=True):
        first, second = sorted((source, target))
        signs.setdefault((first, second), set()).add(data["sign"])
    return sorted(dyad for dyad, found in signs.items() if len(found) > 1)


def presence_layer(graph: Master) -> nx.Graph[str]:
    """Return which criminal organization operates in which country, as a two-mode graph.

    A presence in a city, a subdivision or a region within one country counts for that country; a
    presence in a region of several countries counts for none, as it names none.

    Returns
    -------
    networkx.Graph
        Nodes carry ``bipartite``: 0 for organizations, 1 for countries. Edges carry ``records`` (ids of
        the presences) and ``sources``.
    """
    layer: nx.Graph[str] = nx.Graph(name="presence layer")
    for source, target, key, data in edges_of(graph, Presence):
        country = country_of(graph, target)
        if country and is_criminal_group(graph, source):
            layer.add_node(source, bipartite=0, **graph.nodes[source])
            layer.add_node(country, bipartite=1, **graph.nodes[country])
            _merge(layer, source, country, key, data)
    return layer


def border_layer(graph: Master) -> nx.Graph[str]:
    """Return which countries share a land border; every country is a node, with or without one."""
    layer: nx.Graph[str] = nx.Graph(name="border layer")
    for node, data in graph.nodes(data=True):
        if data["type"] == Place.label and data["kind"] is PlaceKind.COUNTRY:
            layer.add_node(node, **data)
    for source, target, key, data in edges_of(graph, Border):
        if source in layer and target in layer:
            _merge(layer, source, target, key, data)
    return layer


def edges_of(graph: Master, kind: type[Relationship]) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Return the edges of one type: both ends, the record's id, and the record's fields."""
    return [edge for edge in graph.edges(keys=True, data=True) if edge[3]["type"] == kind.label]


def country_of(graph: Master, place: str) -> str | None:
    """Return the country that a place is, or is part of; None when it is part of none or of several."""
    return _sole(_places_around(graph, place, PlaceKind.COUNTRY))


def subdivision_of(graph: Master, place: str) -> str | None:
    """Return the subdivision that a place is, or is part of; None when it is part of none or of several."""
    return _sole(_places_around(graph, place, PlaceKind.SUBDIVISION))


def places_within(graph: Master, place: str) -> set[str]:
    """Return a place and everything that lies within it, directly or in a part of it."""
    inside: set[str] = set()
    waiting = [place]
    while waiting:
        here = waiting.pop()
        if here not in inside:
            inside.add(here)
            waiting.extend(
                part for part, _, data in graph.in_edges(here, data=True) if data["type"] == Containment.label
            )
    return inside


def _places_around(graph: Master, place: str, kind: PlaceKind) -> set[str]:
    """Return the nearest places of a kind that a place is, or is part of."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [place]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        if graph.nodes[here]["kind"] is kind:
            found.add(here)
        else:
            waiting.extend(
                target
                for _, target, data in graph.out_edges(here, data=True)
                if data["type"] == Containment.label
            )
    return found


def _sole(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def is_criminal_group(graph: Master, node: str) -> bool:
    """Return whether a node is an organization that enters the layers."""
    data = graph.nodes[node]
    return bool(data["type"] == Organization.label and data["kind"].is_criminal_group)


def _merge(layer: nx.Graph[str], source: str, target: str, key: str, data: dict[str, Any]) -> None:
    edge = layer.get_edge_data(source, target, default={"records": (), "sources": ()})
    layer.add_edge(
        source,
        target,
        records=tuple(sorted({*edge["records"], key})),
        sources=tuple(sorted({*edge["sources"], *data["sources"]})),
    )
