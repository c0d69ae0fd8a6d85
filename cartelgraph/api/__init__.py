"""What a notebook needs, by name: read, look up, take a snapshot, analyse, draw, report.

``import cartelgraph as cg`` offers all of it. Dates are EDTF text, as on the command line: ``2011``,
``2011-03``, ``2011-03-15``. Answers are tables that show well, know the records behind each row, and become
a pandas DataFrame; the graph of a snapshot is a plain ``networkx.MultiDiGraph``.
"""

from cartelgraph.api.lookup import show, timeline
from cartelgraph.api.moments import read_ties, series, snapshot
from cartelgraph.api.pictures import draw_alliances, draw_map, draw_network, draw_timeline, write_report
from cartelgraph.api.questions import analyses, analyze, answer_brief, queries, survival
from cartelgraph.api.scrutiny import diff, explain, stability
from cartelgraph.connection import connect
from cartelgraph.dataset import Dataset, read_dataset
from cartelgraph.figures import Figure
from cartelgraph.network import Snapshot
from cartelgraph.store import Store
from cartelgraph.store import query_named as query
from cartelgraph.table import Table

__all__ = [
    "Dataset",
    "Figure",
    "Snapshot",
    "Store",
    "Table",
    "analyses",
    "analyze",
    "answer_brief",
    "connect",
    "diff",
    "draw_alliances",
    "draw_map",
    "draw_network",
    "draw_timeline",
    "explain",
    "queries",
    "query",
    "read_dataset",
    "read_ties",
    "series",
    "show",
    "snapshot",
    "stability",
    "survival",
    "timeline",
    "write_report",
]
