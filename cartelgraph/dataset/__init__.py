"""A folder of records: read, checked, exchanged between the layers."""

from cartelgraph.dataset.coverage import Coverage, coverage
from cartelgraph.dataset.dataset import Dataset, record_digest
from cartelgraph.dataset.identity import Decision, decisions
from cartelgraph.dataset.lineages import lineages
from cartelgraph.dataset.lookup import Named, bearer_of, find, namesakes, unknown
from cartelgraph.dataset.manifest import DatasetInfo
from cartelgraph.dataset.profile import profile
from cartelgraph.dataset.quality import QUALITIES, Measured, Quality, quality, records_by_year
from cartelgraph.dataset.reader import Inspection, inspect_dataset, read_dataset
from cartelgraph.dataset.reduced import without_organization, without_records, without_source
from cartelgraph.dataset.sample import sample
from cartelgraph.dataset.streamed import open_supply
from cartelgraph.dataset.supply import Supply
from cartelgraph.dataset.support import supporting_citations
from cartelgraph.dataset.wording import found_in, period_of, said_by
from cartelgraph.dataset.writing import Form, write_dataset

__all__ = [
    "QUALITIES",
    "Coverage",
    "Dataset",
    "DatasetInfo",
    "Decision",
    "Form",
    "Inspection",
    "Measured",
    "Named",
    "Quality",
    "Supply",
    "bearer_of",
    "coverage",
    "decisions",
    "find",
    "found_in",
    "inspect_dataset",
    "lineages",
    "namesakes",
    "open_supply",
    "period_of",
    "profile",
    "quality",
    "read_dataset",
    "record_digest",
    "records_by_year",
    "said_by",
    "sample",
    "supporting_citations",
    "unknown",
    "without_organization",
    "without_records",
    "without_source",
    "write_dataset",
]
