"""One module for each question. A new analysis is a module and a line in the list below."""

from cartelgraph.analysis.analysis import Analysis, Parameter
from cartelgraph.analysis.centrality import CENTRALITY
from cartelgraph.analysis.co_presence import CO_PRESENCE
from cartelgraph.analysis.contested import CONTESTED
from cartelgraph.analysis.exposure import EXPOSURE
from cartelgraph.analysis.reach import REACH
from cartelgraph.analysis.signed_degree import SIGNED_DEGREE
from cartelgraph.analysis.timeline import timeline
from cartelgraph.errors import UnknownNameError

__all__ = ["ANALYSES", "Analysis", "Parameter", "analysis_named", "timeline"]

ANALYSES: tuple[Analysis, ...] = (
    CENTRALITY,
    SIGNED_DEGREE,
    REACH,
    EXPOSURE,
    CO_PRESENCE,
    CONTESTED,
)


def analysis_named(name: str) -> Analysis:
    """Return the analysis of that name.

    Raises
    ------
    UnknownNameError
        When there is none; the message offers the nearest.
    """
    for analysis in ANALYSES:
        if analysis.name == name:
            return analysis
    raise UnknownNameError("analysis", name, [analysis.name for analysis in ANALYSES])
