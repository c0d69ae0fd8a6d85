"""cartelgraph: the dataset, every record validated, with its citations."""

from __future__ import annotations

from benchmarks.ways.read_back import Server, main
from cartelgraph.dataset import Dataset
from cartelgraph.model import Entity
from cartelgraph.settings import Address
from cartelgraph.store import Store


def read(server: Server) -> Dataset:
    with Store.connect(Address(*server)) as store:
        return store.read_dataset()


def count(dataset: Dataset) -> tuple[int, int]:
    return len(dataset.of(Entity)), len(dataset.relationships)


if __name__ == "__main__":
    main(read, count)
