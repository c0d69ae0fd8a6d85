"""Spots of names at sea: lines and texts worked by hand, and that no two chosen are in each other's way."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.figures.boxes import Segment, crosses, length_within, shared
from cartelgraph.figures.callouts import Callout, choose


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ((0, 10, 10, 0), True),
        ((0, 5, 4, 5), False),  # ends before it
        ((0, 1, 10, 11), False),  # level with it
        ((10, 10, 20, 10), False),  # only touches it
    ],
)
def test_lines_cross(other: Segment, expected: bool) -> None:  # noqa: FBT001 - a parameter of pytest
    assert crosses((0, 0, 10, 10), other) is expected
    assert crosses(other, (0, 0, 10, 10)) is expected


def test_boxes_share_an_area_and_lines_run_within_them() -> None:
    assert shared((0, 0, 10, 10), (8, 7, 20, 20)) == 6
    assert shared((0, 0, 10, 10), (10, 0, 20, 10)) == 0
    # From (-3, 0) to (7, 0) it is within from 0 to 7; the diagonal is within for the root of 2 * 10 * 10.
    assert length_within((-3, 5, 7, 5), (0, 0, 10, 10)) == pytest.approx(7)
    assert length_within((0, 0, 20, 20), (0, 0, 10, 10)) == pytest.approx(200**0.5)
    assert length_within((0, 11, 10, 11), (0, 0, 10, 10)) == 0


def spot(x: float, length: float) -> Callout:
    """Return a text of ten pixels' width with a line down from its middle."""
    return Callout((x, 0, x + 10, 5), (x + 5, 5, x + 5, 5 + length))


def test_a_name_takes_its_shortest_line() -> None:
    assert choose([[spot(0, 10), spot(20, 30)]]) == [spot(0, 10)]


def test_a_name_gives_way_to_one_that_has_no_other_spot() -> None:
    # Both have one spot more than is free; the first would keep the second from its only one.
    first, second = [spot(0, 10), spot(20, 30), spot(40, 50)], [spot(5, 10), spot(-5, 20), spot(5, 20)]
    assert choose([first, second]) == [spot(20, 30), spot(5, 10)]


def test_a_name_without_a_spot_is_left_out() -> None:
    assert choose([[spot(0, 10)], [], [spot(5, 10)]]) == [spot(0, 10), None, None]
    assert choose([]) == []


@given(
    st.lists(
        st.lists(st.builds(spot, st.integers(0, 60), st.integers(1, 40)), max_size=6).map(
            lambda spots: sorted(spots, key=lambda each: each.length)
        ),
        max_size=6,
    )
)
def test_none_of_the_chosen_hinders_another(options: list[list[Callout]]) -> None:
    chosen = choose(options)
    assert all(each is None or each in spots for each, spots in zip(chosen, options, strict=True))
    taken = [each for each in chosen if each]
    assert not [pair for pair in itertools.combinations(taken, 2) if pair[0].hinders(pair[1])]
    # Whoever is left out has no spot that is free.
    for each, spots in zip(chosen, options, strict=True):
        assert each or all(any(other.hinders(spot) for other in taken) for spot in spots)
