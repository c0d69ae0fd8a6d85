"""Alliances and rivalries out of the pairs of BACRIM2020."""

from __future__ import annotations

from cartelgraph.model import Likelihood
from cartelgraph.model.relationships import Alliance, Rivalry
from cartelgraph.sources.bacrim.crosswalk import Crosswalk
from cartelgraph.sources.bacrim.tables import Pair
from cartelgraph.sources.draft import Draft

__all__ = ["tie"]

#: Id of the source, and the year whose press it codes.
SOURCE, YEAR = "bacrim2020", "2020"

#: Weight from which a tie is probable; below it, it rests on the least that the dataset codes.
PROBABLE_WEIGHT = 2


def tie(kind: type[Alliance | Rivalry], pair: Pair, file: str, crosswalk: Crosswalk) -> Draft:
    """Return the tie of a pair; where it is doubtful which organization a group is, no more than possible.

    Parameters
    ----------
    kind
        What the pair is: allied or rival.
    pair
        The pair, of groups that the crosswalk has.
    file
        Name of the file that the pair stands in, for the locator.
    crosswalk
        Organizations by group.
    """
    matches = [crosswalk.matches[node] for node in pair.nodes]
    first, second = sorted(match.organization for match in matches)
    doubts = [match.doubt for match in matches if match.doubt]
    is_probable = pair.weight >= PROBABLE_WEIGHT and not doubts
    return Draft(
        kind,
        f"{kind.__name__.lower()}-{first}-{second}",
        SOURCE,
        f"{file}, {' and '.join(pair.edges)}",
        {
            "source": first,
            "target": second,
            "observed": [YEAR],
            "likelihood": Likelihood.PROBABLE if is_probable else Likelihood.POSSIBLE,
            "note": " ".join([f"Coded from the press of {YEAR}, weight {pair.weight}.", *doubts]),
        },
    )
