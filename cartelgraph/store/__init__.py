"""Neo4j, and only here: load a dataset, read it back, ask questions of it.

>>> from cartelgraph.settings import Address
>>> from cartelgraph.store import Store
>>> with Store.connect(Address("bolt://localhost:7687", "neo4j", "secret")) as store:  # doctest: +SKIP
...     print(store.describe())
"""

from cartelgraph.store.catalogue import SavedParameter, SavedQuery, catalogue, query_named, user_query
from cartelgraph.store.store import Store
from cartelgraph.store.summary import Description, LoadSummary
from cartelgraph.store.view import View, require_dated

__all__ = [
    "Description",
    "LoadSummary",
    "SavedParameter",
    "SavedQuery",
    "Store",
    "View",
    "catalogue",
    "query_named",
    "require_dated",
    "user_query",
]
