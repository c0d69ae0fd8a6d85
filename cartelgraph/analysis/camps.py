"""Which two camps the network falls into, who might belong to either, and which ties stand against it."""

from __future__ import annotations

from collections import Counter

import networkx as nx

from cartelgraph.analysis.analysis import SOURCES, Analysis, Parameter
from cartelgraph.analysis.evidence import Answer, rows_with_sources
from cartelgraph.analysis.names import name_of, names_of
from cartelgraph.analysis.notes import undefined_notes
from cartelgraph.analysis.signed_network import SIGNED_AS, SignedNetwork, balance_notes, signed_network
from cartelgraph.measures.frustration import Camps, Frustration, ambiguous, frustrated_ties, frustration
from cartelgraph.measures.progress import Told, silent
from cartelgraph.measures.signed import in_order
from cartelgraph.model import SignedTie
from cartelgraph.network import Snapshot, signed_layer
from cartelgraph.table import Column, Table

__all__ = ["CAMPS", "FRUSTRATED_TIES", "camps", "frustrated"]


def camps(snapshot: Snapshot, *, most: int, seconds: int, told: Told = silent) -> Table:
    """Return the camp of each organization under a division that the fewest ties stand against.

    Order: the largest connected component first, its camps one after the other, then by name.

    Parameters
    ----------
    snapshot
        The network.
    most
        Most divisions, all equally good, that are searched for.
    seconds
        Time limit of the search.
    told
        Is told how many ties are divided.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> table = camps(snapshot(read_dataset(), Moment(EdtfDate("2011-03"))), most=10, seconds=10)
    >>> set(table.column("camp")) >= {"1A", "1B"}
    True
    """
    network = signed_network(snapshot)
    found = frustration(network.graph, most=most, seconds=seconds, told=told)
    rows = rows_with_sources(snapshot, _answers(network, found))
    return Table(
        name=CAMPS.name,
        title=f"Camps, {snapshot.moment}",
        columns=COLUMNS,
        rows=rows,
        notes=(
            snapshot.describe(),
            *balance_notes(network),
            *_findings(network, found),
            *NOTES,
            *undefined_notes(COLUMNS, rows),
        ),
    )


def frustrated(snapshot: Snapshot, *, most: int, seconds: int, told: Told = silent) -> Table:
    """Return the ties that stand against a best division, those that stand against most of them first.

    Parameters
    ----------
    snapshot
        The network.
    most
        Most divisions, all equally good, that are searched for.
    seconds
        Time limit of the search.
    told
        Is told how many ties are divided.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> table = frustrated(snapshot(read_dataset(), Moment(EdtfDate("2011-03"))), most=10, seconds=10)
    >>> set(table.column("tie")) <= {"allied", "rivals"}
    True
    """
    network = signed_network(snapshot)
    found = frustration(network.graph, most=most, seconds=seconds, told=told)
    return Table(
        name=FRUSTRATED_TIES.name,
        title=f"Ties against the camps, {snapshot.moment}",
        columns=TIE_COLUMNS,
        rows=rows_with_sources(snapshot, _tie_answers(network, found)),
        notes=(snapshot.describe(), *balance_notes(network), *_findings(network, found), NOTES[0]),
    )


def _tie_answers(network: SignedNetwork, found: Frustration[str]) -> list[Answer]:
    snapshot = network.snapshot
    against = Counter(tie for division in found.divisions for tie in frustrated_ties(network.graph, division))
    answers: list[Answer] = []
    for tie, count in against.items():
        one, other = sorted(tie, key=lambda node: (name_of(snapshot, node).casefold(), node))
        sign = network.graph.edges[tie]["sign"]
        values = (
            one,
            other,
            name_of(snapshot, one),
            name_of(snapshot, other),
            SIGNED_AS[sign],
            count,
            len(found.divisions),
        )
        answers.append((values, network.behind([tie])))
    return sorted(answers, key=_most_against)


def _most_against(answer: Answer) -> tuple[int, str, str, str, str]:
    one, other, name, other_name, _, count, _ = map(str, answer[0])
    return -int(count), name.casefold(), other_name.casefold(), one, other


def _answers(network: SignedNetwork, found: Frustration[str]) -> list[Answer]:
    snapshot, graph = network.snapshot, network.graph
    layer, undecided = signed_layer(snapshot.graph), ambiguous(found)
    against: dict[str, set[str]] = {node: set() for node in graph}
    for one, other in frustrated_ties(graph, found.camps):
        against[one].add(other)
        against[other].add(one)
    named = _named_camps(graph, found.camps)
    size = {camp: list(named.values()).count(camp) for camp in named.values()}

    def order(node: str) -> tuple[bool, int, str, str, str]:
        camp = named[node] or ""
        part = int(camp[:-1]) if camp else 0
        return not camp, part, camp, name_of(snapshot, node).casefold(), node

    answers: list[Answer] = []
    for node in sorted(graph, key=order):
        camp = named[node]
        values = (
            node,
            name_of(snapshot, node),
            camp,
            None if camp is None else "yes" if node in undecided else "no",
            size[camp] if camp else None,
            len(graph[node]),
            len(against[node]),
            names_of(snapshot, against[node]) or None,
        )
        answers.append((values, [key for _, _, key in layer.edges(node, keys=True)]))
    return answers


def _named_camps(graph: nx.Graph[str], found: Camps[str]) -> dict[str, str | None]:
    """Return the camp of each organization, such as 1A: the first camp of component 1, the largest."""
    parts = sorted(map(in_order, nx.connected_components(graph)), key=lambda part: (-len(part), part[0]))
    return {
        node: None if len(part) == 1 else f"{number}{'A' if node in found[0] else 'B'}"
        for number, part in enumerate(parts, start=1)
        for node in part
    }


def _findings(network: SignedNetwork, found: Frustration[str]) -> tuple[str, ...]:
    if not found.ties:
        return ()
    named = "; ".join(sorted(map(network.named, frustrated_ties(network.graph, found.camps)))) or "none"
    proven = "proven to be the fewest" if not found.gap else f"no division has fewer than {found.bound}"
    alike = len(found.divisions)
    if found.complete:
        others = f"Divisions that are as good: {alike}, this one included."
    else:
        others = f"Divisions that are as good: {alike} were found, this one included; there may be more."
    return (
        f"Ties against this division: {found.value} of {found.ties}, {proven}: {named}.",
        others,
    )


COLUMNS = (
    Column("id", "Id of the organization.", detail=True),
    Column("organization", "Name of the organization."),
    Column(
        "camp",
        "Number of its connected component, 1 being the largest, and its camp there, A or B; undefined "
        "without a tie that is not contested.",
    ),
    Column(
        "ambiguous",
        "Whether it stands in the other camp under another division, of those found, that is as good, the "
        "organization with the most ties in its component being held in camp A; undefined without a camp.",
    ),
    Column("camp_size", "Organizations in its camp; undefined without a camp.", "organizations", detail=True),
    Column("ties", "Its allied and rival dyads, without contested ones.", "dyads"),
    Column("frustrated", "How many of them stand against the division.", "dyads"),
    Column("frustrated_with", "The others in these dyads; undefined if there is none."),
    SOURCES,
)

TIE_COLUMNS = (
    Column("id", "Id of the first organization.", detail=True),
    Column("other_id", "Id of the second.", detail=True),
    Column("organization", "Name of the first organization."),
    Column("other", "Name of the second."),
    Column("tie", "Allied, though in different camps, or rivals within one."),
    Column("against", "Divisions, all equally good, that it stands against.", "divisions"),
    Column("of", "Divisions that were compared.", "divisions"),
    SOURCES,
)

NOTES = (
    (
        "A tie stands against the division if it is an alliance between the camps or a rivalry within one. "
        "Camps follow from who is tied to whom, not from what anybody says of them; between components "
        "they mean nothing."
    ),
    "Two camps are the least that rivalry needs. Whether three would fit better, weak balance tells.",
)

CAMPS = Analysis(
    name="camps",
    question="Which two camps does the network fall into, and who fits in neither?",
    compute=camps,
    about=("id", "organization"),
    reads=(SignedTie,),
    parameters=(
        Parameter("most", 100, 1, 10000, "Most divisions, all equally good, that are searched for."),
        Parameter("seconds", 60, 1, 86400, "Time limit of the search, in seconds."),
    ),
    ranks=False,
    tells=True,
    references=(
        "Harary, F. (1959). On the measurement of structural balance. Behavioral Science 4, 316-323.",
        (
            "Aref, S., Mason, A. J. & Wilson, M. C. (2020). A modeling and computational study of the "
            "frustration index in signed networks. Networks 75, 95-110."
        ),
    ),
)

FRUSTRATED_TIES = Analysis(
    name="frustrated-ties",
    question="Which ties stand against a division into two camps?",
    compute=frustrated,
    about=("id", "other_id", "organization", "other", "tie"),
    reads=(SignedTie,),
    parameters=CAMPS.parameters,
    ranks=False,
    tells=True,
    references=CAMPS.references,
)
