"""Files that are generated from the record types, committed, and held to be fresh by a test.

>>> from cartelgraph.generate import generated_files
>>> sorted(str(path) for path in generated_files())[:2]
['docs/data-dictionary.md', 'schema/constraints.cypher']
"""

from __future__ import annotations

from pathlib import Path

from cartelgraph.generate.constraints import constraints
from cartelgraph.generate.data_dictionary import data_dictionary
from cartelgraph.generate.json_schema import json_schemas

__all__ = ["generated_files", "stale", "write_generated"]


def generated_files() -> dict[Path, str]:
    """Return the text of every generated file by its path from the top of the checkout."""
    schemas = {Path("schema/json") / name: text for name, text in json_schemas().items()}
    return {
        Path("schema/constraints.cypher"): constraints(),
        Path("docs/data-dictionary.md"): data_dictionary(),
        **schemas,
    }


def stale(root: Path) -> list[Path]:
    """Return the generated files of a checkout that are missing or not what the record types say.

    A JSON Schema that no record type stands for any more is stale as well.
    """
    files = generated_files()
    outdated = [path for path, text in files.items() if _text(root / path) != text]
    left_over = [path.relative_to(root) for path in (root / "schema" / "json").glob("*.json")]
    return sorted({*outdated, *(path for path in left_over if path not in files)})


def write_generated(root: Path) -> list[Path]:
    """Write the generated files that are stale, remove those left over, and return their paths."""
    files = generated_files()
    changed = stale(root)
    for path in changed:
        if path in files:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(files[path], encoding="utf-8")
        else:
            (root / path).unlink()
    return changed


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
