"""Names keep off each other, off lines, and within the picture."""

from __future__ import annotations

from cartelgraph.figures.labels import Dot, Label, place_labels


def test_a_name_goes_below_when_something_is_above() -> None:
    alone, crowded = Dot("Name", 100, 100, 5), Dot("Other", 100, 80, 8)
    assert place_labels([alone])[0].y < 100
    assert place_labels([alone, crowded])[0].y > 100


def test_a_name_keeps_off_lines_and_within_the_picture() -> None:
    dot = Dot("Name", 100, 100, 5)  # 28 wide; above, it would stand from 86 to 114 across and 79 to 94 down
    assert place_labels([dot], [(80, 85, 120, 85)])[0].y > 100
    assert place_labels([dot], [(80, 70, 120, 70)])[0].y < 100
    at_the_edge = Dot("Name", 100, 100, 5)
    assert place_labels([at_the_edge], width=200)[0].anchor == "middle"
    assert place_labels([at_the_edge], width=101)[0].anchor == "end"


def test_a_name_with_wide_letters_would_still_be_within_the_picture() -> None:
    # Above the dot four letters of 7 pixels would begin at 16 - 14 = 2, and wider ones be cut off.
    assert place_labels([Dot("Name", 16, 100, 5)])[0].anchor == "start"


def test_a_larger_dot_chooses_first_and_names_keep_the_order_of_the_dots() -> None:
    # Side by side, both names would stand above their dots, where they meet: 77 and 70 wide, 60 apart.
    small, large = Dot("Longer name", 100, 100, 5), Dot("Other name", 160, 100, 9)
    above = Label(100, 91, "middle")
    assert place_labels([small]) == [above]
    first, second = place_labels([small, large])
    assert first != above
    assert second == Label(160, 87, "middle")
