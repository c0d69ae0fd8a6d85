"""What somebody else has tied to a node of ours: such a node is never removed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from neo4j import ManagedTransaction

from cartelgraph.errors import StoreError
from cartelgraph.store.shape import component_shapes
from cartelgraph.store.statements import any_of, statement

__all__ = ["Tie", "refuse_ties", "require_untied", "ties_on_components"]

#: Ties that an error names.
NAMED = 5


class Tie(NamedTuple):
    """A relationship of somebody else on a component of ours.

    Attributes
    ----------
    record
        The record that the component is part of.
    digest
        What the component bears in the place of a digest.
    id
        The component.
    type
        The type of the relationship.
    """

    record: str
    digest: str
    id: str
    type: str


def ties_on_components(transaction: ManagedTransaction) -> list[Tie]:
    """Return all that somebody else has tied to components of ours."""
    labels = any_of(shape.label for shape in component_shapes())
    return [Tie(*row) for row in transaction.run(statement("ties_on_components", labels=labels))]


def require_untied(transaction: ManagedTransaction, label: str, doomed: list[str]) -> None:
    """Refuse to remove nodes that somebody else has tied something to.

    Raises
    ------
    StoreError
        When there is such a tie.
    """
    if doomed:
        refuse_ties(transaction.run(statement("foreign_ties", label=label), ids=doomed))


def refuse_ties(found: Iterable[Sequence[str]]) -> None:
    """Raise the error for relationships of somebody else on nodes that must go, if there are any.

    Of each the id of the node and the type are given.
    """
    named = [f"{kind} on {key!r}" for key, kind in found][:NAMED]
    if named:
        raise StoreError(
            f"nodes to be removed have relationships that cartelgraph did not write: {', '.join(named)}. "
            "Nothing was changed: delete those relationships, or keep the records."
        )
