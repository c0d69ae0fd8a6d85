"""Kill loads and their server at random moments, load again, and compare the database with the dataset.

Each kill is drawn from the seed: whether the loader is killed, Neo4j, or both; at which moment of a load; and
whether the load began on an empty database, on another version of the network, or on what an interrupted load
has left. A reader reads all along. What is left by the kill, and the graph after the next load, are compared
with what first loads on an empty database have made, node by node.

Ends with 0 when nothing was wrong and at least 80 % of the kills fell inside a load. The report has a line of
JSON for each kill; the summary is the last line of the output.
"""

from __future__ import annotations

import argparse
import gc
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.flaws import FLAWS
from tests.faults.harness import Harness, Plan
from tests.faults.outcome import Outcome, Summary


def main() -> int:
    chosen = _parser().parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # its server goes with it
    gc.set_threshold(100_000)  # half a million elements are read at a time, and none is garbage in a circle
    plan = Plan(
        chosen.relationships, chosen.seed, chosen.one_transaction, chosen.batch, chosen.flaw, chosen.heap
    )
    begun = time.monotonic()
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="faults-") as folder, Harness(Path(folder), plan, say) as harness:
        chosen.output.parent.mkdir(parents=True, exist_ok=True)
        with chosen.output.open("w", encoding="utf-8") as report:
            for outcome in harness.run(chosen.kills, flaw=plan.flaw):
                outcomes.append(outcome)
                report.write(f"{outcome.line()}\n")
                report.flush()
                say(_told(outcome))
    summary = Summary(outcomes)
    say(f"{summary.line()}, {time.monotonic() - begun:.0f} s")
    if not summary.is_telling:
        say("too few kills met a load: this run shows nothing")
    return 1 if summary.failures or not summary.is_telling else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--kills", type=int, default=100, metavar="N", help="how many kills (default %(default)s)")
    add(
        "--relationships",
        type=int,
        default=100_000,
        metavar="N",
        help="size of the generated network (default %(default)s)",
    )
    add(
        "--seed",
        type=int,
        default=1,
        metavar="N",
        help="of the network and of the kills (default %(default)s)",
    )
    add(
        "--output",
        type=Path,
        default=Path("faults.jsonl"),
        metavar="FILE",
        help="the report, a line of JSON for each kill (default %(default)s)",
    )
    add(
        "--one-transaction",
        type=int,
        metavar="N",
        help="changed records up to which a load is one transaction; by default as the store has it: right "
        "for 100000 relationships, too many for 20000 (there 4000)",
    )
    add("--batch", type=int, metavar="N", help="records in a batch; by default as the store has it")
    add("--heap", default="1g", metavar="SIZE", help="memory of the server (default %(default)s)")
    add(
        "--flaw",
        choices=list(FLAWS),
        help="give the loader a fault, which the harness must find: no-pruning leaves in the database what "
        "the dataset no longer has, silent does not say that a load is under way",
    )
    return parser


def _told(outcome: Outcome) -> str:
    kill = outcome.kill
    way = f"{kill.start}{f' {kill.held}' if kill.held else ''} to {kill.target}{', rewritten' * kill.rewrite}"
    place = "inside" if outcome.inside else "outside"
    told = (
        f"{kill.number}: {kill.victim} killed {place} after {outcome.after:.2f} s and {outcome.rows} rows "
        f"({way}); "
        f"found {outcome.found}; loader {outcome.loader.splitlines()[0][:150] if outcome.loader else '-'}; "
        f"reader {outcome.reader}; {outcome.seconds:.0f} s"
    )
    return "\n".join([told, *(f"    FAILED: {failure}" for failure in outcome.failures)])


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
