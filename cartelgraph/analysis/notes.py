"""The notes that analyses share: what a layer is, what it rests on, and what was left out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx

from cartelgraph.analysis.evidence import count_statements
from cartelgraph.analysis.names import name_of, names_of
from cartelgraph.model.entities import OrganizationKind
from cartelgraph.model.relationships import Base, Presence
from cartelgraph.network import (
    Level,
    Snapshot,
    contested_dyads,
    country_of,
    edges_of,
    is_criminal_group,
    signed_layer,
)
from cartelgraph.table import Column, Row

__all__ = ["ally_notes", "folding_notes", "presence_notes", "signed_notes", "undefined_notes"]

NO_SIGNED_TIE = "No alliance, rivalry or truce between criminal organizations holds."


def signed_notes(snapshot: Snapshot) -> tuple[str, ...]:
    """Return what a reader must know of the signed layer: its size, its certainty, its contradictions."""
    layer = signed_layer(snapshot.graph)
    if not layer.edges:
        return (NO_SIGNED_TIE, *folding_notes(snapshot), *_signed_gaps(snapshot))
    dyads = {frozenset(dyad) for dyad in layer.edges()}
    records = [key for _, _, key in layer.edges(keys=True)]
    return (
        "Signed layer: alliances, rivalries and truces between criminal organizations.",
        f"Organizations: {len(layer)}; dyads: {len(dyads)}, from {count_statements(snapshot, records)}.",
        _contested(snapshot),
        *folding_notes(snapshot),
        *_signed_gaps(snapshot),
    )


def ally_notes(snapshot: Snapshot, layer: nx.Graph[str]) -> tuple[str, ...]:
    """Return what a reader must know of the ally layer: its size, its certainty, its contradictions."""
    if not layer:
        return (NO_SIGNED_TIE, *folding_notes(snapshot), *_signed_gaps(snapshot))
    records = [record for _, _, data in layer.edges(data=True) for record in data["records"]]
    return (
        (
            "Ally layer: criminal organizations with an alliance, a rivalry or a truce; one tie for each "
            "dyad with at least one alliance. Rivalries and truces are no ties: hostility is not closeness."
        ),
        (
            f"Organizations: {len(layer)}, of which {nx.number_of_isolates(layer)} have no ally; "
            f"allied dyads: {layer.number_of_edges()}, from {count_statements(snapshot, records)}."
        ),
        f"{_contested(snapshot)} A contested dyad with an alliance counts as allied.",
        *folding_notes(snapshot),
        *_signed_gaps(snapshot),
    )


def presence_notes(snapshot: Snapshot, layer: nx.Graph[str]) -> tuple[str, ...]:
    """Return what a reader must know of the presence layer: its size, its certainty, its gaps."""
    records = {record for _, _, data in layer.edges(data=True) for record in data["records"]}
    gaps = (*_bases_apart(snapshot, layer), *_presence_gaps(snapshot, records))
    if not layer:
        return ("No presence of a criminal organization in a country holds.", *folding_notes(snapshot), *gaps)
    countries = sum(data["bipartite"] for _, data in layer.nodes(data=True))
    return (
        (
            "Presence layer: criminal organizations and the countries that a source places them in, directly "
            "or in a part of the country."
        ),
        (
            f"Organizations: {len(layer) - countries}; countries: {countries}; pairs of both: "
            f"{layer.number_of_edges()}, from {count_statements(snapshot, records)}."
        ),
        *folding_notes(snapshot),
        *gaps,
    )


def folding_notes(snapshot: Snapshot) -> tuple[str, ...]:
    """Return who was folded into whom, who stays apart and why, and what falls within."""
    if snapshot.moment.level is Level.FACTION:
        return ()
    into: dict[str, list[str]] = {}
    for member, holder in snapshot.folded.items():
        into.setdefault(name_of(snapshot, holder), []).append(name_of(snapshot, member))
    folds = [f"{holder} (with {', '.join(sorted(members))})" for holder, members in sorted(into.items())]
    apart = [
        f"{name_of(snapshot, child)} (of {names_of(snapshot, parents)})"
        for child, parents in sorted(snapshot.stay_apart.items())
    ]
    return (
        f"Level {snapshot.moment.level}: {'; '.join(folds) or 'nobody is folded into another'}.",
        *([f"Not folded, as several parents are stated: {'; '.join(apart)}."] if apart else []),
        f"Statements between organizations that are one here, and not counted: {len(snapshot.within)}.",
    )


def undefined_notes(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[str, ...]:
    """Return in how many rows each column has no value, where there is any."""
    missing = {
        column.name: sum(row.values[position] is None for row in rows)
        for position, column in enumerate(columns)
    }
    met = [f"{name} in {count} of {len(rows)} rows" for name, count in missing.items() if count]
    return (f"Undefined: {', '.join(met)}.",) if met else ()


def _contested(snapshot: Snapshot) -> str:
    dyads = [
        f"{name_of(snapshot, first)} and {name_of(snapshot, second)}"
        for first, second in contested_dyads(snapshot.graph)
    ]
    if not dyads:
        return "No dyad is contested."
    return f"Contested dyads, on which statements of different signs hold at once: {'; '.join(dyads)}."


def _signed_gaps(snapshot: Snapshot) -> tuple[str, ...]:
    edges = snapshot.graph.edges(keys=True, data=True)
    return _collective_gap(snapshot, {key: (one, other) for one, other, key, data in edges if "sign" in data})


def _presence_gaps(snapshot: Snapshot, counted: set[str]) -> tuple[str, ...]:
    missing = {
        key: (source, target)
        for source, target, key, data in snapshot.graph.edges(keys=True, data=True)
        if data["type"] == Presence.label and key not in counted
    }
    placeless = {
        key: place
        for key, (source, place) in missing.items()
        if snapshot.graph.nodes[source]["kind"].is_criminal_group
    }
    gaps = _collective_gap(snapshot, missing)
    if placeless:
        places = names_of(snapshot, placeless.values())
        gaps += (f"Left out: {count_statements(snapshot, placeless)} on places in no one country: {places}.",)
    return gaps


def _bases_apart(snapshot: Snapshot, layer: nx.Graph[str]) -> tuple[str, ...]:
    """Say whose base lies in a country that no presence places them in: a base is no presence here."""
    apart = {
        source: country
        for source, place, _, _ in edges_of(snapshot.graph, Base)
        if is_criminal_group(snapshot.graph, source)
        and (country := country_of(snapshot.graph, place)) is not None
        and not layer.has_edge(source, country)
    }
    if not apart:
        return ()
    named = (f"{name_of(snapshot, one)} ({name_of(snapshot, country)})" for one, country in apart.items())
    return (f"Stated to be based where no presence is stated, and not counted: {', '.join(sorted(named))}.",)


def _collective_gap(snapshot: Snapshot, ties: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    """Say which statements are left out because an end of theirs is no single organization."""
    collective = {
        key: [end for end in ends if _is_collective(snapshot, end)] for key, ends in sorted(ties.items())
    }
    left_out = {key: ends for key, ends in collective.items() if ends}
    if not left_out:
        return ()
    names = names_of(snapshot, (end for ends in left_out.values() for end in ends))
    return (f"Left out: {count_statements(snapshot, left_out)} on what sources leave unnamed: {names}.",)


def _is_collective(snapshot: Snapshot, entity: str) -> bool:
    return snapshot.graph.nodes[entity].get("kind") is OrganizationKind.COLLECTIVE
