#!/usr/bin/env python
"""Make seeds/ucdp/ from the files of the Uppsala Conflict Data Program (https://ucdp.uu.se/downloads/).

    python scripts/derive_ucdp.py --conflicts NONSTATE.csv --events GED.csv
    python scripts/derive_ucdp.py --conflicts NONSTATE.csv --dyad-years FILE.csv --actor-state-years FILE.csv

The first file is the Non-State Conflict dataset. The events are those of GED, of the world or of Mexico, or
two sums over them: one with the columns dyad_new_id, side_a_new_id, side_a, side_b_new_id, side_b, year,
events and best, one with aid, actor, adm_1, year, events and best.

Alliances, figures, presences and rivalries are written; organizations are read: each actor is that whose
ucdp_ids name it. With --check nothing is written, and it fails when a file is not what would be.

A year in which a dyad's fighting killed fewer than 25 is not coded: it is no end of the rivalry.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from pathlib import Path

from cartelgraph.errors import DatasetError
from cartelgraph.sources import ucdp

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def main(arguments: list[str] | None = None) -> int | str:
    """Write or compare the files; return 0, or what is wrong."""
    options = parsed(arguments)
    try:
        files = ucdp.derive(coded(options), ucdp.read_records(options.seeds))
    except (DatasetError, OSError) as error:
        return str(error)
    if not options.check:
        ucdp.write(files, options.seeds)
        return 0
    stale = [str(path) for path in ucdp.differences(files, options.seeds)]
    return "\n".join(f"{path}: is not what the files give: run without --check" for path in stale) or 0


def parsed(arguments: list[str] | None) -> Namespace:
    """Return the options."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--conflicts", type=Path, required=True, help="Non-State Conflict dataset")
    parser.add_argument("--events", type=Path, help="GED")
    parser.add_argument("--dyad-years", type=Path, help="sums of GED by dyad and year")
    parser.add_argument("--actor-state-years", type=Path, help="sums of GED by actor, state and year")
    parser.add_argument("--seeds", type=Path, default=SEEDS, help="folder of the seeds")
    parser.add_argument("--check", action="store_true", help="compare, and write nothing")
    options = parser.parse_args(arguments)
    sums = (options.dyad_years, options.actor_state_years)
    if bool(options.events) == any(sums) or any(sums) != all(sums):
        parser.error("give either --events, or both --dyad-years and --actor-state-years")
    return options


def coded(options: Namespace) -> ucdp.Coded:
    """Read the files."""
    conflicts = ucdp.read_conflict_years(options.conflicts)
    if options.events:
        return ucdp.Coded(conflicts, *ucdp.read_events(options.events))
    return ucdp.Coded(
        conflicts,
        ucdp.read_dyad_years(options.dyad_years),
        ucdp.read_actor_state_years(options.actor_state_years),
    )


if __name__ == "__main__":
    sys.exit(main())
