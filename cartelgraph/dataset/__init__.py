"""A folder of records: read, checked, exchanged between the layers."""

from cartelgraph.dataset.dataset import Dataset, record_digest
from cartelgraph.dataset.manifest import DatasetInfo
from cartelgraph.dataset.reader import Inspection, inspect_dataset, read_dataset

__all__ = ["Dataset", "DatasetInfo", "Inspection", "inspect_dataset", "read_dataset", "record_digest"]
