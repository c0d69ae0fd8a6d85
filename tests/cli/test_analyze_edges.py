"""Analyses of a file of ties by the command line, and how long work shows itself and is left."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest

from cartelgraph.analysis import ANALYSES, DYNAMICS
from tests.cli.conftest import Run

GAHUKU_GAMA = Path(__file__).resolve().parent.parent / "measures" / "gahuku_gama.csv"

#: Seconds within which an interruption is to be over; it takes less than one, of a search of sixty.
SOON = 10.0


@pytest.fixture(scope="module")
def matrix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same ties as a matrix with a byte order mark and semicolons, as a spreadsheet writes it."""
    with GAHUKU_GAMA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sign = {frozenset((row["source"], row["target"])): row["sign"] for row in rows}
    nodes = sorted({end for pair in sign for end in pair})
    path = tmp_path_factory.mktemp("matrix") / "tribes.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(["", *nodes])
        writer.writerows([one, *(sign.get(frozenset((one, other)), "") for other in nodes)] for one in nodes)
    return path


def rows_of(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


def test_the_tribes_have_the_published_frustration_as_a_list_and_as_a_matrix(run: Run, matrix: Path) -> None:
    for path in (GAHUKU_GAMA, matrix):
        outcome = run("analyze", "balance", "--edges", str(path), "--set", "draws=0", "--format", "csv")
        assert (outcome.code, outcome.err) == (0, "")
        found = {row["measure"]: row for row in rows_of(outcome.out)}
        # R package signnet, JOSS 8(81) 4987, printed output of frustration_exact(tribes).
        assert (found["frustration"]["value"], found["frustration bound"]["value"]) == ("7", "7")
        # The same package prints 0.8676471 for the share of balanced triangles, which is 59 of 68.
        assert float(found["triangle balance"]["value"]) == pytest.approx(59 / 68)
        assert {row["sources"] for row in found.values()} == {"1"}


def test_the_tribes_fall_into_the_published_camps(run: Run) -> None:
    outcome = run("analyze", "camps", "--edges", str(GAHUKU_GAMA), "--format", "csv")
    camp = {row["organization"]: row["camp"] for row in rows_of(outcome.out)}
    # signnet, frustration_exact(tribes): the first two and the last two of sixteen, against all others.
    assert {name for name, its in camp.items() if its == "1B"} == {"Gavev", "Kotun", "Gama", "Nagad"}


def test_the_degrees_of_the_karate_club_are_those_of_zachary(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "club.csv"
    ties = "".join(f"{one + 1},{other + 1},1\n" for one, other in nx.karate_club_graph().edges)
    path.write_text(f"source,target,sign\n{ties}", "utf-8")
    rows = rows_of(run("analyze", "centrality", "--edges", str(path), "--format", "csv").out)
    assert len(rows) == 34
    # Counted in the matrix of Zachary (1977): the row sums of the five who are tied to most.
    assert [(row["organization"], row["degree"]) for row in rows[:5]] == [
        ("34", "17"),
        ("1", "16"),
        ("33", "12"),
        ("3", "10"),
        ("2", "9"),
    ]


def test_every_analysis_of_ties_alone_takes_a_file_and_the_others_say_why_not(run: Run) -> None:
    taken, refused = [], {}
    names = [*(one.name for one in ANALYSES), *(one.name for one in DYNAMICS)]
    for name in names:
        few = ("--set", "draws=2") if name == "balance" else ()
        outcome = run("analyze", name, "--edges", str(GAHUKU_GAMA), "--format", "json", *few)
        if outcome.code == 0:
            taken.append(name)
            told = json.loads(outcome.out)
            assert all(row["values"]["sources"] == 1 for row in told["rows"])
            assert not re.search(r"carried|as known now|snapshot on", outcome.out)
        else:
            assert outcome.code == 4
            refused[name] = outcome.err
    assert {"centrality", "key-players", "signed-degree", "balance", "camps", "pressure"} <= set(taken)
    assert refused.keys() >= {"brokers", "reach", "exposure", "co-presence", *(one.name for one in DYNAMICS)}
    assert refused["co-presence"].startswith("error: co-presence asks about OPERATES_IN")
    assert refused["shifts"].startswith("error: shifts asks about change over time, of which a file of ties")


def test_the_records_behind_a_row_are_the_lines_of_the_file(run: Run) -> None:
    outcome = run("analyze", "frustrated-ties", "--edges", str(GAHUKU_GAMA), "--format", "json")
    lines = GAHUKU_GAMA.read_text("utf-8").splitlines()
    rows = json.loads(outcome.out)["rows"]
    assert len(rows) == 7
    for row in rows:
        (record,) = row["records"]
        source, target, _ = lines[int(record.removeprefix("line-")) - 1].split(",")
        assert {source, target} == {row["values"]["organization"], row["values"]["other"]}


def test_on_a_terminal_nothing_is_said_of_dates_or_of_records_to_be_shown(run: Run) -> None:
    outcome = run("analyze", "camps", "--edges", str(GAHUKU_GAMA))
    assert "All ties of gahuku_gama.csv together" in outcome.out
    assert "the lines of the file behind each row" in outcome.out
    assert "cartelgraph show" not in outcome.out


def test_what_is_wrong_with_a_file_is_the_fault_of_the_data(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_text("source,target,sign\nA,B,1\nB,A,-1\nC,C,1\n", "utf-8")
    outcome = run("analyze", "camps", "--edges", str(path))
    assert outcome.code == 1
    assert outcome.out == ""
    assert outcome.err.splitlines() == [
        (
            f"{path}:3: 'B' and 'A' have the sign -1 here and +1 in line 2: a pair has one sign; keep the "
            "row that is right, or leave both out"
        ),
        f"{path}:4: 'C' is tied to itself: remove the row, or name the other end",
        "error: 2 problems in the data; nothing was done",
    ]


@pytest.mark.parametrize(
    "option",
    [
        ("--data", "seeds"),
        ("--neo4j",),
        ("--on", "2011"),
        ("--from", "2010"),
        ("--to", "2011"),
        ("--every", "year"),
        ("--known-at", "2011"),
        ("--certainty", "working"),
        ("--side-by-side",),
        ("--stability",),
        ("--number", "degree"),
        ("--runs", "3"),
        ("--seed", "1"),
        ("--carry", "24"),
        ("--contradictions", "keep"),
        ("--level", "faction"),
    ],
)
def test_options_of_time_and_of_sources_do_not_go_with_a_file(run: Run, option: tuple[str, ...]) -> None:
    outcome = run("analyze", "camps", "--edges", str(GAHUKU_GAMA), *option)
    assert outcome.code == 2
    assert outcome.err == (
        "error: invalid value for --edges: a file of ties has neither dates nor sources: leave out "
        f"{option[0]}\nSee cartelgraph analyze --help\n"
    )


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return ties with random signs, which take the solver far longer than anybody waits."""
    chance = random.Random(1)  # noqa: S311
    path = tmp_path_factory.mktemp("hard") / "hard.csv"
    rows = [
        f"n{one},n{other},{chance.choice((-1, 1))}\n"
        for one, other in chance.sample(list(combinations(range(120), 2)), 900)
    ]
    path.write_text("source,target,sign\n" + "".join(rows), "utf-8")
    return path


#: Starts a program that can be interrupted, even where the tests cannot, as in the background of a shell.
LISTENING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal, and another interruption")
def test_a_search_shows_its_bar_on_a_terminal_and_is_left_at_once(hard: Path) -> None:
    import pty  # noqa: PLC0415 - there is none on Windows

    command = [sys.executable, "-c", LISTENING, sys.executable, "-m", "cartelgraph"]
    command += ["analyze", "camps", "--edges", str(hard)]
    ours, its = pty.openpty()
    wide = {**os.environ, "COLUMNS": "160", "TERM": "xterm"}
    shown = b""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=its, env=wide) as process:
        os.close(its)
        try:
            # The bar counts down while it waits for compiled code.
            while b"left to search" not in shown:
                shown += os.read(ours, 4096)
            process.send_signal(signal.SIGINT)
            started = time.monotonic()
            while said := read(ours):
                shown += said
            assert process.wait(timeout=60) == 130
            assert time.monotonic() - started < SOON
        finally:
            process.kill()
            os.close(ours)
    assert b"ties divided into camps" in shown
    assert b"Traceback" not in shown
    assert shown.decode().rstrip().endswith("interrupted")


def read(terminal: int) -> bytes:
    """Return what was written to a terminal; nothing once whoever wrote to it has ended."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_elsewhere_nothing_is_shown_and_an_interruption_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cartelgraph.measures.frustration_blocks.cycle_bound", interrupted)
    outcome = run("analyze", "camps", "--edges", str(GAHUKU_GAMA))
    assert outcome == (130, "", "interrupted\n")
