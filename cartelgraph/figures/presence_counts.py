"""How many organizations are stated to be where, and which countries are assisted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from cartelgraph.model.entities import PlaceKind
from cartelgraph.model.relationships import Assistance, Presence
from cartelgraph.network import (
    Snapshot,
    country_of,
    edges_of,
    places_within,
    presence_layer,
    subdivision_of,
)

__all__ = ["Counts", "count"]


@dataclass(frozen=True)
class Counts:
    """What a snapshot states of places, by their ids.

    Attributes
    ----------
    countries, subdivisions, cities
        Number of named organizations that are stated to be in each; none stands with zero. A presence in
        a part counts for the whole, once for each organization.
    assisted
        Countries that an assistance program works in, named by themselves or with their region.
    of_several_countries
        Presences of named organizations in a region of several countries, which count for none of them.
    """

    countries: dict[str, int]
    subdivisions: dict[str, int]
    cities: dict[str, int]
    assisted: frozenset[str]
    of_several_countries: int


def count(snapshot: Snapshot) -> Counts:
    """Return the counts of a snapshot."""
    graph = snapshot.graph
    layer = presence_layer(graph)
    subdivisions: dict[str, set[str]] = defaultdict(set)
    cities: dict[str, set[str]] = defaultdict(set)
    several = 0
    for organization, place, _, _ in edges_of(graph, Presence):
        if not graph.nodes[organization]["kind"].is_criminal_group:
            continue
        kind = graph.nodes[place]["kind"]
        several += kind is PlaceKind.REGION and country_of(graph, place) is None
        if subdivision := subdivision_of(graph, place):
            subdivisions[subdivision].add(organization)
        if kind is PlaceKind.CITY:
            cities[place].add(organization)
    return Counts(
        countries={node: layer.degree(node) for node, data in layer.nodes(data=True) if data["bipartite"]},
        subdivisions={place: len(present) for place, present in subdivisions.items()},
        cities={place: len(present) for place, present in cities.items()},
        assisted=_assisted(snapshot),
        of_several_countries=several,
    )


def _assisted(snapshot: Snapshot) -> frozenset[str]:
    graph = snapshot.graph
    return frozenset(
        part
        for _, place, _, _ in edges_of(graph, Assistance)
        for part in places_within(graph, place)
        if graph.nodes[part]["kind"] is PlaceKind.COUNTRY
    )
