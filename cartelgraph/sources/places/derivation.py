"""From the places of a folder and a gazetteer to its seed files of places, containments and borders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from cartelgraph.dataset.folder import Folder, Located
from cartelgraph.errors import DatasetError
from cartelgraph.model import Record
from cartelgraph.model.entities import Place
from cartelgraph.model.relationships import Border, Containment
from cartelgraph.sources.places.country_borders import country_borders
from cartelgraph.sources.places.gazetteer import Gazetteer
from cartelgraph.sources.places.hierarchy import containments
from cartelgraph.sources.places.points import faults_of, settled
from cartelgraph.sources.places.state_borders import SharedLine, state_borders
from cartelgraph.sources.seed_file import below
from cartelgraph.sources.seed_folder import differences, read, write

__all__ = ["derive", "derive_state_borders", "differences", "read", "write"]

PLACES, CONTAINMENTS, BORDERS = Path("places.yml"), Path("containments.yml"), Path("borders.yml")
STATE_BORDERS = Path("places") / "borders.yml"

SCHEMA = "# yaml-language-server: $schema={up}schema/json/{collection}.schema.json\n"

HEADERS = {
    PLACES: SCHEMA.format(up="../", collection="places")
    + """\
# Every sovereign country of the Western Hemisphere, every state of Mexico, what records name beyond them, and
# the continents. Names are the customary English ones; a point is that of the capital, or of the city itself.
# scripts/derive_places.py checks the codes and writes the points: of a new place, type id, name, kind, codes
# and the city of GeoNames, and run it.
""",
    CONTAINMENTS: SCHEMA.format(up="../", collection="containments")
    + """\
# Which place is part of which: a city in its subdivision, a subdivision in its country, a country in the one
# region that a source puts it in or else in its continent, a region of countries in its continent.
# scripts/derive_places.py writes what ISO 3166 and GeoNames say; what other sources say is typed.
""",
    BORDERS: SCHEMA.format(up="../", collection="borders")
    + """\
# Land borders between countries, as GeoNames lists neighbours. It also lists Cuba and the United States,
# which share only the fence of a leased base: left out.
# Made by scripts/derive_places.py: change the rule, not this file.
""",
    STATE_BORDERS: SCHEMA.format(up="../../", collection="borders")
    + """\
# Land borders of the states of Mexico with one another, and with the countries, states and departments beyond
# the border of the country. Four states that meet in a point share no border across it.
# Made by scripts/derive_places.py from boundaries: change the rule, not this file.
""",
}

R = TypeVar("R", bound=Record)


def derive(folder: Folder, gazetteer: Gazetteer) -> dict[Path, str]:
    """Return the text of the three seed files by its path within the seeds.

    Raises
    ------
    DatasetError
        When a code is none of ISO 3166, or a place cites no city that can stand for it.
    """
    problems = [fault for located in _of(folder, Place) for fault in faults_of(located, gazetteer)]
    if problems:
        raise DatasetError(problems)
    places = [settled(place, gazetteer) for place in _records(folder, Place)]
    within = containments(places, _records(folder, Containment, CONTAINMENTS), gazetteer)
    borders = country_borders(places, _records(folder, Border, BORDERS), gazetteer)
    here = {located.record.id for located in _of(folder, Place) if located.path == folder.path / PLACES}
    return _texts(
        {
            PLACES: [place for place in places if place.id in here],
            CONTAINMENTS: within,
            BORDERS: borders,
        }
    )


def derive_state_borders(folder: Folder, lines: Iterable[SharedLine]) -> dict[Path, str]:
    """Return the text of the seed file of the borders of states, by its path within the seeds."""
    earlier = _records(folder, Border, STATE_BORDERS)
    return _texts({STATE_BORDERS: state_borders(_records(folder, Place), earlier, lines)})


def _of(folder: Folder, kind: type[Record]) -> list[Located]:
    return [located for located in folder.located if isinstance(located.record, kind)]


def _records(folder: Folder, kind: type[R], path: Path | None = None) -> list[R]:
    """Return the records of a type, of one file of the folder or of all."""
    return [
        located.record
        for located in folder.located
        if isinstance(located.record, kind) and path in {None, located.path.relative_to(folder.path)}
    ]


def _texts(records: Mapping[Path, Iterable[Record]]) -> dict[Path, str]:
    return {path: below(HEADERS[path], several) for path, several in records.items()}
