"""A dataset as one NetworkX graph: the master from which every layer is a named step."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import networkx as nx

from cartelgraph.dataset import Dataset
from cartelgraph.model import Entity, Relationship, SignedTie
from cartelgraph.model.entities import Source
from cartelgraph.model.knowledge import supporting

__all__ = ["build"]


def build(dataset: Dataset, relationships: Iterable[Relationship] | None = None) -> nx.MultiDiGraph[str]:
    """Return the entities and relationships of a dataset as a directed multigraph.

    Parameters
    ----------
    dataset
        Where the entities come from.
    relationships
        The relationships to keep; by default all of them.

    Returns
    -------
    networkx.MultiDiGraph
        A node for each entity but the sources, under its id: ``type`` (its label), ``labels`` and the
        record's own fields. An edge for each relationship, keyed by the record's id: ``type``,
        ``directed``, for signed ties ``sign``, ``sources`` (ids of the sources that support it, in
        order) and the record's own fields. An undirected relationship is one edge, from the end that
        comes first in order of ids; its direction means nothing.

    Notes
    -----
    A simple graph would keep only the last of several statements on a dyad, so none is made here.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=dataset.info.name, version=dataset.info.version)
    for entity in dataset.of(Entity):
        if not isinstance(entity, Source):
            graph.add_node(entity.id, **_node(entity))
    for record in dataset.relationships if relationships is None else relationships:
        graph.add_edge(record.source, record.target, key=record.id, **_edge(record))
    return graph


def _node(entity: Entity) -> dict[str, Any]:
    return {"type": entity.label, "labels": entity.labels} | _fields(entity)


def _edge(record: Relationship) -> dict[str, Any]:
    sources = {cited.source for cited in supporting(record)}
    known: dict[str, Any] = {
        "type": record.label,
        "directed": record.directed,
        "sources": tuple(sorted(sources)),
    }
    if isinstance(record, SignedTie):
        known["sign"] = record.sign
    return known | _fields(record)


def _fields(record: Entity | Relationship) -> dict[str, Any]:
    """Return the record's own fields as they are, without its ends and its citations in full."""
    return {name: value for name in _own(type(record)) if (value := getattr(record, name)) is not None}


@cache
def _own(kind: type[Entity | Relationship]) -> tuple[str, ...]:
    """Return the names of a record type's own fields."""
    return tuple(name for name in kind.model_fields if name not in {"id", "source", "target", "citations"})
