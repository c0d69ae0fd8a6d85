"""The ties of a file as a dataset, so that whatever is asked of ties alone can be asked of any network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from cartelgraph.dataset import Dataset, DatasetInfo
from cartelgraph.dataset.lookup import plain
from cartelgraph.model import EdtfDate, Record
from cartelgraph.model.entities import Organization, OrganizationKind, Source
from cartelgraph.model.relationships import Alliance, Rivalry
from cartelgraph.sources.edge_list.ties import Tie, Ties, read_ties

__all__ = ["read_edges"]

#: Of a name, so many letters go into an id.
LONGEST_SLUG = 60


def read_edges(path: str | Path) -> Dataset:
    """Return the signed ties of a CSV file as a dataset; :func:`read_ties` says which files there are.

    A tie of sign 1 is an alliance, one of sign -1 a rivalry. Nodes are organizations of a kind that measures
    count, for want of a more general word; their ids are made of their names. All cite one source, the file,
    of which nothing is known but that it was read today: nobody's dates, licence or author are made up. No
    tie bears a date; :func:`cartelgraph.network.timeless.timeless` takes the network as it is stated.

    Raises
    ------
    DatasetError
        As :func:`read_ties` does.
    """
    file = Path(path)
    found, today = read_ties(file), EdtfDate(datetime.now(UTC).date().isoformat())
    name = file.name[:LONGEST_SLUG] if file.name.isprintable() else "a file"
    source, *keys = _ids([name, *found.nodes], reserved=map(_key, found.ties))
    info = DatasetInfo(
        name=source,
        title=name,
        version="0.0.0",
        cut_off=today,
        focus=today,
        license="NOASSERTION",
        attribution="Whoever made the file",
    )
    return Dataset(info, _records(name, source, today, found, dict(zip(found.nodes, keys, strict=True))))


def _records(name: str, source: str, today: EdtfDate, found: Ties, key: dict[str, str]) -> Iterator[Record]:
    fields = {
        "id": source,
        "name": name,
        "kind": "dataset",
        "publisher": "not stated",
        "accessed": today,
        "reliability": "F",
    }
    note = {"note": _shortened(" ".join(found.remarks))} if found.remarks else {}
    yield Source.model_validate(fields | note)
    for node in found.nodes:
        # The layers hold criminal groups only; no table shows the kind.
        yield Organization(id=key[node], name=node, kind=OrganizationKind.SYNDICATE)
    for tie in found.ties:
        yield (Alliance if tie.sign > 0 else Rivalry).model_validate(
            {
                "id": _key(tie),
                "source": key[tie.one],
                "target": key[tie.other],
                "period": "../..",
                "likelihood": "confirmed",
                "citations": [{"source": source, "locator": tie.locator}],
            }
        )


def _key(tie: Tie) -> str:
    """Return the id of a tie, which says where it stands."""
    return tie.locator.replace(", ", "-").replace(" ", "-")


def _ids(names: Iterable[str], reserved: Iterable[str]) -> Iterator[str]:
    """Yield an id for each name, each another, and none that is reserved.

    >>> list(_ids(["Ove", "OVE", "\u0160"], reserved=["ove-2"]))
    ['ove', 'ove-3', 's']
    """
    taken, numbers = set(reserved), dict[str, int]()
    for name in names:
        stem = "-".join(re.findall(r"[a-z0-9]+", plain(name)))[:LONGEST_SLUG].strip("-") or "node"
        key = stem
        while key in taken:
            numbers[stem] = numbers.get(stem, 1) + 1
            key = f"{stem}-{numbers[stem]}"
        taken.add(key)
        yield key


def _shortened(note: str, most: int = 4000) -> str:
    return note if len(note) <= most else f"{note[: most - 4]} ..."
