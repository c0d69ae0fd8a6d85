"""The rows that are sent: properties that no row has had are left out, and one that is required never is."""

from __future__ import annotations

import pytest

from cartelgraph.store.rows import Rows
from cartelgraph.store.writing import Writer
from tests import make

WORLD = make.dataset(make.organization("a"), make.organization("b", note="Once."), make.organization("c"))


def sent(writer: Writer, *ids: str) -> dict[str, object]:
    rows = Rows(WORLD)
    for key in ids:
        rows.add(WORLD.get(key), "d" * 32)
    (found,) = (columns for text, columns in writer.statements(rows) if "Organization" in text)
    return dict(found)


def test_what_no_row_has_had_is_not_sent_and_what_one_has_had_is() -> None:
    writer = Writer()
    before, with_it, after = sent(writer, "a"), sent(writer, "a", "b"), sent(writer, "c")
    assert "note" not in before
    assert with_it["note"] == [None, "Once."]
    assert after["note"] == [None]
    assert {*before, "note"} == set(with_it) == set(after)


def test_a_row_without_what_is_required_is_a_fault_of_ours() -> None:
    rows = Rows(WORLD)
    rows.add(WORLD.get("a").model_copy(update={"name": None}), "d" * 32)
    with pytest.raises(AssertionError, match="name of Organization is required"):
        list(Writer().statements(rows))
