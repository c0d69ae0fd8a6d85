"""Generated files are fresh, and say what the record types say."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from cartelgraph.generate import generated_files, stale, write_generated
from cartelgraph.model import RECORD_TYPES, entities, record, relationships

ROOT = Path(__file__).resolve().parents[2]
SEED_FILES = sorted((ROOT / "seeds").glob("*.yml"))

SOURCE = {"id": "s", "name": "S", "kind": "news", "publisher": "P", "reliability": "B"}
ALLIANCE = {"id": "x", "source": "a", "target": "b", "likelihood": "possible", "citations": [{"source": "s"}]}


class Core(yaml.CBaseLoader):
    """YAML 1.2 with its core schema, as editors read it: `no` is text, `2010` a number."""


CORE_TAGS: tuple[tuple[str, str, str, Callable[[str], object]], ...] = (
    ("null", r"null|Null|NULL|~|", "nN~", lambda _: None),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF", lambda text: text[0] in "tT"),
    ("int", r"[-+]?[0-9]+", "-+0123456789", int),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789", float),
)
for name, pattern, first, convert in CORE_TAGS:

    def construct(loader: Core, node: yaml.ScalarNode, read: Callable[[str], object] = convert) -> object:
        return read(str(loader.construct_scalar(node)))

    Core.add_implicit_resolver(f"tag:core/{name}", re.compile(f"^(?:{pattern})$"), list(first))
    Core.add_constructor(f"tag:core/{name}", construct)


def validator(name: str) -> Draft7Validator:
    schema = json.loads((ROOT / "schema" / "json" / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def faults(name: str, *items: dict[str, Any]) -> list[str]:
    return [error.message for error in validator(name).iter_errors(list(items))]


def test_generated_files_of_the_checkout_are_fresh() -> None:
    assert stale(ROOT) == [], "run `cartelgraph schema --write`"


def test_stale_missing_and_left_over_files_are_found_and_mended(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "schema", tmp_path / "schema")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    (tmp_path / "schema" / "constraints.cypher").write_text("// old")
    (tmp_path / "docs" / "data-dictionary.md").unlink()
    (tmp_path / "schema" / "json" / "ports.schema.json").write_text("{}")
    expected = [
        Path("docs/data-dictionary.md"),
        Path("schema/constraints.cypher"),
        Path("schema/json/ports.schema.json"),
    ]
    assert stale(tmp_path) == expected
    assert write_generated(tmp_path) == expected
    assert stale(tmp_path) == []


def test_core_loader_reads_as_yaml_1_2_does() -> None:
    text = "[no, 2010, 2010-02, 1.5, 2008/, true, '2', 012, ~]"
    assert yaml.load(text, Loader=Core) == ["no", 2010, "2010-02", 1.5, "2008/", True, "2", 12, None]  # noqa: S506


@pytest.mark.parametrize("path", SEED_FILES, ids=lambda path: path.stem)
def test_seed_file_is_valid_to_an_editor_and_names_its_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    content = yaml.load(text, Loader=Core)  # noqa: S506
    assert [error.message for error in validator(path.stem).iter_errors(content)] == []
    if path.stem != "dataset":
        assert text.startswith(f"# yaml-language-server: $schema=../schema/json/{path.stem}.schema.json\n")


@pytest.mark.parametrize(
    "fields",
    [
        {"published": 2010},
        {"published": "2010-02~"},
        {"name": 1984},
        {"note": True},
        {"citations": [{"source": "s", "checked": "no"}]},
        {"citations": [{"source": "s", "checked": False, "locator": 7}]},
    ],
)
def test_schema_accepts_what_the_reader_accepts(fields: dict[str, Any]) -> None:
    assert faults("sources", SOURCE | fields) == []


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"publised": 2010}, "'publised' was unexpected"),
        ({"kind": "blog"}, "'blog' is not one of"),
        ({"published": "last year"}, "is not valid under any of the given schemas"),
        ({"id": "Not An Id"}, "does not match"),
        ({"author": None}, "None is not of type"),
        ({"citations": [{"source": "s", "checked": "perhaps"}]}, "'perhaps' is not one of"),
    ],
)
def test_schema_refuses_what_the_reader_refuses(fields: dict[str, Any], complaint: str) -> None:
    (message,) = faults("sources", SOURCE | fields)
    assert complaint in message


def test_statement_needs_a_citation() -> None:
    assert faults("alliances", ALLIANCE) == []
    (message,) = faults("alliances", ALLIANCE | {"citations": []})
    assert "[] should be non-empty" in message or "[] is too short" in message


def test_data_dictionary_names_every_type_field_and_permitted_value() -> None:
    text = generated_files()[Path("docs/data-dictionary.md")]
    for kind in RECORD_TYPES:
        (section,) = re.findall(rf"^### {kind.__name__}$(.*?)(?=^#)", text, flags=re.DOTALL | re.MULTILINE)
        assert f"Collection `{kind.collection}`" in section
        assert f"`:{kind.label}`" in section
        assert all(f"| `{field}` |" in section for field in kind.model_fields)
    for module in (entities, relationships, record):
        for enum in vars(module).values():
            if isinstance(enum, type) and issubclass(enum, StrEnum) and enum is not StrEnum:
                assert f"### {enum.__name__}\n" in text
                assert all(f"\n- `{member.value}`" in text for member in enum)
    assert "| `amount_usd` | number | US dollars, nominal | required | Amount. |" in text


def test_constraints_cover_every_type_under_names_of_our_own() -> None:
    text = generated_files()[Path("schema/constraints.cypher")]
    assert (
        "CREATE CONSTRAINT cartelgraph_place_id IF NOT EXISTS\nFOR (n:Place) REQUIRE n.id IS UNIQUE;\n"
        in text
    )
    assert (
        "CREATE CONSTRAINT cartelgraph_allied_with_id IF NOT EXISTS\n"
        "FOR ()-[r:ALLIED_WITH]-() REQUIRE r.id IS UNIQUE;\n" in text
    )
    assert "CREATE INDEX cartelgraph_citation_record IF NOT EXISTS\nFOR (n:Citation) ON (n.record);\n" in text
    assert text.count("CREATE CONSTRAINT") == len(RECORD_TYPES) + 3
