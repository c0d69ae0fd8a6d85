"""What a dataset sees most, counted by hand on a few records."""

from __future__ import annotations

from cartelgraph.dataset import coverage
from tests.make import EARLY, alliance, dataset, organization, place, presence, rivalry

ECHO = EARLY.model_copy(update={"id": "echo", "derives_from": ("early",), "name": "Echo"})


def cited(*sources: str) -> list[dict[str, object]]:
    return [{"source": source} for source in sources]


WORLD = dataset(
    ECHO,
    place("town"),
    *(organization(key) for key in "abc"),
    # Two sources of one lineage count once.
    alliance("a", "b", citations=cited("early", "echo")),
    rivalry("a", "c", citations=cited("late", "early")),
    presence("a", "town", citations=[*cited("late"), {"source": "early", "stance": "disputes"}]),
)


def test_each_statement_counts_once_for_each_of_its_values() -> None:
    found = {one.view: one for one in coverage(WORLD)}
    assert {one.statements for one in found.values()} == {3}
    assert found["organization"].counts == (("A", 3), ("B", 1), ("C", 1))
    lineages = dict(found["lineage of the sources"].counts)
    # The echo derives from the early paper, so that the lineage is called by that.
    assert lineages == {"Early paper and 1 related": 2, "Late book": 2}


def test_nothing_is_seen_of_no_statements() -> None:
    assert all(one.counts == () and one.statements == 0 for one in coverage(dataset()))
