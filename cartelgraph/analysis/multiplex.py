"""Who has ties of several kinds, and how far the kinds overlap: ally, rival, lineage and co-presence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import networkx as nx

from cartelgraph.analysis.analysis import SOURCES, Analysis
from cartelgraph.analysis.evidence import Answer, count_statements, records_between, rows_with_sources
from cartelgraph.analysis.names import name_of
from cartelgraph.analysis.notes import folding_notes, undefined_notes
from cartelgraph.measures.multiplex import Multiplexity, dyads_by_layers, multiplexity, overlaps
from cartelgraph.model import SignedTie
from cartelgraph.model.relationships import Containment, Presence
from cartelgraph.network import (
    LINEAGE,
    Snapshot,
    edges_of,
    is_criminal_group,
    presence_layer,
    signed_layer,
)
from cartelgraph.table import Column, Table

__all__ = ["LAYER_OVERLAP", "MULTIPLEX", "layer_overlap", "multiplex"]

ALLY, RIVAL, DESCENT, TOGETHER = "ally", "rival", "lineage", "co-presence"

#: What a tie is in each layer.
LAYERS = {
    ALLY: "at least one alliance holds",
    RIVAL: "at least one rivalry holds",
    DESCENT: (
        "a statement of lineage on the two holds: split, merger, succession, new name, faction, armed wing"
    ),
    TOGETHER: "sources place both in a same country",
}


def multiplex(snapshot: Snapshot) -> Table:
    """Return the ties of each organization by layers, and how evenly they are spread over these.

    Order: overlapping degree, then participation, then name.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> table = multiplex(snapshot(read_dataset(), Moment(EdtfDate("2011-03"))))
    >>> set(table.column("spread")) <= {"focused", "mixed", "multiplex", None}
    True
    """
    kinds = _Kinds(snapshot)
    rows = rows_with_sources(snapshot, _answers(kinds))
    return Table(
        name=MULTIPLEX.name,
        title=f"Ties by kinds, {snapshot.moment}",
        columns=COLUMNS,
        rows=rows,
        notes=(snapshot.describe(), *_notes(kinds), *NOTES, *undefined_notes(COLUMNS, rows)),
    )


def layer_overlap(snapshot: Snapshot) -> Table:
    """Return how many dyads are tied in both of each two layers, and how many by chance.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> table = layer_overlap(snapshot(read_dataset(), Moment(EdtfDate("2011-03"))))
    >>> all(row["shared"] <= min(row["dyads"], row["dyads_other"]) for row in table.records())
    True
    """
    kinds = _Kinds(snapshot)
    rows = rows_with_sources(snapshot, _overlap_answers(kinds))
    return Table(
        name=LAYER_OVERLAP.name,
        title=f"Overlap of kinds of tie, {snapshot.moment}",
        columns=OVERLAP_COLUMNS,
        rows=rows,
        notes=(snapshot.describe(), *_notes(kinds), *OVERLAP_NOTES, *undefined_notes(OVERLAP_COLUMNS, rows)),
    )


@dataclass(frozen=True)
class _Kinds:
    """The four layers of a snapshot: criminal organizations, with the records behind each tie.

    An organization is there once a statement of any of these kinds holds on it, in every layer or in none.
    """

    snapshot: Snapshot

    @cached_property
    def layers(self) -> dict[str, nx.Graph[str]]:
        return {
            ALLY: self._signed(1),
            RIVAL: self._signed(-1),
            DESCENT: self._descent(),
            TOGETHER: self._together(),
        }

    @cached_property
    def presence(self) -> nx.Graph[str]:
        return presence_layer(self.snapshot.graph)

    @cached_property
    def own(self) -> dict[str, set[str]]:
        """The statements on each organization that make it part of this."""
        found: dict[str, set[str]] = defaultdict(set)
        for source, target, key in signed_layer(self.snapshot.graph).edges(keys=True):
            found[source].add(key)
            found[target].add(key)
        for source, target, key in self._lineage():
            found[source].add(key)
            found[target].add(key)
        for node, mode in self.presence.nodes(data="bipartite"):
            if not mode:
                found[node] |= records_between(self.presence, node, self.presence[node])
        return dict(found)

    def behind(self, layer: str, node: str | None = None) -> set[str]:
        """Return the records behind all ties of a layer, or behind those of one organization."""
        ties = self.layers[layer].edges(node if node is None else [node], data=True)
        return {record for _, _, data in ties for record in data["records"]}

    def _signed(self, sign: int) -> nx.Graph[str]:
        ties = signed_layer(self.snapshot.graph).edges(keys=True, data=True)
        return self._joined((one, other, {key}) for one, other, key, data in ties if data["sign"] == sign)

    def _lineage(self) -> Iterator[tuple[str, str, str]]:
        graph = self.snapshot.graph
        for kind in LINEAGE:
            for source, target, key, _ in edges_of(graph, kind):
                if is_criminal_group(graph, source) and is_criminal_group(graph, target):
                    yield source, target, key

    def _descent(self) -> nx.Graph[str]:
        return self._joined((source, target, {key}) for source, target, key in self._lineage())

    def _together(self) -> nx.Graph[str]:
        presence = self.presence
        countries = [node for node, mode in presence.nodes(data="bipartite") if mode]
        return self._joined(
            (*pair, records_between(presence, country, pair))
            for country in countries
            for pair in combinations(sorted(presence[country]), 2)
        )

    def _joined(self, ties: Iterator[tuple[str, str, set[str]]]) -> nx.Graph[str]:
        layer: nx.Graph[str] = nx.Graph()
        layer.add_nodes_from(sorted(self.own))
        for one, other, records in ties:
            known = layer.get_edge_data(one, other, default={"records": set()})
            layer.add_edge(one, other, records=known["records"] | records)
        return layer


def _answers(kinds: _Kinds) -> Iterator[Answer]:
    """Yield an answer for each organization, in the order of the table."""
    snapshot, found = kinds.snapshot, multiplexity(kinds.layers)

    def order(node: str) -> tuple[int, float, str, str]:
        its: Multiplexity = found[node]
        return -its.overlapping_degree, -(its.participation or 0), name_of(snapshot, node).casefold(), node

    for node in sorted(found, key=order):
        its = found[node]
        values = (
            node,
            name_of(snapshot, node),
            its.overlapping_degree,
            *(its.degrees[layer] for layer in LAYERS),
            its.participation,
            None if its.spread is None else str(its.spread),
        )
        yield values, kinds.own[node].union(*(kinds.behind(layer, node) for layer in LAYERS))


def _overlap_answers(kinds: _Kinds) -> Iterator[Answer]:
    """Yield an answer for each two layers of which one at least has a tie."""
    for its in overlaps(kinds.layers):
        if its.dyads or its.dyads_other:
            values = (
                its.layer,
                its.other,
                its.dyads,
                its.dyads_other,
                its.shared,
                its.jaccard,
                its.share,
                its.share_other,
                its.expected,
                its.lift,
            )
            yield values, kinds.behind(its.layer) | kinds.behind(its.other)


def _notes(kinds: _Kinds) -> Iterator[str]:
    snapshot = kinds.snapshot
    if not kinds.own:
        yield "No alliance, rivalry, truce, lineage or presence of a criminal organization holds."
        yield from folding_notes(snapshot)
        return
    meant = "; ".join(f"{layer}, if {means}" for layer, means in LAYERS.items())
    yield f"Layers, in which a dyad of criminal organizations is tied: {meant}."
    counted = "; ".join(
        f"{layer} {graph.number_of_edges()}, from {count_statements(snapshot, kinds.behind(layer))}"
        for layer, graph in kinds.layers.items()
    )
    yield f"Organizations: {len(kinds.own)}. Dyads: {counted}."
    several = dyads_by_layers(kinds.layers)
    yield (
        "Dyads tied in 1, 2, 3 and 4 layers: "
        + ", ".join(str(several[number]) for number in range(1, 5))
        + "."
    )
    both = kinds.layers[ALLY].edges & kinds.layers[RIVAL].edges
    if both:
        yield f"Dyads that sources call allied and rivals at once, and that are in both layers: {len(both)}."
    yield from folding_notes(snapshot)


COLUMNS = (
    Column("id", "Id of the organization.", detail=True),
    Column("organization", "Name of the organization."),
    Column("overlapping_degree", "Sum of its ties over the four layers.", "ties"),
    Column("allies", "Organizations that it is tied with in the ally layer.", "organizations"),
    Column("rivals", "The same in the layer of rivals.", "organizations"),
    Column("lineage", "The same in the layer of lineage.", "organizations"),
    Column("co_present", "The same in the layer of co-presence.", "organizations"),
    Column(
        "participation",
        "Multiplex participation coefficient: how evenly its ties are spread over the four layers, from 0, "
        "all in one, to 1, as many in each; undefined without a tie.",
        "1",
    ),
    Column(
        "spread",
        "Focused (participation up to 1/3), mixed (up to 2/3) or multiplex; undefined without a tie.",
    ),
    SOURCES,
)

OVERLAP_COLUMNS = (
    Column("layer", "The first of two layers.", heading=True),
    Column("other", "The other.", heading=True),
    Column("dyads", "Dyads that are tied in the first.", "dyads"),
    Column("dyads_other", "Dyads that are tied in the other.", "dyads"),
    Column("shared", "Dyads that are tied in both.", "dyads"),
    Column("jaccard", "Shared dyads as a share of those tied in either, 0 to 1.", "1"),
    Column(
        "share",
        "Shared dyads as a share of those of the first, 0 to 1; undefined if it has none.",
        "1",
    ),
    Column("share_other", "The same of those of the other; undefined if it has none.", "1"),
    Column(
        "expected",
        "Shared dyads to expect if both layers drew theirs independently among all dyads.",
        "dyads",
    ),
    Column(
        "lift",
        "Shared divided by expected, from 0; 1 is what chance gives; undefined if a layer has no dyad.",
        "1",
    ),
    SOURCES,
)

NOTES = (
    "Order: overlapping degree, then participation, then name.",
    (
        "Co-presence in a country ties everybody there to everybody else: whoever is in a country with many "
        "leans to that layer, whatever other ties it has."
    ),
    "Rivals are a layer beside the others: a tie there is no closeness, and no sum here is one.",
)

OVERLAP_NOTES = (
    (
        "Expected: A B / D, A and B being the dyads of the two layers and D all n (n - 1)/2 dyads of the n "
        "organizations. An organization counts once any statement of these kinds holds on it."
    ),
    (
        "Dyads that nothing is stated on count as not tied. Sources write of the same few organizations in "
        "every respect, which alone makes for a lift above 1; and dyads are not independent of one another, "
        "so that no probability is given."
    ),
)

MULTIPLEX = Analysis(
    name="multiplex",
    question="Who has ties of several kinds, and who of one only?",
    compute=multiplex,
    about=("id", "organization"),
    reads=(SignedTie, *LINEAGE, Presence, Containment),
    references=(
        (
            "Battiston, F., Nicosia, V. & Latora, V. (2014). Structural measures for multiplex networks. "
            "Physical Review E 89, 032804."
        ),
    ),
)

LAYER_OVERLAP = Analysis(
    name="layer-overlap",
    question="How far do alliance, rivalry, lineage and presence in the same countries tie the same dyads?",
    compute=layer_overlap,
    about=("layer", "other"),
    reads=MULTIPLEX.reads,
    ranks=False,
    references=MULTIPLEX.references,
)
