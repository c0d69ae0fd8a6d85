"""Decisions on names: each alias and each pair that is told apart, with what was by hand."""

from __future__ import annotations

from cartelgraph.dataset import Decision, decisions
from tests.make import dataset, organization


def test_each_alias_and_each_pair_told_apart_is_a_decision() -> None:
    gulf = organization(
        "gulf",
        name="Gulf Cartel",
        aliases=[{"name": "The Gulf Cártel", "source": "early"}, {"name": "CDG"}],
    )
    other = organization("other-gulf", name="El Gulf", distinct_from=["gulf", "river"])
    river = organization("river", name="River")
    assert list(decisions(dataset(gulf, other, river))) == [
        Decision("gulf", "The Gulf Cártel", same=True, source="early", alike=True),
        Decision("gulf", "CDG", same=True),
        Decision("other-gulf", "Gulf Cartel", same=False, other="gulf", alike=True),
        Decision("other-gulf", "River", same=False, other="river"),
    ]


def test_without_organizations_there_is_none() -> None:
    assert list(decisions(dataset())) == []
