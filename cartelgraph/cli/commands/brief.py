"""`brief`: the policy brief's claims, tested."""

from __future__ import annotations

from cartelgraph.cli.options import (
    Carry,
    CertaintyOption,
    CertaintyWord,
    Contradictions,
    Data,
    Every,
    Format,
    FormatOption,
    From,
    FromNeo4j,
    KnownAt,
    On,
    Output,
    PolicyWord,
    StepWord,
    To,
    chosen_dataset,
    dates_of,
    moment_of,
    one_or_several,
)

__all__ = ["brief"]


def brief(  # noqa: PLR0913 - one argument for each option
    *,
    on: On = None,
    first: From = None,
    last: To = None,
    every: Every = StepWord.YEAR,
    known_at: KnownAt = None,
    certainty: CertaintyOption = CertaintyWord.WORKING,
    carry: Carry = "24",
    contradictions: Contradictions = PolicyWord.KEEP,
    data: Data = None,
    neo4j: FromNeo4j = False,
    form: FormatOption = Format.TABLE,
    output: Output = None,
) -> None:
    """Test the claims of the policy brief of 2011.

    Each holds, fails, or cannot be checked from the data. With --from it is tested on each date from there to
    --to, --every month or year, and the line above the table says which verdicts change.
    """
    from cartelgraph.brief import answers, as_series
    from cartelgraph.cli.render import emit

    one_or_several(on, first, last)
    dataset = chosen_dataset(data, neo4j=neo4j)
    moment = moment_of(dataset, on, known_at, certainty, carry, contradictions)
    found = answers(dataset, moment, dates_of(moment, first, last, every, years_back=0))
    emit(as_series(found, dataset), form, output)
