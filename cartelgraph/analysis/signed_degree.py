"""Who is central given friends *and* foes.

Dyads are counted, not statements. A dyad on which an alliance and a rivalry hold at once counts as both:
which of its sources is right is not for a count to decide.
"""

from __future__ import annotations

from cartelgraph.analysis.analysis import SOURCES, Analysis
from cartelgraph.analysis.evidence import Answer, rows_with_sources
from cartelgraph.analysis.names import name_of, names_of
from cartelgraph.analysis.notes import signed_notes, undefined_notes
from cartelgraph.measures.partners import partners
from cartelgraph.measures.pn import pn_centrality
from cartelgraph.model import SignedTie
from cartelgraph.network import Snapshot, signed_layer
from cartelgraph.table import Column, Table

__all__ = ["SIGNED_DEGREE", "signed_degree"]


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
