"""Load a folder into the Neo4j of the environment, and tell on standard output how far that is.

Each line is JSON: the monotonic clock of the machine, what happens, rows done, rows in all. The first is
`start`, when everything is imported and the server was reached; the last is `done` or `failed`.

Usage: `python -m tests.faults.load FOLDER [--rewrite] [--one-transaction N] [--batch N] [--flaw NAME]`
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from cartelgraph.dataset import open_supply
from cartelgraph.errors import CartelGraphError
from cartelgraph.settings import remote_address
from cartelgraph.store import Store, execution
from cartelgraph.store import load as load_module
from tests.faults.flaws import FLAWS


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rewrite", action="store_true")
    parser.add_argument("--one-transaction", type=int)
    parser.add_argument("--batch", type=int)
    parser.add_argument("--flaw", choices=list(FLAWS))
    chosen = parser.parse_args()
    address = remote_address()
    if address is None:
        parser.error("set NEO4J_URI")
    _resize(chosen.one_transaction, chosen.batch)
    if chosen.flaw:
        FLAWS[chosen.flaw]()
    try:
        with Store.connect(address) as store:
            tell("start")
            summary = store.load(open_supply(chosen.folder), rewrite=chosen.rewrite, progress=told)
    except CartelGraphError as error:
        tell(f"failed: {error}")
        return 1
    tell("done", summary.changes, summary.changes)
    return 0


def _resize(one_transaction: int | None, batch: int | None) -> None:
    """Make loads of a small network go the way of large ones."""
    if one_transaction is not None:
        load_module.ONE_TRANSACTION = one_transaction
    if batch is not None:
        execution.BATCH = batch


def told(done: int, total: int, what: str) -> None:
    tell(what, done, total)


def tell(what: str, done: int = 0, total: int = 0) -> None:
    sys.stdout.write(f"{json.dumps([time.monotonic(), what, done, total])}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
