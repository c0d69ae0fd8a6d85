"""Each kind of fault in a folder of seeds: the file, the line, the record, and what to do about it.

The path is given as the user gave it, so every test runs beside a folder named `seeds`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cartelgraph.dataset import inspect_dataset, read_dataset
from cartelgraph.errors import DatasetError
from tests.dataset.folders import FILES, write_folder

ALLIANCE = FILES["alliances.yml"]
AT, TIE = "seeds/alliances.yml", "alliance-cjng-zetas-1"


@pytest.fixture(autouse=True)
def _beside_seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def faults(**replaced: str | None) -> list[str]:
    """Return every fault of the small folder with these files replaced."""
    write_folder(Path("seeds"), **replaced)
    with pytest.raises(DatasetError) as caught:
        read_dataset("seeds")
    found = [str(problem) for problem in caught.value.problems]
    assert str(caught.value) == "\n".join(found)
    return found


def in_alliance(old: str, new: str) -> list[str]:
    """Return every fault after one text in the alliance is replaced by another."""
    assert ALLIANCE.count(old) == 1
    return faults(alliances=ALLIANCE.replace(old, new))


def test_the_small_folder_has_no_fault() -> None:
    inspection = inspect_dataset(write_folder(Path("seeds")))
    assert inspection.problems == inspection.remarks == ()
    assert inspection.dataset is not None
    assert inspection.dataset.counts() == {"alliances": 1, "organizations": 2, "places": 1, "sources": 1}


# References.


def test_an_unknown_organization_at_line_42_is_reported_as_the_documents_show_it() -> None:
    text = "\n" * 40 + ALLIANCE.split("\n", 1)[1].replace("alliance-cjng-zetas-1", "alliance-x-y").replace(
        "source: zetas\n  target: cjng", "source: zetas\n  target: cjgn"
    )
    assert faults(alliances=text) == [
        "seeds/alliances.yml:42: alliance-x-y: unknown organization 'cjgn'. Did you mean 'cjng'?"
    ]


def test_an_end_that_is_like_nothing_gets_no_suggestion() -> None:
    assert in_alliance("source: zetas", "source: qqq") == [f"{AT}:4: {TIE}: unknown organization 'qqq'."]


def test_an_end_of_the_wrong_type() -> None:
    assert in_alliance("target: cjng", "target: mexico") == [
        f"{AT}:3: {TIE}: 'mexico' names a record of type place, not organization"
    ]


def test_an_end_of_several_types_names_them() -> None:
    funding = ALLIANCE.replace("target: cjng", "target: mexico")
    assert faults(fundings=funding, alliances=None) == [
        "seeds/fundings.yml:4: alliance-cjng-zetas-1: 'mexico' names a record of type place, not program"
    ]


def test_an_unknown_source() -> None:
    assert in_alliance("source: early", "source: erly") == [
        f"{AT}:8: {TIE}: unknown source 'erly'. Did you mean 'early'?"
    ]


def test_a_citation_of_what_is_no_source() -> None:
    assert in_alliance("source: early", "source: mexico") == [
        f"{AT}:8: {TIE}: 'mexico' names a record of type place, not source"
    ]


def test_references_of_entities() -> None:
    organizations = """\
- id: cjng
  name: Jalisco
  kind: cartel
  aliases:
    - {name: New Generation, source: erly}
  distinct_from: [zeta]
- {id: zetas, name: Zetas, kind: cartel}
"""
    sources = FILES["sources.yml"] + "  derives_from: [earlier]\n"
    figures = """\
- id: deaths
  name: Deaths
  subjects: [cjng, mexicos]
  quantity: deaths
  unit: persons
  period: 2010
  value: 3
  likelihood: probable
  citations: [{source: early}]
"""
    assert faults(organizations=organizations, sources=sources, figures=figures) == [
        "seeds/figures.yml:3: deaths: unknown entity 'mexicos'. Did you mean 'mexico'?",
        "seeds/organizations.yml:5: cjng: unknown source 'erly'. Did you mean 'early'?",
        "seeds/organizations.yml:6: cjng: unknown organization 'zeta'. Did you mean 'zetas'?",
        "seeds/sources.yml:7: early: unknown source 'earlier'. Did you mean 'early'?",
    ]


def test_an_id_is_used_once_in_all_files() -> None:
    places = FILES["places.yml"].replace("id: mexico", "id: zetas")
    assert faults(places=places) == [
        f"{AT}:4: {TIE}: 'zetas' names a record of type place, not organization",
        "seeds/places.yml:1: zetas: id is already used in seeds/organizations.yml:4: ids are never shared",
    ]


def test_an_id_is_used_once_in_a_file() -> None:
    assert faults(alliances=ALLIANCE + ALLIANCE.split("\n", 1)[1]) == [
        f"{AT}:9: {TIE}: id is already used in seeds/alliances.yml:2: ids are never shared"
    ]


# Fields.


def test_an_unknown_field() -> None:
    assert in_alliance("  period: 2010/", "  periods: 2010/") == [
        f"{AT}:5: {TIE}: unknown field 'periods'. Did you mean 'period'?"
    ]


def test_an_unknown_field_of_a_citation_is_compared_with_those_of_citations() -> None:
    assert in_alliance("locator:", "locater:") == [
        f"{AT}:8: {TIE}: unknown field 'citations.1.locater'. Did you mean 'locator'?"
    ]


def test_a_wrong_word_of_a_closed_list() -> None:
    assert in_alliance("likelihood: possible", "likelihood: posible") == [
        (
            f"{AT}:6: {TIE}: likelihood: 'posible' is not one of confirmed, probable, possible, doubtful."
            " Did you mean 'possible' or 'probable'?"
        )
    ]


def test_a_missing_field() -> None:
    assert in_alliance("  likelihood: possible\n", "") == [f"{AT}:2: {TIE}: field 'likelihood' is missing"]


def test_a_missing_id() -> None:
    assert in_alliance("- id: alliance-cjng-zetas-1\n  source: zetas", "- source: zetas") == [
        f"{AT}:2: field 'id' is missing"
    ]


def test_a_wrong_id() -> None:
    assert in_alliance("alliance-cjng-zetas-1", "Alliance_1") == [
        f"{AT}:2: Alliance_1: id: 'Alliance_1' does not have the form ^[a-z0-9]+(?:-[a-z0-9]+)*$"
    ]


def test_a_wrong_date() -> None:
    (fault,) = in_alliance("2010/", "2010-02-30/")
    # What follows are the words of Python, and change with it.
    assert fault.startswith(f"{AT}:5: {TIE}: period: '2010-02-30' is not a day of the calendar: ")


def test_a_date_in_another_notation() -> None:
    assert in_alliance("2010/", "Feb 2010") == [
        (
            f"{AT}:5: {TIE}: period: 'Feb 2010' is not a date: write 2010-02-15, 2010-02, 2010, 198X or 19XX,"
            " with ~ (about), ? (doubtful) or % (both) after it if need be"
        )
    ]


def test_a_rule_of_the_whole_record() -> None:
    assert in_alliance("target: cjng", "target: zetas") == [
        f"{AT}:2: {TIE}: source and target are both 'zetas': a tie needs two different ends"
    ]


def test_no_citation() -> None:
    assert in_alliance("\n    - {source: early, locator: p. 1}", " []") == [
        f"{AT}:7: {TIE}: citations: give at least 1"
    ]


def test_a_citation_without_its_fields() -> None:
    assert in_alliance("{source: early, locator: p. 1}", "early") == [
        f"{AT}:8: {TIE}: citations.1: 'early' is not a set of fields, each as `field: value`"
    ]


def test_a_long_value_is_not_repeated_in_full() -> None:
    (fault,) = in_alliance("period: 2010/", f"note: {'x' * 4001}")
    assert fault.startswith(f"{AT}:5: {TIE}: note: 'xxx")
    assert fault.endswith("xxx': string should have at most 4000 characters")
    assert len(fault) < 200


def test_a_hidden_character() -> None:
    organizations = FILES["organizations.yml"].replace("name: Zetas", "name: Ze\u200btas")
    assert faults(organizations=organizations) == [
        (
            "seeds/organizations.yml:5: zetas: name: character 3 is U+200B (ZERO WIDTH SPACE),"
            " which nobody can see: remove it, or write a plain space"
        )
    ]


# YAML.


def test_yaml_that_cannot_be_read() -> None:
    assert in_alliance("period: 2010/", "period: a: b") == [
        f"{AT}:5: not valid YAML: mapping values are not allowed in this context"
    ]


def test_a_bracket_that_is_not_closed() -> None:
    assert in_alliance("p. 1}", "p. 1") == [
        f"{AT}:9: not valid YAML: while parsing a flow mapping did not find expected ',' or '}}'"
    ]


def test_two_documents_in_a_file() -> None:
    assert faults(alliances=f"---\n{ALLIANCE}---\n{ALLIANCE}") == [
        f"{AT}:10: not valid YAML: expected a single document in the stream but found another document"
    ]


def test_a_control_character() -> None:
    assert in_alliance("p. 1", "é\x07") == [
        f"{AT}:8: not valid YAML: U+0007: control characters are not allowed"
    ]


def test_a_field_that_is_given_twice() -> None:
    assert in_alliance("  target: cjng", "  source: zetas\n  target: cjng") == [
        f"{AT}:4: field 'source' is given twice: keep one"
    ]


@pytest.mark.parametrize("value", ["", ' ""', " ''"])
def test_a_value_that_is_empty(value: str) -> None:
    assert in_alliance("likelihood: possible", f"likelihood:{value}") == [
        f"{AT}:6: a value is empty: give it, or leave the whole field out"
    ]


def test_a_name_of_a_field_that_is_a_list() -> None:
    assert in_alliance("period: 2010/", "? [period]\n  : 2010/") == [
        f"{AT}:5: the name of a field must be plain text"
    ]


@pytest.mark.parametrize("value", ["&again [*again]", "[&early early, *early]"])
def test_an_alias(value: str) -> None:
    name = "again" if "again" in value else "early"
    assert in_alliance("period: 2010/", f"observed: {value}") == [
        f"{AT}:5: alias *{name}: write the value out"
    ]


def test_a_star_in_a_text_is_no_alias() -> None:
    write_folder(Path("seeds"), alliances=ALLIANCE + "  note: Three * out of five.\n")
    assert inspect_dataset("seeds").problems == ()


# Files.


def test_a_file_that_is_named_for_no_collection() -> None:
    assert faults(alliances=None, allianses=ALLIANCE) == [
        (
            "seeds/allianses.yml: is not named for a collection: unknown collection 'allianses'."
            " Did you mean 'alliances' or 'assistances' or 'allocations'?"
        )
    ]


@pytest.mark.parametrize("text", ["id: x\n", "text\n"])
def test_a_file_that_holds_no_list(text: str) -> None:
    assert faults(alliances=text) == [f"{AT}:1: must be a list of records, each starting with `- id: ...`"]


@pytest.mark.parametrize("text", ["", "# Nothing here.\n"])
def test_an_empty_file(text: str) -> None:
    assert faults(alliances=text) == [f"{AT}:1: is empty: fill it in, or remove the file"]
    assert faults(dataset=text)[0] == "seeds/dataset.yml:1: is empty: fill it in, or remove the file"


def test_a_list_of_what_are_no_records() -> None:
    assert faults(alliances="- one\n- two\n") == [
        f"{AT}:1: 'one' is not a set of fields, each as `field: value`",
        f"{AT}:2: 'two' is not a set of fields, each as `field: value`",
    ]


def test_a_file_that_is_not_utf_8() -> None:
    write_folder(Path("seeds"))
    Path("seeds/organizations.yml").write_bytes("- id: x\n  name: Juárez\n".encode("latin-1"))
    assert [str(problem) for problem in inspect_dataset("seeds").problems] == [
        (
            "seeds/organizations.yml: cannot be read as UTF-8 text:"
            " 'utf-8' codec can't decode byte 0xe1 in position 18: invalid continuation byte"
        )
    ]


def test_a_folder_that_is_named_like_a_file() -> None:
    write_folder(Path("seeds"), alliances=None)
    Path("seeds/alliances.yml").mkdir()
    (problem,) = inspect_dataset("seeds").problems
    assert str(problem).startswith("seeds/alliances.yml: cannot be read: [Errno 21]")


def test_a_byte_order_mark_is_no_fault() -> None:
    write_folder(Path("seeds"))
    Path("seeds/alliances.yml").write_bytes(b"\xef\xbb\xbf" + ALLIANCE.encode())
    assert len(read_dataset("seeds")) == 5


def test_the_other_ending_of_yaml_is_read_too() -> None:
    write_folder(Path("seeds"), alliances=None)
    Path("seeds/alliances.yaml").write_text(ALLIANCE, encoding="utf-8")
    assert len(read_dataset("seeds")) == 5


def test_line_ends_of_windows_are_no_fault() -> None:
    write_folder(Path("seeds"))
    Path("seeds/alliances.yml").write_bytes(ALLIANCE.replace("\n", "\r\n").encode())
    assert len(read_dataset("seeds")) == 5


def test_no_folder() -> None:
    with pytest.raises(DatasetError) as caught:
        read_dataset("nowhere")
    assert str(caught.value) == "nowhere: is not a folder: give the folder that holds dataset.yml"


# dataset.yml.


def test_no_manifest() -> None:
    assert faults(dataset=None) == [
        "seeds/dataset.yml: is missing: it says what the dataset is and what it expects of itself"
    ]


def test_a_wrong_manifest() -> None:
    text = FILES["dataset.yml"].replace("1.0.0", "1.0").replace("title:", "titel:")
    assert faults(dataset=text) == [
        "seeds/dataset.yml:1: field 'title' is missing",
        "seeds/dataset.yml:2: unknown field 'titel'. Did you mean 'title'?",
        r"seeds/dataset.yml:3: version: '1.0' does not have the form ^\d+\.\d+\.\d+$",
    ]


def test_a_manifest_that_is_a_list() -> None:
    assert faults(dataset="- name: tiny\n") == [
        "seeds/dataset.yml:1: [{'name': 'tiny'}] is not a set of fields, each as `field: value`"
    ]


def expecting(*expectations: str) -> str:
    return FILES["dataset.yml"] + "expectations:\n" + "".join(f"  - {{{text}}}\n" for text in expectations)


def test_counts_that_are_not_as_expected() -> None:
    manifest = expecting(
        "collection: alliances, min: 2, reason: There were two.",
        "collection: organizations, max: 1, reason: One is enough.",
        "collection: rivalries, min: 1, reason: There is always one.",
        "collection: places, min: 1, max: 1, reason: Just so.",
    )
    assert faults(dataset=manifest) == [
        "seeds/dataset.yml:9: 1 alliances: expected at least 2 (There were two.)",
        "seeds/dataset.yml:10: 2 organizations: expected at most 1 (One is enough.)",
        "seeds/dataset.yml:11: 0 rivalries: expected at least 1 (There is always one.)",
    ]


def test_a_fill_rate_that_is_not_as_expected() -> None:
    manifest = expecting(
        "collection: organizations, field: kind, min_fill: 1, reason: It is required.",
        "collection: organizations, field: founded, min_fill: 0.5, reason: Most are known.",
        "collection: rivalries, field: period, min_fill: 1, reason: There are none.",
    )
    assert faults(dataset=manifest) == [
        "seeds/dataset.yml:10: 0 of 2 organizations have founded: expected 50% (Most are known.)"
    ]


def test_a_period_that_nobody_gave_is_not_filled() -> None:
    manifest = expecting("collection: alliances, field: period, min_fill: 1, reason: All are dated.")
    undated = ALLIANCE.replace("  period: 2010/\n", "")
    assert faults(dataset=manifest, alliances=undated) == [
        "seeds/dataset.yml:9: 0 of 1 alliances have period: expected 100% (All are dated.)"
    ]


def test_expectations_that_mean_nothing() -> None:
    manifest = expecting(
        "collection: alliance, min: 1, reason: A slip.",
        "collection: alliances, field: periods, min_fill: 0, reason: A slip.",
        "collection: rivalries, field: labels, min_fill: 0, reason: No field.",
    )
    assert faults(dataset=manifest) == [
        "seeds/dataset.yml:9: unknown collection 'alliance'. Did you mean 'alliances' or 'assistances'?",
        "seeds/dataset.yml:10: alliances have no field 'periods'. Did you mean 'period'?",
        "seeds/dataset.yml:11: rivalries have no field 'labels'.",
    ]


def test_expectations_that_say_nothing() -> None:
    manifest = expecting(
        "collection: alliances, reason: Why not.",
        "collection: alliances, field: period, reason: Why not.",
        "collection: alliances, min_fill: 0.5, min: 1, reason: Why not.",
    )
    assert faults(dataset=manifest) == [
        (
            "seeds/dataset.yml:9: expectations.1:"
            " give min or max for a count, or field and min_fill for a fill rate"
        ),
        "seeds/dataset.yml:10: expectations.2: field and min_fill come together",
        "seeds/dataset.yml:11: expectations.3: field and min_fill come together",
    ]


# Many faults, and one fault only once.


def test_all_faults_are_reported_at_once_in_order_of_file_and_line() -> None:
    found = faults(
        alliances=ALLIANCE.replace("likelihood: possible", "likelihood: sure").replace("2010/", "soon"),
        organizations=FILES["organizations.yml"] + "- id: third\n  kind: club\n",
        places=FILES["places.yml"].replace("  iso_alpha2: MX\n", ""),
        rivalries=ALLIANCE.replace("alliance", "rivalry").replace("target: cjng", "target: cjgn"),
        truces="- {",
    )
    assert [str(problem) for problem in inspect_dataset("seeds").problems] == found
    assert [fault.split(": ")[0] for fault in found] == [
        "seeds/alliances.yml:5",
        "seeds/alliances.yml:6",
        "seeds/organizations.yml:7",
        "seeds/organizations.yml:8",
        "seeds/places.yml:1",
        "seeds/truces.yml:2",
    ]


def test_one_faulty_record_is_no_dataset() -> None:
    inspection = inspect_dataset(write_folder(Path("seeds"), alliances=ALLIANCE.replace("possible", "sure")))
    assert inspection.dataset is None
    assert len(inspection.problems) == 1


def test_what_refers_to_a_faulty_record_is_not_at_fault() -> None:
    organizations = FILES["organizations.yml"].replace("kind: cartel", "kind: club", 1)
    (fault,) = faults(organizations=organizations)
    assert fault.startswith("seeds/organizations.yml:3: cjng: kind: 'club' is not one of cartel, ")


@pytest.mark.parametrize("name", ["sources", "organizations"])
@pytest.mark.parametrize("text", ["- [", "", "one: two\n"])
def test_what_refers_to_a_file_that_cannot_be_read_is_not_at_fault(name: str, text: str) -> None:
    assert len(faults(**{name: text})) == 1


def test_what_refers_to_a_file_under_a_wrong_name_is_not_at_fault() -> None:
    assert len(faults(sources=None, source=FILES["sources.yml"])) == 1


def test_a_count_is_not_at_fault_for_a_file_under_a_wrong_name() -> None:
    manifest = expecting("collection: sources, min: 1, reason: One.")
    assert len(faults(dataset=manifest, sources=None, source=FILES["sources.yml"])) == 1


def test_a_count_is_not_at_fault_for_a_faulty_record() -> None:
    manifest = expecting("collection: alliances, min: 1, reason: One.")
    (fault,) = faults(dataset=manifest, alliances=ALLIANCE.replace("possible", "sure"))
    assert fault.startswith("seeds/alliances.yml:6")


def test_the_only_citation_is_not_missing_if_it_is_faulty() -> None:
    assert in_alliance("source: early", "source: Early") == [
        f"{AT}:8: {TIE}: citations.1.source: 'Early' does not have the form ^[a-z0-9]+(?:-[a-z0-9]+)*$"
    ]


# Remarks.


def remarks(**replaced: str | None) -> list[str]:
    inspection = inspect_dataset(write_folder(Path("seeds"), **replaced))
    assert inspection.dataset is not None, inspection.problems
    return [str(remark) for remark in inspection.remarks]


SHARING = """\
- {id: cjng, name: Company, kind: cartel}
- {id: zetas, name: Zetas, kind: cartel, aliases: [{name: COMPANY}, {name: The company}, {name: zetas}]}
- {id: third, name: The Company, kind: gang}
"""


def test_two_that_are_named_alike_are_told_apart_or_are_one() -> None:
    # All three are a company, each in its own way of writing.
    assert [
        fault.partition(":2: ")[2] or fault.partition(":3: ")[2] for fault in faults(organizations=SHARING)
    ] == [
        "zetas: is named like 'cjng' (company): merge the two, or write `distinct_from: [cjng]`",
        "third: is named like 'cjng' (company): merge the two, or write `distinct_from: [cjng]`",
        "third: is named like 'zetas' (company): merge the two, or write `distinct_from: [zetas]`",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cártel del Golfo", "El Cartel de Golfo"),
        ("Beltrán-Leyva", "Beltran Leyva Organization"),
        ("La Familia", "Familia"),
        ("El Cartel", "Cartel"),
    ],
)
def test_small_words_and_accents_tell_no_two_apart(one: str, other: str) -> None:
    both = f"- {{id: cjng, name: {one}, kind: cartel}}\n- {{id: zetas, name: {other}, kind: cartel}}\n"
    assert [fault.partition(" (")[0] for fault in faults(organizations=both)] == [
        "seeds/organizations.yml:2: zetas: is named like 'cjng'"
    ]


TOLD_APART = """\
- {id: cjng, name: Company, kind: cartel, distinct_from: [zetas, third]}
- {id: zetas, name: Z, kind: gang, distinct_from: [third], aliases: [{name: COMPANY}, {name: The company}]}
- {id: third, name: The Company, kind: gang}
"""


def test_a_shared_name_of_two_that_are_told_apart_is_reported() -> None:
    assert remarks(organizations=TOLD_APART) == [
        "seeds/organizations.yml:2: zetas: shares the name 'company' with 'cjng'",
        "seeds/organizations.yml:3: third: shares the name 'the company' with 'zetas'",
    ]


def test_a_dataset_that_is_worse_than_its_floors() -> None:
    manifest = (
        FILES["dataset.yml"]
        + """\
floors:
  - {quality: two-lineages, at_least: 0.5, reason: Half of them.}
  - {quality: alliances-without-end, at_most: 0, reason: None.}
  - {quality: sources-uncited, at_most: 0, reason: None is idle.}
  - {quality: two-lineage, at_least: 1, reason: A slip.}
"""
    )
    assert faults(dataset=manifest) == [
        "seeds/dataset.yml:9: two-lineages: 0 of 1 are 0.0%, expected at least 50.0% (Half of them.)",
        "seeds/dataset.yml:10: alliances-without-end: 1 of 1 are 100.0%, expected at most 0.0% (None.)",
        "seeds/dataset.yml:12: unknown quality 'two-lineage'. Did you mean 'two-lineages'?",
    ]


def test_a_floor_says_one_thing() -> None:
    manifest = FILES["dataset.yml"] + "floors:\n  - {quality: source-read, reason: Why not.}\n"
    assert faults(dataset=manifest) == ["seeds/dataset.yml:9: floors.1: give at_least or at_most"]


def test_a_source_that_nothing_cites_is_reported() -> None:
    spare = FILES["sources.yml"].replace("id: early", "id: spare")
    assert remarks(sources=FILES["sources.yml"] + spare) == [
        "seeds/sources.yml:7: spare: no record cites this source"
    ]
