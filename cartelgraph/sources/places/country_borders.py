"""Land borders between countries, as GeoNames lists neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from cartelgraph.model.entities import Place
from cartelgraph.model.record import Citation, Likelihood
from cartelgraph.model.relationships import Border
from cartelgraph.sources.places.gazetteer import GEONAMES, Gazetteer

__all__ = ["country_borders"]

#: Neighbours that share no land border in the sense of this dataset: the fence of a leased base.
LEFT_OUT = frozenset({("CU", "US")})


def country_borders(
    places: Iterable[Place], earlier: Iterable[Border], gazetteer: Gazetteer
) -> tuple[Border, ...]:
    """Return the land borders between the countries among the places, in order of their ids.

    A border that one of the two lists is one; the citations say which of them do. Earlier ids are kept.
    """
    ids = {frozenset((one.source, one.target)): one.id for one in earlier}
    countries = sorted((place.id, place.iso_alpha2) for place in places if place.iso_alpha2)
    borders = []
    for (one, code), (other, other_code) in combinations(countries, 2):
        cited = _cited(code, other_code, gazetteer)
        if cited and tuple(sorted((code, other_code))) not in LEFT_OUT:
            record_id = ids.get(frozenset((one, other)), f"border-{one}-{other}-1")
            borders.append(_border(record_id, one, other, cited))
    return tuple(borders)


def _cited(code: str, other: str, gazetteer: Gazetteer) -> tuple[Citation, ...]:
    listing = [
        here
        for here, there in ((code, other), (other, code))
        if here in gazetteer.countries and there in gazetteer.countries[here].neighbours
    ]
    return tuple(Citation(source=GEONAMES, locator=f"countryInfo, {here}, neighbours") for here in listing)


def _border(record_id: str, one: str, other: str, citations: tuple[Citation, ...]) -> Border:
    return Border(
        id=record_id, source=one, target=other, likelihood=Likelihood.CONFIRMED, citations=citations
    )
