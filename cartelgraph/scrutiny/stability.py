"""Whether a ranking holds when the data are less sure, or less complete, than they look."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping

from cartelgraph.analysis.analysis import SOURCES
from cartelgraph.dataset import Dataset, without_organization, without_source
from cartelgraph.errors import AnalysisError, ParameterError
from cartelgraph.measures.progress import Told, silent
from cartelgraph.measures.shares import wilson
from cartelgraph.model.record import ICD_203_PROBABILITIES, PROBABILITIES
from cartelgraph.scrutiny.cell import Key, in_words, keyed, measure
from cartelgraph.scrutiny.question import Question
from cartelgraph.scrutiny.ranking import Ranks, ranks
from cartelgraph.scrutiny.thinning import (
    Runs,
    Sample,
    Worst,
    by_likelihood,
    organizations_read,
    sources_read,
    without_each,
    worst,
)
from cartelgraph.scrutiny.verdicts import RULES, TOP, Trials, verdicts
from cartelgraph.table import Column, Row, Table, Value

__all__ = ["DEFAULT_RUNS", "DEFAULT_SEED", "stability"]

DEFAULT_RUNS, DEFAULT_SEED = 200, 2011

#: The two tables of probabilities for the words of likelihood, by what to call them.
TABLES = {"codebook": PROBABILITIES, "icd203": ICD_203_PROBABILITIES}


def stability(
    dataset: Dataset,
    question: Question,
    number: str | None = None,
    *,
    runs: int = DEFAULT_RUNS,
    seed: int = DEFAULT_SEED,
    told: Told = silent,
) -> Table:
    """Return a ranking with how firmly each place in it stands.

    It is made again in a number of runs, in each of which a statement is there with the probability of its
    likelihood, under two tables of probabilities; and without each source and each organization in turn.

    Parameters
    ----------
    dataset
        The data.
    question
        The question that the ranking answers.
    number
        Name of the column by which to rank, the greatest first; by default the first that measures something.
    runs
        Number of runs, 1 or more.
    seed
        Of the random numbers: the same seed gives the same answer.
    told
        Is told of the progress.

    Raises
    ------
    AnalysisError
        When there is nothing to rank.
    ParameterError
        When there are no runs, or the column holds no numbers.
    UnknownNameError
        When there is no such column.
    """
    if runs < 1:
        raise ParameterError(f"runs is {runs}: a share needs at least one run")
    table = question.ask(dataset)
    column = measure(table, question.about, number)
    if not column.unit:
        raise ParameterError(f"{question.name} cannot be ranked by {column.name}: it holds no numbers")

    def rank_in(data: Dataset) -> Ranks:
        return ranks(question.ask(data), question.about, column.name)

    full = ranks(table, question.about, column.name)
    if not full:
        raise AnalysisError(f"{question.name} ranks nothing here: {table.notes[0]}")
    sources, organizations = sources_read(dataset, question), organizations_read(dataset, question)
    total = runs * len(TABLES) + len(sources) + len(organizations)
    done = iter(range(1, total + 1))

    def tick(what: str) -> Callable[[], None]:
        return lambda: told(next(done), total, what)

    drawing = Runs(TABLES, runs, seed, TOP)
    trials = Trials(
        full=full,
        samples=by_likelihood(dataset, question, full, rank_in, drawing, tick("drawn by likelihood")),
        without_source=without_each(dataset, sources, without_source, rank_in, tick("without a source")),
        without_organization=without_each(
            dataset, organizations, without_organization, rank_in, tick("without an organization")
        ),
    )
    return _table(dataset, question, table, column, trials, seed)


def _table(
    dataset: Dataset, question: Question, table: Table, column: Column, trials: Trials, seed: int
) -> Table:
    rows = keyed(table, question.about)
    place = table.place(column.name)
    said = verdicts(trials, dataset.name_of, lambda key: in_words(table, question.about, key))
    about = tuple(table.columns[table.place(name)] for name in question.about)
    return Table(
        name=question.name,
        title=f"{table.title}; how firmly the ranking by {column.name} stands",
        columns=(*about, RANK, column, *COLUMNS, SOURCES),
        rows=tuple(
            Row(
                (*key, rank, rows[key].values[place], *_found(trials, key), rows[key].values[-1]),
                rows[key].records,
            )
            for key, rank in trials.full.items()
        ),
        lead=(*map(str, said), *_taus(trials.samples)),
        notes=(*RULES, *_notes(trials, seed), *table.notes),
    )


def _found(trials: Trials, key: Key) -> Iterator[Value]:
    """Yield the values of a row between the number and its sources, in the order of the columns."""
    main, *others = trials.samples.values()
    for counts in ("first", "top"):
        count = getattr(main, counts)[key]
        yield count / main.runs
        yield "{:.3f} to {:.3f}".format(*wilson(count, main.runs))
        yield from (getattr(other, counts)[key] / other.runs for other in others)
    for ranked in (trials.without_source, trials.without_organization):
        yield from _fall(worst(ranked, key), trials.full[key])


def _fall(lowest: Worst | None, rank: int) -> tuple[Value, Value]:
    """Return the rank to which something falls, None for none at all, and without what, if it falls."""
    if lowest is None or (lowest.rank is not None and lowest.rank <= rank):
        return rank, None
    return lowest.rank, lowest.without


def _taus(samples: Mapping[str, Sample]) -> Iterator[str]:
    for name, sample in samples.items():
        if len(sample.taus) > 1:
            low, *_, high = statistics.quantiles(sample.taus, n=40, method="inclusive")
            yield (
                f"Kendall's tau with this order by the table {name}: {statistics.fmean(sample.taus):.2f} on "
                f"average, in 95 % of the runs from {low:.2f} to {high:.2f}"
            )


def _notes(trials: Trials, seed: int) -> Iterator[str]:
    runs = next(iter(trials.samples.values())).runs
    tables = "; ".join(
        f"{name}: {', '.join(f'{word} {probability}' for word, probability in table.items())}"
        for name, table in TABLES.items()
    )
    yield (
        f"{runs} runs for each table of probabilities (seed {seed}); in each, a statement is there with the "
        f"probability of its likelihood. {tables}. Intervals of 95 % (Wilson) are of the runs alone."
    )
    yield (
        "The runs draw each statement for itself, as if no two were wrong for the same reason: what one bad "
        "source does is seen where sources are left out."
    )
    yield (
        f"Left out one by one: {len(trials.without_source)} sources and {len(trials.without_organization)} "
        "organizations. With a source goes what it alone supports, and each bound that it alone gives."
    )
    undefined = runs - min(len(sample.taus) for sample in trials.samples.values())
    if undefined:
        yield f"Tau is undefined where all have one rank, in up to {undefined} runs, which count against it."


def _shares() -> Iterator[Column]:
    main, *others = TABLES
    for name, meaning in {
        "p_first": "rank 1, alone or shared",
        f"p_top{TOP}": f"a rank of {TOP} or better",
    }.items():
        share = f"Share of the runs in which it has {meaning}, by the table"
        yield Column(name, f"{share} {main}, 0 to 1.", "1")
        yield Column(f"{name}_interval", "Interval of 95 % around it.", detail=True, whole=True)
        yield from (Column(f"{name}_{other}", f"{share} {other}, 0 to 1.", "1") for other in others)


RANK = Column("rank", "Rank on all the data; equal numbers share the best.", "1")

COLUMNS = (
    *_shares(),
    Column("without_source", "Lowest rank that it has without a source; undefined if it has none.", "1"),
    Column("source_lost", "That source, if the rank is lower; of several the first in order of ids."),
    Column(
        "without_organization", "Lowest rank without another organization; undefined if it has none.", "1"
    ),
    Column(
        "organization_lost", "That organization, if the rank is lower; of several the first in order of ids."
    ),
)
