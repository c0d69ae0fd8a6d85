"""`brief`: the policy brief's claims, tested."""

from __future__ import annotations

from cartelgraph.cli.options import (
    Carry,
    CertaintyOption,
    CertaintyWord,
    Contradictions,
    Data,
    Format,
    FormatOption,
    FromNeo4j,
    KnownAt,
    On,
    Output,
    PolicyWord,
    chosen_dataset,
    moment_of,
)

__all__ = ["brief"]


def brief(  # noqa: PLR0913 - one argument for each option
    *,
    on: On = None,
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

    Each holds, fails, or cannot be checked from the data.
    """
    from cartelgraph.brief import answer, as_table
    from cartelgraph.cli.render import emit

    dataset = chosen_dataset(data, neo4j=neo4j)
    moment = moment_of(dataset, on, known_at, certainty, carry, contradictions)
    emit(as_table(answer(dataset, moment), dataset, moment), form, output)
