"""The policy brief of March 2011, made to run: each claim holds, fails, or cannot be checked."""

from cartelgraph.brief.claims import CLAIMS, Answers, answer, answers
from cartelgraph.brief.finding import Claim, Evidence, Finding, Verdict
from cartelgraph.brief.tables import as_series, as_table, changes

__all__ = [
    "CLAIMS",
    "Answers",
    "Claim",
    "Evidence",
    "Finding",
    "Verdict",
    "answer",
    "answers",
    "as_series",
    "as_table",
    "changes",
]
