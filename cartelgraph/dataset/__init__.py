"""A folder of records: read, checked, exchanged between the layers."""

from cartelgraph.dataset.dataset import Dataset, record_digest
from cartelgraph.dataset.lookup import Named, bearer_of, find, namesakes, unknown
from cartelgraph.dataset.manifest import DatasetInfo
from cartelgraph.dataset.profile import profile
from cartelgraph.dataset.reader import Inspection, inspect_dataset, read_dataset
from cartelgraph.dataset.support import supporting_citations

__all__ = [
    "Dataset",
    "DatasetInfo",
    "Inspection",
    "Named",
    "bearer_of",
    "find",
    "inspect_dataset",
    "namesakes",
    "profile",
    "read_dataset",
    "record_digest",
    "supporting_citations",
    "unknown",
]
