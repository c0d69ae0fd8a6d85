"""Codes, points, hierarchy and land borders of places, out of libraries and boundaries that others keep.

Which places there are, their ids, names, kinds and notes, and what other sources say of them are kept as they
are. The rest follows: the point from the city of GeoNames that a place cites, the hierarchy from ISO 3166-2
and from GeoNames's divisions and continents, the borders of countries from GeoNames's neighbours, and those
of the states of Mexico from shared lines of boundaries.
"""

from cartelgraph.sources.places.derivation import derive, derive_state_borders, differences, read, write
from cartelgraph.sources.places.gazetteer import City, Country, Gazetteer
from cartelgraph.sources.places.state_borders import SharedLine

__all__ = [
    "City",
    "Country",
    "Gazetteer",
    "SharedLine",
    "derive",
    "derive_state_borders",
    "differences",
    "read",
    "write",
]
