"""The best loader that one writes by hand: column lists, MERGE, the driver's Rust extension, no validation.

It writes the same graph as cartelgraph, citations as nodes that lead to their sources included, but no
property that is derived from others, no digest, and it checks nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from neo4j import GraphDatabase

from benchmarks.ways.measured import ENTITIES, RELATIONSHIPS, Task, kind_label, main, records

BATCH = 10_000

Row = dict[str, Any]


class Batches:
    """Rows by statement, written as column lists whenever there are enough of them."""

    def __init__(self, run: Callable[[str, dict[str, list[Any]]], None]) -> None:
        self.run = run
        self.rows: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)

    def add(self, key: tuple[str, ...], row: Row) -> None:
        """Take one row."""
        rows = self.rows[key]
        rows.append(row)
        if len(rows) >= BATCH:
            self.write(key)

    def write(self, key: tuple[str, ...]) -> None:
        """Write the rows of one statement."""
        rows = self.rows.pop(key, [])
        names = dict.fromkeys(name for row in rows for name in row)
        columns = {name: [row.get(name) for row in rows] for name in names}
        if rows:
            self.run(statement(key, [name for name in names if not name.startswith("_")]), columns)

    def flush(self) -> None:
        """Write what is left."""
        for key in list(self.rows):
            self.write(key)


def statement(key: tuple[str, ...], names: list[str]) -> str:
    fields = ", ".join(f"{name}: ${name}[i]" for name in names)
    each = "UNWIND range(0, size($id) - 1) AS i "
    if key[0] == "node":
        _, label, *kinds = key
        extra = "".join(f" SET n:{kind}" for kind in kinds)
        return f"{each}MERGE (n:{label} {{id: $id[i]}}) SET n += {{{fields}}}{extra}"
    if key[0] == "tie":
        _, kind, first, second = key
        return (
            f"{each}MATCH (a:{first} {{id: $_from[i]}}) MATCH (b:{second} {{id: $_to[i]}}) "
            f"MERGE (a)-[r:{kind} {{id: $id[i]}}]->(b) SET r += {{{fields}}}"
        )
    if key[0] == "citation":
        return (
            f"{each}MATCH (s:Source {{id: $_to[i]}}) MERGE (c:Citation {{id: $id[i]}}) SET c += {{{fields}}} "
            "MERGE (c)-[:CITES]->(s)"
        )
    return (
        f"{each}MATCH (o:Organization {{id: $_from[i]}}) MERGE (a:Alias {{id: $id[i]}}) "
        f"SET a += {{{fields}}} MERGE (o)-[:HAS_ALIAS]->(a)"
    )


def load(task: Task) -> None:
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

        def run(text: str, columns: dict[str, list[Any]]) -> None:
            session.execute_write(lambda transaction: transaction.run(text, columns).consume())

        batches = Batches(run)
        for collection, label in ENTITIES.items():
            for record in records(task.folder, collection):
                citations, aliases = record.pop("citations", ()), record.pop("aliases", ())
                kinds = (kind_label(record["kind"]),) if label in {"Organization", "Place"} else ()
                batches.add(("node", label, *kinds), record)
                _components(batches, record["id"], citations, aliases)
            for key in [key for key in batches.rows if key[0] == "node"]:
                batches.write(key)
        batches.flush()
        for collection, (kind, first, second) in RELATIONSHIPS.items():
            for record in records(task.folder, collection):
                citations = record.pop("citations")
                record["_from"], record["_to"] = record.pop("source"), record.pop("target")
                batches.add(("tie", kind, first, second), record)
                _components(batches, record["id"], citations, ())
        batches.flush()


def _components(batches: Batches, record: str, citations: Any, aliases: Any) -> None:  # noqa: ANN401
    for position, citation in enumerate(citations, start=1):
        source = citation.pop("source")
        row = {
            "id": f"{record}#{position}",
            "record": record,
            "position": position,
            **citation,
            "_to": source,
        }
        batches.add(("citation",), row)
    for position, alias in enumerate(aliases, start=1):
        row = {"id": f"{record}#alias-{position}", "record": record, "position": position, **alias}
        batches.add(("alias",), {**row, "_from": record})


if __name__ == "__main__":
    main(load)
