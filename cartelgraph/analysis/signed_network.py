"""The signed layer as a signed graph, for questions about balance, with the statements behind each tie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from cartelgraph.analysis.names import name_of
from cartelgraph.analysis.notes import signed_notes
from cartelgraph.measures.signed import Dyad, simple_signed
from cartelgraph.network import Snapshot, signed_layer

__all__ = ["SIGNED_AS", "SignedNetwork", "balance_notes", "signed_network"]

#: A sign in words, as a tie.
SIGNED_AS = {1: "allied", -1: "rivals"}


@dataclass(frozen=True)
class SignedNetwork:
    """Who is allied with whom and whose rival, dyad by dyad.

    Attributes
    ----------
    snapshot
        What it was taken of.
    graph
        Signed graph of all organizations of the signed layer; contested dyads and truces are no ties.
    statements
        Ids of the alliances and rivalries on each dyad that is a tie.
    """

    snapshot: Snapshot
    graph: nx.Graph[str]
    statements: dict[frozenset[str], tuple[str, ...]]

    def behind(self, ties: Iterable[Dyad[str]]) -> set[str]:
        """Return the ids of the statements behind some ties."""
        return {record for tie in ties for record in self.statements[frozenset(tie)]}

    def named(self, dyad: Dyad[str]) -> str:
        """Return both organizations of a dyad by their names, and what they are to each other."""
        first, second = sorted((name_of(self.snapshot, end) for end in dyad), key=str.casefold)
        return f"{first} and {second} ({SIGNED_AS[self.graph.edges[dyad]['sign']]})"


def signed_network(snapshot: Snapshot) -> SignedNetwork:
    """Return the signed layer of a snapshot as a signed graph."""
    layer = signed_layer(snapshot.graph)
    graph, _ = simple_signed(layer)
    statements: dict[frozenset[str], tuple[str, ...]] = {}
    for source, target, key, data in sorted(layer.edges(keys=True, data=True), key=lambda edge: edge[2]):
        if data["sign"] and graph.has_edge(source, target):
            dyad = frozenset((source, target))
            statements[dyad] = (*statements.get(dyad, ()), key)
    return SignedNetwork(snapshot, graph, statements)


def balance_notes(network: SignedNetwork) -> tuple[str, ...]:
    """Return what a reader of any answer about balance must know of the ties that it rests on."""
    signs = [data["sign"] for _, _, data in network.graph.edges(data=True)]
    return (
        *signed_notes(network.snapshot),
        (
            f"Ties here: {signs.count(1)} allied and {signs.count(-1)} rival dyads. A contested dyad is "
            "neither, as no measure should decide which of its sources is right; a truce is no tie."
        ),
    )
