"""Which communities allies form, how firm these are, and whether they are the camps or the lineages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import networkx as nx

from cartelgraph.analysis.analysis import SOURCES, Analysis, Parameter
from cartelgraph.analysis.evidence import Answer, records_between, rows_with_sources
from cartelgraph.analysis.homes import lineages
from cartelgraph.analysis.names import name_of, names_of
from cartelgraph.analysis.notes import ally_notes, undefined_notes
from cartelgraph.analysis.signed_network import signed_network
from cartelgraph.measures.communities import Consensus, consensus_communities
from cartelgraph.measures.frustration import frustration
from cartelgraph.measures.partitions import adjusted_mutual_information, labels_of
from cartelgraph.measures.progress import Told, silent
from cartelgraph.model import SignedTie
from cartelgraph.network import Snapshot, ally_layer, signed_layer
from cartelgraph.table import Column, Table

__all__ = ["COMMUNITIES", "communities"]

SEED = 2011

#: Most divisions into camps that the communities are compared with, and the seconds to look for them.
MOST, SECONDS = 20, 10


def communities(snapshot: Snapshot, *, runs: int, told: Told = silent) -> Table:
    """Return the community of each organization among allies, with how firm its place there is.

    Order: the largest community first, then by name; organizations without an ally last.

    Parameters
    ----------
    snapshot
        The network.
    runs
        Runs of the Louvain method, of which the consensus is taken.
    told
        Is told how many runs are done, then how many ties are divided into camps.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> table = communities(snapshot(read_dataset(), Moment(EdtfDate("2011-03"))), runs=20)
    >>> all(row["inside"] + row["outside"] == row["allies"] for row in table.records())
    True
    """
    layer = ally_layer(snapshot.graph)
    found = consensus_communities(layer, runs=runs, seed=SEED, told=told)
    rows = rows_with_sources(snapshot, _answers(snapshot, layer, found))
    return Table(
        name=COMMUNITIES.name,
        title=f"Communities of allies, {snapshot.moment}",
        columns=COLUMNS,
        rows=rows,
        notes=(
            snapshot.describe(),
            *ally_notes(snapshot, layer),
            *(_findings(snapshot, found, told) if found.communities else ()),
            *NOTES,
            *undefined_notes(COLUMNS, rows),
        ),
    )


def _answers(snapshot: Snapshot, layer: nx.Graph[str], found: Consensus[str]) -> Iterator[Answer]:
    """Yield an answer for each organization of the ally layer, in the order of the table."""
    signed = signed_layer(snapshot.graph)

    def by_name(node: str) -> tuple[str, str]:
        return name_of(snapshot, node).casefold(), node

    for number, members in enumerate(found.communities, start=1):
        within = {
            record for node in members for record in records_between(layer, node, members & set(layer[node]))
        }
        for node in sorted(members, key=by_name):
            inside = members & set(layer[node])
            leaning = found.leanings.get(node, (None, 0.0))
            values = (
                node,
                name_of(snapshot, node),
                len(layer[node]),
                len(inside),
                len(layer[node]) - len(inside),
                str(number),
                len(members),
                found.stability[node],
                leaning[1],
                None if leaning[0] is None else str(leaning[0] + 1),
                names_of(snapshot, set(layer[node]) - members) or None,
            )
            yield values, within | records_between(layer, node, layer[node])
    for node in sorted(found.isolates, key=by_name):
        alone = (node, name_of(snapshot, node), 0, 0, 0, None, 1, None, None, None, None)
        # An organization without an ally rests on the statements that make it part of the network.
        yield alone, [key for _, _, key in signed.edges(node, keys=True)]


def _findings(snapshot: Snapshot, found: Consensus[str], told: Told) -> Iterator[str]:
    """Yield what was found of the whole: how good, how firm, and what else it is like."""
    sizes = ", ".join(str(len(community)) for community in found.communities)
    yield (
        f"Communities: {len(found.communities)}, of {sizes} organizations; modularity "
        f"{found.modularity:.3f}, at best {found.best:.3f} in a single run."
    )
    yield _runs_note(found)
    if found.isolates:
        yield f"Without an ally, and so each a community of one: {names_of(snapshot, found.isolates)}."
    placed = labels_of(found.communities)
    yield _camps_note(snapshot, placed, told)
    yield _lineage_note(snapshot, placed)


def _runs_note(found: Consensus[str]) -> str:
    partitions = f"{found.distinct} different partition{'' if found.distinct == 1 else 's'}"
    agreement = "" if found.agreement is None else f", mean adjusted mutual information {found.agreement:.2f}"
    if found.rounds == 1 and found.settled:
        return f"Runs: {found.runs}, {partitions}{agreement}."
    ended = (
        f"agreed after {found.rounds} rounds" if found.settled else "never agreed: the most frequent is shown"
    )
    return f"Runs: {found.runs}, {partitions}{agreement}; runs on what they had in common {ended}."


def _camps_note(snapshot: Snapshot, placed: Mapping[str, int], told: Told) -> str:
    """Say how far the communities are the camps of frustration, of which several may be equally good."""
    graph = signed_network(snapshot).graph
    divided = frustration(graph, most=MOST, seconds=SECONDS, told=told)
    part = labels_of(nx.connected_components(graph))
    shared = [node for node in placed if graph.degree(node)]
    agreed = [
        adjusted_mutual_information(
            {node: placed[node] for node in shared},
            {node: (part[node], node in camps[0]) for node in shared},
        )
        for camps in divided.divisions
    ]
    known = [value for value in agreed if value is not None]
    what = "Adjusted mutual information with the camps"
    if not known:
        return f"{what}: undefined, as neither divides the organizations in both ({len(shared)})."
    least, most = (f"{value:.2f}" for value in (min(known), max(known)))
    value = least if least == most else f"{least} to {most}"
    alike = "" if len(agreed) == 1 else f", over {len(agreed)} equally good divisions"
    more = "" if divided.complete else "; there may be more or better divisions"
    return f"{what}: {value}, on the {len(shared)} organizations in both{alike}{more}."


def _lineage_note(snapshot: Snapshot, placed: Mapping[str, int]) -> str:
    every = lineages(snapshot)
    value = adjusted_mutual_information(placed, {node: every[node] for node in placed})
    what = "Adjusted mutual information with the lineages"
    if value is None:
        return f"{what}: undefined, as neither divides the {len(placed)} organizations."
    return f"{what}: {value:.2f}, on {len(placed)} organizations."


COLUMNS = (
    Column("id", "Id of the organization.", detail=True),
    Column("organization", "Name of the organization."),
    Column("allies", "Organizations with an alliance.", "organizations"),
    Column("inside", "How many of them are of its community.", "organizations"),
    Column("outside", "How many are not.", "organizations"),
    Column("community", "Number of its community, 1 being the largest; undefined without an ally."),
    Column("size", "Organizations of its community.", "organizations"),
    Column(
        "stability",
        "How often the runs put it together with the others of its community, on average over these, 0 to 1; "
        "undefined where there is no other.",
        "1",
    ),
    Column(
        "elsewhere",
        "How often the runs put it together with those of the other community that it is most often with, on "
        "average over these, 0 to 1; undefined without an ally.",
        "1",
    ),
    Column("leans_to", "Number of that community; undefined if it was never with another."),
    Column("allies_outside", "Names of its allies elsewhere; undefined if there is none.", detail=True),
    SOURCES,
)

NOTES = (
    (
        "A community has more alliances within than organizations with as many allies would have by "
        "chance. It is found on alliances alone: rivalries are no ties here; camps take both into account."
    ),
    (
        "Runs take organizations and alliances in random order. A stability below 1 says that orders decide "
        "where an organization belongs, elsewhere above 0 also that they decide whether two communities are "
        "one. That no order does is no sign that sources agree."
    ),
    (
        "Small communities of a large network may be joined although hardly anything ties them together, as "
        "modularity does not see them (Fortunato & Barthelemy 2007). The resolution is 1."
    ),
    (
        "Adjusted mutual information: 1 for the same partition, 0 for what chance gives on average; scaled "
        "by the mean of both entropies."
    ),
    (
        "A row counts the alliances within its community and its own; where the borders lie depends on all "
        "alliances."
    ),
)

COMMUNITIES = Analysis(
    name="communities",
    question="Which communities do allies form, and how firm are these?",
    compute=communities,
    about=("id", "organization"),
    reads=(SignedTie,),
    parameters=(
        Parameter("runs", 50, 2, 10000, "Runs of the Louvain method, of which the consensus is taken."),
    ),
    ranks=False,
    tells=True,
    references=(
        (
            "Blondel, V. D., Guillaume, J.-L., Lambiotte, R. & Lefebvre, E. (2008). Fast unfolding of "
            "communities in large networks. Journal of Statistical Mechanics P10008."
        ),
        (
            "Lancichinetti, A. & Fortunato, S. (2012). Consensus clustering in complex networks. Scientific "
            "Reports 2, 336."
        ),
        (
            "Fortunato, S. & Barthelemy, M. (2007). Resolution limit in community detection. Proceedings of "
            "the National Academy of Sciences 104, 36-41."
        ),
        (
            "Vinh, N. X., Epps, J. & Bailey, J. (2010). Information theoretic measures for clusterings "
            "comparison: Variants, properties, normalization and correction for chance. Journal of Machine "
            "Learning Research 11, 2837-2854."
        ),
    ),
)
