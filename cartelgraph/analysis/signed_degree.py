"""Who is central given friends *and* foes.

The measures are functions of a multigraph whose edges bear a ``sign``: +1 alliance, -1 rivalry, 0
truce. Dyads are counted, not statements. A dyad on which an alliance and a rivalry hold at once counts
as both: which of its sources is right is not for a count to decide.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import networkx as nx
import numpy as np

from cartelgraph.analysis.analysis import SOURCES, Analysis
from cartelgraph.analysis.evidence import Answer, rows_with_sources
from cartelgraph.analysis.names import name_of, names_of
from cartelgraph.analysis.notes import signed_notes, undefined_notes
from cartelgraph.model import SignedTie
from cartelgraph.network import Snapshot, signed_layer
from cartelgraph.table import Column, Table

__all__ = ["SIGNED_DEGREE", "Partners", "partners", "pn_centrality", "signed_degree"]


@dataclass(frozen=True)
class Partners:
    """The partners of one node by the sign of what is stated; one partner may stand in several sets."""

    allies: frozenset[str]
    rivals: frozenset[str]
    truces: frozenset[str]

    @property
    def contested(self) -> frozenset[str]:
        """Partners with statements of more than one sign at once."""
        return self.allies & self.rivals | self.allies & self.truces | self.rivals & self.truces

    @property
    def net(self) -> int:
        """Allies less rivals, from -(n - 1) to n - 1."""
        return len(self.allies) - len(self.rivals)

    @property
    def ratio(self) -> float | None:
        """Net over allies and rivals together, from -1 (rivals only) to 1; None without either."""
        total = len(self.allies) + len(self.rivals)
        return self.net / total if total else None


def partners(layer: nx.MultiGraph[str]) -> dict[str, Partners]:
    """Return the distinct allies, rivals and truce partners of each node (Everett & Borgatti 2014).

    Examples
    --------
    >>> layer = nx.MultiGraph()
    >>> layer.add_edges_from([("a", "b", {"sign": 1}), ("a", "b", {"sign": 1}), ("a", "c", {"sign": -1})])
    [0, 1, 0]
    >>> found = partners(layer)["a"]
    >>> len(found.allies), len(found.rivals), found.net, found.ratio
    (1, 1, 0, 0.0)
    """
    by_sign: dict[str, defaultdict[int, set[str]]] = {node: defaultdict(set) for node in layer}
    for source, target, data in layer.edges(data=True):
        by_sign[source][data["sign"]].add(target)
        by_sign[target][data["sign"]].add(source)
    return {
        node: Partners(frozenset(signs[1]), frozenset(signs[-1]), frozenset(signs[0]))
        for node, signs in by_sign.items()
    }


def pn_centrality(layer: nx.MultiGraph[str]) -> dict[str, float | None]:
    """Return the PN centrality of each node (Everett & Borgatti 2014).

    With P the adjacency matrix of alliances, N that of rivalries and 1 a vector of ones::

        PN = (I - (P - 2 N) / (2 n - 2)) ^ -1  1

    Allies raise it, the more so the higher their own value; rivals lower it; a node with neither has 1.
    A truce adds nothing. None for one node alone, and for two that are rivals and all there is: there
    the matrix has no inverse.

    Examples
    --------
    >>> layer = nx.MultiGraph()
    >>> layer.add_edge("a", "b", sign=1)
    0
    >>> pn_centrality(layer)
    {'a': 2.0, 'b': 2.0}
    """
    nodes, found = list(layer), partners(layer)
    if len(nodes) < 2:
        return dict.fromkeys(nodes)
    index = {node: position for position, node in enumerate(nodes)}
    balance = np.zeros((len(nodes), len(nodes)))
    for node in nodes:
        balance[index[node], [index[ally] for ally in found[node].allies]] += 1
        balance[index[node], [index[rival] for rival in found[node].rivals]] -= 2
    try:
        values = np.linalg.solve(np.eye(len(nodes)) - balance / (2 * len(nodes) - 2), np.ones(len(nodes)))
    except np.linalg.LinAlgError:
        return dict.fromkeys(nodes)
    return dict(zip(nodes, values.tolist(), strict=True))


def signed_degree(snapshot: Snapshot) -> Table:
    """Return the allies and rivals of each criminal organization, the best balance of both first.

    Order: net, then number of allies, then name.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> from cartelgraph.model import EdtfDate
    >>> from cartelgraph.network import Moment, snapshot
    >>> table = signed_degree(snapshot(read_dataset(), Moment(EdtfDate("2011-03"))))
    >>> sum(table.column("allies")) % 2  # a dyad counts at both of its ends
    0
    """
    rows = rows_with_sources(snapshot, _answers(snapshot))
    return Table(
        name=SIGNED_DEGREE.name,
        title=f"Allies and rivals, {snapshot.moment}",
        columns=COLUMNS,
        rows=rows,
        notes=(snapshot.describe(), *signed_notes(snapshot), *NOTES, *undefined_notes(COLUMNS, rows)),
    )


def _answers(snapshot: Snapshot) -> list[Answer]:
    """Return one answer for each organization of the signed layer, in the order of the table."""
    layer = signed_layer(snapshot.graph)
    found, pn = partners(layer), pn_centrality(layer)

    def order(node: str) -> tuple[int, int, str, str]:
        return -found[node].net, -len(found[node].allies), name_of(snapshot, node).casefold(), node

    answers: list[Answer] = []
    for node in sorted(layer, key=order):
        its = found[node]
        values = (
            node,
            name_of(snapshot, node),
            len(its.allies),
            len(its.rivals),
            len(its.truces),
            len(its.contested),
            its.net,
            its.ratio,
            pn[node],
            names_of(snapshot, its.contested),
        )
        answers.append((values, [key for _, _, key in layer.edges(node, keys=True)]))
    return answers


COLUMNS = (
    Column("id", "Id of the organization.", detail=True),
    Column("organization", "Name of the organization."),
    Column("allies", "Distinct organizations with an alliance with it.", "organizations"),
    Column("rivals", "Distinct organizations with a rivalry with it.", "organizations"),
    Column("truces", "Distinct organizations with a truce with it.", "organizations", detail=True),
    Column("contested", "Partners with statements of more than one sign at once.", "organizations"),
    Column("net", "Allies less rivals.", "organizations"),
    Column("ratio", "Net over allies and rivals together, -1 to 1; undefined without either.", "1"),
    Column(
        "pn",
        "PN centrality: 1 without allies and rivals, raised by allies, lowered by rivals; undefined where "
        "two rivals are all there is.",
        "1",
        detail=True,
    ),
    Column("contested_with", "Names of the contested partners.", detail=True),
    SOURCES,
)

NOTES = (
    "Order: net, then allies, then name.",
    "Dyads are counted, not statements. A contested dyad counts under each sign that is stated of it.",
)

SIGNED_DEGREE = Analysis(
    name="signed-degree",
    question="Who is central given friends and foes?",
    compute=signed_degree,
    about=("id", "organization"),
    reads=(SignedTie,),
    references=(
        (
            "Everett, M. G. & Borgatti, S. P. (2014). Networks containing negative ties. Social Networks 38, "
            "111-120."
        ),
    ),
)
