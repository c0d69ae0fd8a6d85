#!/usr/bin/env python
"""Make alliances and rivalries in seeds/bacrim2020/ from the files of BACRIM2020.

    python scripts/derive_bacrim.py FOLDER

The folder holds the dataset of Prieto-Curiel, Campedelli and Hope (2023, https://doi.org/10.5061/dryad.zw3r228d7)
as it is published: BACRIM2020_Nodes.csv, BACRIM2020_Alliances.csv and BACRIM2020_Rivals.csv.

Organizations are read: each group is that which seeds/bacrim2020/crosswalk.csv names. Groups without a tie
are left out. With --check nothing is written, and it fails when a file is not what would be.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from pathlib import Path

from cartelgraph.errors import DatasetError
from cartelgraph.sources import bacrim

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def main(arguments: list[str] | None = None) -> int | str:
    """Write or compare the files; return 0, or what is wrong."""
    options = parsed(arguments)
    try:
        crosswalk = bacrim.read_crosswalk(options.seeds)
        files = bacrim.derive(
            bacrim.read_coded(options.folder), crosswalk, bacrim.read_records(options.seeds)
        )
    except (DatasetError, OSError) as error:
        return str(error)
    if not options.check:
        bacrim.write(files, options.seeds)
        return 0
    stale = [str(path) for path in bacrim.differences(files, options.seeds)]
    return "\n".join(f"{path}: is not what the files give: run without --check" for path in stale) or 0


def parsed(arguments: list[str] | None) -> Namespace:
    """Return the options."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of the dataset's three files")
    parser.add_argument("--seeds", type=Path, default=SEEDS, help="folder of the seeds")
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
