"""A dataset that is written as a folder comes back as it was, and equal datasets give equal bytes."""

from __future__ import annotations

import gzip
import json
import math
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from cartelgraph.dataset import Dataset, Form, read_dataset, write_dataset
from cartelgraph.dataset.folder import read_folder
from cartelgraph.errors import DatasetError, ParameterError
from cartelgraph.model import RECORD_TYPES
from cartelgraph.model.entities import Place
from cartelgraph.model.text import is_hidden
from tests import make
from tests.dataset.folders import write_folder
from tests.store.complete import complete_dataset

# What YAML would take for something else than text, or for the end of it.
HOSTILE = (
    *("no", "null", "~", "0123", "1e3", "1_000", "12:30", "2010-05-01", "=", "<<", ".inf", "0x1F", "true"),
    *(
        "- a",
        "? a",
        "a: b",
        "a #b",
        "#",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%a",
        "@",
        "`",
        "'",
        '"',
        "\\",
        "{",
        "]",
    ),
    *(",", ", ", ":", "...", "---", "\u0301", "é", "漢", "🙂", "a ", "  ", "\n", "\n ", " \n", "\n\n"),
)
pieces = st.lists(
    st.sampled_from(HOSTILE) | st.text(st.characters().filter(lambda each: not is_hidden(each))),
    min_size=1,
    max_size=8,
)


def line(texts: list[str]) -> str:
    """Return a text as a record has it: composed, without space around it, and never empty."""
    composed = unicodedata.normalize("NFC", "".join(texts).replace("\n", " ")).strip()
    return composed[:200].strip() or "x"


def lines(texts: list[str]) -> str:
    return unicodedata.normalize("NFC", "".join(texts)).strip() or "x"


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    names = pieces.map(line)
    numbers = st.floats(-90, 90) | st.integers(-90, 90).map(float)
    aliases = st.fixed_dictionaries({"name": names}, optional={"source": st.just("late")})
    organizations = [
        make.organization(
            key,
            name=draw(names),
            aliases=draw(st.lists(aliases, max_size=2)),
            ucdp_ids=draw(st.lists(names, max_size=2)),
            summary=draw(pieces.map(lines)),
        )
        for key in ("alpha", "no", "123")
    ]
    places = [make.place("city", latitude=draw(numbers), longitude=draw(numbers))]
    citations = st.fixed_dictionaries(
        {"source": st.sampled_from(["early", "late", "undated"]), "checked": st.booleans()},
        optional={"locator": names, "note": pieces.map(lines), "part": st.sampled_from(["tie", "end"])},
    )
    ties = [
        make.rivalry(
            "alpha",
            "no",
            number,
            period=draw(st.sampled_from(["/", "2010", "2008/..", "198X/", "2008~/2010-02-15?"])),
            note=draw(pieces.map(lines)),
            citations=draw(st.lists(citations, min_size=1, max_size=3)),
        )
        for number in range(draw(st.integers(0, 2)))
    ]
    return make.dataset(*organizations, *places, *ties)


forms = st.sampled_from([(form, compressed) for form in Form for compressed in (False, True)])


def written(dataset: Dataset, folder: Path, **options: Any) -> dict[str, bytes]:
    """Write a dataset and return the bytes of each file by its name."""
    return {path.name: path.read_bytes() for path in write_dataset(dataset, folder, **options)}


def records_in(folder: Path) -> Dataset:
    """Return what lies in a folder, before what must be true of it as a whole is asked."""
    found = read_folder(folder)
    assert not found.problems
    assert found.manifest
    return Dataset(found.manifest.info, (located.record for located in found.located))


@given(dataset=datasets(), form=forms)
@example(dataset=make.dataset(make.place("city", latitude=-0.0, longitude=1e-7)), form=(Form.YAML, False))
def test_any_dataset_comes_back_from_any_form(dataset: Dataset, form: tuple[Form, bool]) -> None:
    with TemporaryDirectory() as parent:
        first = written(dataset, Path(parent, "first"), form=form[0], compressed=form[1])
        read = records_in(Path(parent, "first"))
        assert read == dataset
        assert read.digest == dataset.digest
        assert written(read, Path(parent, "second"), form=form[0], compressed=form[1]) == first


@given(dataset=datasets())
def test_yaml_means_the_same_to_a_reader_with_types(dataset: Dataset) -> None:
    with TemporaryDirectory() as parent:
        files = written(dataset, Path(parent, "yaml"))
        as_json = written(dataset, Path(parent, "json"), form=Form.JSONL)
    for name in ("organizations", "sources", "places"):
        assert yaml.safe_load(files[f"{name}.yml"]) == [
            json.loads(text) for text in as_json[f"{name}.jsonl"].splitlines()
        ]


def test_every_type_and_field_comes_back(tmp_path: Path) -> None:
    complete = complete_dataset()
    files = written(complete, tmp_path / "complete")
    assert list(files) == ["dataset.yml", *sorted(f"{kind.collection}.yml" for kind in RECORD_TYPES)]
    assert records_in(tmp_path / "complete") == complete


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("form", list(Form))
def test_the_seeds_come_back_and_are_written_alike_every_time(
    seeds: Dataset, tmp_path: Path, form: Form, *, compressed: bool
) -> None:
    first = written(seeds, tmp_path / "first", form=form, compressed=compressed)
    read = read_dataset(tmp_path / "first")
    assert read == seeds
    assert written(read, tmp_path / "second", form=form, compressed=compressed) == first


def test_the_normal_form_is_as_it_is_described(tmp_path: Path) -> None:
    data = Dataset(
        make.INFO,
        [
            make.EARLY,
            make.organization("b", name="no", ucdp_ids=["12"], note="One.\n  Two."),
            make.organization("a", aliases=[{"name": "A: one", "source": "early"}]),
            make.place("p", latitude=14.0, longitude=-90.25),
            make.alliance(
                "b",
                "a",
                note="It's said.",
                period="2008",
                observed=["2008-06"],
                citations=[{"source": "early", "locator": "p. 1", "checked": False}],
            ),
        ],
    )
    files = written(data, tmp_path / "data")
    assert files["dataset.yml"].decode() == (
        "name: tiny\n"
        "title: A tiny dataset\n"
        "version: 1.0.0\n"
        "cut_off: '2012'\n"
        "focus: 2011-03\n"
        "license: CC-BY-4.0\n"
        "attribution: Nobody\n"
    )
    assert files["organizations.yml"].decode() == (
        "- id: a\n"
        "  name: A\n"
        "  kind: cartel\n"
        "  aliases:\n"
        "  - {name: 'A: one', source: early}\n"
        "\n"
        "- id: b\n"
        "  name: 'no'\n"
        "  kind: cartel\n"
        "  ucdp_ids: ['12']\n"
        "  note: |-\n"
        "    One.\n"
        "      Two.\n"
    )
    assert files["alliances.yml"].decode() == (
        "- id: alliance-b-a-1\n"
        "  source: a\n"
        "  target: b\n"
        "  period: '2008'\n"
        "  observed: [2008-06]\n"
        "  likelihood: confirmed\n"
        "  citations:\n"
        "  - {source: early, locator: p. 1, checked: false}\n"
        "  note: It's said.\n"
    )
    assert files["places.yml"].decode().splitlines()[3:] == ["  latitude: 14", "  longitude: -90.25"]
    as_json = written(data, tmp_path / "lines", form=Form.JSONL, compressed=True)
    assert gzip.decompress(as_json["places.jsonl.gz"]).decode() == (
        '{"id":"p","name":"P","kind":"city","latitude":14.0,"longitude":-90.25}\n'
    )


def test_a_negative_zero_keeps_its_sign(tmp_path: Path) -> None:
    write_dataset(make.dataset(make.place("p", latitude=-0.0, longitude=0)), tmp_path / "data")
    place = records_in(tmp_path / "data").get("p")
    assert isinstance(place, Place)
    assert place.latitude is not None
    assert math.copysign(1, place.latitude) == -1


def test_a_dataset_makes_room_for_another_only_when_told_so(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    write_dataset(make.dataset(make.organization("a")), folder)
    with pytest.raises(ParameterError, match="is not empty"):
        write_dataset(make.dataset(), folder)
    assert "a" in records_in(folder).records
    write_dataset(make.dataset(), folder, form=Form.JSONL, replace=True)
    assert records_in(folder) == make.dataset()
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    assert sorted(path.name for path in folder.iterdir()) == ["dataset.yml", "sources.jsonl"]


def test_an_empty_folder_and_one_that_does_not_exist_are_free(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "not" / "there"):
        write_dataset(make.dataset(), folder)
        assert records_in(folder) == make.dataset()


@pytest.mark.parametrize("name", ["LICENSE", "thesis.yml", "2010/notes.txt", ".git/config"])
def test_what_is_no_part_of_a_dataset_is_never_replaced(tmp_path: Path, name: str) -> None:
    folder = write_folder(tmp_path / "data")
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("mine", encoding="utf-8")
    with pytest.raises(ParameterError, match=f"holds what is no part of a dataset \\({name}\\)"):
        write_dataset(make.dataset(), folder, replace=True)
    assert (folder / name).read_text(encoding="utf-8") == "mine"


def test_a_folder_without_a_manifest_is_not_taken_for_a_dataset(tmp_path: Path) -> None:
    (tmp_path / "events.yml").write_text("- mine", encoding="utf-8")
    with pytest.raises(ParameterError, match="holds no dataset"):
        write_dataset(make.dataset(), tmp_path, replace=True)


def test_a_file_a_link_and_the_folder_one_is_in_are_no_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for place in (tmp_path / "file", tmp_path / "link", Path()):
        with pytest.raises(ParameterError):
            write_dataset(make.dataset(), place, replace=True)
    with pytest.raises(ParameterError, match="cannot write"):
        write_dataset(make.dataset(), tmp_path / "file" / "within")


def test_nothing_is_left_of_what_could_not_be_read_back(tmp_path: Path) -> None:
    unchecked = make.organization("a").model_copy(update={"name": " \u200b"})
    with pytest.raises(DatasetError, match="a: would not be read back as it is"):
        write_dataset(make.dataset(unchecked), tmp_path / "data")
    assert list(tmp_path.iterdir()) == []


def test_what_lay_there_comes_back_when_the_new_cannot_take_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    write_dataset(make.dataset(make.organization("a")), folder)
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(ParameterError, match="No space left on device"):
        write_dataset(make.dataset(), folder, replace=True)
    monkeypatch.undo()
    assert "a" in records_in(folder).records
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
