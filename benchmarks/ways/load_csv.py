"""LOAD CSV: files in the server's import folder, read by the server; types of columns are written by hand."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, TextIO

from neo4j import GraphDatabase, Session

from benchmarks.ways.measured import CITED, ENTITIES, RELATIONSHIPS, Task, kind_label, main, records

LISTS = {"activities", "observed"}
NUMBERS = {"latitude", "longitude"}


class Tables:
    """CSV files by the statement that reads them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[tuple[str, ...], tuple[TextIO, Any, list[str]]] = {}

    def add(self, key: tuple[str, ...], row: dict[str, Any], names: list[str]) -> None:
        """Take one row."""
        if key not in self.files:
            file = (self.folder / f"{'-'.join(key)}.csv").open("w", encoding="utf-8", newline="")
            writer = csv.writer(file)
            writer.writerow(self.header(key, names))
            self.files[key] = file, writer, names
        values = (row.get(name, "") for name in names)
        self.files[key][1].writerow(
            ["|".join(value) if isinstance(value, list) else value for value in values]
        )

    def header(self, key: tuple[str, ...], names: list[str]) -> list[str]:  # noqa: ARG002 - for others
        """Return the header of a table."""
        return names

    def close(self) -> None:
        """Finish the files."""
        for file, _, _ in self.files.values():
            file.close()


def load(task: Task) -> None:
    folder = task.scratch / "import"
    folder.mkdir(parents=True, exist_ok=True)
    tables = Tables(folder)
    fill(tables, task.folder)
    tables.close()
    with (
        GraphDatabase.driver(task.uri, auth=(task.user, task.password)) as driver,
        driver.session() as session,
    ):
        for label in (*ENTITIES.values(), "Citation", "Alias"):
            session.run(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE").consume()
        for kind, _, _ in RELATIONSHIPS.values():
            session.run(
                f"CREATE CONSTRAINT IF NOT EXISTS FOR ()-[r:{kind}]-() REQUIRE r.id IS UNIQUE"
            ).consume()
        session.run("CREATE INDEX IF NOT EXISTS FOR (c:Citation) ON (c.record)").consume()
        for group in ("node", "tie", "citation", "alias"):
            for key, (_, _, names) in tables.files.items():
                if key[0] == group:
                    read(session, folder, key, names)


def fill(tables: Tables, folder: Path) -> None:
    """Write the records into the tables."""
    for collection, label in ENTITIES.items():
        names = _names(folder, collection)
        for record in records(folder, collection):
            kinds = (kind_label(record["kind"]),) if label in {"Organization", "Place"} else ()
            tables.add(("node", label, *kinds), record, names)
            _components(tables, record)
    for collection, (kind, first, second) in RELATIONSHIPS.items():
        names = _names(folder, collection)
        for record in records(folder, collection):
            tables.add(("tie", kind, first, second), record, names)
            _components(tables, record)


def _names(folder: Path, collection: str) -> list[str]:
    names = dict.fromkeys(name for record in records(folder, collection) for name in record)
    return [name for name in names if name not in {"citations", "aliases"}]


def _components(tables: Tables, record: dict[str, Any]) -> None:
    key = record["id"]
    for position, citation in enumerate(record.get("citations", ()), start=1):
        row = {"id": f"{key}#{position}", "record": key, "position": position, **citation}
        tables.add(("citation",), row, ["id", "record", "position", "source", "locator", *CITED])
    for position, alias in enumerate(record.get("aliases", ()), start=1):
        row = {"id": f"{key}#alias-{position}", "record": key, "position": position, **alias}
        tables.add(("alias",), row, ["id", "record", "position", "name"])


def read(session: Session, folder: Path, key: tuple[str, ...], names: list[str]) -> None:
    """Have the server read one table."""
    fields = ", ".join(f"{name}: {_typed(name)}" for name in names if name not in {"source", "target"})
    if key[0] == "node":
        labels = ":".join(key[1:])
        what = f"CREATE (n:{labels} {{{fields}}})"
    elif key[0] == "tie":
        _, kind, first, second = key
        what = (
            f"MATCH (a:{first} {{id: row.source}}) MATCH (b:{second} {{id: row.target}}) "
            f"CREATE (a)-[:{kind} {{{fields}}}]->(b)"
        )
    elif key[0] == "citation":
        what = f"MATCH (s:Source {{id: row.source}}) CREATE (:Citation {{{fields}}})-[:CITES]->(s)"
    else:
        what = f"MATCH (o:Organization {{id: row.record}}) CREATE (o)-[:HAS_ALIAS]->(:Alias {{{fields}}})"
    # Where no import folder is configured, the server reads any path; one that has one wants it relative.
    file = (folder / f"{'-'.join(key)}.csv").as_uri()
    text = (
        f"LOAD CSV WITH HEADERS FROM '{file}' AS row CALL {{ WITH row {what} }} IN TRANSACTIONS OF 10000 ROWS"
    )
    session.run(text).consume()


def _typed(name: str) -> str:
    if name in LISTS:
        return f"split(row.{name}, '|')"
    if name in NUMBERS:
        return f"toFloat(row.{name})"
    if name == "checked":
        return "toBoolean(row.checked)"
    return f"toInteger(row.{name})" if name == "position" else f"row.{name}"


if __name__ == "__main__":
    main(load)
