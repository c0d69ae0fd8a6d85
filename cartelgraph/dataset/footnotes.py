"""Numbered notes on sources: one for each source, in the order of first use, and where it was used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cartelgraph.dataset.dataset import Dataset
from cartelgraph.dataset.support import supporting_citations
from cartelgraph.model import Citation, EdtfDate
from cartelgraph.model.entities import Source

__all__ = ["Footnotes", "Note", "Use"]


@dataclass(frozen=True)
class Use:
    """A part of the document that refers to notes.

    Attributes
    ----------
    anchor
        Id of the element to go back to.
    words
        What to call it.
    known_at
        Only what was in print by the end of this date may be cited there. None: everything.
    """

    anchor: str
    words: str
    known_at: EdtfDate | None


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
    uses
        The parts of the document that refer to it, in their order.
    """

    number: int
    source: Source
    locators: tuple[str, ...]
    checked: bool
    uses: tuple[Use, ...]


@dataclass
class _Cited:
    citations: dict[Citation, None] = field(default_factory=dict)
    uses: dict[Use, None] = field(default_factory=dict)


class Footnotes:
    """The notes of a document, numbered while it is written."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._cited: dict[str, _Cited] = {}

    def refer(self, records: Iterable[str], use: Use) -> list[int]:
        """Return the numbers of the notes on the sources that support some relationship records."""
        sources = supporting_citations(self._dataset, records, use.known_at)
        for source, citations in sources.items():
            cited = self._cited.setdefault(source, _Cited())
            cited.citations |= dict.fromkeys(citations)
            cited.uses[use] = None
        return [number for number, source in enumerate(self._cited, start=1) if source in sources]

    def notes(self) -> tuple[Note, ...]:
        """Return all notes so far, in order."""
        return tuple(
            self._note(number, source, cited)
            for number, (source, cited) in enumerate(self._cited.items(), start=1)
        )

    def _note(self, number: int, source: str, cited: _Cited) -> Note:
        record = self._dataset.get(source)
        if not isinstance(record, Source):
            raise TypeError(f"{source} is cited and no source")
        locators = dict.fromkeys(citation.locator for citation in cited.citations if citation.locator)
        checked = any(citation.checked for citation in cited.citations)
        return Note(number, record, tuple(locators), checked, tuple(cited.uses))
