"""From BACRIM2020's files to the seed files of one folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from cartelgraph.errors import DatasetError
from cartelgraph.model import Record
from cartelgraph.model.relationships import Alliance, Rivalry
from cartelgraph.sources import seed_folder
from cartelgraph.sources.bacrim.crosswalk import Crosswalk
from cartelgraph.sources.bacrim.tables import ALLIANCES, RIVALS, Coded
from cartelgraph.sources.bacrim.ties import tie
from cartelgraph.sources.draft import identified, ordered
from cartelgraph.sources.seed_file import text_of

__all__ = ["derive", "differences", "read_crosswalk", "write"]

#: Folder of the derived files within the seeds, with the crosswalk and the organizations beside them.
FOLDER = "bacrim2020"
CROSSWALK = "crosswalk.csv"

#: What the numbers of new ids stand after, and what the head of each file says of its origin.
MARK = "bacrim2020"
ORIGIN = "scripts/derive_bacrim.py from BACRIM2020's files and crosswalk.csv"


def read_crosswalk(seeds: Path) -> Crosswalk:
    """Read the crosswalk of the seeds.

    Raises
    ------
    DatasetError
        When a line of it cannot be read.
    OSError
        When there is none.
    """
    return Crosswalk.read(seeds / FOLDER / CROSSWALK)


def derive(coded: Coded, crosswalk: Crosswalk, records: Iterable[Record]) -> dict[str, str]:
    """Return the text of each derived seed file by its collection.

    Parameters
    ----------
    coded
        What the dataset codes.
    crosswalk
        Organizations by group.
    records
        The seeds: organizations, and the records derived earlier, whose ids are kept.

    Raises
    ------
    DatasetError
        When a group with ties is not in the crosswalk, or the crosswalk names what is not there; names all.
    """
    kept = tuple(records)
    if faults := list(crosswalk.faults(coded, kept)):
        raise DatasetError(faults)
    return {
        kind.collection: text_of(kind.collection, identified(drafts, kept, MARK), ORIGIN)
        for kind, drafts in (
            (Alliance, ordered(tie(Alliance, pair, ALLIANCES, crosswalk) for pair in coded.allied)),
            (Rivalry, ordered(tie(Rivalry, pair, RIVALS, crosswalk) for pair in coded.rival)),
        )
    }


def differences(files: Mapping[str, str], seeds: Path) -> Iterator[Path]:
    """Yield the path of each file of the seeds that is not what was derived."""
    return seed_folder.differences(seed_folder.by_path(files, FOLDER), seeds)


def write(files: Mapping[str, str], seeds: Path) -> None:
    """Write what was derived into the folder for it within the seeds."""
    seed_folder.write(seed_folder.by_path(files, FOLDER), seeds)
