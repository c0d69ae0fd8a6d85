"""Codes and points of places, checked against the gazetteer or taken from it."""

from __future__ import annotations

from collections.abc import Iterator

from cartelgraph.dataset.folder import Located
from cartelgraph.errors import Problem
from cartelgraph.model.entities import Place, PlaceKind
from cartelgraph.model.record import Citation
from cartelgraph.sources.places.gazetteer import GEONAMES, ISO, City, Gazetteer, city_id, country_code

__all__ = ["faults_of", "settled"]


def faults_of(located: Located, gazetteer: Gazetteer) -> Iterator[Problem]:
    """Yield what is wrong with the codes and the city of a place; a region has neither."""
    place = located.record
    if not isinstance(place, Place) or place.kind is PlaceKind.REGION:
        return
    yield from _faults_of_codes(located, place, gazetteer)
    cited = city_id(place)
    if cited is None:
        message = "cites no city, or several: cite one as {source: geonames, locator: 'cities, NAME, ID'}"
        yield located.problem(message, "citations")
    elif cited not in gazetteer.cities:
        yield located.problem(
            f"cites city {cited}, which GeoNames does not list: look up its id", "citations"
        )
    elif message := _misplaced(place, gazetteer.cities[cited], gazetteer):
        yield located.problem(message, "citations")


def _faults_of_codes(located: Located, place: Place, gazetteer: Gazetteer) -> Iterator[Problem]:
    if place.iso_alpha2:
        country = gazetteer.countries.get(place.iso_alpha2)
        if country is None:
            yield located.problem(f"{place.iso_alpha2} is no code of ISO 3166-1", "iso_alpha2")
        elif country.alpha3 != place.iso_alpha3:
            message = f"ISO 3166-1 has {country.alpha3} for {place.iso_alpha2}, not {place.iso_alpha3}"
            yield located.problem(message, "iso_alpha3")
    if place.iso_subdivision and place.iso_subdivision not in gazetteer.subdivisions:
        yield located.problem(f"{place.iso_subdivision} is no code of ISO 3166-2", "iso_subdivision")


def _misplaced(place: Place, city: City, gazetteer: Gazetteer) -> str:
    """Return why a city cannot stand for a place, or nothing.

    GeoNames counts as countries some territories that ISO 3166-2 counts as subdivisions too, such as US-PR.
    """
    homes = {country_code(place), (place.iso_subdivision or "").partition("-")[2]} - {""}
    if homes and city.country not in homes:
        return f"cites {city.name}, which lies in {city.country}, not in {country_code(place)}"
    country = gazetteer.countries.get(place.iso_alpha2 or "")
    if country and country.capital not in {city.name, *city.other_names}:
        return f"cites {city.name}: the capital is {country.capital}"
    return ""


def settled(place: Place, gazetteer: Gazetteer) -> Place:
    """Return a place with the point of its city, and with citations that say where codes and point stand."""
    city = gazetteer.city_of(place)
    if city is None:
        return place
    where = Citation(source=GEONAMES, locator=f"cities, {city.name}, {city_id(place)}")
    derived = (*_coded_in(place), where)
    others = tuple(one for one in place.citations if one.source not in {ISO, GEONAMES})
    found = {"latitude": city.latitude, "longitude": city.longitude, "citations": derived + others}
    return place.model_copy(update=found)


def _coded_in(place: Place) -> tuple[Citation, ...]:
    if place.iso_alpha2:
        return (Citation(source=ISO, locator=f"ISO 3166-1, {place.iso_alpha2}"),)
    if place.iso_subdivision:
        return (Citation(source=ISO, locator=f"ISO 3166-2, {place.iso_subdivision}"),)
    return ()
