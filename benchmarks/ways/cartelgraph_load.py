"""cartelgraph itself, as `cartelgraph load` does it: validation, every check and the audit included."""

from __future__ import annotations

from benchmarks.ways.measured import Task, main
from cartelgraph.dataset import open_supply
from cartelgraph.settings import Address
from cartelgraph.store import Store


def load(task: Task) -> None:
    records = open_supply(task.folder)
    with Store.connect(Address(task.uri, task.user, task.password)) as store:
        store.load(records)


if __name__ == "__main__":
    main(load)
