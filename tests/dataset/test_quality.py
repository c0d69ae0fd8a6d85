"""How good a dataset is: counted by hand on a few records; the floors of the seeds against the seeds."""

from __future__ import annotations

import pytest

from cartelgraph.dataset import QUALITIES, Dataset, quality, records_by_year, sample, without_records
from cartelgraph.dataset.lines import read_yaml
from cartelgraph.dataset.manifest import Expectation, Floor, Manifest
from cartelgraph.errors import ParameterError
from cartelgraph.settings import bundled
from tests.make import EARLY, SOURCES, alliance, dataset, organization, place, presence, rivalry, truce

ECHO = EARLY.model_copy(update={"id": "echo", "derives_from": ("early",)})


def cited(*sources: str, checked: bool = True) -> list[dict[str, object]]:
    return [{"source": source, "checked": checked} for source in sources]


WORLD = dataset(
    ECHO,
    place("town"),
    *(organization(key) for key in "abcd"),
    organization("lonely", aliases=[{"name": "Alone", "source": "early"}, {"name": "By Itself"}]),
    organization("police", kind="agency"),
    # Two lineages, so that it may be called confirmed; known since 2010; both bounds are stated.
    alliance("a", "b", period="2008/2010", citations=cited("early", "late")),
    # Two sources of one lineage; no start.
    alliance("a", "c", period="/2011", citations=cited("early", "echo")),
    # Not read, and of 2020; no end.
    rivalry("b", "c", period="2009/", citations=cited("late", checked=False)),
    # A denial supports nothing, and the other source bears no date.
    truce(
        "c",
        "d",
        observed=["2010-06"],
        citations=[{"source": "undated"}, {"source": "late", "stance": "disputes"}],
    ),
    alliance("b", "d", citations=cited("late")),
    presence("a", "town", period="2012/"),
)


def test_each_quality_is_counted_by_hand() -> None:
    assert {name: (found.count, found.total) for name, found in quality(WORLD).items()} == {
        "two-lineages": (1, 5),
        "source-read": (4, 5),
        "likelihood-in-rule": (1, 6),
        "known-at-focus": (3, 6),
        "alliances-without-start": (2, 3),
        "alliances-without-end": (1, 3),
        "organizations-without-tie": (1, 5),
        "aliases-with-source": (1, 2),
        "sources-uncited": (0, 4),
    }


def test_nothing_has_no_share() -> None:
    empty = quality(Dataset(WORLD.info, SOURCES))
    assert {found.share for name, found in empty.items() if name != "sources-uncited"} == {0.0}
    assert empty["sources-uncited"].share == 1.0


def test_records_count_in_the_year_in_which_they_begin_or_were_first_seen() -> None:
    counts = records_by_year(WORLD)
    assert counts["alliances"] == {2008: 1, 2011: 1, None: 1}
    assert counts["truces"] == {2010: 1}
    assert counts["sources"] == {2010: 2, 2020: 1, None: 1}
    assert sum(counted.total() for counted in counts.values()) == len(WORLD)


MANIFEST = Manifest.model_validate(read_yaml((bundled("seeds") / "dataset.yml").read_text("utf-8")).value)


def test_the_seeds_have_a_floor_for_every_quality() -> None:
    assert [floor.quality for floor in MANIFEST.floors] == [one.name for one in QUALITIES]


@pytest.mark.parametrize("floor", MANIFEST.floors, ids=lambda floor: floor.quality)
def test_a_floor_stands_within_two_percent_of_what_the_seeds_are(floor: Floor, seeds: Dataset) -> None:
    share = quality(seeds)[floor.quality].share
    bound = floor.at_most if floor.at_least is None else floor.at_least
    assert bound == pytest.approx(share, abs=0.02)


@pytest.mark.parametrize(
    "expectation",
    [one for one in MANIFEST.expectations if one.min is not None],
    ids=lambda expectation: expectation.collection,
)
def test_an_expected_count_stands_within_two_percent_of_the_count(
    expectation: Expectation, seeds: Dataset
) -> None:
    count = seeds.counts()[expectation.collection]
    assert expectation.min == pytest.approx(count, rel=0.02)


def test_a_draw_is_of_facts_each_once_and_another_dataset_draws_others() -> None:
    facts = [record.id for record in WORLD.relationships]
    assert [record.id for record in sample(WORLD, len(facts))] == facts
    many = dataset(
        *(organization(f"o{n}") for n in range(40)), *(alliance("o0", f"o{n}") for n in range(1, 40))
    )
    changed = without_records(many, {"alliance-o0-o39-1"})
    drawn = [tuple(record.id for record in sample(one, 5)) for one in (many, many, changed)]
    assert drawn[0] == drawn[1] != drawn[2]
    with pytest.raises(ParameterError, match="7 records cannot be drawn: 6 state a fact"):
        sample(WORLD, 7)
