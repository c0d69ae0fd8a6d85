"""The page on validation is what the tables of the tests give, and no measure is without a row."""

from __future__ import annotations

from tests.measures.checked import Checked
from tests.measures.validation import PAGE, cells, checked, page


def test_the_page_is_what_was_found() -> None:
    found = PAGE.read_text(encoding="utf-8")
    assert found == page(), "run: python -m tests.measures.validation"


def test_every_row_says_where_its_value_is_from() -> None:
    rows = list(checked())
    assert len(rows) >= 20
    assert all(one.source.startswith("by hand: ") or len(one.source) > 20 for one in rows)


def test_a_difference_beyond_the_last_digit_would_be_seen() -> None:
    wrong = Checked("share", "a case", "by hand: a half", 0.5, lambda: 0.501)
    assert list(cells(wrong)) == ["share", "a case", "0.5", "0.501", "1e-03", "by hand: a half"]
