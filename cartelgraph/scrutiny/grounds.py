"""The statements behind a number, and whether it would be another without each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cartelgraph.dataset import Dataset, without_records
from cartelgraph.measures.progress import Told
from cartelgraph.model import Relationship
from cartelgraph.model.entities import Place
from cartelgraph.network import build, country_of, known_relationships, series, shaping
from cartelgraph.scrutiny.cell import Key, differ, value_at
from cartelgraph.scrutiny.question import Question
from cartelgraph.table import Value

__all__ = ["Bearing", "Ground", "grounds"]


class Bearing(StrEnum):
    """Whether a number depends on a statement.

    * ``alone``: without it the number is another.
    * ``jointly``: without it alone it is the same, as other statements on the same matter stand behind it; it
      is another without all of them.
    * ``none``: the number is the same.

    The same matter is the same two ends, a place taken for its country.
    """

    ALONE = "alone"
    JOINTLY = "jointly"
    NONE = "none"

    @property
    def is_decisive(self) -> bool:
        """Whether removing the statement, and nothing else, changes the number."""
        return self is Bearing.ALONE


@dataclass(frozen=True)
class Ground:
    """A statement that a number rests on, or depends on.

    Attributes
    ----------
    record
        The statement.
    counted
        Whether the row is of it; otherwise the number depends on it through the rest of the network.
    bearing
        Whether the number depends on it.
    without
        What the number would be: without the statement, or, where it is decisive jointly, without all on
        its matter; the words `no row` if there would be none.
    """

    record: Relationship
    counted: bool
    bearing: Bearing
    without: Value


def grounds(
    dataset: Dataset, question: Question, key: Key, column: str, counted: Collection[str], told: Told
) -> tuple[Ground, ...]:
    """Return the statements that a number rests on or depends on, by asking again without each of them.

    Those that the row counts come first, then the others that the number depends on; the decisive before the
    rest.

    Parameters
    ----------
    dataset
        The data.
    question
        The question that the number answers.
    key, column
        What its row is about, and the name of its column.
    counted
        Ids of the statements that the row counts.
    told
        Is told of the progress.
    """
    trial = _Trial(dataset, question, key, column)
    shapes = shaping(dataset, series(dataset, question.moment, question.dates))
    candidates = [
        record
        for record in known_relationships(dataset, question.moment.known_at)
        if record.id in counted or (record.id in shapes and isinstance(record, question.reads))
    ]
    alone = []
    for done, record in enumerate(candidates, start=1):
        without = trial.without({record.id})
        if trial.changes(without):
            alone.append(Ground(record, record.id in counted, Bearing.ALONE, without))
        told(done, len(candidates), "asked without a statement")
    decided = {ground.record.id for ground in alone}
    behind = [record for record in candidates if record.id in counted]
    others = [ground for ground in _together(dataset, trial, behind) if ground.record.id not in decided]
    return tuple(sorted((*alone, *others), key=_order))


class _Trial:
    """Asks a question again without some statements."""

    def __init__(self, dataset: Dataset, question: Question, row: Key, column: str) -> None:
        self._dataset, self._question, self._row, self._column = dataset, question, row, column
        self.value = self.without(set())

    def without(self, records: set[str]) -> Value:
        """Return the number without some statements."""
        table = self._question.ask(without_records(self._dataset, records))
        return value_at(table, self._question.about, self._row, self._column)

    def changes(self, value: Value) -> bool:
        """Whether a value is not the number."""
        return differ(value, self.value)


def _together(dataset: Dataset, trial: _Trial, counted: Sequence[Relationship]) -> Iterator[Ground]:
    """Yield what the statements that a row counts are to the number, each with all on the same matter."""
    matter = _matters(dataset)
    on_matter: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record in counted:
        on_matter[matter(record)].add(record.id)
    without = {ends: trial.without(ids) for ends, ids in on_matter.items() if len(ids) > 1}
    for record in counted:
        value = without.get(matter(record), trial.value)
        bearing = Bearing.JOINTLY if trial.changes(value) else Bearing.NONE
        yield Ground(record, counted=True, bearing=bearing, without=value)


def _matters(dataset: Dataset) -> Callable[[Relationship], tuple[str, str]]:
    graph = build(dataset)

    def matter(record: Relationship) -> tuple[str, str]:
        one, other = (
            country_of(graph, end) or end if isinstance(dataset.records[end], Place) else end
            for end in (record.source, record.target)
        )
        return one, other

    return matter


def _order(ground: Ground) -> tuple[bool, int, str]:
    return not ground.counted, list(Bearing).index(ground.bearing), ground.record.id
