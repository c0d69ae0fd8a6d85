"""Which release of Neo4j the tests of the store run on."""

from __future__ import annotations

import os

__all__ = ["RELEASE"]

#: Taken from the environment, as `cartelgraph up --version` takes it; None is what `cartelgraph up` starts.
RELEASE = os.environ.get("CARTELGRAPH_TEST_NEO4J") or None
