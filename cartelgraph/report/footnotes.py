"""Numbered notes on sources: the same citations get the same number, in the order of first use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cartelgraph.dataset import Dataset, supporting_citations
from cartelgraph.model import Citation, EdtfDate
from cartelgraph.model.entities import Source

__all__ = ["Footnotes", "Note"]


@dataclass(frozen=True)
class Note:
    """One source with the places in it that were used.

    Attributes
    ----------
    number
        Number of the note, from 1.
    source
        The publication.
    locators
        Places in it, in the order of first use.
    checked
        Whether the source itself was read for at least one of them.
    """

    number: int
    source: Source
    locators: tuple[str, ...]
    checked: bool


class Footnotes:
    """The notes of a document, numbered while it is written."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._used: dict[str, list[Citation]] = {}

    def refer(self, records: Iterable[str], known_at: EdtfDate | None) -> list[int]:
        """Return the numbers of the notes on the sources that support some relationship records.

        Sources that were not in print by the end of `known_at` support nothing yet.
        """
        cited = supporting_citations(self._dataset, records, known_at)
        for source, citations in cited.items():
            self._used.setdefault(source, []).extend(citations)
        numbers = {source: number for number, source in enumerate(self._used, start=1)}
        return sorted(numbers[source] for source in cited)

    def notes(self) -> tuple[Note, ...]:
        """Return all notes so far, in order."""
        return tuple(
            self._note(number, source, citations)
            for number, (source, citations) in enumerate(self._used.items(), start=1)
        )

    def _note(self, number: int, source: str, citations: list[Citation]) -> Note:
        record = self._dataset.get(source)
        if not isinstance(record, Source):
            raise TypeError(f"{source} is cited and no source")
        locators = dict.fromkeys(citation.locator for citation in citations if citation.locator)
        return Note(number, record, tuple(locators), any(citation.checked for citation in citations))
