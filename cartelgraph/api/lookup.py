"""What is known of one thing, and of one organization over time."""

from __future__ import annotations

from cartelgraph.analysis.timeline import timeline as timeline_table
from cartelgraph.api.moments import date_of, months_of
from cartelgraph.dataset import Dataset, find, profile
from cartelgraph.model import DEFAULT_CARRY
from cartelgraph.model.entities import Organization
from cartelgraph.table import Table

__all__ = [
    "show",
    "timeline",
]


def show(data: Dataset, name: str) -> Table:
    """Return all that is known of one thing: an id, a name or an alias.

    Raises
    ------
    UnknownNameError
        When nothing bears the name; the message offers the nearest.
    AmbiguousNameError
        When several things bear it; the message gives their ids.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> cg.show(cg.read_dataset(), "los zetas").title
    'Los Zetas (los-zetas)'
    """
    return profile(data, find(data, name))


def timeline(
    data: Dataset,
    name: str,
    *,
    first: str | None = None,
    last: str | None = None,
    known_at: str | None = None,
    carry: int | None = DEFAULT_CARRY,
) -> Table:
    """Return the alliances, rivalries and truces of an organization in the order of time.

    It tells what certainly held, what is taken to hold and what may have held, so there is no ``certainty``
    to choose.

    Parameters
    ----------
    data
        The dataset.
    name
        Id, name or alias of the organization.
    first, last
        Dates from and to whose years it is cropped; what cannot have held in them is left out. By default all
        years that are dated are shown.
    known_at
        Only what was in print by the end of this date counts. By default everything.
    carry
        Months for which a missing bound is carried from the last evidence; None carries without end.

    Raises
    ------
    UnknownNameError
        When no organization bears the name; the message offers the nearest.
    AmbiguousNameError
        When several do.
    ParameterError
        When the id is of something else, a date is not EDTF, the last year comes before the first, or the
        carry is negative.

    Examples
    --------
    >>> import cartelgraph as cg
    >>> ties = cg.timeline(cg.read_dataset(), "Los Zetas").to_dataframe()
    >>> "Sinaloa Federation" in set(ties["with"])
    True
    """
    organization = find(data, name, Organization).id
    return timeline_table(
        data,
        organization,
        first=date_of(first),
        last=date_of(last),
        known_at=date_of(known_at),
        carry=months_of(carry),
    )
