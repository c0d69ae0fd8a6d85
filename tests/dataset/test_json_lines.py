"""Records as JSON Lines, plain or compressed: the same dataset and the same faults as from YAML."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cartelgraph.dataset import inspect_dataset, read_dataset
from cartelgraph.dataset.json_lines import read_json_lines
from cartelgraph.errors import DatasetError
from tests.dataset.folders import FILES, write_folder

TIE: dict[str, Any] = {
    "id": "alliance-cjng-zetas-1",
    "source": "zetas",
    "target": "cjng",
    "period": "2010/",
    "likelihood": "possible",
    "citations": [{"source": "early", "locator": "p. 1"}],
}
AT = "seeds/alliances.jsonl"


@pytest.fixture(autouse=True)
def _beside_seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def lines(*values: Any) -> bytes:
    return "".join(f"{json.dumps(value)}\n" for value in values).encode()


def faults(content: bytes, name: str = "alliances.jsonl") -> list[str]:
    """Return every fault of the small folder with this file in the place of its alliances."""
    folder = write_folder(Path("seeds"), alliances=None)
    (folder / name).write_bytes(content)
    with pytest.raises(DatasetError) as caught:
        read_dataset("seeds")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("ending", [".yml", ".yaml", ".yml.gz", ".jsonl", ".jsonl.gz"])
def test_every_form_gives_the_same_dataset(ending: str) -> None:
    expected = read_dataset(write_folder(Path("plain")))
    folder = write_folder(
        Path("seeds"), **dict.fromkeys(name[:-4] for name in FILES if name != "dataset.yml")
    )
    for name, text in FILES.items():
        if name != "dataset.yml":
            content = text.encode()
            if ".jsonl" in ending:
                # Written with numbers as numbers, where the base loader leaves them as text.
                content = lines(*json.loads(json.dumps(yaml.safe_load(text), default=str)))
            target = folder / name.replace(".yml", ending)
            target.write_bytes(gzip.compress(content) if ending.endswith(".gz") else content)
    assert read_dataset(folder) == expected


def test_a_collection_may_be_spread_over_forms() -> None:
    folder = write_folder(Path("seeds"))
    (folder / "alliances.jsonl").write_bytes(lines(TIE | {"id": "alliance-cjng-zetas-2"}))
    assert read_dataset(folder).counts()["alliances"] == 2


def test_scalars_are_text_as_they_are_written() -> None:
    (document,) = read_json_lines(
        [b'{"a": 2010, "b": 1.50, "c": [true, 1e3], "d": {"e": false}, "f": NaN}\n']
    )
    assert document.value == {"a": "2010", "b": "1.50", "c": ["true", "1e3"], "d": {"e": "false"}, "f": "NaN"}
    assert not document.faults


def test_a_mark_of_byte_order_and_empty_lines_are_no_fault() -> None:
    folder = write_folder(Path("seeds"), alliances=None)
    (folder / "alliances.jsonl").write_bytes(b"\xef\xbb\xbf\r\n" + lines(TIE).replace(b"\n", b"\r\n") + b"\n")
    assert inspect_dataset(folder).problems == ()


def test_a_fault_is_at_its_line_and_all_are_told() -> None:
    wrong = TIE | {"id": "alliance-x-y", "target": "cjgn", "likelyhood": "possible"}
    del wrong["likelihood"]
    again = TIE | {"target": "cjgn", "id": "alliance-a-b"}
    assert faults(lines(TIE) + b"\n" + lines(wrong, again)) == [
        f"{AT}:3: alliance-x-y: field 'likelihood' is missing",
        f"{AT}:3: alliance-x-y: unknown field 'likelyhood'. Did you mean 'likelihood'?",
        f"{AT}:4: alliance-a-b: unknown organization 'cjgn'. Did you mean 'cjng'?",
    ]


def test_an_id_that_is_used_twice_names_both_lines() -> None:
    assert faults(lines(TIE, TIE)) == [
        f"{AT}:2: {TIE['id']}: id is already used in {AT}:1: ids are never shared"
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"{", "not valid JSON: Expecting property name enclosed in double quotes at column 2"),
        (b"[" * 100_000, "not valid JSON: brackets within brackets without end"),
        (b'{"id": "\xff"}', "cannot be read as UTF-8 text: 'utf-8' codec can't decode byte 0xff"),
        (b"x" * 1_000_001, "is longer than 1000000 bytes: write one record in each line"),
        (b"[1, 2]", "['1', '2'] is not a set of fields, each as `field: value`"),
        (b"5", "'5' is not a set of fields, each as `field: value`"),
        (b"null", "a value is empty: give it, or leave the whole field out"),
        (b'{"id": "a", "id": "b"}', "field 'id' is given twice: keep one"),
        (b'{"id": "a", "note": null}', "a value is empty: give it, or leave the whole field out"),
    ],
)
def test_a_line_that_is_no_record(line: bytes, fault: str) -> None:
    assert faults(lines(TIE) + line + b"\n")[0].startswith(f"{AT}:2: {fault}")


def test_what_refers_to_an_unreadable_line_is_not_reported_as_well() -> None:
    folder = write_folder(Path("seeds"), organizations=None)
    (folder / "organizations.jsonl").write_bytes(b"{\n")
    assert len(inspect_dataset(folder).problems) == 1


def test_an_empty_file() -> None:
    assert faults(b"\n") == [f"{AT}:1: is empty: fill it in, or remove the file"]


def test_a_file_that_is_named_for_nothing() -> None:
    (found,) = faults(lines(TIE), "aliances.jsonl.gz")
    assert found.startswith(
        "seeds/aliances.jsonl.gz: is not named for a collection: unknown collection 'aliances'"
    )


@pytest.mark.parametrize("content", [b"no gzip at all", gzip.compress(lines(TIE))[:-9]])
def test_a_compressed_file_that_is_broken(content: bytes) -> None:
    found = faults(content, "alliances.jsonl.gz")
    assert [text[: len(AT) + 20] for text in found] == [f"{AT}.gz: cannot be read: "[: len(AT) + 20]]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)
VALUES = st.dictionaries(
    TEXTS,
    st.recursive(
        TEXTS,
        lambda values: st.lists(values, max_size=3) | st.dictionaries(TEXTS, values, max_size=3),
        max_leaves=8,
    ),
    max_size=3,
)


@given(VALUES)
def test_what_is_written_as_text_is_read_as_text(value: Any) -> None:
    (document,) = read_json_lines([json.dumps(value).encode()])
    assert document.value == value
    assert not document.faults


@given(st.binary(max_size=40))
def test_no_bytes_make_the_reader_fail(content: bytes) -> None:
    for number, document in enumerate(read_json_lines([b"", content]), start=2):
        assert document.line((0, "id")) == number
