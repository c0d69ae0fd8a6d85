"""Records out of two datasets of the Uppsala Conflict Data Program: Non-State Conflict, and events (GED).

The codebook's section *Coded data: UCDP* says what is derived and by which rule; the parameters of the rule
are the constants at the top of the modules.

A year in which the fighting of two organizations killed fewer than 25 is not coded by the programme. It ends
an episode, and it is no end of the rivalry.
"""

from cartelgraph.sources.seed_folder import read_records
from cartelgraph.sources.ucdp.derivation import Coded, derive, differences, write
from cartelgraph.sources.ucdp.tables import (
    read_actor_state_years,
    read_conflict_years,
    read_dyad_years,
    read_events,
)

__all__ = [
    "Coded",
    "derive",
    "differences",
    "read_actor_state_years",
    "read_conflict_years",
    "read_dyad_years",
    "read_events",
    "read_records",
    "write",
]
