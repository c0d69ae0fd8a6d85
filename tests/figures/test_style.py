"""The shared colours can be read, and told apart without colour."""

from __future__ import annotations

import pytest

from cartelgraph.figures import style
from tests.contrast import contrast


def test_contrast_of_black_and_white_is_the_greatest_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize(
    "colour", [style.INK, style.SOFT, style.ALLY, style.RIVAL, style.TRUCE, style.CONTESTED]
)
def test_words_in_a_colour_can_be_read_on_white(colour: str) -> None:
    assert contrast(colour, style.PAPER) >= 4.5


@pytest.mark.parametrize("kind", style.TIES)
def test_what_is_sure_stands_out_from_what_is_assumed(kind: str) -> None:
    tie = style.TIES[kind]
    assert contrast(tie.colour, tie.tint) >= 3


def test_ties_differ_in_dash_as_well_as_in_colour() -> None:
    assert len({tie.dash for tie in style.TIES.values()}) == len(style.TIES)
    assert len({tie.colour for tie in style.TIES.values()}) == len(style.TIES)
    assert {style.SIGNS[sign] for sign in (-1, 0, 1)} < set(style.TIES)
