"""What a load did, and what a database holds, for people and programs to read."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self

from cartelgraph.dataset import DatasetInfo

__all__ = ["Counts", "Description", "LoadSummary"]


class Counts(NamedTuple):
    """What became of the records of one collection."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0


@dataclass(frozen=True)
class LoadSummary:
    """What a load did.

    Attributes
    ----------
    info
        The dataset.
    collections
        Counts for each collection that has records, or had some before.
    """

    info: DatasetInfo
    collections: Mapping[str, Counts]

    @classmethod
    def of(cls, info: DatasetInfo, changes: Iterable[tuple[str, int, int, int, int]]) -> Self:
        """Return the summary of what was done.

        Parameters
        ----------
        info
            The dataset.
        changes
            For each collection its name, how many records it has now, how many were written, how many of
            these were there and differed, and how many were deleted.
        """
        return cls(
            info,
            {
                collection: Counts(written - updated, updated, total - written, deleted)
                for collection, total, written, updated, deleted in changes
                if total or deleted
            },
        )

    @property
    def total(self) -> Counts:
        """The counts over all collections."""
        return (
            Counts(*map(sum, zip(*self.collections.values(), strict=True))) if self.collections else Counts()
        )

    @property
    def changes(self) -> int:
        """How many records were written or removed."""
        return sum(self.total._replace(unchanged=0))

    @property
    def changed(self) -> bool:
        """Whether any record was written or removed."""
        return self.changes > 0

    def __str__(self) -> str:
        head = f"{self.info.title}, version {self.info.version}"
        if not self.changed:
            return f"{head}: nothing changed, {self.total.unchanged} records are as they were"
        lines = [
            f"  {name}: {_words(counts)}"
            for name, counts in self.collections.items()
            if counts._replace(unchanged=0) != Counts()
        ]
        return "\n".join([f"{head}: {_words(self.total)}", *lines])


@dataclass(frozen=True)
class Description:
    """What a database holds.

    Attributes
    ----------
    server
        Product and version of the server.
    info
        The dataset that it holds; None when it holds none.
    digest
        Digest of that dataset, as ``Dataset.digest`` gives it.
    loaded_at
        When the last load that changed anything ended.
    counts
        Number of records under each label and relationship type that has any.
    loading
        The dataset with which it is being loaded, in batches; None when no such load is under way or was
        interrupted. It holds no dataset meanwhile.
    """

    server: str
    info: DatasetInfo | None = None
    digest: str | None = None
    loaded_at: datetime | None = None
    counts: Mapping[str, int] | None = None
    loading: str | None = None

    def __str__(self) -> str:
        if self.loading is not None:
            return (
                f"{self.server} is being loaded with {self.loading}, or that load was interrupted. Wait for "
                "it, or complete it with `cartelgraph load`."
            )
        if self.info is None:
            return f"{self.server} holds no dataset. Load one with `cartelgraph load`."
        when = f"{self.loaded_at:%Y-%m-%d %H:%M %Z}" if self.loaded_at else "at an unknown time"
        listed = ", ".join(f"{count} {name}" for name, count in (self.counts or {}).items())
        counts = textwrap.fill(listed, width=78, initial_indent="  ", subsequent_indent="  ")
        return (
            f"{self.server} holds {self.info.title}, version {self.info.version} "
            f"(sources up to {self.info.cut_off}), loaded {when}.\n{counts}"
        )


def _words(counts: Counts) -> str:
    named = counts._asdict().items()
    return ", ".join(f"{count} {word}" for word, count in named if count) or "no records"
