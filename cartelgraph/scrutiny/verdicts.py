"""Whether a ranking is supported by the data: the rules, and what speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cartelgraph.measures.shares import wilson
from cartelgraph.scrutiny.cell import Key
from cartelgraph.scrutiny.ranking import Ranks
from cartelgraph.scrutiny.thinning import Sample

__all__ = ["NOT_SUPPORTED", "RULES", "SUPPORTED", "TOP", "Trials", "Verdict", "verdicts"]

#: How many of the best places are asked about together.
TOP = 3

#: Least Kendall's tau at which three pairs in four keep their order, and in how many runs it must be reached.
LEAST_TAU, LEAST_SHARE = 0.5, 0.95

SUPPORTED, NOT_SUPPORTED = "supported by the data", "not supported by the data"

RULES = (
    (
        "First place is supported if one alone holds it; if that one has rank 1, alone or shared, in more "
        "than half of the runs under both tables of probabilities (the lower end of the interval is above "
        "0.5); and if it keeps rank 1 whichever source, and whichever other organization, is left out."
    ),
    (
        f"The best {TOP} are supported if no more than {TOP} hold ranks 1 to {TOP}, and each of them passes "
        f"the same tests with a rank of {TOP} or better."
    ),
    (
        f"The order is supported if Kendall's tau with it is {LEAST_TAU} or more, so that three pairs in "
        f"four keep their order, in {LEAST_SHARE:.0%} of the runs under both tables."
    ),
)


@dataclass(frozen=True)
class Trials:
    """A ranking, and what became of it each time that something was left out.

    Attributes
    ----------
    full
        The ranking on all the data.
    samples
        The runs, by the name of the table of probabilities.
    without_source, without_organization
        The ranking without each source, and without each organization, by its id.
    """

    full: Ranks
    samples: Mapping[str, Sample]
    without_source: Mapping[str, Ranks]
    without_organization: Mapping[str, Ranks]

    def upto(self, rank: int) -> list[Key]:
        """Return whatever has that rank or a better one on all the data."""
        return [key for key, held in self.full.items() if held <= rank]


@dataclass(frozen=True)
class Verdict:
    """Whether one thing about a ranking is supported by the data, and what speaks against it."""

    about: str
    supported: bool
    against: tuple[str, ...]

    def __str__(self) -> str:
        against = f": {'; '.join(self.against)}" if self.against else ""
        return f"{self.about}: {SUPPORTED if self.supported else NOT_SUPPORTED}{against}."


def verdicts(trials: Trials, name: Callable[[str], str], words: Callable[[Key], str]) -> tuple[Verdict, ...]:
    """Return the verdict on the first place, on the best three, and on the order as a whole.

    Parameters
    ----------
    trials
        What became of the ranking.
    name
        Returns the name of what was left out, by its id.
    words
        Returns what is ranked in words.
    """
    first, best = trials.upto(1), trials.upto(TOP)
    return (
        _places("First place", trials, first, 1, name, words),
        _places(f"The best {TOP}", trials, best, TOP, name, words),
        _order(trials),
    )


def _places(
    about: str,
    trials: Trials,
    held_by: list[Key],
    places: int,
    name: Callable[[str], str],
    words: Callable[[Key], str],
) -> Verdict:
    named = ", ".join(map(words, held_by))
    if len(held_by) > places:
        shared = f"{len(held_by)} share it" if places == 1 else f"{len(held_by)} hold ranks 1 to {places}"
        return Verdict(f"{about}, {named}", supported=False, against=(shared,))
    against = [reason for key in held_by for reason in _against(trials, key, places, name, words)]
    return Verdict(f"{about}, {named}" if named else about, bool(held_by) and not against, tuple(against))


def _against(
    trials: Trials, key: Key, places: int, name: Callable[[str], str], words: Callable[[Key], str]
) -> Iterator[str]:
    for table, sample in trials.samples.items():
        count = sample.first[key] if places == 1 else sample.top[key]
        low, high = wilson(count, sample.runs)
        if low <= 0.5:
            share = f"{count / sample.runs:.0%} of the runs ({low:.0%} to {high:.0%})"
            yield f"{words(key)} in {share} by the table {table}"
    for kind, ranked in (("source", trials.without_source), ("organization", trials.without_organization)):
        lost = [
            gone for gone, ranks in ranked.items() if gone not in key and ranks.get(key, places + 1) > places
        ]
        if lost:
            shown = ", ".join(map(name, lost[:2])) + (f" and {len(lost) - 2} others" if len(lost) > 2 else "")
            yield f"{words(key)} not without the {kind} {shown}"


def _order(trials: Trials) -> Verdict:
    against = []
    for table, sample in trials.samples.items():
        share = sum(tau >= LEAST_TAU for tau in sample.taus) / sample.runs
        if share < LEAST_SHARE:
            against.append(f"tau reaches {LEAST_TAU} in {share:.0%} of the runs by the table {table}")
    return Verdict("The order", not against, tuple(against))
