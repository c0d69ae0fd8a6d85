"""How likely the sources of a record let it be called: the rule of the codebook, to be checked."""

from __future__ import annotations

from cartelgraph.dataset.dataset import Dataset
from cartelgraph.dataset.lineages import lineages
from cartelgraph.model import CitedEntity, Likelihood, Relationship
from cartelgraph.model.entities import Partnership, PartnershipStatus, Reliability, Source, SourceKind
from cartelgraph.model.knowledge import supporting

__all__ = ["Grading"]

#: Sources of these grades can be relied on.
GOOD = frozenset({Reliability.A, Reliability.B})

#: What is only put forward is what the one who puts it forward says.
PUT_FORWARD = frozenset({PartnershipStatus.RECOMMENDED, PartnershipStatus.PROPOSED})

ORDER = (Likelihood.DOUBTFUL, Likelihood.POSSIBLE, Likelihood.PROBABLE, Likelihood.CONFIRMED)


class Grading:
    """The highest likelihood that the sources of each record of a dataset allow.

    * *Confirmed*: two independent lineages of sources support it, and one of the sources is A or B; or an
      official record that is A or B does; or it is about a partnership that is only recommended or proposed,
      and who puts it forward is cited.
    * *Probable*: a source that is A or B supports it, if only as another quotes it; or two independent
      lineages of whatever grade do.
    * *Possible*: a source supports it.

    What was not itself read confirms nothing. A lower likelihood is always allowed: there may be reasons
    that no rule knows.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._lineage = lineages(dataset)
        self._sources = {source.id: source for source in dataset.of(Source)}

    def highest(self, record: Relationship | CitedEntity) -> Likelihood:
        """Return the highest likelihood that the sources of a record allow."""
        cited = supporting(record)
        read = [self._sources[citation.source] for citation in cited if citation.checked]
        good = [source for source in read if source.reliability in GOOD]
        several = len({self._lineage[source.id] for source in read}) > 1
        official = any(source.kind is SourceKind.OFFICIAL for source in good)
        if good and (several or official or self._is_put_forward(record)):
            return Likelihood.CONFIRMED
        quoted = any(self._sources[citation.source].reliability in GOOD for citation in cited)
        if several or quoted:
            return Likelihood.PROBABLE
        return Likelihood.POSSIBLE if cited else Likelihood.DOUBTFUL

    def keeps_to_it(self, record: Relationship | CitedEntity) -> bool:
        """Return whether a record's likelihood is no higher than its sources allow."""
        return ORDER.index(record.likelihood) <= ORDER.index(self.highest(record))

    def _is_put_forward(self, record: Relationship | CitedEntity) -> bool:
        things = (
            [self._dataset.records[end] for end in (record.source, record.target)]
            if isinstance(record, Relationship)
            else [record]
        )
        return any(isinstance(thing, Partnership) and thing.status in PUT_FORWARD for thing in things)
