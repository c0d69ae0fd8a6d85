"""What came of each kill, as lines of JSON, and of all of them, in one line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from tests.faults.kills import Kill

__all__ = ["Outcome", "Summary"]


@dataclass
class Outcome:
    """What came of one kill.

    Attributes
    ----------
    after
        Seconds from the start of the load to the kill.
    rows
        Rows that the loader had said to be written, of how many.
    inside
        Whether the load had begun and not ended.
    found
        What the database held after the kill: `old`, `new`, `announced` (the old, and the version node says
        that a load is under way) or `intermediate`.
    loader
        How the loader ended.
    reader
        How often the reader saw what, see :class:`tests.faults.reader.Reader`.
    """

    seed: int
    kill: Kill
    after: float = 0.0
    rows: str = ""
    inside: bool = False
    found: str = ""
    loader: str = ""
    reader: dict[str, int] = field(default_factory=dict)
    observations: int = 0
    violations: int = 0
    seconds_of_reload: float = 0.0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)

    def line(self) -> str:
        fields = asdict(self)
        result = "failed" if self.failures else "ok"
        return json.dumps({"seed": fields.pop("seed"), **fields.pop("kill"), **fields, "result": result})


@dataclass(frozen=True)
class Summary:
    """What came of all kills."""

    outcomes: Sequence[Outcome]

    @property
    def inside(self) -> int:
        return sum(one.inside for one in self.outcomes)

    @property
    def intermediate(self) -> int:
        return sum(one.found == "intermediate" for one in self.outcomes)

    @property
    def failures(self) -> int:
        return sum(bool(one.failures) for one in self.outcomes)

    @property
    def is_telling(self) -> bool:
        """Whether enough of the kills met a load for the run to mean anything."""
        return self.inside >= 0.8 * len(self.outcomes) and self.intermediate > 0

    def line(self) -> str:
        observations = sum(one.observations for one in self.outcomes)
        violations = sum(one.violations for one in self.outcomes)
        return (
            f"{len(self.outcomes)} kills, {self.inside} inside the load, "
            f"{self.intermediate} intermediate states seen, {observations} observations of the reader "
            f"with {violations} violations, {self.failures} failures"
        )
