"""Let the server choose the plans of queries by what the database holds now."""

from __future__ import annotations

from neo4j import Session
from neo4j.exceptions import ClientError

from cartelgraph.store.connection import SECURITY
from cartelgraph.store.statements import statement

__all__ = ["plan_afresh"]


def plan_afresh(session: Session) -> None:
    """Have the indexes counted and all plans forgotten, before the first query after a large change.

    Neo4j counts what an index holds in the background, some time after a load. A query asked before that, or
    one planned when the database was empty, may take a thousand times as long as it need. Where the user may
    not ask for it, as on some managed servers, it is left to the server's own time.
    """
    try:
        session.execute_write(lambda transaction: transaction.run(statement("plan_afresh")).consume())
    except ClientError as error:
        if not (error.code or "").startswith(SECURITY):
            raise
