"""What a number rests on, to read: as a table, and as Markdown with footnotes and a bibliography."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from cartelgraph.analysis.analysis import SOURCES
from cartelgraph.dataset import Dataset, found_in, period_of, said_by
from cartelgraph.dataset.footnotes import Footnotes, Note, Use
from cartelgraph.measures.progress import Told, silent
from cartelgraph.model import Citation, Stance
from cartelgraph.model.entities import Source
from cartelgraph.model.knowledge import supporting
from cartelgraph.scrutiny.bibtex import bibtex
from cartelgraph.scrutiny.cell import Key, in_words, keyed, measure, row_about, value_at
from cartelgraph.scrutiny.grounds import Bearing, Ground, grounds
from cartelgraph.scrutiny.question import Question
from cartelgraph.table import Column, Row, Table, Value, as_text

__all__ = ["Explanation", "explain"]

COLUMNS = (
    Column(
        "statement", "What it says; an arrow shows the direction, a dash that there is none.", heading=True
    ),
    Column("period", "When it held, in EDTF; dates at which it was seen follow.", heading=True),
    Column("likelihood", "How likely it is to be right.", heading=True),
    Column(
        "decisive",
        "Whether the number would be another without it: alone, jointly with all that is stated on the same "
        "matter, or none.",
    ),
    Column("without", "What the number would be then."),
    Column(
        "place", "Whether the row counts it, or the number depends on it through the rest of the network."
    ),
    Column("found_in", "Each source with its locator; a source that denies it is marked."),
    Column("record", "Id of the record."),
    SOURCES,
)

ABOUT_BEARING = (
    "Decisive alone: asked again without that statement, the question had another number for an answer. "
    "Jointly: only without all statements on the same two, a place taken for its country. What is neither "
    "may still matter beside others."
)


@dataclass(frozen=True, repr=False)
class Explanation:
    """A number, and all that stands behind it.

    Attributes
    ----------
    question
        What was asked.
    dataset
        Of which data.
    code
        Version of cartelgraph that answered.
    answer
        The whole answer.
    key
        What the number's row is about.
    column
        What the number is.
    grounds
        The statements that the row counts, then the others that the number depends on; the decisive first.
    """

    question: Question
    dataset: Dataset
    code: str
    answer: Table
    key: Key
    column: Column
    grounds: tuple[Ground, ...]

    @property
    def value(self) -> Value:
        """The number."""
        return value_at(self.answer, self.question.about, self.key, self.column.name)

    @property
    def subject(self) -> str:
        """What the number is about, in words."""
        return in_words(self.answer, self.question.about, self.key)

    @property
    def title(self) -> str:
        """The number in a sentence."""
        # A column that is called `value` says less than the row does.
        name = "" if self.column.name == "value" else f"{self.column.name.replace('_', ' ')} of "
        return f"{self.question.name}: {name}{self.subject} is {as_text(self.value)}"

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that support the statements, in order of their ids."""
        cited = {source for ground in self.grounds for source in _sources(ground)}
        return tuple(source for source in self.dataset.of(Source) if source.id in cited)

    def __str__(self) -> str:
        return str(self.as_table())

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return self.as_table()._repr_html_()

    def as_table(self) -> Table:
        """Return a table with a row for each statement."""
        return Table(
            name="explain",
            title=f"{self.title}: what it rests on",
            columns=COLUMNS,
            rows=tuple(_row(self.dataset, ground) for ground in self.grounds),
            lead=tuple(self._lead()),
            notes=(ABOUT_BEARING, *self.answer.notes),
        )

    def as_markdown(self) -> str:
        """Return a text: the statements, a footnote for each source, and BibTeX."""
        footnotes = Footnotes(self.dataset)
        use = Use("explanation", "the explanation", self.question.moment.known_at)
        lines = [f"# {self.title}", "", *(f"{line}  " for line in self._lead())]
        for title, part in self._parts():
            lines += ["", f"## {title}", ""]
            lines += [
                _item(self.dataset, ground, footnotes.refer([ground.record.id], use)) for ground in part
            ]
        lines += [
            "",
            "## How to read this",
            "",
            *(f"- {note}" for note in (ABOUT_BEARING, *self.answer.notes)),
        ]
        lines += ["", *map(_footnote, footnotes.notes())]
        return "\n".join([*lines, "", "```bibtex", self.as_bibtex(), "```"])

    def as_bibtex(self) -> str:
        """Return an entry for each source that supports a statement."""
        return bibtex(self.sources)

    def _lead(self) -> Iterator[str]:
        info = self.dataset.info
        counts = {word: sum(ground.bearing is word for ground in self.grounds) for word in Bearing}
        yield f"What it is: {self.column.description}"
        yield f"Asked: {self.answer.title}"
        yield (
            f"Of: {info.name} {info.version} ({len(self.dataset)} records, digest {self.dataset.digest}), by "
            f"cartelgraph {self.code}"
        )
        yield (
            f"Statements: {len(self.grounds)} ({counts[Bearing.ALONE]} decisive alone, "
            f"{counts[Bearing.JOINTLY]} jointly) from {len(self.sources)} sources"
        )

    def _parts(self) -> Iterator[tuple[str, list[Ground]]]:
        titles = {True: "Statements that it counts", False: "Statements elsewhere that it depends on"}
        for counted, title in titles.items():
            if part := [ground for ground in self.grounds if ground.counted is counted]:
                yield title, part


def explain(
    dataset: Dataset,
    question: Question,
    key: Sequence[str],
    number: str | None = None,
    told: Told = silent,
) -> Explanation:
    """Return what a number rests on, by asking the question again without each statement that may matter.

    Parameters
    ----------
    dataset
        The data.
    question
        The question that the number answers.
    key
        What the number's row is about: ids, names, aliases or dates.
    number
        Name of the column; by default the first that measures something.
    told
        Is told of the progress.

    Raises
    ------
    ParameterError
        When no row is about the key, or several are.
    UnknownNameError, AmbiguousNameError
        When a text of the key is unknown or means several things, or there is no such column.
    """
    answer = question.ask(dataset)
    row = row_about(dataset, answer, question.about, key)
    column = measure(answer, question.about, number)
    counted = set(keyed(answer, question.about)[row].records)
    found = grounds(dataset, question, row, column.name, counted, told)
    return Explanation(question, dataset, version("cartelgraph"), answer, row, column, found)


def _row(dataset: Dataset, ground: Ground) -> Row:
    values = (
        said_by(dataset, ground.record),
        period_of(ground.record),
        str(ground.record.likelihood),
        str(ground.bearing),
        as_text(ground.without),
        "counted" if ground.counted else "elsewhere",
        "; ".join(map(found_in, ground.record.citations)),
        ground.record.id,
        len(_sources(ground)),
    )
    return Row(values, (ground.record.id,))


def _sources(ground: Ground) -> set[str]:
    return {cited.source for cited in supporting(ground.record)}


def _item(dataset: Dataset, ground: Ground, notes: list[int]) -> str:
    said = said_by(dataset, ground.record)
    marks = "".join(f"[^{number}]" for number in notes)
    denied = "; ".join(found_in(cited) for cited in ground.record.citations if _denies(cited))
    without = {
        Bearing.ALONE: f"**decisive**: {as_text(ground.without)} without it",
        Bearing.JOINTLY: f"decisive jointly: {as_text(ground.without)} without all on the same matter",
        Bearing.NONE: "not decisive",
    }[ground.bearing]
    facts = ", ".join(filter(None, (period_of(ground.record), str(ground.record.likelihood))))
    return f"- {said} ({facts}; `{ground.record.id}`){marks}: {without}{f'; {denied}' if denied else ''}"


def _denies(citation: Citation) -> bool:
    return citation.stance is Stance.DISPUTES


def _footnote(note: Note) -> str:
    source = note.source
    parts = (
        source.author,
        f"*{source.name}*",
        source.publisher if source.publisher != source.author else None,
        str(source.published) if source.published else "no date",
        ", ".join(note.locators),
        str(source.url) if source.url else None,
        None if note.checked else "not read by us",
        f"`{source.id}`",
    )
    return f"[^{note.number}]: {'. '.join(filter(None, parts))}."
