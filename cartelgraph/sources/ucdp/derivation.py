"""From UCDP's files to the seed files of one folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cartelgraph.model import Record
from cartelgraph.sources import seed_folder
from cartelgraph.sources.draft import Draft, identified, ordered
from cartelgraph.sources.seed_file import text_of
from cartelgraph.sources.ucdp.crosswalk import Crosswalk
from cartelgraph.sources.ucdp.deaths import deaths
from cartelgraph.sources.ucdp.presences import presences
from cartelgraph.sources.ucdp.spells import episodes
from cartelgraph.sources.ucdp.tables import Actor, ActorStateYear, ConflictYear, DyadYear
from cartelgraph.sources.ucdp.ties import coded_ties, observed_ties

__all__ = ["Coded", "derive", "differences", "write"]

#: First year of which records are made; what UCDP codes before is of other times and other groups.
FIRST_YEAR = 2000

#: Folder of the derived files within the seeds, and the collections that it holds besides organizations.
FOLDER = "ucdp"
COLLECTIONS = ("alliances", "figures", "presences", "rivalries")

#: What the numbers of new ids stand after, and what the head of each file says of its origin.
MARK = "ucdp"
ORIGIN = "scripts/derive_ucdp.py from UCDP's files"


@dataclass(frozen=True)
class Coded:
    """What UCDP codes: years of conflict, and sums of events by dyad and by actor and state."""

    conflict_years: tuple[ConflictYear, ...]
    dyad_years: tuple[DyadYear, ...]
    actor_state_years: tuple[ActorStateYear, ...]

    @property
    def last_year(self) -> int:
        """Last year of the conflict data."""
        return max((year.year for year in self.conflict_years), default=0)

    def actors(self) -> Iterator[Actor]:
        """Yield every actor, as often as it occurs."""
        for year in self.conflict_years:
            yield from (year.side_a, year.side_b)
        for row in self.dyad_years:
            yield from (row.side_a, row.side_b)
        yield from (one.actor for one in self.actor_state_years)

    def of_formal_groups(self) -> Coded:
        """Return what is about organized groups, and of the events those of the years that are kept.

        Who fights as a community, such as a village, is known from the conflict years only.
        """
        informal = [year for year in self.conflict_years if not year.is_formal]
        communities = {side.id for year in informal for side in (year.side_a, year.side_b)}
        return Coded(
            tuple(year for year in self.conflict_years if year.is_formal),
            tuple(
                row
                for row in self.dyad_years
                if row.year >= FIRST_YEAR and not communities & {row.side_a.id, row.side_b.id}
            ),
            tuple(
                row
                for row in self.actor_state_years
                if row.year >= FIRST_YEAR and row.actor.id not in communities
            ),
        )


def derive(coded: Coded, records: Iterable[Record]) -> dict[str, str]:
    """Return the text of each derived seed file by its collection.

    Parameters
    ----------
    coded
        What UCDP codes.
    records
        The seeds: organizations and states, and the records derived earlier, whose ids are kept.

    Raises
    ------
    DatasetError
        When an actor or a state is not among the records, or a value is not what UCDP's column holds.
    """
    kept, kept_records = coded.of_formal_groups(), tuple(records)
    crosswalk = Crosswalk.of(kept_records, coded.actors())
    made = identified(ordered(_drafts(kept, crosswalk)), kept_records, MARK)
    return {
        collection: text_of(
            collection, [record for record in made if record.collection == collection], ORIGIN
        )
        for collection in COLLECTIONS
    }


def _drafts(coded: Coded, crosswalk: Crosswalk) -> Iterator[Draft]:
    dyads: defaultdict[str, list[ConflictYear]] = defaultdict(list)
    for year in coded.conflict_years:
        dyads[year.dyad].append(year)
    by_dyad = {dyad: list(episodes(years)) for dyad, years in sorted(dyads.items(), key=_by_number)}
    for episode in (one for several in by_dyad.values() for one in several if one.last >= FIRST_YEAR):
        yield from coded_ties(episode, crosswalk)
        yield from (deaths(year, crosswalk) for year in episode.years)
    yield from observed_ties(coded.dyad_years, by_dyad, coded.last_year, crosswalk)
    yield from presences(coded.actor_state_years, crosswalk)


def _by_number(item: tuple[str, list[ConflictYear]]) -> int:
    return int(item[0])


def differences(files: Mapping[str, str], seeds: Path) -> Iterator[Path]:
    """Yield the path of each file of the seeds that is not what was derived."""
    return seed_folder.differences(seed_folder.by_path(files, FOLDER), seeds)


def write(files: Mapping[str, str], seeds: Path) -> None:
    """Write what was derived into the folder for it within the seeds."""
    seed_folder.write(seed_folder.by_path(files, FOLDER), seeds)
