"""What an answer rests on, whether it holds, and what differs between two datasets.

Everything here asks a :class:`Question` again and again, of data from which something is missing or in which
something is changed, and needs to know no single analysis.
"""

from cartelgraph.scrutiny.bibtex import bibtex
from cartelgraph.scrutiny.comparison import compare
from cartelgraph.scrutiny.explanation import Explanation, explain
from cartelgraph.scrutiny.grounds import Bearing, Ground
from cartelgraph.scrutiny.question import Question, of_analysis, of_brief
from cartelgraph.scrutiny.stability import DEFAULT_RUNS, DEFAULT_SEED, stability

__all__ = [
    "DEFAULT_RUNS",
    "DEFAULT_SEED",
    "Bearing",
    "Explanation",
    "Ground",
    "Question",
    "bibtex",
    "compare",
    "explain",
    "of_analysis",
    "of_brief",
    "stability",
]
