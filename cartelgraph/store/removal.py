"""Remove from the database what a load makes wrong or superfluous, and never what somebody else wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from neo4j import ManagedTransaction

from cartelgraph.errors import StoreError
from cartelgraph.model import ENTITY_TYPES, RELATIONSHIP_TYPES
from cartelgraph.store.plan import FOREIGN, Plan, foreign
from cartelgraph.store.rows import Rows, record_of
from cartelgraph.store.shape import HOLDERS, component_shapes, shape_of
from cartelgraph.store.statements import statement
from cartelgraph.store.stored import stored_nodes

__all__ = ["refuse_ties", "remove", "require_removable", "require_untied"]


def remove(transaction: ManagedTransaction, plan: Plan, rows: Rows, *, rewrite: bool) -> None:
    """Remove what is gone, and of what is written anew all that is not simply overwritten.

    Parameters
    ----------
    transaction
        The load's transaction.
    plan
        What the load does.
    rows
        What will be written.
    rewrite
        Whether everything of ours is written anew, whatever it is.

    Raises
    ------
    StoreError
        When somebody else has tied something to a node that must go.
    """
    components = _stale_components(transaction, plan, rows, rewrite=rewrite)
    if rewrite:
        transaction.run(statement("delete_all_relationships")).consume()
    else:
        _remove_relationships(transaction, plan, components)
    for label, doomed in _doomed_nodes(plan, rows, components):
        _delete_nodes(transaction, label, doomed)


def require_removable(transaction: ManagedTransaction, plan: Plan, rows: Rows, *, rewrite: bool) -> None:
    """Refuse what :func:`remove` would refuse, without removing anything.

    Raises
    ------
    StoreError
        As :func:`remove` does.
    """
    components = _stale_components(transaction, plan, rows, rewrite=rewrite)
    for label, doomed in _doomed_nodes(plan, rows, components):
        require_untied(transaction, label, doomed)


def _doomed_nodes(
    plan: Plan, rows: Rows, components: Mapping[str, set[str]]
) -> Iterator[tuple[str, list[str]]]:
    """Yield by label the ids of the nodes that must go and are not simply overwritten."""
    for label, stale in components.items():
        yield label, list(stale.difference(rows.ids(label)))
    for kind in ENTITY_TYPES:
        yield kind.label, list(plan.deleted.get(kind, ()))


def _stale_components(
    transaction: ManagedTransaction, plan: Plan, rows: Rows, *, rewrite: bool
) -> dict[str, set[str]]:
    """Return by label the ids of the stored components of records that are written or removed.

    Raises
    ------
    StoreError
        When a component to be written has the id of a node that is not ours.
    """
    touched = {record.id for record in plan.written}.union(*plan.deleted.values())
    labels = [shape.label for shape in component_shapes()]
    stale = {}
    for label, held in stored_nodes(transaction, labels).items():
        for key in rows.ids(label):
            if held.get(key) == FOREIGN:
                raise foreign(label, key)
        ours = (key for key, digest in held.items() if digest != FOREIGN)
        stale[label] = {key for key in ours if rewrite or record_of(key) in touched}
    return stale


def _remove_relationships(
    transaction: ManagedTransaction, plan: Plan, components: Mapping[str, set[str]]
) -> None:
    for tie in RELATIONSHIP_TYPES:
        _delete(transaction, statement("delete_relationships", type=tie.label), plan.outdated(tie))
    for kind in ENTITY_TYPES:
        shape = shape_of(kind)
        holding = [HOLDERS[name] for name in shape.components if name in HOLDERS]
        for name in [*holding, *(link.type for link in shape.links.values())]:
            text = statement("delete_links", label=kind.label, type=name)
            _delete(transaction, text, plan.outdated(kind))
    for shape in component_shapes():
        for link in shape.links.values():
            text = statement("delete_links", label=shape.label, type=link.type)
            _delete(transaction, text, components.get(shape.label, ()))


def _delete_nodes(transaction: ManagedTransaction, label: str, doomed: list[str]) -> None:
    require_untied(transaction, label, doomed)
    _delete(transaction, statement("delete_nodes", label=label), doomed)


def require_untied(transaction: ManagedTransaction, label: str, doomed: list[str]) -> None:
    """Refuse to remove nodes that somebody else has tied something to.

    Raises
    ------
    StoreError
        When there is such a tie.
    """
    if doomed:
        refuse_ties(transaction.run(statement("foreign_ties", label=label), ids=doomed).data())


def _delete(transaction: ManagedTransaction, text: str, ids: Iterable[str]) -> None:
    doomed = list(ids)
    if doomed:
        transaction.run(text, ids=doomed).consume()


def refuse_ties(found: list[dict[str, Any]]) -> None:
    """Raise the error for relationships of somebody else, if there are any, on nodes that must go."""
    if found:
        ties = ", ".join(f"{tie['type']} on {tie['id']!r}" for tie in found)
        raise StoreError(
            f"nodes to be removed have relationships that cartelgraph did not write: {ties}. "
            "Nothing was changed: delete those relationships, or keep the records."
        )
