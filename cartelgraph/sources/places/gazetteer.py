"""What is needed of ISO 3166 and of GeoNames, apart from the libraries that carry them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cartelgraph.model.entities import Place
from cartelgraph.model.record import Citation

__all__ = ["GEONAMES", "ISO", "City", "Country", "Gazetteer", "city_id", "country_code"]

#: Ids of the two sources.
ISO, GEONAMES = "iso-3166", "geonames"

CITY = re.compile(r"cities, .+, (\d+)")


@dataclass(frozen=True)
class Country:
    """A country: ISO 3166-1 code, and what GeoNames says of it."""

    alpha3: str
    continent: str
    """GeoNames's code of its continent."""
    capital: str
    neighbours: frozenset[str]
    """Two-letter codes of the countries with which it shares a land border."""


@dataclass(frozen=True)
class City:
    """A city of GeoNames."""

    name: str
    country: str
    """Two-letter code of its country."""
    division: str
    """GeoNames's code of the first-order division of the country in which it lies."""
    latitude: float
    """Degrees north."""
    longitude: float
    """Degrees east."""
    other_names: frozenset[str] = frozenset()

    @property
    def division_key(self) -> tuple[str, str]:
        """Country and division: what tells divisions of several countries apart."""
        return self.country, self.division


@dataclass(frozen=True)
class Gazetteer:
    """Countries and continents by code, codes of ISO 3166-2, and cities by GeoNames id."""

    countries: Mapping[str, Country]
    subdivisions: frozenset[str]
    cities: Mapping[str, City]
    continents: Mapping[str, str] = field(default_factory=dict)
    """Names of the continents."""

    def city_of(self, place: Place) -> City | None:
        """Return the city that stands for a place: its capital, or itself; None when it cites none."""
        return self.cities.get(city_id(place) or "")


def city_id(place: Place) -> str | None:
    """Return the GeoNames id of the city that a place cites; None when it cites none or several.

    >>> from cartelgraph.model.entities import Place
    >>> cited = {"source": "geonames", "locator": "cities, Xalapa, 3526617"}
    >>> city_id(Place.model_validate({"id": "x", "name": "X", "kind": "city", "citations": [cited]}))
    '3526617'
    """
    found = [match[1] for citation in place.citations if (match := _city(citation))]
    return found[0] if len(found) == 1 else None


def _city(citation: Citation) -> re.Match[str] | None:
    return CITY.fullmatch(citation.locator or "") if citation.source == GEONAMES else None


def country_code(place: Place) -> str:
    """Return the two-letter code of the country that a country is or a subdivision is part of, or nothing."""
    return place.iso_alpha2 or (place.iso_subdivision or "").partition("-")[0]
