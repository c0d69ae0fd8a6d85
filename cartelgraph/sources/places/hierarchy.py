"""What is part of what: a city in a subdivision, that in a country, that in a region, that in a continent.

A country lies in the region that a source puts it in; that is kept as it is. One that no source puts
anywhere lies in its continent, and so does a region all of whose countries lie in one continent. A continent
is the region that bears GeoNames's name of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cartelgraph.model.entities import Place, PlaceKind
from cartelgraph.model.record import Citation, Likelihood
from cartelgraph.model.relationships import Containment
from cartelgraph.sources.places.gazetteer import GEONAMES, ISO, Gazetteer, city_id, country_code

__all__ = ["containments"]

#: What a derived statement replaces is what these sources say.
DERIVED = frozenset({ISO, GEONAMES})


@dataclass(frozen=True)
class Part:
    """That one place is part of another, and where that stands."""

    source: str
    target: str
    citation: Citation
    note: str | None = None

    @property
    def ends(self) -> tuple[str, str]:
        """The part and the whole."""
        return self.source, self.target


def containments(
    places: Iterable[Place], earlier: Iterable[Containment], gazetteer: Gazetteer
) -> tuple[Containment, ...]:
    """Return what is part of what: the earlier statements in their order, then the new ones.

    Of the earlier statements those go that rest on the two sources alone and no longer follow from them.
    """
    kept, known = tuple(places), tuple(earlier)
    parts = {part.ends: part for part in _parts(kept, known, gazetteer)}
    upheld = [one for one in known if (one.source, one.target) in parts or not _is_derived(one)]
    stated = {(one.source, one.target) for one in upheld}
    new = [_record(part) for ends, part in parts.items() if ends not in stated]
    return (*(_renewed(one, parts.get((one.source, one.target))) for one in upheld), *new)


def _is_derived(record: Containment) -> bool:
    return {citation.source for citation in record.citations} <= DERIVED


def _renewed(record: Containment, part: Part | None) -> Containment:
    if part is None:
        return record
    others = tuple(one for one in record.citations if one.source not in DERIVED)
    return record.model_copy(update={"citations": (part.citation, *others)})


def _record(part: Part) -> Containment:
    return Containment(
        id=f"containment-{part.source}-{part.target}-1",
        source=part.source,
        target=part.target,
        likelihood=Likelihood.CONFIRMED,
        citations=(part.citation,),
        note=part.note,
    )


def _parts(
    places: tuple[Place, ...], earlier: tuple[Containment, ...], gazetteer: Gazetteer
) -> Iterator[Part]:
    yield from _subdivisions(places)
    yield from _cities(places, gazetteer)
    continents = {place.name: place.id for place in places if place.kind is PlaceKind.REGION}
    homes = {code: continents[name] for code, name in gazetteer.continents.items() if name in continents}
    by_source = [one for one in earlier if not _is_derived(one)]
    yield from _countries(places, {one.source for one in by_source}, homes, gazetteer)
    yield from _regions(places, by_source, homes, gazetteer)


def _subdivisions(places: tuple[Place, ...]) -> Iterator[Part]:
    countries = {place.iso_alpha2: place.id for place in places if place.kind is PlaceKind.COUNTRY}
    for place in places:
        country = countries.get(country_code(place))
        if place.kind is PlaceKind.SUBDIVISION and country:
            where = Citation(source=ISO, locator=f"ISO 3166-2, {place.iso_subdivision}")
            yield Part(place.id, country, where)


def _cities(places: tuple[Place, ...], gazetteer: Gazetteer) -> Iterator[Part]:
    """Yield each city in the subdivision whose capital lies in the same division, or else in its country."""
    subdivisions = {
        city.division_key: place.id
        for place in places
        if place.kind is PlaceKind.SUBDIVISION and (city := gazetteer.city_of(place))
    }
    countries = {place.iso_alpha2: place.id for place in places if place.kind is PlaceKind.COUNTRY}
    for place in places:
        city = gazetteer.city_of(place)
        if place.kind is PlaceKind.CITY and city:
            stem = f"cities, {city.name}, {city_id(place)}"
            if city.division_key in subdivisions:
                where = Citation(source=GEONAMES, locator=f"{stem}, first-order division {city.division}")
                yield Part(place.id, subdivisions[city.division_key], where)
            elif city.country in countries:
                where = Citation(source=GEONAMES, locator=f"{stem}, country {city.country}")
                yield Part(place.id, countries[city.country], where)


def _countries(
    places: tuple[Place, ...], placed: set[str], homes: dict[str, str], gazetteer: Gazetteer
) -> Iterator[Part]:
    for place in places:
        country = gazetteer.countries.get(place.iso_alpha2 or "")
        if country and country.continent in homes and place.id not in placed:
            locator = f"countryInfo, {place.iso_alpha2}, continent {country.continent}"
            yield Part(place.id, homes[country.continent], Citation(source=GEONAMES, locator=locator))


def _regions(
    places: tuple[Place, ...], by_source: list[Containment], homes: dict[str, str], gazetteer: Gazetteer
) -> Iterator[Part]:
    by_id = {place.id: gazetteer.countries.get(place.iso_alpha2 or "") for place in places}
    regions = {place.id for place in places if place.kind is PlaceKind.REGION} - set(homes.values())
    found = defaultdict(set)
    for one in by_source:
        country = by_id.get(one.source)
        if one.target in regions and country:
            found[one.target].add(country.continent)
    for region, continents in sorted(found.items()):
        if len(continents) == 1 and (code := min(continents)) in homes:
            where = Citation(source=GEONAMES, locator=f"countryInfo, continent {code}")
            yield Part(region, homes[code], where, "GeoNames puts each of its countries there.")
