"""One module for each question. A new analysis is a module and a line in the list below."""

from cartelgraph.analysis.analysis import Analysis, Parameter
from cartelgraph.analysis.balance import BALANCE
from cartelgraph.analysis.balance_over_time import BALANCE_OVER_TIME
from cartelgraph.analysis.brokers import BROKERS
from cartelgraph.analysis.camp_changes import CAMP_CHANGES
from cartelgraph.analysis.camps import CAMPS, FRUSTRATED_TIES
from cartelgraph.analysis.centrality import CENTRALITY
from cartelgraph.analysis.co_presence import CO_PRESENCE
from cartelgraph.analysis.communities import COMMUNITIES
from cartelgraph.analysis.contested import CONTESTED
from cartelgraph.analysis.dynamics import Dynamics, answered
from cartelgraph.analysis.expected_ties import EXPECTED_TIES
from cartelgraph.analysis.exposure import EXPOSURE
from cartelgraph.analysis.key_players import KEY_PLAYERS
from cartelgraph.analysis.link_prediction import LINK_PREDICTION
from cartelgraph.analysis.link_prediction_by_date import LINK_PREDICTION_BY_DATE
from cartelgraph.analysis.multiplex import LAYER_OVERLAP, MULTIPLEX
from cartelgraph.analysis.pressure import PRESSURE
from cartelgraph.analysis.reach import REACH
from cartelgraph.analysis.shifts import FLIPS, SHIFTS, churn
from cartelgraph.analysis.signed_degree import SIGNED_DEGREE
from cartelgraph.analysis.survival import survival
from cartelgraph.analysis.timeline import timeline
from cartelgraph.analysis.views import side_by_side
from cartelgraph.errors import UnknownNameError

__all__ = [
    "ANALYSES",
    "DYNAMICS",
    "PREDICTIONS",
    "QUESTIONS",
    "Analysis",
    "Dynamics",
    "Parameter",
    "analysis_named",
    "answered",
    "churn",
    "side_by_side",
    "survival",
    "timeline",
]

#: Questions about one snapshot.
ANALYSES: tuple[Analysis, ...] = (
    CENTRALITY,
    KEY_PLAYERS,
    BROKERS,
    SIGNED_DEGREE,
    BALANCE,
    CAMPS,
    FRUSTRATED_TIES,
    COMMUNITIES,
    PRESSURE,
    REACH,
    EXPOSURE,
    CO_PRESENCE,
    MULTIPLEX,
    LAYER_OVERLAP,
    CONTESTED,
)

#: Questions about snapshots in a row.
DYNAMICS: tuple[Dynamics, ...] = (SHIFTS, FLIPS, BALANCE_OVER_TIME, CAMP_CHANGES)

#: What would have been predicted, and what is expected: no fact among them, so that no report draws on them.
PREDICTIONS: tuple[Dynamics, ...] = (LINK_PREDICTION, LINK_PREDICTION_BY_DATE, EXPECTED_TIES)


#: All of them, in the order in which they are listed.
QUESTIONS: tuple[Analysis | Dynamics, ...] = (*ANALYSES, *DYNAMICS, *PREDICTIONS)


def analysis_named(name: str) -> Analysis | Dynamics:
    """Return the analysis of that name, of one snapshot or of several in a row.

    Raises
    ------
    UnknownNameError
        When there is none; the message offers the nearest.
    """
    for analysis in QUESTIONS:
        if analysis.name == name:
            return analysis
    raise UnknownNameError("analysis", name, [analysis.name for analysis in QUESTIONS])
