"""neomodel: a class for each type, nodes in batches by `get_or_create`, each relationship by `connect`."""

# mypy: ignore-errors
# Its library is installed in the environment of the peers only.
from __future__ import annotations

import types
from typing import Any

from neomodel import (
    ArrayProperty,
    FloatProperty,
    IntegerProperty,
    RelationshipTo,
    StringProperty,
    StructuredNode,
    StructuredRel,
    ZeroOrMore,
    config,
    db,
)

from benchmarks.ways.measured import ENTITIES, RELATIONSHIPS, Task, main, records

BATCH = 1000


class Statement(StructuredRel):
    """A statement; one class for all, as neomodel has one for each relationship."""

    uid = StringProperty()
    note = StringProperty()
    likelihood = StringProperty()
    period = StringProperty()
    observed = ArrayProperty(StringProperty())
    activities = ArrayProperty(StringProperty())
    strength = StringProperty()
    form = StringProperty()
    role = StringProperty()


def _node(label: str, **more: Any) -> type[StructuredNode]:  # noqa: ANN401
    fields = {"uid": StringProperty(unique_index=True), "name": StringProperty(), "kind": StringProperty()}
    ties = {
        kind: RelationshipTo(second, kind, model=Statement, cardinality=ZeroOrMore)
        for kind, first, second in RELATIONSHIPS.values()
        if first == label
    }
    body: dict[str, Any] = {"__module__": __name__, **fields, **ties, **more}
    return types.new_class(label, (StructuredNode,), exec_body=lambda space: space.update(body))


class Citation(StructuredNode):
    """Where a statement was found."""

    uid = StringProperty(unique_index=True)
    record = StringProperty(index=True)
    position = IntegerProperty()
    locator = StringProperty()
    cites = RelationshipTo("Source", "CITES")


class Alias(StructuredNode):
    """Another name."""

    uid = StringProperty(unique_index=True)
    record = StringProperty(index=True)
    position = IntegerProperty()
    name = StringProperty()


CLASSES = {
    "Source": _node(
        "Source",
        author=StringProperty(),
        publisher=StringProperty(),
        published=StringProperty(),
        url=StringProperty(),
        reliability=StringProperty(),
    ),
    "Organization": _node("Organization", has_alias=RelationshipTo("Alias", "HAS_ALIAS")),
    "Person": _node("Person", likelihood=StringProperty()),
    "Place": _node("Place", latitude=FloatProperty(), longitude=FloatProperty()),
    "Event": _node("Event", likelihood=StringProperty(), date=StringProperty()),
}

# neomodel looks for the other end of a relationship by its name in this module.
globals().update(CLASSES)


def load(task: Task) -> None:
    config.DATABASE_URL = task.uri.replace("://", f"://{task.user}:{task.password}@")
    db.install_all_labels()
    nodes: dict[str, StructuredNode] = {}
    with db.transaction:
        for collection, label in ENTITIES.items():
            _create(CLASSES[label], [_plain(record) for record in records(task.folder, collection)], nodes)
    for collection in ENTITIES:
        _parts(list(records(task.folder, collection)), nodes)
    for collection, (kind, _, _) in RELATIONSHIPS.items():
        found = list(records(task.folder, collection))
        for start in range(0, len(found), BATCH):
            with db.transaction:
                for record in found[start : start + BATCH]:
                    source, target = nodes[record["source"]], nodes[record["target"]]
                    fields = {
                        name: value
                        for name, value in _plain(record).items()
                        if name not in {"source", "target"}
                    }
                    getattr(source, kind).connect(target, fields)
        _parts(found, nodes)


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    fields = {name: value for name, value in record.items() if name not in {"citations", "aliases", "id"}}
    return {"uid": record["id"], **fields}


def _create(
    model: type[StructuredNode], rows: list[dict[str, Any]], nodes: dict[str, StructuredNode]
) -> None:
    for start in range(0, len(rows), BATCH):
        for node in model.get_or_create(*rows[start : start + BATCH]):
            nodes[node.uid] = node


def _parts(found: list[dict[str, Any]], nodes: dict[str, StructuredNode]) -> None:
    for start in range(0, len(found), BATCH):
        with db.transaction:
            for record in found[start : start + BATCH]:
                for position, citation in enumerate(record.get("citations", ()), start=1):
                    row = {"uid": f"{record['id']}#{position}", "record": record["id"], "position": position}
                    (node,) = Citation.get_or_create({**row, "locator": citation["locator"]})
                    node.cites.connect(nodes[citation["source"]])
                for position, alias in enumerate(record.get("aliases", ()), start=1):
                    row = {"uid": f"{record['id']}#a{position}", "record": record["id"], "position": position}
                    (node,) = Alias.get_or_create({**row, "name": alias["name"]})
                    nodes[record["id"]].has_alias.connect(node)


if __name__ == "__main__":
    main(load)
