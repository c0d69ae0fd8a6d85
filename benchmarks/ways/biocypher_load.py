"""BioCypher: a schema for each type, files by `write_nodes` and `write_edges`, and the import call it writes.

Its online mode merges through APOC, a plugin that the server has not; offline mode is its default besides.
The import call runs `neo4j-admin database import full` on a server that is stopped first. As with that tool
alone, nothing is merged or rolled back, there are no constraints, and what the database held before is gone.

Its default ontology is downloaded. The one here is a file of our own with a single class, the root below
which the schema puts all others; with none at all, which BioCypher allows, kinds could not be labels.
So every node bears the root's label `Entity` and a property `preferred_id` beside what it has in the other
ways. Files are CSV: Parquet, its default, takes another library.
"""

# mypy: ignore-errors
# Its library is installed in the environment of the peers only.
from __future__ import annotations

import json
import logging
import shutil
import subprocess
from pathlib import Path
from typing import Any

import psutil
import yaml

# Unless logging is set up before it is imported, it writes a log into the working directory.
logging.basicConfig(level=logging.WARNING)

from biocypher import BioCypher  # noqa: E402

from benchmarks.ways.measured import ENTITIES, RELATIONSHIPS, Task, main, records  # noqa: E402

STOP_SECONDS = 60

ROOT = "entity"
ONTOLOGY = f"""@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<urn:benchmark#{ROOT}> a rdfs:Class ; rdfs:label "{ROOT}" .
"""

NAMED = {"name": "str", "kind": "str"}
PART = {"record": "str", "position": "int"}
FIELDS = {
    "Source": NAMED | dict.fromkeys(("author", "publisher", "published", "url", "reliability"), "str"),
    "Organization": NAMED,
    "Person": {"name": "str", "likelihood": "str"},
    "Place": NAMED | {"latitude": "float", "longitude": "float"},
    "Event": NAMED | {"likelihood": "str", "date": "str"},
    "Citation": PART | {"locator": "str", "stance": "str", "part": "str", "checked": "bool"},
    "Alias": PART | {"name": "str"},
}
STATEMENT = {
    **dict.fromkeys(("note", "likelihood", "period", "strength", "form", "role"), "str"),
    "observed": "str[]",
    "activities": "str[]",
}
#: Kinds that are labels; each is a class below that of its label.
KINDS = {"Organization": ("cartel", "faction", "armed-wing", "gang", "syndicate"), "Place": ("city",)}


def schema() -> dict[str, dict[str, Any]]:
    """Return what BioCypher calls the schema configuration."""
    classes: dict[str, dict[str, Any]] = {}
    for label, properties in FIELDS.items():
        shared = {"represented_as": "node", "properties": properties}
        classes[label.lower()] = {"is_a": ROOT, "input_label": label, **shared}
        for kind in KINDS.get(label, ()):
            # Names of classes are words, of which it makes labels: `armed wing` becomes `ArmedWing`.
            classes[kind.replace("-", " ")] = {
                "is_a": [label.lower(), ROOT],
                "input_label": f"{label} {kind}",
                **shared,
            }
    for kind, _, _ in RELATIONSHIPS.values():
        classes[kind] = {"represented_as": "edge", "properties": STATEMENT}
    for kind in ("CITES", "HAS_ALIAS"):
        classes[kind] = {"represented_as": "edge", "use_id": False}
    for name, described in classes.items():
        described.setdefault("is_a", ROOT)
        described.setdefault("input_label", name)
    return classes


def load(task: Task) -> None:
    folder = task.scratch / "biocypher"
    folder.mkdir(parents=True)
    (folder / "ontology.ttl").write_text(ONTOLOGY, encoding="utf-8")
    (folder / "schema.yaml").write_text(yaml.safe_dump(schema(), sort_keys=False), encoding="utf-8")
    (folder / "config.yaml").write_text(yaml.safe_dump(configuration(folder)), encoding="utf-8")
    knowledge = BioCypher(
        biocypher_config_path=str(folder / "config.yaml"),
        schema_config_path=str(folder / "schema.yaml"),
        output_directory=str(folder / "out"),
    )
    nodes, edges = graph(task.folder)
    # It tells of a failure by what it returns, and leaves out what its schema does not name.
    if not knowledge.write_nodes(nodes) or not knowledge.write_edges(edges):
        raise SystemExit("BioCypher could not write its files")
    if missing := knowledge.log_missing_input_labels():
        raise SystemExit(f"the schema lacks {missing}")
    script = knowledge.write_import_call()
    environment = stop(task.scratch, folder)
    # The import leaves a report where it runs.
    ended = subprocess.run(
        ["bash", script], check=False, capture_output=True, text=True, env=environment, cwd=folder
    )
    if ended.returncode:
        raise SystemExit(ended.stdout + ended.stderr)


def configuration(folder: Path) -> dict[str, dict[str, Any]]:
    """Return what BioCypher is told apart from the schema; the rest are its defaults."""
    return {
        "biocypher": {
            "dbms": "neo4j",
            "offline": True,
            "head_ontology": {"url": str(folder / "ontology.ttl"), "root_node": ROOT},
        },
        "neo4j": {
            "file_format": "csv",
            "edge_labels_order": "Leaves",
            "import_call_bin_prefix": f"{folder}/",
            "shell": shutil.which("bash"),
        },
    }


def stop(home: Path, folder: Path) -> dict[str, str]:
    """Stop the server, and put its own `neo4j-admin` into a folder; return the environment that it needs.

    The managed server has no such program, but the jars that it is made of.
    """
    server = psutil.Process(json.loads((home / "server.json").read_text(encoding="utf-8"))["pid"])
    java, environment = server.exe(), server.environ()
    server.terminate()
    server.wait(STOP_SECONDS)
    program = folder / "neo4j-admin"
    program.write_text(f'#!/bin/sh\nexec "{java}" -Xmx1g org.neo4j.cli.AdminTool "$@"\n', encoding="utf-8")
    program.chmod(0o700)
    return environment | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}


def graph(folder: Path) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Return the nodes and edges as BioCypher takes them."""
    nodes: list[tuple[Any, ...]] = []
    edges: list[tuple[Any, ...]] = []
    for collection, label in ENTITIES.items():
        for record in records(folder, collection):
            named = f"{label} {record['kind']}" if label in KINDS else label
            nodes.append((record["id"], named, record))
            _parts(record, nodes, edges)
    for collection, (kind, _, _) in RELATIONSHIPS.items():
        for record in records(folder, collection):
            edges.append((record["id"], record["source"], record["target"], kind, record))
            _parts(record, nodes, edges)
    return nodes, edges


def _parts(record: dict[str, Any], nodes: list[tuple[Any, ...]], edges: list[tuple[Any, ...]]) -> None:
    key = record["id"]
    for position, citation in enumerate(record.get("citations", ()), start=1):
        part = f"{key}#{position}"
        nodes.append((part, "Citation", {"record": key, "position": position, **citation}))
        edges.append((None, part, citation["source"], "CITES", {}))
    for position, alias in enumerate(record.get("aliases", ()), start=1):
        part = f"{key}#alias-{position}"
        nodes.append((part, "Alias", {"record": key, "position": position, **alias}))
        edges.append((None, key, part, "HAS_ALIAS", {}))


if __name__ == "__main__":
    main(load)
