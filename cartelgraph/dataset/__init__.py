"""A folder of records: read, checked, exchanged between the layers."""

from cartelgraph.dataset.dataset import Dataset, record_digest
from cartelgraph.dataset.lookup import Named, bearer_of, find, namesakes, unknown
from cartelgraph.dataset.manifest import DatasetInfo
from cartelgraph.dataset.profile import profile
from cartelgraph.dataset.reader import Inspection, inspect_dataset, read_dataset
from cartelgraph.dataset.reduced import without_organization, without_records, without_source
from cartelgraph.dataset.support import supporting_citations
from cartelgraph.dataset.wording import found_in, period_of, said_by

__all__ = [
    "Dataset",
    "DatasetInfo",
    "Inspection",
    "Named",
    "bearer_of",
    "find",
    "found_in",
    "inspect_dataset",
    "namesakes",
    "period_of",
    "profile",
    "read_dataset",
    "record_digest",
    "said_by",
    "supporting_citations",
    "unknown",
    "without_organization",
    "without_records",
    "without_source",
]
