"""Two datasets side by side: records and findings, by hand."""

from __future__ import annotations

from cartelgraph.dataset import Dataset, without_records
from cartelgraph.model import Certainty, EdtfDate
from cartelgraph.model.relationships import Presence
from cartelgraph.network import Moment
from cartelgraph.scrutiny import compare
from cartelgraph.table import Value
from tests.make import INFO, SOURCES, alliance, country, dataset, organization, presence, rivalry

MOMENT = Moment(EdtfDate("2011-03"), certainty=Certainty.POSSIBLE)
THINGS = (country("mexico", "MX"), country("usa", "US"), *(organization(key) for key in "abcd"))
ONE = dataset(
    *THINGS,
    alliance("a", "b"),
    alliance("a", "c"),
    rivalry("b", "d", note="Old."),
    presence("a", "mexico"),
    presence("b", "mexico"),
)
OTHER = dataset(
    *THINGS,
    alliance("a", "b", likelihood="doubtful", period="2010/"),
    alliance("b", "c"),
    alliance("b", "d"),
    rivalry("b", "d"),
    presence("a", "mexico"),
    presence("b", "mexico"),
)

Difference = tuple[Value, ...]


def differences(one: Dataset, other: Dataset, part: str) -> list[Difference]:
    return [row.values[1:6] for row in compare(one, other, MOMENT).rows if row.values[0] == part]


def test_a_dataset_and_itself_do_not_differ() -> None:
    table = compare(ONE, ONE, MOMENT)
    assert table.rows == ()
    assert table.lead[0] == "Records: 0 added, 0 removed, 0 changed."
    assert table.lead[1].startswith("Findings that flip: 0,")


def test_records_that_were_added_removed_and_changed_field_by_field() -> None:
    assert differences(ONE, OTHER, "alliances") == [
        ("A – allied with – B", "changed", "likelihood", "confirmed", "doubtful"),  # noqa: RUF001
        ("A – allied with – B", "changed", "period", "/", "2010/"),  # noqa: RUF001
        ("A – allied with – C", "removed", None, None, None),  # noqa: RUF001
        ("B – allied with – C", "added", None, None, None),  # noqa: RUF001
        ("B – allied with – D", "added", None, None, None),  # noqa: RUF001
    ]
    assert differences(ONE, OTHER, "rivalries") == [
        ("B – rival of – D", "changed", "note", "Old.", None)  # noqa: RUF001
    ]
    table = compare(ONE, OTHER, MOMENT)
    assert table.lead[0] == "Records: 2 added, 1 removed, 2 changed."
    assert {row.records for row in table.rows if row.values[0] == "rivalries"} == {("rivalry-b-d-1",)}


def test_what_one_dataset_has_the_other_lacks_the_other_way_round() -> None:
    there, back = (compare(*pair, MOMENT) for pair in ((ONE, OTHER), (OTHER, ONE)))
    swapped = {"added": "removed", "removed": "added"}
    turned = [
        (part, about, swapped.get(str(change), change), what, after, before, record)
        for part, about, change, what, before, after, record in (row.values for row in there.rows)
    ]
    assert sorted(map(str, turned)) == sorted(str(row.values) for row in back.rows)


def test_ranks_that_flip_are_told_with_their_numbers() -> None:
    # Before, A has B and C for allies; B and C have A. D has a rival only. After, B has A, C and D, and each
    # of these has B.
    assert differences(ONE, OTHER, "centrality") == [
        ("A", "flipped", "rank by degree", "1 of 4 (degree 2)", "2 of 4 (degree 1)"),
        ("B", "flipped", "rank by degree", "2 of 4 (degree 1)", "1 of 4 (degree 3)"),
        ("D", "flipped", "rank by degree", "4 of 4 (degree 0)", "2 of 4 (degree 1)"),
    ]
    assert differences(ONE, OTHER, "reach") == []


def test_a_row_of_one_ranking_only_is_a_flip() -> None:
    less = without_records(ONE, {"presence-b-mexico-1"})
    assert differences(less, ONE, "reach") == [
        ("B", "flipped", "rank by countries", None, "1 of 2 (countries 1)")
    ]


def test_the_description_of_the_datasets_is_compared() -> None:
    other = Dataset(INFO.model_copy(update={"version": "2.0.0"}), ONE.records.values())
    assert differences(ONE, other, "dataset") == [("its description", "changed", "version", "1.0.0", "2.0.0")]


def test_verdicts_on_the_brief_flip_with_the_statements_that_decide_them(seeds: Dataset) -> None:
    # Mexico aside, the Gulf Cartel is placed in the United States only.
    less = without_records(
        seeds,
        {
            tie.id
            for tie in seeds.of(Presence)
            if tie.source == "gulf-cartel" and tie.target.startswith("united-states")
        },
    )
    rows = compare(seeds, less, Moment(seeds.info.focus)).rows
    flipped = {row.values[1:] for row in rows if row.values[0] == "brief"}
    assert any(
        str(about).startswith("claim 4:") and (was, is_) == ("holds", "fails")
        for about, _, _, was, is_, _ in flipped
    )


def test_all_sources_are_compared_as_records_too() -> None:
    less = Dataset(INFO, (record for record in ONE.records.values() if record.id != SOURCES[2].id))
    assert differences(ONE, less, "sources") == [("Undated page", "removed", None, None, None)]


def test_progress_is_told_question_by_question() -> None:
    told: list[str] = []
    compare(ONE, ONE, MOMENT, lambda _done, _total, what: told.append(what))
    rankings = ["centrality", "brokers", "signed-degree", "reach", "exposure", "co-presence", "multiplex"]
    assert told == [*rankings, "the brief"]
