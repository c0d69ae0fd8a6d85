"""The two datasets of UCDP as the seeds cite them."""

from __future__ import annotations

__all__ = ["CONFLICTS", "EVENTS"]

#: Ids of the sources: the Non-State Conflict dataset, and GED.
CONFLICTS, EVENTS = "ucdp-ns231", "ucdp-ged-mx"
