"""How long a dyad was allied, or hostile, in one go: statements put together, silence being no end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cartelgraph.dataset import Dataset
from cartelgraph.model import BoundStatus, EdtfDate, SignedTie
from cartelgraph.model.dates import Bound
from cartelgraph.model.entities import Organization, Source, SourceKind
from cartelgraph.model.knowledge import supporting
from cartelgraph.model.record import Part
from cartelgraph.network.series import Dyad
from cartelgraph.network.spells import known_relationships

__all__ = ["Episode", "Outcome", "episodes"]


class Outcome(StrEnum):
    """How an episode is left."""

    ENDED = "a source states its end"
    TURNED = "a statement of another sign sets in"
    LOST = "last seen"


@dataclass(frozen=True)
class Episode:
    """A stretch of time in which a dyad had one sign, as far as sources tell.

    Attributes
    ----------
    dyad
        Ids of the two.
    first
        The day on which it began, or was first seen: the middle of the days that the date may mean.
    last
        The day on which it ended, or was last seen; likewise.
    outcome
        Why it is left there. What is lost from sight may have gone on: it is censored.
    records
        Ids of the statements that it is made of, in order.
    """

    dyad: Dyad
    first: date
    last: date
    outcome: Outcome
    records: tuple[str, ...]

    @property
    def is_censored(self) -> bool:
        """Whether its end was not observed."""
        return self.outcome is Outcome.LOST

    @property
    def years(self) -> float:
        """How long it lasted, or was seen to last."""
        return max((self.last - self.first).days, 0) / 365.25


@dataclass(frozen=True)
class _Piece:
    """What one statement says: when it was first and last seen, and when it ended, if that is stated."""

    record: SignedTie
    first: date
    seen: date
    end: date | None

    @property
    def reach(self) -> date:
        return self.end or self.seen

    @property
    def tells_an_end_only(self) -> bool:
        return self.first == self.end


def episodes(
    dataset: Dataset, sign: int, *, known_at: EdtfDate | None = None
) -> tuple[tuple[Episode, ...], tuple[str, ...]]:
    """Return the episodes of one sign, and the ids of its statements that are in none.

    Statements of the sign on a dyad belong to one episode unless between them an end is stated, or a
    statement of another sign sets in: silence is no end. It ends where its latest statement says so, else
    where a statement of another sign sets in later, and is otherwise lost after it was last seen. An end for
    which only datasets of events stand is none: that they count no events is silence too. In no episode is
    what bears no date, and the end of what no statement saw before.

    Parameters
    ----------
    dataset
        Where the statements come from; those between criminal organizations count.
    sign
        1 for alliances, -1 for rivalries, 0 for truces.
    known_at
        Only what was in print by the end of this date counts. None: everything.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> found, _ = episodes(read_dataset(), 1)
    >>> [str(one.outcome) for one in found if one.dyad == ("gulf-cartel", "los-zetas")]
    ['a source states its end', 'a statement of another sign sets in']
    """
    pieces: dict[Dyad, list[_Piece]] = defaultdict(list)
    undated: list[str] = []
    for tie in known_relationships(dataset, known_at):
        if isinstance(tie, SignedTie) and _is_criminal(dataset, tie):
            piece = _piece(dataset, tie)
            if piece is not None:
                pieces[tie.source, tie.target].append(piece)
            elif tie.sign == sign:
                undated.append(tie.id)
    found: list[Episode] = []
    for dyad, told in sorted(pieces.items()):
        of_sign, endless = _begun(piece for piece in told if piece.record.sign == sign)
        onsets = sorted(piece.first for piece in told if piece.record.sign != sign)
        found += _on_dyad(dyad, of_sign, onsets)
        undated += endless
    return tuple(found), tuple(sorted(undated))


def _piece(dataset: Dataset, tie: SignedTie) -> _Piece | None:
    """Return what a statement says in days; None when it bears no date."""
    seen = [_middle(day.earliest, day.latest) for day in tie.observed]
    begun, end = _day(tie.period.start), _day(tie.period.end)
    evidence = [*([begun] if begun else []), *seen]
    if end is not None and _rests_on_counts(dataset, tie):
        evidence, end = [*evidence, end], None
    if tie.period.end.status is BoundStatus.OPEN:
        evidence += [_middle(day.earliest, day.latest) for day in _published(dataset, tie)]
    if evidence:
        return _Piece(tie, min(evidence), max(evidence), end)
    return _Piece(tie, end, end, end) if end else None


def _begun(told: Iterable[_Piece]) -> tuple[list[_Piece], list[str]]:
    """Return pieces in order of time, and the ids of those that tell the end of what nobody saw before.

    Where it was seen before, an end is one of what was seen last before it.
    """
    told = list(told)
    begun = [piece for piece in told if not piece.tells_an_end_only]
    endings: list[str] = []
    for piece in (piece for piece in told if piece.tells_an_end_only):
        before = [other.first for other in begun if other.first <= piece.first]
        if before:
            begun.append(replace(piece, first=max(before), seen=max(before)))
        else:
            endings.append(piece.record.id)
    return sorted(begun, key=lambda piece: (piece.first, piece.record.id)), endings


def _on_dyad(dyad: Dyad, told: Iterable[_Piece], onsets: Sequence[date]) -> Iterator[Episode]:
    held: list[_Piece] = []
    for piece in told:
        if held and _is_over(held, piece.first, onsets):
            yield _episode(dyad, held, onsets)
            held = []
        held.append(piece)
    if held:
        yield _episode(dyad, held, onsets)


def _is_over(held: list[_Piece], day: date, onsets: Iterable[date]) -> bool:
    """Return whether what is held so far had ended, or turned, before a day on which it is told again."""
    latest = max(held, key=lambda piece: piece.reach)
    ended = latest.end is not None and latest.end < day
    return ended or any(latest.reach < onset <= day for onset in onsets)


def _episode(dyad: Dyad, held: list[_Piece], onsets: Iterable[date]) -> Episode:
    latest = max(held, key=lambda piece: piece.reach)
    later = [onset for onset in onsets if onset > latest.reach]
    last, outcome = latest.reach, Outcome.ENDED
    if latest.end is None:
        last, outcome = (min(later), Outcome.TURNED) if later else (latest.seen, Outcome.LOST)
    first = min(piece.first for piece in held)
    return Episode(dyad, first, last, outcome, tuple(sorted(piece.record.id for piece in held)))


def _day(bound: Bound) -> date | None:
    """Return the middle of the days that a stated bound may mean; None if none is stated."""
    if bound.earliest is None or bound.latest is None:
        return None
    return _middle(bound.earliest, bound.latest)


def _middle(first: date, last: date) -> date:
    return first + (last - first) / 2


def _rests_on_counts(dataset: Dataset, tie: SignedTie) -> bool:
    """Return whether only datasets of events stand for the end of a statement."""
    sources = [dataset.get(cited.source) for cited in supporting(tie, Part.END)]
    return all(isinstance(source, Source) and source.kind is SourceKind.DATASET for source in sources)


def _published(dataset: Dataset, tie: SignedTie) -> list[EdtfDate]:
    days = (dataset.published[cited.source] for cited in supporting(tie))
    return [day for day in days if day is not None]


def _is_criminal(dataset: Dataset, tie: SignedTie) -> bool:
    ends = (dataset.get(tie.source), dataset.get(tie.target))
    return all(isinstance(end, Organization) and end.kind.is_criminal_group for end in ends)
