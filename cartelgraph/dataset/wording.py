"""How a record is put into words: what it says, when it held, where it was found."""

from __future__ import annotations

from cartelgraph.dataset.dataset import Dataset
from cartelgraph.model import Citation, Entity, Record, Relationship, Stance
from cartelgraph.model.entities import Event
from cartelgraph.model.relationships import Allocation

__all__ = ["found_in", "period_of", "said_by"]

DASH, ARROW = "–", "→"  # noqa: RUF001 - a dash, as in prose


def said_by(dataset: Dataset, record: Record) -> str:
    """Return what a record says: a relationship with both its ends, an entity by its name.

    Examples
    --------
    >>> from cartelgraph.dataset import read_dataset
    >>> data = read_dataset()
    >>> said_by(data, data.get("split-los-zetas-gulf-cartel-1"))
    'Los Zetas → split from → Gulf Cartel'
    """
    if not isinstance(record, Relationship):
        return record.name if isinstance(record, Entity) else record.id
    mark = ARROW if record.directed else DASH
    what = record.label.lower().replace("_", " ")
    return f"{dataset.name_of(record.source)} {mark} {what} {mark} {dataset.name_of(record.target)}"


def period_of(record: Record) -> str:
    """Return when a record held, in EDTF, and when it was seen; empty for an entity without a time."""
    if isinstance(record, Allocation):
        return f"fiscal year {record.fiscal_year}"
    if isinstance(record, Event):
        return str(record.date)
    period, observed = getattr(record, "period", None), getattr(record, "observed", ())
    if period is None:
        return "always" if isinstance(record, Relationship) else ""
    stated = "" if period == "/" and observed else str(period)
    return f"{stated} seen {', '.join(observed)}".strip() if observed else stated


def found_in(citation: Citation) -> str:
    """Return the source of a citation and the place in it; a denial is marked."""
    denies = "denied by " if citation.stance is Stance.DISPUTES else ""
    return f"{denies}{citation.source}{f', {citation.locator}' if citation.locator else ''}"
