"""Records out of BACRIM2020, the allied and rival pairs of criminal groups that the press of 2020 names.

The dataset is that of Prieto-Curiel, Campedelli and Hope (Science 381, 2023). The codebook's section *Coded
data: BACRIM2020* says what is derived and by which rule; the parameters of the rule are the constants at the
top of `ties`. Which organization a group is stands in the seeds, in `bacrim2020/crosswalk.csv`.
"""

from cartelgraph.sources.bacrim.crosswalk import Crosswalk
from cartelgraph.sources.bacrim.derivation import derive, differences, read_crosswalk, write
from cartelgraph.sources.bacrim.tables import Coded, read_coded
from cartelgraph.sources.seed_folder import read_records

__all__ = [
    "Coded",
    "Crosswalk",
    "derive",
    "differences",
    "read_coded",
    "read_crosswalk",
    "read_records",
    "write",
]
