"""What all ways to read back have in common: server, statements, and what they tell in the end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

import networkx as nx
from neo4j import GraphDatabase, Session

from benchmarks.ways.measured import RELATIONSHIPS, server, timed

Read = TypeVar("Read")

#: Matches every relationship that is a record, and none that leads from a record to its parts.
STATEMENTS = f"(a)-[r:{'|'.join(kind for kind, _, _ in RELATIONSHIPS.values())}]->(b)"


class Server(NamedTuple):
    """Where to read from."""

    uri: str
    user: str
    password: str


@contextmanager
def opened(server: Server) -> Iterator[Session]:
    """Yield a session on a server."""
    with (
        GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver,
        driver.session() as session,
    ):
        yield session


def main(read: Callable[[Server], Read], count: Callable[[Read], tuple[int, int]]) -> None:
    """Read; print seconds and peak memory, and how many nodes and edges were read, as JSON."""
    address = Server(*server())
    done, figures = timed(lambda: read(address))
    nodes, edges = count(done)
    print(json.dumps({**figures, "nodes": nodes, "edges": edges}))


def count_graph(graph: nx.MultiDiGraph[str]) -> tuple[int, int]:
    """Return how many nodes and edges a graph has."""
    return len(graph), graph.number_of_edges()
