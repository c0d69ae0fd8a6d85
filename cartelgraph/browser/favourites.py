"""Every query of the catalogue as favourites of Neo4j Browser, with literals in the place of parameters."""

from __future__ import annotations

from dataclasses import dataclass

from cartelgraph.store import catalogue

__all__ = ["FOLDER", "Favourite", "favourites"]

FOLDER = {"id": "cartelgraph", "name": "cartelgraph"}
"""The folder that holds them in Browser's sidebar; the id marks what is ours."""


@dataclass(frozen=True)
class Favourite:
    """A query to be run as it stands.

    Attributes
    ----------
    name
        Name of its file, without an ending.
    text
        The Cypher; Browser shows the comment in its first line as the title.
    """

    name: str
    text: str

    @property
    def document(self) -> dict[str, str]:
        """The favourite as Browser keeps it."""
        return {"id": f"cartelgraph-{self.name}", "folder": FOLDER["id"], "content": self.text}


def favourites() -> tuple[Favourite, ...]:
    """Return a table and, where there is one, a picture for every query, by name."""
    found = []
    for query in catalogue():
        found.append(_favourite(query.name, query.question, query.literal(query.text)))
        if query.picture is not None:
            picture = query.literal(query.picture)
            found.append(_favourite(f"{query.name}-picture", query.picture_shows, picture))
    return tuple(found)


def _favourite(name: str, says: str, cypher: str) -> Favourite:
    # The sidebar has room for a few words only, so the name leads and the sentence follows.
    return Favourite(name, f"// {name.replace('-', ' ')}\n// {says}\n{cypher}")
