"""`neo4j-admin database import full`: a new store written offline, the practical limit of any load.

The server is stopped first, as nobody may use the database meanwhile. Nothing is merged, checked or rolled
back, there are no constraints, and what the database held before is gone.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import psutil

from benchmarks.ways.load_csv import LISTS, NUMBERS, Tables, fill
from benchmarks.ways.measured import Task, main
from cartelgraph.server import LocalServer
from cartelgraph.settings import home

TOOL = "org.neo4j.cli.AdminTool"


class ImportTables(Tables):
    """The same tables with the headers of the tool; citations and aliases become relationships too."""

    def add(self, key: tuple[str, ...], row: dict[str, Any], names: list[str]) -> None:
        """Take one row."""
        if key == ("citation",):
            self._tie("CITES", row["id"], row["source"])
            key, names = ("node", "Citation"), [name for name in names if name != "source"]
        elif key == ("alias",):
            self._tie("HAS_ALIAS", row["record"], row["id"])
            key = ("node", "Alias")
        super().add(key, row, names)

    def header(self, key: tuple[str, ...], names: list[str]) -> list[str]:
        """Return the header of a table."""
        return [_column(name, node=key[0] == "node") for name in names]

    def _tie(self, kind: str, source: str, target: str) -> None:
        super().add(("tie", kind), {"source": source, "target": target}, ["source", "target"])


def _column(name: str, *, node: bool) -> str:
    if name in {"source", "target"}:
        return ":START_ID" if name == "source" else ":END_ID"
    if name == "id" and node:
        return "id:ID"
    if name in LISTS:
        return f"{name}:string[]"
    typed = {"position": "position:int", "checked": "checked:boolean"}
    return f"{name}:float" if name in NUMBERS else typed.get(name, name)


def load(task: Task) -> None:
    local = LocalServer(task.scratch, jars=home() / "jars")
    running = local.status()
    if running is None:
        raise SystemExit("there is no server to import for")
    server = psutil.Process(running.pid)
    java, class_path = server.exe(), server.environ()["CLASSPATH"]
    local.down()
    folder = task.scratch / "import"
    folder.mkdir(parents=True, exist_ok=True)
    tables = ImportTables(folder)
    fill(tables, task.folder)
    tables.close()
    command = [java, "-Xmx1g", TOOL, "database", "import", "full", "neo4j", "--overwrite-destination"]
    command += ["--array-delimiter=|", "--multiline-fields=false"]
    for key in tables.files:
        path = folder / f"{'-'.join(key)}.csv"
        labels = ":".join(key[1:]) if key[0] == "node" else key[1]
        command.append(f"--{'nodes' if key[0] == 'node' else 'relationships'}={labels}={path}")
    environment = {
        "CLASSPATH": class_path,
        "NEO4J_HOME": str(task.scratch),
        "NEO4J_CONF": str(Path(task.scratch) / "conf"),
    }
    # It leaves a report where it is run.
    ended = subprocess.run(
        command, check=False, capture_output=True, text=True, env=environment, cwd=task.scratch
    )
    if ended.returncode:
        raise SystemExit(ended.stdout + ended.stderr)


if __name__ == "__main__":
    main(load)
