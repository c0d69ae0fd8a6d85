"""The interval of Wilson, against another program."""

from __future__ import annotations

import pytest

from cartelgraph.measures.shares import wilson
from tests.measures.checked import Checked

# The four examples of Newcombe (1998), Statistics in Medicine 17, 857-872.
SHARES = ((81, 263), (15, 148), (0, 20), (1, 29))

VALIDATION = [
    Checked(
        "interval of Wilson",
        "81 of 263, 15 of 148, 0 of 20, 1 of 29",
        "R 4.2.2, `prop.test` without correction, printed output",
        (0.2552885, 0.3662096, 0.0623864, 0.1604872, 0.0, 0.1611252, 0.0061132, 0.1717552),
        lambda: tuple(bound for share in SHARES for bound in wilson(*share)),
        1e-7,
    ),
]


@pytest.mark.parametrize("checked", VALIDATION, ids=lambda checked: checked.case)
def test_it_has_the_value_of_the_source(checked: Checked) -> None:
    assert checked.ours() == pytest.approx(checked.expected, abs=checked.tolerance)


def test_a_count_in_expectation_lies_between_those_on_either_side() -> None:
    low, high = wilson(2.5, 10)
    assert wilson(2, 10)[0] < low < wilson(3, 10)[0]
    assert wilson(2, 10)[1] < high < wilson(3, 10)[1]
