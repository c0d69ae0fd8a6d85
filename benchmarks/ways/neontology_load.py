"""neontology: pydantic classes for nodes and relationships, merged in batches by its own methods."""

# mypy: ignore-errors
# Its library is installed in the environment of the peers only.
from __future__ import annotations

from typing import Any, ClassVar

from neontology import BaseNode, BaseRelationship, Neo4jConfig, init_neontology

from benchmarks.ways.measured import ENTITIES, RELATIONSHIPS, Task, main, records

BATCH = 1000


class Citation(BaseNode):
    """Where a statement was found."""

    __primarylabel__: ClassVar[str] = "Citation"
    __primaryproperty__: ClassVar[str] = "uid"
    uid: str
    record: str
    position: int
    locator: str | None = None


class Thing(BaseNode):
    """What all entities may have."""

    __primaryproperty__: ClassVar[str] = "uid"
    uid: str
    name: str
    kind: str | None = None
    likelihood: str | None = None
    date: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    reliability: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Source(Thing):
    """A publication."""

    __primarylabel__: ClassVar[str] = "Source"


class Organization(Thing):
    """An organization."""

    __primarylabel__: ClassVar[str] = "Organization"


class Person(Thing):
    """A person."""

    __primarylabel__: ClassVar[str] = "Person"


class Place(Thing):
    """A place."""

    __primarylabel__: ClassVar[str] = "Place"


class Event(Thing):
    """An event."""

    __primarylabel__: ClassVar[str] = "Event"


class Cites(BaseRelationship):
    """From a citation to its source."""

    __relationshiptype__: ClassVar[str] = "CITES"
    source: Citation
    target: Source


CLASSES: dict[str, type[Thing]] = {
    "Source": Source,
    "Organization": Organization,
    "Person": Person,
    "Place": Place,
    "Event": Event,
}


def _statement(kind: str, first: type[Thing], second: type[Thing]) -> type[BaseRelationship]:
    annotations: dict[str, Any] = {
        "__relationshiptype__": ClassVar[str],
        "source": first,
        "target": second,
        "uid": str,
    }
    optional = ("note", "likelihood", "period", "strength", "form", "role")
    lists = ("observed", "activities")
    annotations |= dict.fromkeys(optional, str | None) | dict.fromkeys(lists, list[str] | None)
    values: dict[str, Any] = dict.fromkeys((*optional, *lists))
    body = {
        "__module__": __name__,
        "__annotations__": annotations,
        "__relationshiptype__": kind,
        **values,
    }
    return type(kind.title().replace("_", ""), (BaseRelationship,), body)


def load(task: Task) -> None:
    init_neontology(Neo4jConfig(uri=task.uri, username=task.user, password=task.password))
    nodes: dict[str, Thing] = {}
    for collection, label in ENTITIES.items():
        for record in records(task.folder, collection):
            nodes[record["id"]] = CLASSES[label](uid=record["id"], **_plain(record))
        made = [nodes[record["id"]] for record in records(task.folder, collection)]
        for start in range(0, len(made), BATCH):
            CLASSES[label].merge_nodes(made[start : start + BATCH])
    for collection in ENTITIES:
        _cite(records(task.folder, collection), nodes)
    for collection, (kind, first, second) in RELATIONSHIPS.items():
        model = _statement(kind, CLASSES[first], CLASSES[second])
        ties = [
            model(
                source=nodes[record["source"]],
                target=nodes[record["target"]],
                uid=record["id"],
                **_plain(record),
            )
            for record in records(task.folder, collection)
        ]
        for start in range(0, len(ties), BATCH):
            model.merge_relationships(ties[start : start + BATCH])
        _cite(records(task.folder, collection), nodes)


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    apart = {"id", "source", "target", "citations", "aliases"}
    return {name: value for name, value in record.items() if name not in apart}


def _cite(found: Any, nodes: dict[str, Thing]) -> None:  # noqa: ANN401
    citations, links = [], []
    for record in found:
        for position, cited in enumerate(record.get("citations", ()), start=1):
            uid = f"{record['id']}#{position}"
            node = Citation(uid=uid, record=record["id"], position=position, locator=cited["locator"])
            citations.append(node)
            links.append(Cites(source=node, target=nodes[cited["source"]]))
    for start in range(0, len(citations), BATCH):
        Citation.merge_nodes(citations[start : start + BATCH])
        Cites.merge_relationships(links[start : start + BATCH])


if __name__ == "__main__":
    main(load)
